"""Hold the laws of an instruction in every language: nothing over budget, nothing missing, nothing turned round."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import replace

import instruction_town as town
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from instruction_town import BOOK, at, case, plan
from random_cases import make_random_case

from safeconduct.core.instructions import (
    Alphabet,
    Direction,
    Instruction,
    Words,
    instruct_all,
    instruct_party,
    is_sound,
    lint_sms,
)
from safeconduct.core.instructions.directory import clean_name
from safeconduct.core.instructions.isolate import MARKS, remove_isolates
from safeconduct.core.instructions.local_clock import LocalClock
from safeconduct.core.plan import Case, Leg, LegKind, Plan
from safeconduct.core.plan.planners import PLANNERS

LANGUAGES = tuple(BOOK.words)
ANY_NAME = st.text(max_size=40)
ANY_ID = st.text(min_size=1, max_size=60)
FORMS = [
    pytest.param(range(5), id="5-cases"),
    pytest.param(range(5, 1005), id="1000-cases", marks=pytest.mark.promises),
]


def _check_sms(instruction: Instruction, words: Words) -> None:
    """Hold the laws of the parts: fit, alphabet, number, mark, code, order of what is drawn."""
    parts, rtl = instruction.parts, words.direction is Direction.RTL
    assert 1 <= len(parts) <= (1 if words.alphabet is Alphabet.GSM7 else 4)
    for number, part in enumerate(parts, 1):
        found = lint_sms(part)
        assert found.is_one
        assert found.alphabet is words.alphabet
        assert part.endswith(f" {instruction.check_code}")
        assert part.startswith(f"{number}/{len(parts)} ") or len(parts) == 1
        assert (words.say("sms-exercise") in part) == instruction.is_exercise
        assert not (set(part) & MARKS) or rtl
        if rtl:
            strong = [unicodedata.bidirectional(char) for char in _hide_isolated(part)]
            strong = [kind for kind in strong[: -len(instruction.check_code)] if kind in ("L", "R", "AL")]
            assert strong[0] == strong[-1] == "AL"


def _hide_isolated(text: str) -> str:
    return re.sub("\u2066[^\u2069]*\u2069", "", text)


def _check_fields(instruction: Instruction, own: list[Leg], told: Case, answer: Plan) -> None:
    """Hold that the long text says every field, and the short one what is vital."""
    clock, trips = LocalClock(told.utc_offset_seconds), {trip.trip_id: trip for trip in answer.trips}
    text, short = remove_isolates(instruction.long), remove_isolates(instruction.short)
    assert is_sound(instruction.check_code)
    fields = [instruction.check_code, clock.time(instruction.valid_until), clock.time(instruction.next_by)]
    vital = []
    for leg in own:
        if leg.kind == LegKind.RIDE:
            trip = trips[leg.trip_id]
            fields.append(f"{trip.fleet_id}/{trip.vehicle}")
            vital.append(clock.time(leg.depart))
        if leg.kind not in (LegKind.HOLD, LegKind.WAIT):  # each begins when the leg before it ends
            fields.append(clock.time(leg.depart))
        fields += [leg.site_id] if leg.site_id else []
        fields += [leg.flight_id] if leg.flight_id else []
    for route in instruction.routes:
        fields += [stretch.name for stretch in route.stretches]
    if own:
        node = told.network.node_index()[own[0].from_node]
        fields += [f"{told.network.y[node]:.5f}", f"{told.network.x[node]:.5f}"]
        vital.append(clock.time(own[0].depart))
    else:
        vital.append(clock.time(instruction.next_by))
    assert [field for field in fields if field not in text] == []
    assert [field for field in vital if field not in short] == []
    if own:
        assert clock.time(own[0].depart) in remove_isolates(instruction.parts[0])


def _legs_of(answer: Plan) -> dict[str, list[Leg]]:
    legs: defaultdict[str, list[Leg]] = defaultdict(list)
    for leg in answer.legs:
        legs[leg.party_id].append(leg)
    return legs


@pytest.mark.parametrize("numbers", FORMS)
def test_random_plans_are_told_whole_and_within_budget_in_every_language(numbers: range) -> None:
    """Over random cases and their plans: 0 SMS part over budget, 0 field missing, in seven languages."""
    for number in numbers:
        told = make_random_case(number)
        answer = PLANNERS["greedy"].plan(told, seed=1, stop=lambda _: True, tell=lambda _: None)
        legs = _legs_of(answer)
        for instruction in instruct_all(told, answer, BOOK, languages=LANGUAGES):
            _check_sms(instruction, BOOK.words[instruction.language])
            _check_fields(instruction, legs.get(instruction.party_id, []), told, answer)


@pytest.mark.parametrize("title", ["harbour town", "EXERCISE harbour town"])
def test_the_town_is_told_whole_in_every_language(title: str) -> None:
    """Walk, drive, ride, wait and stay, over midnight too, with every field; no id stands beside a number."""
    legs = _legs_of(plan(title))
    for instruction in instruct_all(case(title), plan(title), BOOK, languages=LANGUAGES):
        _check_sms(instruction, BOOK.words[instruction.language])
        _check_fields(instruction, legs.get(instruction.party_id, []), case(title), plan(title))
        assert all(lint_sms(part).turned == () for part in instruction.parts)


@given(
    st.lists(ANY_NAME, min_size=12, max_size=12),
    st.lists(ANY_NAME, min_size=5, max_size=5),
    st.lists(ANY_ID, min_size=2, max_size=2, unique=True),
    st.sampled_from(LANGUAGES),
    st.booleans(),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_any_names_and_ids_leave_a_text_within_budget(
    streets: list[str], names: list[str], idents: list[str], language: str, drill: bool, nowhere: bool
) -> None:
    """Names in any script and ids of any length, or no site at all: every part fits and keeps its time and code."""
    title = "EXERCISE x" if drill else "x"
    transit, fleet = idents
    sites = tuple(replace(site, name=name) for site, name in zip(town.sites(), names, strict=True))
    sites = tuple(replace(site, site_id=transit) if site.site_id == "T1" else site for site in sites)
    legs = tuple(replace(leg, site_id=transit) if leg.site_id == "T1" else leg for leg in town.legs())
    if nowhere:  # the walk to the vehicle ends where no site is, and a minus stands before both degrees
        sites = tuple(site for site in sites if site.site_id != transit)
        legs = tuple(leg for leg in legs if leg.site_id != transit)
        legs = tuple(replace(leg, arrive=at("23:55")) if (leg.party_id, leg.seq) == ("P3", 0) else leg for leg in legs)
    network = town.grid(tuple(streets[:6]), tuple(streets[6:]), latitude=-40.0 if nowhere else 40.0)
    if nowhere:
        network = replace(network, x=network.x - 71.0)
    answer = plan(title, legs=legs)
    answer = replace(answer, trips=tuple(replace(trip, fleet_id=fleet) for trip in answer.trips))
    words, clock = BOOK.words[language], LocalClock(town.OFFSET)
    for party_id in ("P1", "P3", "P4", "P6"):
        told = case(title, sites=sites, network=network)
        instruction = instruct_party(told, answer, party_id, BOOK, language=language)
        _check_length(instruction, words)
        depart = next((leg.depart for leg in legs if leg.party_id == party_id), None)
        assert clock.time(depart if depart is not None else instruction.next_by) in instruction.short


def _check_length(instruction: Instruction, words: Words) -> None:
    assert len(instruction.parts) <= (1 if words.alphabet is Alphabet.GSM7 else 4)
    for part in instruction.parts:
        assert lint_sms(part).is_one
        assert part.endswith(f" {instruction.check_code}")
        assert words.alphabet is Alphabet.UCS2 or lint_sms(part).alphabet is Alphabet.GSM7


def test_names_of_the_other_direction_are_isolated_in_the_long_text() -> None:
    """A Latin name in Dari, and an Arabic one in English, keeps its own direction; an SMS has no such marks."""
    name = "چهارراهی شهید"
    sites = tuple(replace(site, name=name) if site.site_id == "T1" else site for site in town.sites())
    english = instruct_party(case(sites=sites), plan(), "P3", BOOK)
    dari = instruct_party(case(sites=sites), plan(), "P3", BOOK, language="fa")
    assert f"\u2068{name}\u2069 (T1)" in english.long
    assert "\u2068Mill Street\u2069" in dari.long
    assert "\u2066B1/3\u2069" in dari.long
    assert "\u206623:55\u2069" in dari.long
    assert name in dari.short
    assert not set(english.short + dari.short) & MARKS
    assert (english.direction, dari.direction) == (Direction.LTR, Direction.RTL)


def test_both_calendars_stand_in_dari_and_pashto() -> None:
    """4 March 2031 is 13 Hut 1409, in the month names of each language."""
    for language, month in (("fa-AF", "حوت"), ("ps", "کب")):
        instruction = instruct_party(case(), plan(), "P4", BOOK, language=language)
        assert f"13 {month} 1409" in instruction.long
        assert "4 مارچ 2031" in instruction.long
        assert f"13 {month}" in instruction.short


def test_a_party_is_told_in_its_own_language_or_the_default() -> None:
    """What a register calls fa or fa_AF is Dari; a language without words falls back, counted for the operator."""
    tongues = ("fa", "FA_af", "es-CL", "xx", "", "uk")
    parties = tuple(replace(party, language=tag) for party, tag in zip(town.PARTIES, tongues, strict=True))
    told = case(parties=parties)
    languages = [one.language for one in instruct_all(told, plan(), BOOK)]
    assert languages == ["fa-AF", "fa-AF", "es", "en", "en", "uk"]
    assert BOOK.count_missing(parties) == {"xx": 1, "": 1}
    fallen = replace(BOOK, default="ar")
    assert instruct_party(told, plan(), "P4", fallen).language == "ar"
    assert instruct_party(told, plan(), "P4", fallen, language="fr").language == "fr"


def test_several_languages_give_a_text_in_each() -> None:
    """Asked for two languages, every party has two instructions with one map and different codes."""
    both = instruct_all(case(), plan(), BOOK, languages=("ps", "en"))
    assert [(one.party_id, one.language) for one in both[:4]] == [
        ("P1", "ps"), ("P1", "en"), ("P2", "ps"), ("P2", "en"),
    ]  # fmt: skip
    assert both[0].geometry == both[1].geometry
    assert both[0].check_code != both[1].check_code
    assert (both[0].machine_drafted, both[1].machine_drafted) == (True, False)


def test_the_state_of_the_words_is_never_told_to_a_party() -> None:
    """Whether words were reviewed is the operator's business."""
    for instruction in instruct_all(case(), plan(), BOOK, languages=LANGUAGES):
        assert "draft" not in (instruction.long + instruction.short).lower()
        assert "review" not in (instruction.long + instruction.short).lower()


@given(st.floats(0.0, 72.0), st.floats(1.0, 48.0))
def test_the_next_message_comes_within_the_cadence(hours: float, cadence: float) -> None:
    """Nobody hears nothing for longer than the set hours, nor is told to wait for a message after the flight."""
    told_at = at("06:00") + 3600 * hours
    for party_id, end in (("P1", at("13:40")), ("P3", at("01:30", 5)), ("P4", case().deadline)):
        one = instruct_party(case(), plan(), party_id, BOOK, told_at=told_at, cadence_hours=cadence)
        assert one.next_by <= told_at + 3600 * cadence
        assert one.next_by <= max(end, told_at)
        assert one.next_by > min(told_at + 3600 * cadence, max(end, told_at)) - 60.0


def test_names_are_cleaned_before_they_are_said() -> None:
    """A name cannot forge an isolate, a line or a mark of direction."""
    assert clean_name("Gate\u202e\u2069 1\nGo") == "Gate 1 Go"
