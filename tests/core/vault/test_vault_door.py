"""Promise that whatever is asked in whatever order, the door lets no more through than its rules."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.core.record import ActorId
from safeconduct.core.vault import (
    PURPOSES,
    Allow,
    Ask,
    BeginCase,
    CaseId,
    Door,
    EraseCase,
    Facts,
    Field,
    Fingerprint,
    KeepSealed,
    Lock,
    OfOneCase,
    OpenContact,
    OpenIdentity,
    Quota,
    Refusal,
    Role,
    Spent,
    Standing,
    TagReferences,
    TellStatus,
    decide,
    find_spent,
)

ACTOR, CASE = ActorId("o1"), CaseId("P1")
OPEN = OpenIdentity(ACTOR, CASE, "call_back", (Field.PHONES,))
CONTACT = OpenContact(ACTOR, CASE, "m1", "sms")
ASKS: list[Ask] = [
    BeginCase(ACTOR, CASE), KeepSealed(ACTOR, CASE, b""), Fingerprint(ACTOR, CASE), OPEN, CONTACT,
    EraseCase(ACTOR, CASE), TellStatus(ACTOR), Lock(ACTOR), TagReferences(ACTOR, (bytes(32),)),
    Allow(ACTOR, 1, "n1", bytes(32)),
]  # fmt: skip


def facts(
    role: Role = Role.SERVICE,
    standing: Standing = Standing.SEALED,
    now: int = 0,
    messages: frozenset[str] = frozenset(),
) -> Facts:
    """Return what a decision rests on."""
    return Facts(role, standing, now, 0, True, messages, leave_holds=True)


@given(st.lists(st.tuples(st.sampled_from(ASKS), st.integers(0, 120_000)), max_size=300))
def test_the_service_opens_at_most_sixty_in_any_hour(steps: list[tuple[Ask, int]]) -> None:
    """Identities and contacts together, whatever else it asks between."""
    door, now, opened = Door(), 0, []
    for ask, passed in steps:
        now += passed
        held = facts(now=now)
        if decide(ask, door, held) is None:
            spent = find_spent(ask, held)
            door = door if spent is None else door.take(spent, now)
            if isinstance(ask, OpenIdentity | OpenContact | Fingerprint | TagReferences):
                opened.append(now)
    assert all(sum(begin <= at < begin + 3_600_000 for at in opened) <= 60 for begin in opened)


@pytest.mark.parametrize("ask", ASKS)
def test_what_was_erased_answers_nothing(ask: Ask) -> None:
    """No key is made for the same case again either."""
    asked = isinstance(ask, OfOneCase)
    assert decide(ask, Door(), facts(standing=Standing.ERASED)) is (Refusal.ERASED if asked else None)


@pytest.mark.parametrize("ask", ASKS)
def test_who_sends_or_imports_opens_no_identity(ask: Ask) -> None:
    """Who takes over the sending process reads no name, who takes over the importing one no address."""
    for role, allowed in (
        (Role.DISPATCHER, OpenContact | TellStatus | Lock),
        (Role.IMPORTER, BeginCase | KeepSealed | Fingerprint | TagReferences | TellStatus | Lock),
        (Role.KEEPER, Allow | TellStatus | Lock),
    ):
        assert decide(ask, Door(), facts(role)) is (None if isinstance(ask, allowed) else Refusal.ROLE)


def test_a_guess_confirmed_counts_as_an_opening() -> None:
    """The service has sixty fingerprints, contacts and identities together: it cannot guess its way through a list."""
    door = Door()
    for ask in [OPEN, CONTACT, Fingerprint(ACTOR, CASE)] * 20:
        spent = find_spent(ask, facts())
        assert spent is not None
        door = door.take(spent, 0)
    assert decide(Fingerprint(ACTOR, CASE), door, facts()) is Refusal.QUOTA
    assert decide(Fingerprint(ACTOR, CASE), door, facts(Role.IMPORTER)) is None


def test_who_typed_the_passphrase_may_let_the_service_register_many() -> None:
    """Then fingerprints leave the sixty alone; no identity is opened on that leave."""
    held = replace(facts(), allowance=1)
    assert find_spent(Fingerprint(ACTOR, CASE), held) == Spent(Quota.FINGERPRINTS)
    two = TagReferences(ACTOR, (bytes(32), bytes(32)))
    assert find_spent(two, held) == Spent(Quota.IDENTITIES, 2)
    assert find_spent(two, replace(held, allowance=2)) == Spent(Quota.REFERENCES, 2)
    assert find_spent(OPEN, held) == find_spent(CONTACT, held) == Spent(Quota.IDENTITIES)


@pytest.mark.parametrize("purpose", list(PURPOSES))
def test_a_purpose_sees_its_fields_alone(purpose: str) -> None:
    """Asking for none, or for one too many, is refused as a whole."""
    for field in Field:
        refusal = decide(OpenIdentity(ACTOR, CASE, purpose, (field,)), Door(), facts())
        assert refusal is (None if field in PURPOSES[purpose].fields else Refusal.FIELDS)
    assert decide(OpenIdentity(ACTOR, CASE, purpose, ()), Door(), facts()) is Refusal.FIELDS
    assert decide(OpenIdentity(ACTOR, CASE, "curiosity", (Field.NAMES,)), Door(), facts()) is Refusal.PURPOSE


@pytest.mark.parametrize("role", [Role.SERVICE, Role.DISPATCHER])
def test_a_message_has_its_address_once(role: Role) -> None:
    """The same message id again opens nothing."""
    assert decide(CONTACT, Door(), facts(role, messages=frozenset({"m1"}))) is Refusal.MESSAGE


def test_contacts_to_the_dispatcher_have_a_limit_of_their_own() -> None:
    """Six hundred an hour; the service's sixty are left. With leave of a person it is three hundred a minute."""
    door = Door()
    for number in range(600):
        assert decide(CONTACT, door, facts(Role.DISPATCHER, now=number)) is None
        door = door.take(Spent(Quota.CONTACTS), number)
    assert decide(CONTACT, door, facts(Role.DISPATCHER, now=3_599_999)) is Refusal.QUOTA
    assert decide(CONTACT, door, facts(Role.DISPATCHER, now=3_600_000)) is None
    assert decide(OPEN, door, facts(now=599)) is None
    for _ in range(300):
        led = replace(facts(Role.DISPATCHER, now=600), allowance=1)
        assert decide(CONTACT, door, led) is None
        door = door.take(find_spent(CONTACT, led), 600)
    assert decide(CONTACT, door, led) is Refusal.QUOTA
    assert decide(CONTACT, door, replace(led, now=60_600)) is None


@pytest.mark.parametrize("standing", [Standing.UNKNOWN, Standing.BEGUN])
def test_what_is_not_sealed_is_not_opened(standing: Standing) -> None:
    """And costs nothing."""
    assert decide(OPEN, Door(), facts(standing=standing)) is Refusal.CASE
