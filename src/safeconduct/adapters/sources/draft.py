"""Hold what a kind of source gives: a text before it is cleaned, and what the source says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from safeconduct.core.intake.mapped_text import MappedText

MEGABYTE = 1_000_000
TEXT_BYTES_MAX = 5 * MEGABYTE
BYTES_MAX = 20 * MEGABYTE  # of any source: an e-mail with its attachments


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """Hold one text of a source, mapped to the decoded file."""

    mapped: MappedText
    media_type: str
    title: str = ""
    outlet: str = ""
    address: str = ""  # where this text itself stands, if the source says so: the link of a feed's entry
    published: float | None = None  # POSIX second
    language: str = ""  # as the source declares it, ISO 639-1; "" = not said
    cautions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Hold what came in."""

    data: bytes
    name: str  # a file's
    charset: str = ""  # as the sender declares it; "" = not said


class SourceKind(Protocol):
    """Read one kind of source."""

    name: str
    bytes_max: int  # a larger file is refused unread

    def reads(self, name: str, first: bytes) -> bool:
        """Tell by the name and the first bytes whether the file is of this kind."""
        ...

    def read(self, source: Source) -> Sequence[Draft]:
        """Return the texts of the file; raise CannotReadError or InputFaultsError, and nothing else on purpose."""
        ...
