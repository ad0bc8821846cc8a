"""Be a web process that somebody has taken over: ask keyd everything, and keep whatever comes back."""

from __future__ import annotations

import json
import random
import re

from safeconduct.adapters.vault.client import exchange
from safeconduct.adapters.vault.frames import write_frame
from safeconduct.core.vault import PURPOSES, Field, VaultLockedError
from vault_process import Keyd

HOUR = 3_600_000
SEEN = re.compile(r"(?:Zarmina|someone|Lane )(\d{5})|\+9997[01](\d{7})|XQ(\d{7})")


def read_people(said: object) -> set[int]:
    """Return the numbers of the people of whom anything stands in an answer."""
    text = json.dumps(said, ensure_ascii=False)
    return {int(next(filter(None, one.groups()))) for one in SEEN.finditer(text)}


class Attacker:
    """Ask all that the protocol has, in any order, and keep whatever comes back."""

    def __init__(self, keyd: Keyd, seed: int, people: int) -> None:
        self.people = people
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
        number = self.rng.randrange(self.people)
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
