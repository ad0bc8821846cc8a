"""Hold one text as it is read, and where each of its characters stood in what came in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Cover the code points [start, end) of a document's text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Tell whether both share a code point.

        >>> Span(0, 4).overlaps(Span(4, 9))
        False
        """
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Tell whether the other lies wholly inside.

        >>> Span(0, 9).holds(Span(4, 9))
        True
        """
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """Hold one text of one source.

    `text` is what is read, with hostile characters removed and markup left out; every offset of a reading counts its
    code points. `original_offsets[i]` is where code point i stood in the original (the decoded file), and its last
    item, at len(text), where the text ended there; None says that text and original are the same.
    """

    document_id: str  # from the content: the same text has the same id
    text: str
    language: str  # ISO 639-1; "und" = not told
    media_type: (
        str  # "text/plain", "text/html", "message/rfc822", "application/cap+xml", "text/csv", "application/rss+xml"
    )
    original_offsets: NDArray[np.int32] | None = None  # shape (len(text) + 1,), code points of the original
    title: str = ""
    outlet: str = ""  # who published it, as the source says; "" = not said
    address: str = ""  # where it was fetched from, or the file's name
    published: float | None = None  # POSIX second; None = the source does not say
    cautions: tuple[str, ...] = ()  # what was removed or doubted while it was read, in words for the operator

    def original_span(self, span: Span) -> Span:
        """Return where a span of the text stood in the original, in code points of the decoded file."""
        if self.original_offsets is None:
            return span
        offsets = self.original_offsets
        if span.end <= span.start:
            return Span(int(offsets[span.start]), int(offsets[span.start]))
        return Span(int(offsets[span.start]), int(offsets[span.end - 1]) + 1)
