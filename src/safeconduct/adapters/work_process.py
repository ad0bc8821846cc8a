"""Do long work in a process of its own, so that this one goes on answering; fills the port WorkApart."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TypeVar

from safeconduct.core.basics import Fault, InputFaultsError, SafeconductError

Tell = Callable[[float, str], None]
Made = TypeVar("Made")
NICER = 5  # who waits for an answer comes first


def work_apart(work: Callable[[Tell], Made], tell: Tell) -> Made:
    """Return what the work makes in a process that ends with it, and with this one.

    Faults of an input come back as they were raised, whatever else went wrong in words alone. The process starts anew
    for each work, which takes a few seconds.

    Raises:
        InputFaultsError: as the work does.
        SafeconductError: where the work raised anything else, or its process was ended.
    """
    context = multiprocessing.get_context("spawn")  # a fork of many threads may stand still for ever
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_do, args=(work, there), daemon=True)
    process.start()
    there.close()
    try:
        while True:
            match here.recv():
                case ("told", float(share), str(words)):
                    tell(share, words)
                case ("made", made):
                    found: Made = made
                    return found
                case ("faults", faults):
                    raise InputFaultsError([Fault(*one) for one in faults])
                case (_, why):
                    raise SafeconductError(str(why))
    except EOFError as error:
        raise SafeconductError("the process that worked at it was ended: ask anew") from error
    finally:
        here.close()
        process.kill()
        process.join()


def _do(work: Callable[[Tell], object], there: Connection) -> None:
    os.nice(NICER)
    try:
        made = work(lambda share, words: there.send(("told", float(share), words)))
    except InputFaultsError as error:
        there.send(("faults", [_spell(one) for one in error.faults]))
    except SafeconductError as error:
        there.send(("failed", str(error)))
    except Exception as error:  # its words may hold anything
        there.send(("failed", f"the service failed at this work ({type(error).__name__})"))
    else:
        there.send(("made", made))


def _spell(one: Fault) -> tuple[object, ...]:
    return (one.file, one.line, one.column, one.value, one.problem, one.remedy)
