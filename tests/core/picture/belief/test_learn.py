"""Hold what is learned of sources: from outcomes, from agreement, and of who copies whom."""

from __future__ import annotations

import numpy as np
import pytest

from safeconduct.core.picture.belief import (
    EVEN_HANDED,
    Proposition,
    Rate,
    SourceClass,
    SourcePriors,
    Testimony,
    believe,
    learn_priors,
)

pytestmark = pytest.mark.core

EVEN = SourcePriors(base=Rate(1.0, 1.0))
RIGHT = {"mayor": 0.9, "patrol": 0.85, "embassy": 0.8, "wire": 0.8, "liar": 0.1}


def simulate(seed: int, claims: int = 120) -> tuple[list[Proposition], dict[str, bool]]:
    """Let five sources speak of every claim; the echo repeats the embassy, and so errs where it errs."""
    rng = np.random.default_rng(seed)
    told, truth = [], {}
    for number in range(claims):
        true = bool(rng.random() < 0.5)
        words = {name: bool((rng.random() < right) == true) for name, right in RIGHT.items()}
        words["echo"] = words["embassy"]
        told.append(Proposition(f"c{number}", tuple(Testimony(name, word) for name, word in words.items())))
        truth[f"c{number}"] = true
    return told, truth


def loss(chances: dict[str, float], truth: dict[str, bool]) -> float:
    """Return the log loss in nats per claim."""
    return float(np.mean([-np.log(chances[ident] if true else 1.0 - chances[ident]) for ident, true in truth.items()]))


def test_a_liar_is_found_without_a_single_outcome():
    """By agreement alone: his record says that he affirms what is false and denies what is true."""
    told, truth = simulate(1)
    learned = learn_priors(told, priors=EVEN)
    record = learned.priors.records["liar"]
    assert record.hit.mean < 0.3 < 0.7 < record.false_alarm.mean
    assert learned.priors.records["mayor"].hit.mean > 0.75
    assert loss(learned.chances, truth) < 0.35


def test_a_few_outcomes_turn_a_majority_of_liars_round():
    """Three who say the opposite outvote two who are right; with ten outcomes of sixty the two are believed."""
    rng = np.random.default_rng(2)
    truth = {f"c{number}": bool(rng.random() < 0.5) for number in range(60)}
    right = {"mayor": 0.9, "patrol": 0.9, "one": 0.15, "two": 0.15, "three": 0.15}
    told = [
        Proposition(
            ident, tuple(Testimony(name, bool((rng.random() < chance) == true)) for name, chance in right.items())
        )
        for ident, true in truth.items()
    ]
    known, rest = dict(list(truth.items())[:10]), dict(list(truth.items())[10:])
    learned = learn_priors(told, known, EVEN)
    assert loss(learned.chances, rest) < 0.3 < 1.0 < loss(learn_priors(told, priors=EVEN).chances, rest)
    assert all(learned.chances[ident] == float(true) for ident, true in known.items())


def test_the_surest_link_is_that_of_who_errs_with_another():
    """The echo and the embassy; the liar, who errs alone, is linked with nobody."""
    links = learn_priors(simulate(3)[0], priors=EVEN).priors.links
    assert links["echo", "embassy"] > 0.9
    assert all(chance < 0.7 for pair, chance in links.items() if pair != ("echo", "embassy"))
    assert not any("liar" in pair for pair in links)


def test_who_is_known_to_carry_anothers_words_is_suspected_sooner():
    """A few claims say little of copying; if the outlet has named the origin before, they say more."""
    told, _ = simulate(4, claims=8)
    named = [Proposition(f"n{number}", (Testimony("embassy", outlet="echo"),)) for number in range(4)]
    before = learn_priors(told, priors=EVEN).priors.links.get(("echo", "embassy"), 0.0)
    assert learn_priors(told + named, priors=EVEN).priors.links["echo", "embassy"] > max(before, 0.5)


def test_what_is_learned_day_by_day_adds_up():
    """Two halves, one after the other, leave the record that both together leave, where the outcomes are known."""
    told, truth = simulate(5)
    told = [Proposition(one.ident, one.testimonies[:2]) for one in told]
    one_by_one = learn_priors(told[60:], truth, learn_priors(told[:60], truth, EVEN).priors).priors
    at_once = learn_priors(told, truth, EVEN).priors
    for name in ("mayor", "patrol"):
        assert one_by_one.records[name].hit.affirmed == pytest.approx(at_once.records[name].hit.affirmed, rel=0.02)
    assert one_by_one.base == at_once.base


def test_a_class_is_judged_by_its_sources():
    """Nine eyewitnesses were wrong: the tenth, who is new, is believed less; other classes are as before."""
    told = [
        Proposition(f"c{number}", (Testimony(f"w{number % 9}", source_class=SourceClass.EYEWITNESS),))
        for number in range(45)
    ]
    learned = learn_priors(told, {one.ident: False for one in told}).priors
    tenth = [Proposition("new", (Testimony("w10", source_class=SourceClass.EYEWITNESS),), prior=0.1)]
    assert believe(tenth, learned)[0].chance < believe(tenth)[0].chance
    assert learned.classes[SourceClass.NGO] == SourcePriors().classes[SourceClass.NGO]


def test_words_of_unknown_origin_leave_no_record():
    """Nobody can be held to them."""
    told = [Proposition("c", (Testimony(""), Testimony("mayor", letter="B")))]
    assert set(learn_priors(told, {"c": True}).priors.records) == {"mayor"}


def test_an_affirmation_of_a_liar_counts_against_it_only_where_nobody_is_led_by_it():
    """Even-handed, his word speaks for the opposite; where people are protected, it counts for nothing."""
    known = learn_priors(simulate(7)[0], priors=EVEN).priors
    told = [Proposition("new", (Testimony("liar"),), prior=0.5)]
    assert believe(told, known, EVEN_HANDED)[0].chance < 0.3
    assert believe(told, known)[0].chance == pytest.approx(0.5)


def test_nothing_said_is_nothing_learned():
    """No propositions, or some of which nobody spoke."""
    assert learn_priors([]).priors.records == {}
    assert learn_priors([Proposition("silent")]).priors.records == {}
    assert believe([Proposition("silent")])[0].chance == pytest.approx(0.1)
