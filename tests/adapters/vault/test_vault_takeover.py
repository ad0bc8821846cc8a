"""Promise that who has taken over the web process for an hour has sixty identities, whatever it asks."""

from __future__ import annotations

import json
import random
import re
from concurrent.futures import ThreadPoolExecutor

from vault_process import FILLED, Keyd, invent

from safeconduct.adapters.vault.boxes import seal_identity
from safeconduct.adapters.vault.client import exchange
from safeconduct.adapters.vault.frames import write_frame
from safeconduct.adapters.vault.wire import write_ask
from safeconduct.core.record import ActorId
from safeconduct.core.vault import PURPOSES, CaseId, Field, KeepSealed, VaultLockedError

HOUR = 3_600_000
SEEN = re.compile(r"(?:Zarmina|someone|Lane )(\d{5})|\+9997[01](\d{7})|XQ(\d{7})")


def read_people(said: object) -> set[int]:
    """Return the numbers of the people of whom anything stands in an answer."""
    text = json.dumps(said, ensure_ascii=False)
    return {int(next(filter(None, one.groups()))) for one in SEEN.finditer(text)}


class Attacker:
    """Ask all that the protocol has, in any order, and keep whatever comes back."""

    def __init__(self, keyd: Keyd, seed: int) -> None:
        self.keyd, self.rng, self.seen, self.most = keyd, random.Random(seed), set[int](), 0

    def ask(self, said: dict[str, object]) -> dict[str, object]:
        try:
            answer = exchange(self.keyd.socket, write_frame(said))
        except VaultLockedError:
            return {}
        people = read_people(answer)
        self.most = max(self.most, len(people))
        self.seen |= people
        return answer

    def open_something(self, number: int) -> dict[str, object]:
        purpose = self.rng.choice([*PURPOSES, "curiosity"])
        fields = [str(field) for field in PURPOSES[purpose].fields] if purpose in PURPOSES else ["names"]
        return {"op": "open", "actor": self.name(), "case": f"P{number}", "purpose": purpose, "fields": fields}

    def name(self) -> str:
        return f"o{self.rng.randrange(10)}"

    def contact(self, number: int) -> dict[str, object]:
        message = f"m{self.rng.randrange(10**9)}"
        channel = self.rng.choice(["sms", "email", "voice"])
        return {"op": "contact", "actor": self.name(), "case": f"P{number}", "message": message, "channel": channel}

    def anything(self) -> dict[str, object]:
        number = self.rng.randrange(FILLED)
        case = f"P{number}"
        request = {
            "ident": f"X{self.rng.randrange(10**9)}", "purpose": "visa_request", "columns": ["name"], "cases": [case],
            "receiver": "age1x", "expires_millis": self.keyd.wall + HOUR, "exercise": True,
        }  # fmt: skip
        forged = [
            {"approver": name, "request": "00" * 32, "rows_typed": 1, "signature": "00" * 64} for name in ("ada", "bo")
        ]
        return self.rng.choice(
            [
                self.open_something(number), self.open_something(number), self.contact(number), self.contact(number),
                {"op": "begin", "actor": "o1", "case": case},
                {"op": "fingerprint", "actor": "o1", "case": case},
                {"op": "status", "actor": "o1"},
                {"op": "export", "actor": "o1", "request": request, "approvals": forged},
                {"op": "open", "actor": "o1", "case": [case, "P1"], "purpose": "call_back", "fields": ["names"]},
                {"op": "open", "actor": "o1", "case": "*", "purpose": "correct_record", "fields": list(Field)},
            ]
        )  # fmt: skip

    def play_tricks(self) -> None:
        """Set clocks, kill and restart keyd, boot the machine."""
        trick = self.rng.randrange(5)
        if trick == 0:
            self.keyd.wall += self.rng.choice([-400, -1, 1, 400]) * 24 * HOUR
        elif trick == 1:
            self.keyd.up = max(0, self.keyd.up - self.rng.randrange(HOUR))
        self.keyd.set_clock()
        if trick >= 2:
            self.keyd.stop(kill=trick == 2)
            if trick == 4:
                self.keyd.boot, self.keyd.up = f"boot-{self.rng.random()}", self.rng.randrange(60_000)
                self.keyd.set_clock()
            self.keyd.start()


def test_an_hour_of_asking_everything_gives_sixty_identities(filled: Keyd) -> None:
    """Any order, fresh message ids, forged approvals, clocks set and keyd restarted: never more, and never two at once.

    Boots and restarts run on within one hour of the machine; the attack finds all sixty, so it is one.
    """
    filled.start()
    attacker = Attacker(filled, seed=7)
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
    assert len(attacker.seen) <= 60
    assert len(attacker.seen) > 50
    assert attacker.most == 1


def test_asking_on_many_connections_at_once_gives_sixty_identities(filled: Keyd) -> None:
    """No two asks are decided on the same count."""
    filled.start()
    attacker = Attacker(filled, seed=8)
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
    attacker = Attacker(filled, seed=9)
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
    attacker = Attacker(filled, seed=10)
    public = bytes.fromhex(str(attacker.ask({"op": "begin", "actor": "o1", "case": "P1"})["public"]))
    box = seal_identity(invent(FILLED + 1), CaseId("P1"), public)
    assert attacker.ask(write_ask(KeepSealed(ActorId("o1"), CaseId("P1"), box)))["ok"]
    assert not attacker.ask(write_ask(KeepSealed(ActorId("o1"), CaseId("P2"), box)))["ok"]
    for number in range(70):
        attacker.ask(attacker.contact(number))
    assert (attacker.most, len(attacker.seen)) == (1, 60)
