"""Write attributions as a table that a spreadsheet can open without running anything that a text says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from safeconduct.adapters.case_files.safe_write import table_text
from safeconduct.adapters.readings.roles import cut
from safeconduct.core.intake.document import Document, Span
from safeconduct.core.intake.reading import Attribution, Reading

FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet takes for the begin of a formula, full-width forms too (OWASP, CSV injection)."""


def _those(*spans: Span | None) -> Iterable[Span]:
    return (span for span in spans if span is not None)


COLUMNS: Mapping[str, Callable[[Document, Attribution], object]] = {
    "document": lambda document, _: document.document_id,
    "publisher": lambda document, _: document.outlet,
    "attribution": lambda _, said: said.attribution_id,
    "parent": lambda _, said: said.parent or "",
    "level": lambda _, said: said.level,
    "kind": lambda _, said: said.kind,
    "speaker": lambda _, said: said.speaker.canonical,
    "speaker_type": lambda _, said: said.speaker.kind,
    "named": lambda _, said: "yes" if said.speaker.named else "no",
    "role": lambda document, said: cut(document, _those(said.speaker.role)),
    "cue": lambda document, said: cut(document, _those(said.cue)),
    "addressee": lambda document, said: cut(document, _those(said.addressee)),
    "outlet_chain": lambda _, said: " > ".join(said.outlet_chain),
    "forum": lambda document, said: cut(document, _those(said.forum)),
    "quote_type": lambda _, said: said.quote_type,
    "certainty": lambda _, said: said.certainty,
    "polarity": lambda _, said: said.polarity,
    "hedges": lambda document, said: cut(document, said.hedge_cues, "; "),
    "negations": lambda document, said: cut(document, said.negation_cues, "; "),
    "content": lambda document, said: cut(document, said.content),
    "spans": lambda _, said: "; ".join(f"{span.start}..{span.end}" for span in said.content),
    "places": lambda _, said: "; ".join(place.place for place in said.places),
    "times": lambda _, said: "; ".join(time.value for time in said.times),
    "actors": lambda _, said: "; ".join(said.actors),
    "origin": lambda _, said: said.origin,
}


def attributions_to_csv(readings: Sequence[Reading]) -> str:
    """Return one row for each attribution, in the order of the readings; spans count code points, `start..end`.

    A cell that a spreadsheet would run as a formula begins with an apostrophe.
    """
    rows = (
        [_disarm(str(cell(reading.document, said))) for cell in COLUMNS.values()]
        for reading in readings
        for said in reading.attributions
    )
    return table_text(",".join(COLUMNS), rows)


def _disarm(cell: str) -> str:
    return "'" + cell if cell.startswith(FORMULA_STARTS) else cell
