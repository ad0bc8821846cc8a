"""Have one person try every way to an export, and count those that end in one."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

from safeconduct.adapters.vault.approvers import Approvers, approve_export, find_public
from safeconduct.core.record import ActorId
from safeconduct.core.vault import (
    PURPOSES,
    Approval,
    CaseId,
    Door,
    Export,
    ExportRequest,
    Facts,
    Role,
    Standing,
    decide,
    find_spent,
)

CASES = [CaseId(f"P{number}") for number in range(20)]
NOW = 1_900_000_000_000


class OnePerson:
    """Hold ada's key, every request and approval seen so far, bo's approval of other requests, and no more of bo."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.rng = random.Random(seed)
        self.secrets = {"ada": self.rng.randbytes(32), "bo": self.rng.randbytes(32)}
        self.approvers = Approvers(folder / "approvers.json", self.rng.randbytes(32))
        for name, secret in self.secrets.items():
            self.approvers.enrol(name, find_public(secret))
        self.door, self.now, self.made, self.used = Door(), 0, 0, set[str]()
        self.requests = [self.draw_request()]
        self.approvals: list[Approval] = []
        self.approved_by_bo: set[bytes] = set()

    def draw_request(self) -> ExportRequest:
        """Return a request that is good but for its approvals."""
        cases = tuple(self.rng.sample(CASES, self.rng.randint(1, 3)))
        purpose = self.rng.choice([name for name, one in PURPOSES.items() if one.exported])
        ident = f"X{self.rng.randrange(10**9)}"
        return ExportRequest(ident, purpose, ("name",), cases, "age1x", NOW + self.rng.randrange(1, 10**7), True)

    def step(self) -> bool:
        """Do one thing at random; tell whether an export came of it that bo never approved."""
        request = self.rng.choice(self.requests)
        match self.rng.randrange(8):
            case 0:
                self.requests.append(self.draw_request())
            case 1:
                rows = self.rng.choice([len(request.cases), 1, 2, 3])
                self.approvals.append(approve_export(request, "ada", rows, self.secrets["ada"]))
            case 2:  # in bo's name, with ada's key
                self.approvals.append(approve_export(request, "bo", len(request.cases), self.secrets["ada"]))
            case 3:  # under another name, or with bytes of her own
                name = ActorId(self.rng.choice(["Ada", "ada ", "bo", "ad", "eve"]))
                signature = self.rng.choice([self.rng.randbytes(64), b"", bytes(64)])
                self.approvals.append(Approval(name, request.digest(), len(request.cases), signature))
            case 4:  # what bo has signed, bent
                if self.approvals:
                    bent = self.rng.choice(self.approvals)
                    self.approvals.append(replace(bent, request=request.digest(), approver=ActorId("bo")))
            case 5 if self.rng.random() < 0.2:  # bo approves a request of his own
                own = self.draw_request()
                self.approved_by_bo.add(own.digest())
                self.approvals.append(approve_export(own, "bo", len(own.cases), self.secrets["bo"]))
            case 6:  # what bo approved, with other cases, receiver or purpose
                other = replace(request, cases=tuple(self.rng.sample(CASES, len(request.cases))))
                self.requests.append(self.rng.choice([other, replace(request, receiver="age1y")]))
            case _:
                return self.ask(request)
        self.requests, self.approvals = self.requests[-50:], self.approvals[-50:]
        return False

    def ask(self, request: ExportRequest) -> bool:
        """Ask with as many approvals as one likes."""
        self.now += self.rng.randrange(60_000)
        chosen = [one for one in self.approvals if one.request == request.digest() or self.rng.random() < 0.3]
        ask = Export(ActorId("ada"), request, self.approvers.keep_good(chosen))
        facts = Facts(Role.SERVICE, Standing.UNKNOWN, self.now, NOW, True, exports=self.used, rows=len(request.cases))
        if decide(ask, self.door, facts) is not None:
            return False
        spent = find_spent(ask, facts)
        assert spent is not None
        self.door, self.made = self.door.take(spent, self.now), self.made + 1
        self.used.add(request.ident)
        return request.digest() not in self.approved_by_bo


def count_one_person_exports(folder: Path, steps: int, seed: int) -> int:
    """Return how many of so many steps ended in an export that one person alone had approved."""
    person = OnePerson(folder, seed)
    return sum(person.step() for _ in range(steps))
