"""Hold the table of who was heard to its promises."""

from __future__ import annotations

from dataclasses import replace

import pytest
from picture_cases import Teller

from safeconduct.core.intake import Claim, SourceClass
from safeconduct.core.picture.belief import PROTECTIVE, Rate, Record, SourcePriors
from safeconduct.core.picture.list_sources import list_sources

pytestmark = pytest.mark.core


def test_each_origin_is_one_row_and_nobody_known_comes_last():
    """However many outlets, letters and classes; the most heard first."""
    teller = Teller()
    wire = replace(teller("wire", "B"), source_class=SourceClass.AGENCY)
    reports = [teller("", "F"), wire, teller("mayor", "A"), teller("mayor ", "C"), teller("mayor", "A", Claim.CLEAR)]
    mayor, agency, nobody = list_sources(reports, SourcePriors())
    assert (mayor.origin, mayor.threats, mayor.clears, mayor.letters) == ("mayor", 2, 1, ("A", "C"))
    assert (agency.origin, agency.classes) == ("wire", ("agency",))
    assert (nobody.origin, nobody.is_verified, nobody.record) == ("", False, None)


def test_a_record_changes_what_one_word_moves():
    """Forty false alarms take nearly all from a letter A, which without them moves far; nobody moves beyond the cap."""
    told = [Teller()("mayor", "A")]
    liar = SourcePriors(records={"mayor": Record(Rate(5.0, 5.0), Rate(40.0, 1.0))})
    before, after = (list_sources(told, priors)[0] for priors in (SourcePriors(), liar))
    assert PROTECTIVE.cap >= before.threat_moves > 3.0
    assert 0.0 <= after.threat_moves < 0.5
    assert before.clear_moves < -1.0


def test_the_unverified_move_no_more_than_their_budget():
    """Letter E and no letter at all alike."""
    for letter in ("E", ""):
        (row,) = list_sources([Teller()("account", letter)], SourcePriors())
        assert not row.is_verified
        assert row.threat_moves <= PROTECTIVE.budget
        assert row.clear_moves == 0.0


def test_who_may_copy_whom_is_shown_on_both_rows():
    """The likeliest first."""
    teller = Teller()
    links = {("mayor", "radio"): 0.4, ("radio", "wire"): 0.9}
    rows = {
        row.origin: row for row in list_sources([teller("radio", "C"), teller("mayor", "C")], SourcePriors(links=links))
    }
    assert rows["radio"].copies == (("wire", 0.9), ("mayor", 0.4))
    assert rows["mayor"].copies == (("radio", 0.4),)
