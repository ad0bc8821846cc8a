"""Promise that who has taken over the web process for an hour has sixty identities, whatever it asks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from safeconduct.adapters.vault.boxes import seal_identity
from safeconduct.adapters.vault.wire import write_ask
from safeconduct.core.record import ActorId
from safeconduct.core.vault import CaseId, KeepSealed
from vault_attacker import HOUR, Attacker
from vault_process import FILLED, Keyd, invent


def test_an_hour_of_asking_everything_gives_sixty_identities(filled: Keyd) -> None:
    """Any order, fresh message ids, forged approvals, clocks set and keyd restarted: never more, and never two at once.

    Boots and restarts run on within one hour of the machine; the attack finds all sixty, so it is one.
    """
    filled.start()
    attacker = Attacker(filled, seed=7, people=FILLED)
    spent = 0
    for step in range(400):
        attacker.ask(attacker.anything())
        if step % 10 == 9 and spent < 50 * 60_000:
            filled.pass_time(60_000)
            spent += 60_000
        if step % 50 == 49:
            attacker.play_tricks()
    for number in range(FILLED - 80, FILLED):
        attacker.ask(attacker.open_something(number))
        attacker.ask({"op": "fingerprint", "actor": "o1", "case": f"P{number}"})
    assert len(attacker.seen) <= 60
    assert len(attacker.seen) > 50
    assert attacker.most == 1


def test_asking_on_many_connections_at_once_gives_sixty_identities(filled: Keyd) -> None:
    """No two asks are decided on the same count."""
    filled.start()
    attacker = Attacker(filled, seed=8, people=FILLED)
    asks = [
        {"op": "open", "actor": "o1", "case": f"P{number}", "purpose": "call_back", "fields": ["names"]}
        for number in range(150)
    ]
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(attacker.ask, asks))
    assert len(attacker.seen) == 60


def test_the_hour_after_gives_sixty_more_and_no_sooner(filled: Keyd) -> None:
    """The window slides over the machine's running time; a restart does not fill it up."""
    filled.start()
    attacker = Attacker(filled, seed=9, people=FILLED)
    for number in range(60):
        attacker.ask(attacker.contact(number))
    filled.pass_time(HOUR - 1)
    filled.stop()
    filled.start()
    refused = attacker.ask(attacker.contact(100))
    assert (refused["code"], refused["wait_seconds"]) == ("quota", 1)
    filled.pass_time(1)
    for number in range(200, 270):
        attacker.ask(attacker.contact(number))
    assert len(attacker.seen) == 120


def test_no_answer_names_two_people_even_where_the_identity_was_forged(filled: Keyd) -> None:
    """Who seals over a case what it likes reads back what it sealed, counted as one."""
    filled.start()
    attacker = Attacker(filled, seed=10, people=FILLED)
    public = bytes.fromhex(str(attacker.ask({"op": "begin", "actor": "o1", "case": "P1"})["public"]))
    box = seal_identity(invent(FILLED + 1), CaseId("P1"), public)
    assert attacker.ask(write_ask(KeepSealed(ActorId("o1"), CaseId("P1"), box)))["ok"]
    assert not attacker.ask(write_ask(KeepSealed(ActorId("o1"), CaseId("P2"), box)))["ok"]
    for number in range(70):
        attacker.ask(attacker.contact(number))
    assert (attacker.most, len(attacker.seen)) == (1, 60)
