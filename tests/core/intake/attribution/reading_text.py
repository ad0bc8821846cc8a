"""Read a text in one line, for tests."""

from __future__ import annotations

from safeconduct.adapters.spacy_parser import SpacyParser
from safeconduct.core.intake.attribution import read_attributions
from safeconduct.core.intake.document import Document, Span
from safeconduct.core.intake.reading import Attribution


def read(parser: SpacyParser, text: str, *, outlet: str = "", attitudes: bool = False) -> tuple[Attribution, ...]:
    """Return the attributions of a plain text."""
    document = Document("test", text, "en", "text/plain", outlet=outlet)
    return read_attributions(document, parser.parse(text), attitudes=attitudes)


def words(text: str, *spans: Span | None) -> list[str]:
    """Return what stands in spans."""
    return [text[span.start : span.end] for span in spans if span is not None]
