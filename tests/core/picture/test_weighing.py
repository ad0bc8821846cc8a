"""Hold how origins of a threat and their denials add up in the picture."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from picture_cases import DAY, FLOOR, Teller, picture, read, street

from safeconduct.core.intake import Claim
from safeconduct.core.picture import REAL_THREAT_RATE, Standing, Status, make_picture
from safeconduct.core.picture.belief import Rate, Record, SourcePriors

pytestmark = pytest.mark.core

GRADES = st.lists(st.sampled_from("ABCD"), max_size=4)
RATES = st.sampled_from((None, 1e-5, 1e-3, 0.02))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ABCD"), RATES), max_size=5), st.sampled_from("ABCD"), RATES)
def test_one_more_origin_never_makes_a_threat_smaller(told, grade, rate):
    """Whatever it says, of whatever size: rate and upper bound do not fall."""
    tell = Teller()
    reports = [tell(f"origin {number}", letter, rate=size) for number, (letter, size) in enumerate(told)]
    before, after = read(picture(*reports)), read(picture(*reports, tell("newcomer", grade, rate=rate)))
    assert after.rate >= before.rate * (1 - 1e-12)
    assert after.high >= before.high * (1 - 1e-12)


@settings(max_examples=40, deadline=None)
@given(GRADES, GRADES)
def test_a_trusted_denial_lowers_the_rate_and_nothing_else(threats, denials):
    """The status stays, the upper bound stays, the contradiction is listed; the rate stays at least the floor."""
    tell = Teller()
    told = [tell(f"origin {number}", letter) for number, letter in enumerate(threats)]
    denied = [tell(f"denier {number}", letter, Claim.CLEAR) for number, letter in enumerate(denials)]
    before, after = read(picture(*told)), read(picture(*told, *denied))
    if told:
        assert FLOOR <= after.rate <= before.rate * (1 + 1e-12)
        assert (after.status, after.high) == (before.status, before.high)
        assert len(picture(*told, *denied).contradictions) == len(threats) * len(denials)


def test_a_trusted_denial_halves_what_one_origin_said_at_least():
    """Letter A against letter B: what is left is more than a tenth of the threat, and less than half of it."""
    tell = Teller()
    made = read(picture(tell("mayor", "B"), tell("patrol", "A", Claim.CLEAR)))
    assert 0.1 * REAL_THREAT_RATE <= made.rate < 0.5 * 0.6 * REAL_THREAT_RATE
    assert made.status is Status.KNOWN_THREAT


def test_linked_origins_count_as_hardly_more_than_one():
    """Who is known to copy adds little to the rate of the other."""
    tell = Teller()
    reports = [tell("mayor", "C"), tell("radio", "C")]
    linked = SourcePriors(links={("mayor", "radio"): 0.95})
    alone, apart = read(picture(reports[0])).rate, read(picture(*reports)).rate
    together = read(make_picture(street(), reports, DAY, FLOOR, sources=linked)).rate
    assert alone <= together < alone + 0.2 * (apart - alone)


def test_a_clear_by_a_source_that_denies_what_is_true_lowers_nothing():
    """Its record speaks against it: the place stays UNKNOWN, and the operator sees the denial."""
    known = SourcePriors(records={"patrol": Record(Rate(1.0, 40.0), Rate(10.0, 5.0))})
    made = make_picture(street(), [Teller()("patrol", "C", Claim.CLEAR)], DAY, FLOOR, sources=known)
    assert read(made).status is Status.UNKNOWN
    assert made.for_operator[0].standing is Standing.LOWERS_NOTHING


def test_a_greater_threat_beside_a_surer_one_adds_what_it_alone_speaks_of():
    """Two origins speak of up to 1e-3 and one alone of up to 5e-3: each size has its own belief."""
    tell = Teller()
    made = read(picture(tell("mayor", "A", rate=0.8e-3), tell("patrol", "D")))
    both, one = 9.0 / 10.0, 0.2  # odds of 1 to 9, times 36 and times 2.25
    assert made.rate == pytest.approx(1e-3 * both + 4e-3 * one, rel=1e-6)
