"""Hold what nobody may do to a belief, and that it says why."""

from __future__ import annotations

import time
from dataclasses import replace
from math import log

import pytest
from belief_cases import told, words
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.core.picture.belief import (
    EVEN_HANDED,
    PROTECTIVE,
    Proposition,
    Rate,
    Record,
    SourceClass,
    SourcePriors,
    Testimony,
    believe,
    list_changes,
)

pytestmark = pytest.mark.core

LINKED = SourcePriors(links={("mayor", "radio"): 0.9, ("patrol", "radio"): 0.4, ("embassy", "mayor"): 0.2})
priors = st.sampled_from((SourcePriors(), LINKED))
LEAST = 1e-9


def log_odds(said: list[Testimony], known: SourcePriors | None = None, rules=PROTECTIVE) -> float:
    """Return the log-odds of what is believed after these testimonies."""
    chance = believe([told(said)], known, rules)[0].chance
    return log(chance / (1.0 - chance))


@settings(max_examples=40, deadline=None)
@given(words, priors, st.sampled_from((PROTECTIVE, EVEN_HANDED)), st.randoms(use_true_random=False))
def test_the_order_of_the_testimonies_does_not_matter(said, known, rules, rng):
    """Shuffled, they make the same belief, to the last bit and with the same terms."""
    shuffled = list(said)
    rng.shuffle(shuffled)
    assert believe([told(said)], known, rules) == believe([told(shuffled)], known, rules)


@settings(max_examples=40, deadline=None)
@given(words, words, priors)
def test_an_affirmation_never_lowers(said, more, known):
    """Whoever adds that it is so: the belief does not fall, linked or not, however poor the source."""
    affirmed = [Testimony(one.origin, True, one.outlet, one.letter, one.source_class) for one in more]
    assert log_odds(said + affirmed, known) >= log_odds(said, known) - LEAST


@settings(max_examples=40, deadline=None)
@given(words, words, priors)
def test_a_denial_never_raises(said, more, known):
    """Whoever adds that it is not so: the belief does not rise."""
    denied = [Testimony(one.origin, False, one.outlet, one.letter, one.source_class) for one in more]
    assert log_odds(said + denied, known) <= log_odds(said, known) + LEAST


@settings(max_examples=40, deadline=None)
@given(words, words)
def test_a_denial_by_nobody_to_be_trusted_lowers_nothing(said, more):
    """Unverified, or of the letter D: many of them change nothing at all."""
    denied = [Testimony("", False), Testimony("crowd", False, letter="E"), Testimony("patrol", False, letter="D")]
    denied += [Testimony(one.origin, False, one.outlet, "F", one.source_class) for one in more]
    assert log_odds(said + denied) == pytest.approx(log_odds(said), abs=LEAST)


@settings(max_examples=40, deadline=None)
@given(words, priors, st.floats(0.01, 0.9))
def test_no_denial_takes_a_belief_below_that_of_the_unknown(said, known, prior):
    """What visibility gives where nobody spoke holds, with its interval, whoever says that all is clear."""
    found = believe([told(said, prior)], known)[0]
    assert prior - LEAST <= found.low <= found.chance <= found.high
    assert found.prior == pytest.approx(prior)


@settings(max_examples=40, deadline=None)
@given(words, st.integers(1, 6), priors, st.booleans(), st.sampled_from((PROTECTIVE, EVEN_HANDED)))
def test_an_origin_moves_a_belief_by_no_more_than_one_cap(said, copies, known, affirms, rules):
    """However many outlets carry it, at whatever letters."""
    others = [one for one in said if one.origin != "witness"]
    letters = "ABCD"
    chain = [Testimony("witness", affirms, f"outlet {i}", letters[i % 4]) for i in range(copies)]
    assert abs(log_odds(others + chain, known, rules) - log_odds(others, known, rules)) <= rules.cap + LEAST


def test_one_origin_a_thousand_times_is_one_voice():
    """A thousand outlets add nothing to the first; a thousand words fused as if independent would make it certain."""
    chain = [Testimony("mayor", outlet=f"outlet {number}", letter="B") for number in range(1000)]
    once, often = believe([told(chain[:1]), told(chain)])
    assert once.chance == often.chance == pytest.approx(0.6)
    assert len(often.terms) == 1
    assert len(often.terms[0].outlets) == 1000


def test_an_origin_of_any_record_is_capped():
    """Right in a thousand of a thousand, it still moves a belief by one cap and no more."""
    sure = SourcePriors(records={"mayor": Record(Rate(1000.0, 0.0), Rate(0.0, 1000.0))})
    assert log_odds([Testimony("mayor", letter="B")], sure) - log_odds([], sure) == pytest.approx(PROTECTIVE.cap)


