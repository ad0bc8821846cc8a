"""Learn what sources are worth from their reports, by what came out, or else by how they agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from safeconduct.core.intake import Report
from safeconduct.core.picture.belief import Record, SourceLedger, learn_priors
from safeconduct.core.picture.claims import as_proposition, group_reports, mark_report

LEAST_WORDS = 1e-3  # a record of fewer says nothing, and is not kept


@dataclass(frozen=True, slots=True)
class LearnedSources:
    """Hold what is thought of sources now, and from what it was learned."""

    ledger: SourceLedger
    reports: int  # learned from
    before: int  # reports left out, for they were learned from before
    claims: int  # dangers that the reports speak of
    came_out: int  # dangers of which it is known whether they were there

    @property
    def by_agreement(self) -> bool:
        """Tell whether nothing was known but how the sources agree with each other."""
        return not self.came_out


def learn_sources(
    reports: Sequence[Report], outcomes: Mapping[str, bool], ledger: SourceLedger | None = None, seed: int = 0
) -> LearnedSources:
    """Return the ledger with what these reports teach added to it.

    `outcomes` say by report_id whether the danger that a report speaks of was there. No report is learned from twice.
    The same seed gives the same answer.
    """
    ledger = ledger or SourceLedger()
    marks = {mark_report(report): report for report in reports}
    new = [report for mark, report in marks.items() if mark not in ledger.learned]
    groups = group_reports(new, outcomes)
    named = {group[0].report_id: _find_outcome(group, outcomes) for group in groups}
    known = {ident: happened for ident, happened in named.items() if happened is not None}
    if not new:
        return LearnedSources(ledger, 0, len(reports), 0, 0)
    priors = learn_priors([as_proposition(group) for group in groups], known, ledger.priors, seed).priors
    records = {origin: record for origin, record in priors.records.items() if count_words(record) >= LEAST_WORDS}
    made = SourceLedger(replace(priors, records=records), ledger.learned | marks.keys())
    return LearnedSources(made, len(new), len(reports) - len(new), len(groups), len(known))


def count_words(record: Record) -> float:
    """Return how many words of a source its record holds."""
    return sum(rate.affirmed + rate.denied for rate in (record.hit, record.false_alarm))


def _find_outcome(group: Sequence[Report], outcomes: Mapping[str, bool]) -> bool | None:
    return next((outcomes[report.report_id] for report in group if report.report_id in outcomes), None)
