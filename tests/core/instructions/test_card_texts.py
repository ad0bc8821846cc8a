"""Hold what a card, a sketch and a track promise: the times, places and points of the plan, and nobody's id."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from instruction_town import BOOK, OFFSET, case, plan
from random_cases import make_random_case

from safeconduct.core.instructions import Direction, instruct_all
from safeconduct.core.instructions.isolate import remove_isolates
from safeconduct.core.instructions.local_clock import LocalClock
from safeconduct.core.instructions.sheets import CardText, complete_card, draw_sketch, lay_track, write_cards
from safeconduct.core.plan import LegKind
from safeconduct.core.plan.planners import PLANNERS

SIZE = (93.0, 46.0)
every_language = pytest.mark.parametrize("language", list(BOOK.words))


def _cards(language: str, name: str = "harbour town") -> dict[str, CardText]:
    told = instruct_all(case(name), plan(name), BOOK, languages=[language])
    return {one.instruction.party_id: one for one in write_cards(case(name), plan(name), BOOK, told)}


def _words_of(card: CardText) -> str:
    lines = [card.exercise, card.title, *card.before, *card.wrong, *card.holds]
    for step in card.steps:
        lines += [step.day, step.time, step.text, *step.details, *step.streets]
    return "\n".join(lines)


@every_language
def test_steps_are_the_legs_of_the_plan(language):
    """Each leg is a step at its own local time; consecutive waits are one; ids of sites and vehicles stand there."""
    clock = LocalClock(OFFSET)
    for party, card in _cards(language).items():
        legs = [leg for leg in plan().legs if leg.party_id == party]
        starts = [
            clock.time(leg.depart)
            for before, leg in zip([None, *legs], legs, strict=False)
            if not (before and leg.kind == before.kind == LegKind.WAIT)
        ]
        assert [step.time for step in card.steps if step.time] == starts
        text = remove_isolates(_words_of(card))
        assert [leg.site_id for leg in legs if leg.site_id not in text] == []
        assert [leg.flight_id for leg in legs if leg.flight_id not in text] == []
        assert "B1/3" in text or not any(leg.trip_id for leg in legs)
        told = card.instruction
        assert {told.check_code, clock.time(told.valid_until), clock.time(told.next_by)} <= set(
            text.replace(".", " ").replace("،", " ").replace(",", " ").replace("(", " ").split()
        )


@every_language
def test_a_card_names_no_party(language):
    """Whoever finds a card learns of no id of a party."""
    for party, card in _cards(language).items():
        assert party not in remove_isolates(_words_of(card))


@every_language
def test_ids_and_times_in_text_from_right_to_left_stand_in_isolates(language):
    """Outside of the isolates there is no Latin letter and no colon between digits: nothing can turn round."""
    if BOOK.words[language].direction is Direction.LTR:
        return
    for card in _cards(language).values():
        bare = complete_card(card, BOOK.words[language], None, "701 234 5675")
        for line in (*card.before, *card.holds, *card.wrong, bare.labels.page, bare.labels.check, *_sentences(card)):
            depth = 0
            for sign in line:
                depth += (sign in "\u2066\u2068") - (sign == "\u2069")
                assert depth or not (sign.isascii() and sign.isalpha()), line


def _sentences(card: CardText) -> list[str]:
    return [line for step in card.steps for line in (step.text, *step.details, *step.streets)]


def test_an_exercise_is_marked_and_its_day_said_once():
    """EXERCISE stands on top; each date stands with the first step of its day alone."""
    card = _cards("en", "EXERCISE harbour town")["P3"]
    assert card.exercise.startswith("EXERCISE")
    assert [step.day for step in card.steps] == ["Tuesday 4 March 2031", "", "", "Wednesday 5 March 2031", "", ""]
    assert _cards("en")["P3"].exercise == ""


def test_a_card_without_a_seal_says_so():
    """Its trust line is the warning; there is no number of a card."""
    card = complete_card(_cards("en")["P1"], BOOK.words["en"], None)
    assert (card.labels.trust, card.labels.number) == ("NOT SIGNED. For rehearsal only.", "")


def test_sketch_holds_every_point_at_one_scale():
    """Each point of the geometry is in the box, and distances on paper are those on the ground, east as north."""
    card = _cards("en")["P2"]
    sketch = draw_sketch(card.instruction.routes, card.steps, card.instruction.home, SIZE)
    [line], [route] = sketch.lines, card.instruction.routes
    assert len(line) == len(route.geometry)
    assert all(0 <= x <= SIZE[0] and 0 <= y <= SIZE[1] for x, y in line)
    scale = sketch.bar_metres / sketch.bar_mm
    for a, b in pairwise(line):
        assert math.dist(a, b) * scale == pytest.approx(500.0, rel=0.02)
    assert line[0][1] < line[3][1]  # it goes south, and south is down


def test_numbers_on_the_map_are_those_of_the_steps():
    """Steps at one place share a mark; inside the gate there is none."""
    card = _cards("en")["P3"]
    sketch = draw_sketch(card.instruction.routes, card.steps, card.instruction.home, SIZE)
    assert [mark.label for mark in sketch.markers] == ["1", "2-3", "4"]
    assert sketch.straight == (False, True)
    assert sketch.markers[0].at == sketch.lines[0][0]
    assert sketch.markers[-1].at == sketch.lines[-1][-1]


@pytest.mark.parametrize("number", range(2))
def test_random_plans_have_cards_and_sketches(number):
    """Over random cases: a card for every party in every language, its marks inside the box."""
    told_case = make_random_case(number)
    answer = PLANNERS["greedy"].plan(told_case, seed=1, stop=lambda _: True, tell=lambda _: None)
    told = instruct_all(told_case, answer, BOOK, languages=list(BOOK.words))
    for card in write_cards(told_case, answer, BOOK, told):
        sketch = draw_sketch(card.instruction.routes, card.steps, card.instruction.home, SIZE)
        points = [*(mark.at for mark in sketch.markers), *(point for line in sketch.lines for point in line)]
        assert all(-1 <= x <= SIZE[0] + 1 and -1 <= y <= SIZE[1] + 1 for x, y in points)
        assert bool(card.instruction.moves) == any(step.time for step in card.steps)


def test_a_track_is_neutral_unless_its_text_is_asked_for():
    """Names are numbers and times; words come with `with_text` alone; the lines are the instruction's own."""
    card = _cards("fa-AF", "EXERCISE harbour town")["P3"]
    neutral, told = lay_track(card, OFFSET), lay_track(card, OFFSET, with_text=True)
    assert [one.name for one in neutral.waypoints] == ["1 22:50", "2 23:15", "3 23:55", "4 00:05"]
    assert {one.text for one in neutral.waypoints} == {""}
    assert neutral.lines == tuple(route.geometry for route in card.instruction.routes)
    assert neutral.about == f"EXERCISE {card.instruction.check_code} 2031-03-04T23:05:00+02:00"
    assert "B1/3" in told.waypoints[2].text
    assert "\u2066" not in told.waypoints[2].text
