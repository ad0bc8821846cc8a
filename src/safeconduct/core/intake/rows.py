"""Read one row of a table of reports: its columns say who said what, through whom and how surely.

The text of such a document has a line `column: value` for each column. One row is one statement.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from safeconduct.core.intake.attribution.outlets import slug
from safeconduct.core.intake.document import Document, Span
from safeconduct.core.intake.factuality import judge_claim
from safeconduct.core.intake.parse import Parse
from safeconduct.core.intake.reading import Attribution, Certainty, Polarity, QuoteType, Speaker

MEDIA_TYPE = "text/csv"
CONTENT = ("claim", "text", "statement", "message", "report", "description", "content", "what", "quote")
SPEAKER = ("speaker", "said_by", "origin", "source", "reporter")
KIND = ("speaker_kind", "kind", "role")
ANONYMOUS = ("anonymous",)
HOW_SURELY = ("certainty_words", "certainty", "confidence")
"""What a column may be called, by what it means; the first that is there and not empty counts."""

REFUSALS = frozenset({"declined", "refused"})  # nothing was told, as in "declined to say"
YES = frozenset({"1", "true", "y", "yes"})
WORDS_OF_DOUBT: tuple[tuple[Certainty, tuple[str, ...]], ...] = (
    (Certainty.UNKNOWN, ("declined", "refused", "unclear", "unknown")),
    (Certainty.POSSIBLE, ("can", "could", "may", "might", "possible", "possibly", "potential", "rumor", "rumour")),
    (Certainty.PROBABLE, ("believed", "credible", "expected", "likely", "possibility", "probable", "strong")),
)
"""Words of a column of certainty, the weakest grade first."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Hold one value and where it stands."""

    span: Span
    text: str


def is_row(document: Document) -> bool:
    """Tell a row of a table that has a column for what is said."""
    return document.media_type == MEDIA_TYPE and _first(cut_cells(document.text), CONTENT) is not None


def read_row(document: Document, parse: Parse) -> tuple[Attribution, ...]:
    """Return the one statement of a row; nothing where it says nothing."""
    cells = cut_cells(document.text)
    said = _first(cells, CONTENT)
    if said is None:
        return ()
    judged = judge_claim(parse, (said.span,), None)
    surely = _first(cells, HOW_SURELY)
    doubt = _grade(surely.text) if surely else None
    certainty = judged.certainty if doubt is None else doubt
    refused = surely is not None and not REFUSALS.isdisjoint(_words(surely.text))
    outlet = slug(document.outlet)
    return (
        Attribution(
            "a1",
            (said.span,),
            _read_speaker(cells, document),
            QuoteType.INDIRECT,
            outlet_chain=(outlet,) if outlet else (),
            certainty=certainty,
            polarity=Polarity.NEGATIVE if refused else judged.polarity,
            hedge_cues=(surely.span,) if surely and doubt is not None else judged.hedge_cues,
            negation_cues=judged.negation_cues,
        ),
    )


def cut_cells(text: str) -> Mapping[str, Cell]:
    """Return the values by the names of their columns.

    >>> cut_cells("claim: the gate is shut").get("claim")
    Cell(span=Span(start=7, end=23), text='the gate is shut')
    """
    cells: dict[str, Cell] = {}
    start = 0
    for line in text.split("\n"):
        name, colon, value = line.partition(": ")
        if colon and value:
            begin = start + len(name) + len(colon)
            cells.setdefault(name.strip().lower(), Cell(Span(begin, begin + len(value)), value))
        start += len(line) + 1
    return cells


def _first(cells: Mapping[str, Cell], names: tuple[str, ...]) -> Cell | None:
    return next((cells[name] for name in names if name in cells), None)


def _read_speaker(cells: Mapping[str, Cell], document: Document) -> Speaker:
    """Name the speaker; a row without one is its outlet's own word."""
    speaker, kind, anonymous = (_first(cells, names) for names in (SPEAKER, KIND, ANONYMOUS))
    if speaker is None:
        return Speaker(
            slug(document.outlet) or "unknown", "outlet" if document.outlet else "unknown", bool(document.outlet)
        )
    named = anonymous is None or anonymous.text.strip().lower() not in YES
    return Speaker(slug(speaker.text), kind.text.strip().lower() if kind else "person", named, speaker.span)


def _grade(words: str) -> Certainty | None:
    """Return the grade that a column of certainty gives; None where its words are not known ("stated")."""
    found = _words(words)
    if {"strong", "possibility"} <= found:
        return Certainty.PROBABLE
    return next((grade for grade, known in WORDS_OF_DOUBT if found.intersection(known)), None)


def _words(text: str) -> set[str]:
    return set(text.lower().replace("/", " ").split())
