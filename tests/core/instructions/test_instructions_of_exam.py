"""Hold the laws of instructions on the shared cases: real streets, thousands of parties."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.adapters.plan_folder import PlanFolder
from safeconduct.adapters.words import load_phrasebook
from safeconduct.core.instructions import instruct_all, is_sound, septets
from safeconduct.core.instructions.local_clock import LocalClock
from safeconduct.core.plan import Leg

CASES = [("tiny", "hand-tiny"), ("tiny", "greedy-tiny"), ("coquimbo-2000", "greedy-coquimbo-2000")]


@pytest.mark.shared
@pytest.mark.parametrize(("case_name", "plan_name"), CASES)
def test_every_party_of_a_real_case_is_told_what_its_legs_say(shared: Path, case_name: str, plan_name: str) -> None:
    """One sound SMS and one page for everybody; metres, ends and times are those of the plan's own files."""
    case = CaseFolder().read(shared / "exam" / "cases" / case_name)
    plan = PlanFolder().read(shared / "exam" / "plans" / plan_name)
    clock, metres = (
        LocalClock(case.utc_offset_seconds),
        dict(zip(case.network.link_ids, case.network.length, strict=True)),
    )
    legs: defaultdict[str, list[Leg]] = defaultdict(list)
    for leg in plan.legs:
        legs[leg.party_id].append(leg)
    instructions = instruct_all(case, plan, load_phrasebook(), languages=["en"])
    assert [one.party_id for one in instructions] == [party.party_id for party in case.parties]
    for one in instructions:
        own = legs[one.party_id]
        assert one.moves == bool(own)
        assert (septets(one.short) or 999) <= 160
        assert one.short.startswith("EXERCISE ")
        assert is_sound(one.check_code)
        assert one.check_code in one.short
        assert one.check_code in one.long
        moments = [one.valid_until, one.next_by, *(leg.depart for leg in own), *(leg.arrive for leg in own)]
        assert set(re.findall(r"\b\d\d:\d\d\b", one.short + one.long)) <= {clock.time(moment) for moment in moments}
        told = [route.metres for route in one.routes if route.kind != "ride"]
        moves = [leg for leg in own if leg.kind in ("walk", "drive")]
        assert told == pytest.approx([sum(metres[link] for link in leg.links) for leg in moves])
        if own:
            assert clock.time(min(leg.depart for leg in own)) in one.short
            assert own[0].depart - 60.0 < one.valid_until <= own[0].depart + 900.0