@settings(max_examples=40, deadline=None)
@given(words, st.lists(st.sampled_from(("", "E", "F")), max_size=60))
def test_the_unverified_stay_within_one_budget(said, letters):
    """Of no origin or of the letters E and F: together they raise by the budget at most, and never lower."""
    flood = [
        Testimony(f"account {number}" if letter else "", letter=letter, outlet="channel")
        for number, letter in enumerate(letters)
    ]
    raised = log_odds(said + flood) - log_odds(said)
    assert -LEAST <= raised <= PROTECTIVE.budget + LEAST


def test_a_flood_weighs_less_than_one_poor_named_source():
    """A thousand anonymous words move less than one of letter D."""
    flood = log_odds([Testimony("", outlet=f"account {number}") for number in range(1000)])
    assert log_odds([]) < flood < log_odds([Testimony("mayor", letter="D")])


def test_a_trusted_denial_lowers_and_the_contradiction_stays():
    """The belief falls, and both sides are among its terms."""
    threat, denial = Testimony("mayor", letter="B"), Testimony("patrol", False, letter="A")
    alone, both = believe([told([threat]), told([threat, denial])])
    assert both.chance < alone.chance
    assert both.is_contradicted
    assert not alone.is_contradicted
    assert {term.origin for term in both.terms} == {"mayor", "patrol"}


def test_an_untrusted_denial_is_seen_though_it_lowers_nothing():
    """It has a term of no weight, and the belief is marked as contradicted."""
    found = believe([told([Testimony("mayor", letter="B"), Testimony("", False)])])[0]
    assert found.is_contradicted
    assert [(term.origin, term.affirms, term.log_odds) for term in found.terms][1:] == [("", False, 0.0)]


@settings(max_examples=40, deadline=None)
@given(words, priors, st.sampled_from((PROTECTIVE, EVEN_HANDED)))
def test_the_terms_add_up_to_the_belief(said, known, rules):
    """Prior and terms together are the belief, unless it is held at that of the unknown."""
    found = believe([told(said)], known, rules)[0]
    start = log(found.prior / (1.0 - found.prior))
    total = start + sum(term.log_odds for term in found.terms)
    held = max(total, start) if rules.protective else total
    assert log(found.chance / (1.0 - found.chance)) == pytest.approx(held, abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(words, priors, st.sampled_from((PROTECTIVE, EVEN_HANDED)))
def test_what_is_believed_without_an_origin_is_what_it_would_be(said, known, rules):
    """The figure beside a term is the belief made anew without those words, what is linked with them included."""
    said = [replace(one, letter="B" if one.origin else "F", source_class=SourceClass.UNKNOWN) for one in said]
    for term in believe([told(said)], known, rules)[0].terms:
        rest = [one for one in said if (one.origin, one.affirms) != (term.origin, term.affirms)]
        assert term.chance_without == pytest.approx(believe([told(rest)], known, rules)[0].chance, abs=1e-9)


def test_what_would_change_our_mind_is_said_word_by_word():
    """A trusted denial, an official confirmation and a rumour, each as if it came alone."""
    next_words = [
        Testimony("patrol", False, letter="A"),
        Testimony("ministry", source_class=SourceClass.OFFICIAL),
        Testimony(""),
    ]
    now = told([Testimony("mayor", letter="C")])
    denied, confirmed, rumoured = (chance for _, chance in list_changes(now, next_words))
    assert denied < believe([now])[0].chance < rumoured < confirmed


def test_linked_sources_count_as_less_than_two():
    """The surer the link, the less the second adds: nothing where one is all that the other says."""
    both = [Testimony("mayor", letter="B"), Testimony("radio", letter="B")]
    found = [log_odds(both, SourcePriors(links={("mayor", "radio"): chance})) for chance in (0.0, 0.3, 0.6, 0.9, 1.0)]
    assert found == sorted(found, reverse=True)
    assert found[0] > found[2] > found[-1] == pytest.approx(log_odds(both[:1]))


def test_a_record_overrules_the_letter():
    """After forty outcomes an A that was mostly wrong counts for nothing, a D that was right for more than a C."""
    wrong, right = Record(Rate(1.0, 19.0), Rate(19.0, 1.0)), Record(Rate(19.0, 1.0), Rate(1.0, 19.0))
    known = SourcePriors(records={"mayor": wrong, "patrol": right})
    assert log_odds([Testimony("mayor", letter="A")], known) == log_odds([])
    assert log_odds([Testimony("patrol", letter="D")], known) > log_odds([Testimony("embassy", letter="C")])


def test_ten_thousand_reports_are_believed_within_a_second():
    """Two thousand propositions with five reports each."""
    many = [
        Proposition(f"p{number}", tuple(Testimony(f"s{(number * 7 + i) % 200}", letter="C") for i in range(5)))
        for number in range(2000)
    ]
    took = []
    for _ in range(3):  # what else the machine does slows one of them, not all
        begin = time.process_time()
        believe(many, LINKED)
        took.append(time.process_time() - begin)
    assert min(took) < 1.0
