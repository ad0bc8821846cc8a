"""Hold the laws that every instruction keeps, whatever the case and the plan."""

from __future__ import annotations

import re
from dataclasses import replace

import instruction_town as town
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from instruction_town import BOOK, at, case, links, node, plan

from safeconduct.core.basics import Window
from safeconduct.core.instructions import (
    Instruction,
    PlanMisfitError,
    UnknownPartyError,
    instruct_all,
    instruct_party,
    is_sound,
    septets,
    to_geojson,
)
from safeconduct.core.instructions.local_clock import LocalClock
from safeconduct.core.network import Closure, Site
from safeconduct.core.plan import Leg, LegKind, Limits

MOVERS = ("P1", "P2", "P3", "P5", "P6")
ANY_NAME = st.text(max_size=40)
ANY_ID = st.text(min_size=1, max_size=60)
CLOCK = re.compile(r"\b\d\d:\d\d\b")


@given(st.lists(ANY_NAME, min_size=12, max_size=12), st.lists(ANY_NAME, min_size=5, max_size=5), st.booleans())
@settings(max_examples=60, deadline=None)
def test_any_names_give_one_gsm7_sms_that_keeps_what_is_vital(
    streets: list[str], names: list[str], drill: bool
) -> None:
    """No name of a street or site pushes the short text out of one SMS, or its time, vehicle or code out of it."""
    title = "EXERCISE x" if drill else "x"
    sites = tuple(replace(site, name=name) for site, name in zip(town.sites(), names, strict=True))
    network = town.grid(tuple(streets[:6]), tuple(streets[6:]))
    for instruction in instruct_all(case(title, sites=sites, network=network), plan(title), BOOK):
        _assert_is_one_sms(instruction, drill)
        steps = [line for line in instruction.long.split("\n") if re.match(r"\d+\. ", line)]
        assert [int(line.split(".")[0]) for line in steps] == list(range(1, len(steps) + 1))
        assert all(
            char == "\n" or char.isprintable() or char in "\u200c\u200d\u2066\u2068\u2069" for char in instruction.long
        )


@given(st.lists(ANY_ID, min_size=3, max_size=3, unique=True))
@settings(max_examples=60, deadline=None)
def test_any_ids_give_one_gsm7_sms(idents: list[str]) -> None:
    """Ids of any length and script leave one SMS, with times and code in it."""
    transit, fleet, mover = idents
    sites = tuple(replace(site, site_id=transit) if site.site_id == "T1" else site for site in town.sites())
    parties = tuple(replace(one, party_id=mover) if one.party_id == "P3" else one for one in town.PARTIES)
    legs = tuple(
        replace(
            leg,
            party_id=mover if leg.party_id == "P3" else leg.party_id,
            site_id=transit if leg.site_id == "T1" else leg.site_id,
        )
        for leg in town.legs()
    )
    made = plan(legs=legs)
    made = replace(made, trips=tuple(replace(trip, fleet_id=fleet) for trip in made.trips))
    instruction = instruct_party(case(sites=sites, parties=parties), made, mover, BOOK)
    _assert_is_one_sms(instruction, drill=False)
    assert "Tue 4 Mar 22:50" in instruction.short
    assert "/3 at 23:55" in instruction.short


def _assert_is_one_sms(instruction: Instruction, drill: bool) -> None:
    length = septets(instruction.short)
    assert length is not None
    assert length <= 160
    assert instruction.short.startswith("EXERCISE ") == drill
    assert instruction.short.endswith(f" Code {instruction.check_code}")
    assert is_sound(instruction.check_code)
    assert f"Check code: {instruction.check_code}\n" in instruction.long
    if instruction.moves:
        assert re.search(r"Tue 4 Mar \d\d:\d\d,", instruction.short)
    if instruction.party_id == "P3":
        assert "B1/3 at 23:55" in instruction.short


def test_exercise_stands_in_both_texts_and_never_in_a_live_one() -> None:
    """Every text of an exercise is marked at its beginning, the long one at its end too; no live text is."""
    for instruction in instruct_all(case("EXERCISE x"), plan("EXERCISE x"), BOOK):
        assert instruction.short.startswith("EXERCISE ")
        assert instruction.long.startswith("EXERCISE ")
        assert instruction.long.rstrip().split("\n")[-1].startswith("EXERCISE ")
    for instruction in instruct_all(case(), plan(), BOOK):
        assert "EXERCISE" not in instruction.short + instruction.long


