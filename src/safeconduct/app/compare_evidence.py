"""Compare what several documents and tables say: who said what first, and what contradicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from safeconduct.app.ports import EvidenceReader
from safeconduct.core.intake.contradictions import (
    Contradiction,
    CountContradiction,
    find_contradictions,
    find_count_contradictions,
)
from safeconduct.core.intake.likeness import Likeness
from safeconduct.core.intake.origins import Assertion, OriginFinder, group_by_origin
from safeconduct.core.intake.statement import Statement, list_statements


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """Hold what the comparison found; nothing of it is resolved."""

    assertions: tuple[Assertion, ...]
    contradictions: tuple[Contradiction, ...]
    count_contradictions: tuple[CountContradiction, ...]
    finder: OriginFinder

    def origin(self, statement: Statement) -> str:
        """Return who is behind a statement."""
        return self.finder.find_origin(statement.document, statement.said)


def compare_evidence(reader: EvidenceReader, files: Sequence[Path], likeness: Likeness) -> Compared:
    """Return assertions with their origins and outlets, and every contradiction of statements and of counts.

    Raises:
        InputFaultsError: with every fault of every file at once.
        CannotReadError: where a file cannot be read at all.
    """
    evidence = reader.read(files)
    return Compared(
        assertions=group_by_origin(evidence.readings, likeness),
        contradictions=find_contradictions(list_statements(evidence.readings), likeness),
        count_contradictions=tuple(one for table in evidence.tables for one in find_count_contradictions(table)),
        finder=OriginFinder(evidence.readings),
    )


def list_compared(compared: Compared) -> dict[str, object]:
    """Return what was found JSON-ready, as docs/corroboration.md describes it."""
    return {
        "assertions": [
            {
                "independent_origins": one.independent_origins,
                "origins": list(one.origins),
                "outlets": list(one.outlets),
                "statements": [_statement(compared, each) for each in one.statements],
            }
            for one in compared.assertions
        ],
        "contradictions": [
            {
                "matter": str(one.matter),
                "reason": one.reason,
                "statements": [_statement(compared, each) for each in (one.one, one.other)],
            }
            for one in compared.contradictions
        ],
        "count_contradictions": [
            {
                "period": one.period,
                "columns": list(one.columns),
                "stated": {"value": one.stated.value, "words": one.stated.words},
                "counted": {"value": one.counted.value, "words": one.counted.words},
                "beyond_rounding": one.beyond_rounding,
                "reason": one.reason,
                "sources": list(one.sources),
            }
            for one in compared.count_contradictions
        ],
    }


def _statement(compared: Compared, statement: Statement) -> dict[str, object]:
    said, document = statement.said, statement.document
    return {
        "document": document.document_id,
        "outlet": document.outlet,
        "attribution": said.attribution_id,
        "speaker": said.speaker.canonical,
        "origin": compared.origin(statement),
        "certainty": str(said.certainty),
        "polarity": str(said.polarity),
        "text": statement.text,
        "spans": [{"start": span.start, "end": span.end} for span in said.content],
    }
