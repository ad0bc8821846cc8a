"""Turn what went wrong into a clear list on stderr and an exit code."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from safeconduct.core.basics import CannotReadError, DeniedError, Fault, InputFaultsError, SafeconductError, parse_time

EXIT_NO = 1  # the answer is no: infeasible, not enough
EXIT_BAD_INPUT = 2
EXIT_DENIED = 3


@contextmanager
def clear_errors() -> Iterator[None]:
    """Show every fault of an input at once and exit with 2; never a traceback for bad input."""
    try:
        yield
    except InputFaultsError as error:
        for fault in error.faults:
            typer.echo(f"FAULT {fault}", err=True)
        count = len(error.faults)
        typer.echo(f"{count} fault{'s' if count != 1 else ''}. Nothing was changed.", err=True)
        raise typer.Exit(EXIT_BAD_INPUT) from None
    except CannotReadError as error:
        typer.echo(f"cannot read: {error}", err=True)
        raise typer.Exit(EXIT_BAD_INPUT) from None
    except DeniedError as error:
        typer.echo(f"DENIED {error}", err=True)
        raise typer.Exit(EXIT_DENIED) from None
    except SafeconductError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(EXIT_BAD_INPUT) from None


def read_moment(text: str | None, option: str = "--as-of") -> float:
    """Return the POSIX second that an option gives, or now; raise InputFaultsError where it is no time."""
    if text is None:
        return time.time()
    try:
        return parse_time(text)
    except ValueError:
        remedy = "write it like 2031-03-04T06:00:00+02:00"
        raise InputFaultsError([Fault(option, 0, "", text, "not an ISO 8601 time with an offset", remedy)]) from None