def test_every_time_in_a_text_is_a_time_of_the_plan() -> None:
    """No clock time is said that is not a leg's, the end of validity, or, for those who stay, the deadline."""
    made, answer = case(), plan()
    clock = LocalClock(made.utc_offset_seconds)
    for instruction in instruct_all(made, answer, BOOK):
        own = [leg for leg in answer.legs if leg.party_id == instruction.party_id]
        moments = [
            instruction.valid_until,
            instruction.next_by,
            *(leg.depart for leg in own),
            *(leg.arrive for leg in own),
        ]
        said = set(CLOCK.findall(instruction.short + instruction.long))
        assert said
        assert said <= {clock.time(moment) for moment in moments}


def test_times_over_midnight_carry_their_own_day() -> None:
    """A ride that leaves on Tuesday and a gate on Wednesday are said with weekday and date, in both texts."""
    instruction = instruct_party(case(), plan(), "P3", BOOK)
    assert "At 00:05 on Wednesday 5 March go through North Gate" in instruction.long
    assert "It leaves at 23:55 on Tuesday 4 March." in instruction.long
    assert "Gate G1 Wed 5 Mar 00:05" in instruction.short
    assert not re.search(r"\d\d:\d\d(?! on )(?!, in)", instruction.long)


@pytest.mark.parametrize("party_id", MOVERS)
def test_geometry_is_that_of_the_legs(party_id: str) -> None:
    """Each route runs from its leg's first node to its last, and the whole line from home to the gate, without gaps."""
    made, answer = case(), plan()
    row = made.network.node_index()
    instruction = instruct_party(made, answer, party_id, BOOK)
    moves = [leg for leg in answer.legs if leg.party_id == party_id and leg.kind in ("walk", "drive", "ride")]

    def place(ident: str) -> tuple[float, float]:
        return float(made.network.x[row[ident]]), float(made.network.y[row[ident]])

    for leg, route in zip(moves, instruction.routes, strict=True):
        assert (route.geometry[0], route.geometry[-1]) == (place(leg.from_node), place(leg.to_node))
        assert len(route.geometry) == (2 if leg.kind == "ride" else len(leg.links) + 1)
    assert instruction.geometry[0] == place(next(p.node_id for p in town.PARTIES if p.party_id == party_id))
    assert instruction.geometry[-1] == place(node(5, 4))
    features = to_geojson(instruction, made.utc_offset_seconds)["features"]
    assert isinstance(features, list)
    drawn = [feature["geometry"]["coordinates"] for feature in features[1:]]
    assert drawn == [[list(point) for point in route.geometry] for route in instruction.routes]
    assert {feature["properties"]["check_code"] for feature in features} == {instruction.check_code}


def test_one_that_stays_has_its_home_as_map() -> None:
    """A party left behind gets a text and a point, no line."""
    instruction = instruct_party(case(), plan(), "P4", BOOK)
    assert not instruction.moves
    assert instruction.geometry == (instruction.home,)
    assert instruction.valid_until == case().deadline
    assert "Do not move" in instruction.short


def test_same_plan_same_texts() -> None:
    """One party alone or among all, now or later: the same instruction."""
    everybody = instruct_all(case(), plan(), BOOK)
    assert everybody == instruct_all(case(), plan(), BOOK)
    assert everybody == tuple(instruct_party(case(), plan(), one.party_id, BOOK) for one in town.PARTIES)
    assert [one.party_id for one in everybody] == [one.party_id for one in town.PARTIES]


def test_code_changes_with_time_place_street_and_party() -> None:
    """A minute, a name on the way, a vehicle or another party: another code."""
    codes = {one.check_code for one in instruct_all(case(), plan(), BOOK)}
    assert len(codes) == len(town.PARTIES)
    before = instruct_party(case(), plan(), "P3", BOOK).check_code
    later = tuple(
        replace(leg, depart=leg.depart - 60.0) if (leg.party_id, leg.seq) == ("P3", 0) else leg for leg in town.legs()
    )
    assert instruct_party(case(), plan(legs=later), "P3", BOOK).check_code != before
    streets = town.grid(("Harbour Street", "Mill Lane", *town.STREETS[2:]))
    assert instruct_party(case(network=streets), plan(), "P3", BOOK).check_code != before
    answer = plan()
    other = replace(answer, trips=tuple(replace(trip, vehicle=4) for trip in answer.trips))
    assert instruct_party(case(), other, "P3", BOOK).check_code != before
    assert instruct_party(case("other town"), plan("other town"), "P3", BOOK).check_code != before


