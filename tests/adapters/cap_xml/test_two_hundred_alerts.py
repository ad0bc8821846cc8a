"""Promise that of 200 alerts the 100 good ones leave and are read by others, and the 100 bad ones are each refused."""

from __future__ import annotations

import capparser
import pytest
from made_alerts import FORMS, TRAPS, WAYS, make_bad, make_good, write

from safeconduct.adapters.cap_xml import read_cap, write_cap
from safeconduct.adapters.cap_xml.schema import parse_checked
from safeconduct.core.basics import CannotReadError, InputFaultsError
from safeconduct.core.warnings import Reason, find_alert_faults

GOOD = 100
BAD = 100
NOT_WRITABLE = frozenset({Reason.TIME_FORM, Reason.AREA_EMPTY})  # what CAP cannot say, or says of no point at all


@pytest.mark.parametrize("seed", range(GOOD))
def test_a_good_alert_passes_schema_and_checks_and_comes_back_from_others(seed):
    """The schema takes it, nothing is wrong with it, its bytes are always the same, and capparser gives it back."""
    made = make_good(seed)
    data = write(made)
    parse_checked(data, "alert")
    assert find_alert_faults(made.alert, made.setting) == ()
    assert (read_cap(data, "alert"), write_cap(read_cap(data, "alert"))) == (made.alert, data)
    others = capparser.deparse(capparser.parse(stringXML=data.decode("utf-8")))
    assert read_cap(others, "capparser") == made.alert


@pytest.mark.parametrize("number", range(BAD - len(TRAPS) - len(FORMS)))
def test_a_bad_alert_is_refused_for_its_own_reason(number):
    """However it is spoilt, the reason is named, by the alert as it is written and read again where that can be."""
    way, reason, made = make_bad(number)
    found = {fault.reason for fault in find_alert_faults(made.alert, made.setting)}
    assert reason in found, way
    assert len(found) <= 6, (way, found)


@pytest.mark.parametrize("way", TRAPS)
def test_a_trap_is_not_read(way):
    """Entities, more bytes than an alert has, and what is no XML are refused before anything is believed."""
    with pytest.raises(CannotReadError):
        read_cap(TRAPS[way](write(make_good(1))), "alert")


@pytest.mark.parametrize("way", FORMS)
def test_another_form_is_refused(way):
    """What the schema forbids, and what this software does not write and so does not check, is a fault."""
    data = write(make_good(2))
    spoilt = FORMS[way](data)
    assert spoilt != data
    with pytest.raises(InputFaultsError) as refused:
        read_cap(spoilt, "alert")
    assert refused.value.faults[0].remedy


def test_forty_ways_to_spoil_an_alert_are_tried_and_every_reason_has_one():
    """No reason is listed that nothing is refused for."""
    assert len(WAYS) + len(TRAPS) + len(FORMS) >= 40
    assert len(WAYS) <= BAD - len(TRAPS) - len(FORMS)
    assert {reason for reason, _ in WAYS.values()} == set(Reason)


def test_the_schema_alone_lets_an_alert_without_area_pass():
    """Which is why it is checked: without an area it is refused, never widened."""
    _, reason, made = make_bad(tuple(WAYS).index("no area"))
    parse_checked(write(made), "alert")
    assert reason is Reason.NO_AREA
