"""Convert sources in a process that can be killed: bounded time, bounded memory, and an error in words."""

from __future__ import annotations

from safeconduct.adapters.apart.client import Nursery
from safeconduct.adapters.apart.limits import Limits
from safeconduct.adapters.sources.draft import BYTES_MAX, MEGABYTE
from safeconduct.adapters.sources.frames import take_documents
from safeconduct.core.basics import CannotReadError
from safeconduct.core.intake.document import Document


class SourceWorker:
    """Convert sources apart from the program; one conversion at a time."""

    bytes_max = BYTES_MAX

    def __init__(self, nursery: Nursery, limits: Limits | None = None) -> None:
        """Take the process that does it, and what one conversion may take."""
        self.nursery = nursery
        self.limits = limits or Limits()

    def read(self, data: bytes, name: str, charset: str = "") -> tuple[Document, ...]:
        """Return the documents of a source; raise CannotReadError or InputFaultsError, in bounded time."""
        if len(data) > BYTES_MAX:
            limit = f"{BYTES_MAX // MEGABYTE} MB, the most that any source may be"
            raise CannotReadError(f"{name}: larger than {limit}; give the part that matters")
        return take_documents(*self.nursery.ask({"name": name, "charset": charset}, data, self.limits))
