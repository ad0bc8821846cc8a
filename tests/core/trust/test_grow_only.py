"""Promise that revocation and use win for ever, whoever hears what of whom and in whatever order."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from forging import NOW, Shown, Told, World
from safeconduct.core.trust import Reason, Revocations, Use, UsedPasses, check_instruction, check_pass, mark

WORLD = World(random.Random(3), 8)
NAMES = st.frozensets(st.sampled_from("abcdef"))
REVOKED = st.builds(Revocations, NAMES, NAMES, NAMES)
USES = st.frozensets(st.builds(Use, st.integers(0, 3), st.sampled_from("NS"), st.sampled_from("pq")), min_size=1)
LEDGERS = st.builds(UsedPasses, st.dictionaries(st.sampled_from("abc"), USES))


@given(REVOKED, REVOKED, REVOKED)
def test_revocations_merge_in_any_order(one, two, three):
    """Any order, any grouping, any repetition gives the same; nothing is lost."""
    assert (one | two) | three == one | (two | three) == three | one | two | one
    assert one <= one | two
    assert one | two == two | one


@given(LEDGERS, LEDGERS, LEDGERS)
def test_ledgers_merge_in_any_order(one, two, three):
    """Any order, any grouping, any repetition gives the same; a pass that was used stays used."""
    assert (one | two) | three == one | (two | three) == three | one | two | one
    assert all(uses <= (one | two).uses[nonce] for nonce, uses in one.uses.items())


@given(st.lists(REVOKED, max_size=5), st.lists(st.integers(0, 7), min_size=1, max_size=5), st.randoms())
def test_what_was_revoked_is_refused_after_every_merge(heard, revoked, dice):
    """Whatever lists arrive, and in whatever order, the revoked instruction and pass are never taken again."""
    told, shown = WORLD.told[revoked[0]], WORLD.shown[revoked[0]]
    first = Revocations(
        instructions=frozenset(mark(WORLD.told[at].sealed[64:]) for at in revoked),
        passes=frozenset(WORLD.shown[at].shown.nonce for at in revoked),
    )
    lists = [*heard, first]
    dice.shuffle(lists)
    assert _both(told, shown, reduce(Revocations.__or__, lists)) == {Reason.REVOKED}


@given(st.lists(REVOKED, max_size=5), st.integers(0, 7))
def test_nothing_that_a_revoked_key_signed_is_taken(heard, at):
    """A revoked key signs nothing any more, whatever is heard later and though it be named again."""
    first = Revocations(keys=WORLD.trust.keys)
    assert _both(WORLD.told[at], WORLD.shown[at], reduce(Revocations.__or__, heard, first)) == {Reason.REVOKED}


def _both(told: Told, shown: Shown, revocations: Revocations) -> set[Reason]:
    trust = replace(WORLD.trust, revocations=WORLD.trust.revocations | revocations)
    return {
        check_instruction(told.sealed, told.told.addressee, NOW, None, trust, WORLD.verify).reason,
        check_pass(shown.sealed, shown.shown.gate, NOW, UsedPasses(), trust, WORLD.verify).reason,
    }


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 7)), max_size=30), st.randoms())
def test_double_use_shows_once_guards_meet(shows, dice):
    """Guards apart let a pass through once each; once their ledgers meet, each pass used twice shows, and no other."""
    ledgers, let_through = [UsedPasses() for _ in range(3)], list[tuple[int, int]]()
    for second, (guard, at) in enumerate(shows):
        shown = WORLD.shown[at]
        verdict = check_pass(shown.sealed, shown.shown.gate, NOW, ledgers[guard], WORLD.trust, WORLD.verify)
        if verdict.reason is Reason.GENUINE:
            ledgers[guard] = ledgers[guard].add(shown.shown.nonce, Use(NOW + second, shown.shown.gate, f"g{guard}"))
            let_through.append((guard, at))
        else:
            assert verdict.reason is Reason.USED
            assert verdict.uses[0].guard == f"g{guard}"
    assert len(let_through) == len(set(shows))
    dice.shuffle(ledgers)
    double = reduce(UsedPasses.__or__, ledgers).find_double()
    guards = {at: sorted(guard for guard, one in let_through if one == at) for _, at in let_through}
    assert {nonce: sorted(use.guard for use in uses) for nonce, uses in double.items()} == {
        WORLD.shown[at].shown.nonce: [f"g{guard}" for guard in who] for at, who in guards.items() if len(who) > 1
    }
