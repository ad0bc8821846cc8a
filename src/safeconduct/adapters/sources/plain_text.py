"""Read plain text: the last kind that is tried, for whatever is text and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.adapters.sources.decode import decode_text
from safeconduct.adapters.sources.draft import TEXT_BYTES_MAX, Draft, Source
from safeconduct.core.intake.mapped_text import map_plain


class PlainText:
    """Read any text."""

    name = "plain text"
    bytes_max = TEXT_BYTES_MAX

    def reads(self, name: str, first: bytes) -> bool:
        """Take whatever no other kind has taken."""
        return True

    def read(self, source: Source) -> Sequence[Draft]:
        """Return the text as it is."""
        decoded = decode_text(source.data, source.charset)
        return [Draft(map_plain(decoded.text), "text/plain", cautions=decoded.cautions)]
