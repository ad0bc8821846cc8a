"""Hold what is learned of sources from their reports to its promises."""

from __future__ import annotations

import pytest
from picture_cases import Teller

from safeconduct.core.intake import Claim, Report
from safeconduct.core.picture.belief import SourceLedger
from safeconduct.core.picture.learn_sources import learn_sources

pytestmark = pytest.mark.core


def days(count: int) -> list[Report]:
    """Let the mayor report a threat each day, and the patrol say that it is clear."""
    teller = Teller()
    said = []
    for day in range(count):
        hours = (24 * day, 24 * day + 6)
        said += [teller("mayor", "B", hours=hours), teller("patrol", "B", Claim.CLEAR, hours=hours)]
    return said


def test_the_record_counts_what_came_out():
    """Of twelve days the mayor was right on three: three hits, nine false alarms; the patrol the other way round."""
    reports = days(12)
    outcomes = {report.report_id: day < 3 for day, report in enumerate(reports[::2])}
    learned = learn_sources(reports, outcomes)
    mayor, patrol = (learned.ledger.priors.records[name] for name in ("mayor", "patrol"))
    assert (mayor.hit.affirmed, mayor.false_alarm.affirmed) == (3.0, 9.0)
    assert (patrol.hit.denied, patrol.false_alarm.denied) == (3.0, 9.0)
    assert (learned.claims, learned.came_out, learned.by_agreement) == (12, 12, False)


def test_no_report_is_learned_from_twice():
    """The same reports again change nothing; of a longer list only the new ones count."""
    reports = days(6)
    outcomes = {report.report_id: True for report in reports}
    once = learn_sources(reports[:8], outcomes)
    again = learn_sources(reports[:8], outcomes, once.ledger)
    assert again.ledger is once.ledger
    assert (again.reports, again.before) == (0, 8)
    more = learn_sources(reports, outcomes, once.ledger)
    assert (more.reports, more.before) == (4, 8)
    assert more.ledger.priors.records["mayor"].hit.affirmed == 6.0


def test_without_outcomes_agreement_alone_judges_and_says_so():
    """Three who agree are believed against a fourth, and its record gets the worse of it."""
    teller = Teller()
    reports = []
    for day in range(20):
        hours = (24 * day, 24 * day + 6)
        claim, other = (Claim.THREAT, Claim.CLEAR) if day % 2 else (Claim.CLEAR, Claim.THREAT)
        reports += [teller(name, "C", claim, hours=hours) for name in ("mayor", "patrol", "embassy")]
        reports.append(teller("radio", "C", other, hours=hours))
    learned = learn_sources(reports, {})
    assert learned.by_agreement
    records = learned.ledger.priors.records
    assert records["radio"].false_alarm.affirmed > 5.0 > records["mayor"].false_alarm.affirmed


def test_names_without_a_record_fill_no_file():
    """A thousand graded E leave no record behind: what is unverified teaches nothing without an outcome."""
    teller = Teller()
    learned = learn_sources([teller(f"account {number}", "E") for number in range(200)], {}, SourceLedger())
    assert not learned.ledger.priors.records
    assert len(learned.ledger.learned) == 200
