"""Say what is thought of those who report in a case, and learn it from what came out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from safeconduct.app.ports import SourceLedgers
from safeconduct.core.picture.belief import SourceLedger
from safeconduct.core.picture.learn_sources import LearnedSources, learn_sources
from safeconduct.core.picture.list_sources import SourceRow, list_sources
from safeconduct.core.plan import Case


@dataclass(frozen=True, slots=True)
class JudgedSources:
    """Hold who was heard, and what was learned now; None = nothing was to be learned."""

    rows: tuple[SourceRow, ...]
    ledger: SourceLedger
    learned: LearnedSources | None


def judge_sources(
    store: SourceLedgers, case: Case, sources: Path | None, outcomes: Path | None, *, learn: bool
) -> JudgedSources:
    """Return what is thought of the case's sources: by `sources`, else by the case's own file, else by convention.

    With `learn`, what the case's reports teach is added first, by the outcomes in that file, or by agreement alone.

    Raises:
        InputFaultsError: with every fault of a file at once.
        CannotReadError: where a file cannot be read.
    """
    ledger = (store.read(sources) if sources else case.sources) or SourceLedger()
    learned = None
    if learn:
        idents = {report.report_id for report in case.reports}
        learned = learn_sources(case.reports, store.read_outcomes(outcomes, idents) if outcomes else {}, ledger)
        ledger = learned.ledger
    return JudgedSources(list_sources(case.reports, ledger.priors), ledger, learned)
