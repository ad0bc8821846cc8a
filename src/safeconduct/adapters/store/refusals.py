"""Say in words why a database refuses, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from safeconduct.core.basics import StoreError

# the beginning of SQLite's name of an error, or of PostgreSQL's code (Appendix A of its manual); the first that fits
REASONS = {
    "SQLITE_FULL": "the disk is full: make room",
    "SQLITE_READONLY": "the disk or the file is read-only: look at the disk's health, then mount it for writing again",
    "SQLITE_IOERR": "the disk failed: look at its health, and restore the newest backup on another one",
    "SQLITE_BUSY": "another process is writing: wait for it, or end it",
    "SQLITE_LOCKED": "another process is writing: wait for it, or end it",
    "SQLITE_CORRUPT": "the file is damaged: restore the newest backup",
    "SQLITE_NOTADB": "the file is no database: restore the newest backup",
    "SQLITE_CANTOPEN": "the file cannot be opened: look at its folder and rights",
    "SQLITE_PERM": "the file may not be opened: look at its rights",
    "53100": "the server's disk is full: make room",
    "25006": "the server is read-only: find out why, then let it write again",
    "58": "the server's disk failed: look at its health, and restore the newest backup on another one",
    "XX001": "the server's data are damaged: restore the newest backup",
    "XX002": "the server's data are damaged: restore the newest backup",
    "28": "the server does not let this user in: look at its name and at pg_hba.conf",
    "3D": "there is no such database: make it with createdb",
    "08": "the connection to the server broke: look whether it runs",
    "57P": "the server ended the connection: look whether it runs",
    "55P03": "another process is writing: wait for it, or end it",
}
OTHERWISE = "the database refused"
NO_ANSWER = "the server does not answer: look whether it runs"

AGAIN = "nothing of it is acknowledged; send it again, with the same request, and it is recorded once"


@contextmanager
def say_why(what: str, then: str = "") -> Iterator[None]:
    """Turn what the database raises into a StoreError."""
    try:
        yield
    except SQLAlchemyError as error:
        raise StoreError(f"{what}: {find_reason(error)}{'; ' + then if then else ''}") from error


def find_reason(error: SQLAlchemyError) -> str:
    """Return why, and what to do; the statement and its values stay out of it."""
    code = find_code(error)
    reason = next((said for begin, said in REASONS.items() if code and code.startswith(begin)), None)
    if reason is not None:
        return reason
    if isinstance(error, DBAPIError) and not code:
        return NO_ANSWER
    return f"{OTHERWISE} ({code or type(error).__name__})"


def find_code(error: SQLAlchemyError) -> str:
    """Return SQLite's name of an error, or PostgreSQL's code; "" where there is none."""
    cause = error.orig if isinstance(error, DBAPIError) else None
    return str(getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or "")
