"""Read documents in a process that can be killed: bounded time, bounded memory, and an error in words."""

from __future__ import annotations

import pickle

from safeconduct.adapters.apart.client import Nursery
from safeconduct.adapters.apart.limits import Limits
from safeconduct.adapters.readings.reading_json import reading_from_json
from safeconduct.adapters.sources.frames import lay_out_documents
from safeconduct.core.intake.document import Document
from safeconduct.core.intake.read import Knowledge
from safeconduct.core.intake.reading import Reading

NAME_LENGTH = 60


class ReadingWorker:
    """Read documents apart from the program; one at a time."""

    def __init__(self, nursery: Nursery) -> None:
        """Take the process that does it."""
        self.nursery = nursery

    def know(self, knowledge: Knowledge) -> None:
        """Take what is known before the first text is read."""
        self.nursery.know(pickle.dumps(knowledge, pickle.HIGHEST_PROTOCOL))

    def read(self, document: Document, seconds: float) -> Reading:
        """Return its reading; raise CannotReadError where it takes longer, by the clock, or breaks down."""
        said, offsets = lay_out_documents([document])
        name = document.title or " ".join(document.text[:NAME_LENGTH].split())
        limits = Limits(wall_seconds=seconds, cpu_seconds=max(1, round(seconds)))
        answer, _ = self.nursery.ask({**said, "name": name[:NAME_LENGTH]}, offsets, limits)
        return reading_from_json(answer)