def test_validity_follows_the_wait_and_stops_at_what_shuts() -> None:
    """The margin is the wait (5 to 15 minutes), cut by a curfew, a closure on the way and a checkpoint's closing."""
    assert instruct_party(case(), plan(), "P3", BOOK).valid_until == at("23:05")  # 40 minutes of waiting: 15
    assert instruct_party(case(), plan(), "P1", BOOK).valid_until == at("10:25")  # none: 5
    assert instruct_party(case(), plan(), "P6", BOOK).valid_until == at("23:55")  # a vehicle does not wait
    curfew = case(limits=Limits(curfew=((23 * 60 + 22, 4 * 60),)))
    assert instruct_party(curfew, plan(), "P3", BOOK).valid_until == at("22:57")
    shut = (Closure("link", links("11", "21")[0], Window(at("23:18"), at("23:50"))),)
    assert instruct_party(case(closures=shut), plan(), "P3", BOOK).valid_until == at("22:53")
    windows = (Window(at("06:00"), at("23:19")),)
    closing = tuple(replace(site, open=windows) if site.site_id == "C1" else site for site in town.sites())
    assert instruct_party(case(sites=closing), plan(), "P3", BOOK).valid_until == at("22:54")


def test_one_who_is_there_already_is_not_sent_anywhere() -> None:
    """A walk without links or length says so, in both texts."""
    stay = Leg("P6", -1, LegKind.WALK, node(2, 1), node(2, 1), at("23:55"), at("23:55"))
    instruction = instruct_party(case(), plan(legs=(stay, *town.legs())), "P6", BOOK)
    assert "You are at Stadium car park (T1) already." in instruction.long
    assert "walk" not in instruction.short
    assert instruction.geometry[0] == instruction.home


def test_a_place_without_a_site_is_said_by_its_position() -> None:
    """A walk that ends where no site is says latitude and longitude, in both texts."""
    made = case(sites=tuple(site for site in town.sites() if site.site_id != "T1"))
    legs = tuple(leg for leg in town.legs() if not (leg.party_id == "P3" and leg.kind == LegKind.WAIT))
    legs = tuple(replace(leg, arrive=at("23:55")) if (leg.party_id, leg.seq) == ("P3", 0) else leg for leg in legs)
    instruction = instruct_party(made, plan(legs=legs), "P3", BOOK)
    assert "to 40.00450,0.01174" in instruction.short
    assert "latitude 40.00450, longitude 0.01174" in instruction.long
    assert "Your vehicle leaves at that moment" in instruction.long


def test_a_name_that_an_sms_cannot_carry_gives_way_to_the_id() -> None:
    """Accents are dropped in the SMS; a name in another script is not cut to pieces: the id stands for it."""

    def renamed(name: str) -> tuple[Site, ...]:
        return tuple(replace(site, name=name) if site.site_id == "T1" else site for site in town.sites())

    assert "to Plaza Nunoa (T1)" in instruct_party(
        case(sites=renamed("Pláza Nuñoa\u0301")), plan(), "P3", BOOK
    ).short.replace("ñ", "n")
    cyrillic = instruct_party(case(sites=renamed("Майдан")), plan(), "P3", BOOK)
    assert "to transit point T1." in cyrillic.short
    assert "Майдан (T1)" in cyrillic.long


def test_unknown_party_is_named_with_the_remedy() -> None:
    """The error names the id and where to look it up."""
    with pytest.raises(UnknownPartyError, match=r"'P99'.*party\.csv"):
        instruct_party(case(), plan(), "P99", BOOK)


def _changed(seq: int, **changes: object) -> tuple[Leg, ...]:
    return tuple(
        replace(leg, **changes) if (leg.party_id, leg.seq) == ("P3", seq) else leg  # type: ignore[arg-type]
        for leg in town.legs()
    )


@pytest.mark.parametrize(
    ("legs", "word"),
    [
        (_changed(0, links=links("00", "01", "21")), "is not in the case"),
        (_changed(0, links=links("00", "01", "11")), "do not end"),
        (_changed(0, links=links("00", "01", "21", "11")[:1] + links("11", "21")), "does not join"),
        (_changed(0, kind="swim"), "no kind of leg"),
        (_changed(3, trip_id="R9"), "'R9'"),
        (_changed(4, site_id="G9"), "'G9'"),
        (_changed(6, flight_id="F9"), "'F9'"),
        (_changed(3, depart=at("23:57")), "times"),
        (_changed(4, from_node=node(0, 0)), "the party is at"),
        (town.legs()[:12], "do not end with a flight"),
        ((*town.legs(), replace(town.legs()[0], party_id="P99")), "'P99'"),
    ],
)
def test_a_plan_that_does_not_fit_gives_no_instruction(legs: tuple[Leg, ...], word: str) -> None:
    """Rather no instruction than a wrong one: what does not join or exist is named, with what to do."""
    with pytest.raises(PlanMisfitError, match=word) as caught:
        instruct_all(case(), plan(legs=legs), BOOK)
    assert "judge it against this case" in str(caught.value)


def test_an_exercise_plan_never_instructs_a_live_case() -> None:
    """The plan of another case is refused."""
    with pytest.raises(PlanMisfitError, match="EXERCISE"):
        instruct_all(case(), plan("EXERCISE harbour town"), BOOK)
