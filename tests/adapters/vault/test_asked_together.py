"""Promise that what is asked in one frame is decided, noted and kept as if each had come alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from safeconduct.adapters.vault.boxes import seal_identity
from safeconduct.adapters.vault.clock import SystemClock
from safeconduct.adapters.vault.leave import sign_leave
from safeconduct.adapters.vault.ledger_file import LedgerFile
from safeconduct.adapters.vault.operation_key import Passphrase, make_key_file
from safeconduct.adapters.vault.service import Service
from safeconduct.adapters.vault.vault_folder import KEY_FILE, LEDGER, VaultFolder
from safeconduct.adapters.vault.wire import write_ask
from safeconduct.core.record import ActorId
from safeconduct.core.vault import CaseId, Identity, KeepSealed, Role
from vault_process import CHEAP, PASSPHRASE


@pytest.fixture
def vault(room: Path) -> Iterator[Service]:
    """Give the service of a new vault."""
    key = make_key_file(room / KEY_FILE, [Passphrase(PASSPHRASE, CHEAP)], exercise=True)
    folder = VaultFolder(room, key, SystemClock())
    yield Service(folder)
    folder.close()


def begin(*cases: str) -> dict[str, object]:
    """Return a frame that begins cases."""
    return {"op": "together", "asks": [{"op": "begin", "actor": "o1", "case": case} for case in cases]}


def read_kinds(room: Path) -> list[str]:
    """Return the kinds of entry in the ledger."""
    return [json.loads(line)["kind"] for line in (room / LEDGER).read_text().splitlines()]


def test_each_ask_has_its_entry_and_its_answer(vault: Service, room: Path) -> None:
    """Two begun cases are two answers and two entries."""
    answer = vault.answer(Role.IMPORTER, begin("P1.1", "P1.2"))
    assert len({one["public"] for one in answer["answers"]}) == 2
    assert read_kinds(room)[-2:] == ["case.begun", "case.begun"]


def test_the_first_refusal_ends_the_frame(vault: Service, room: Path) -> None:
    """What comes after it is not done, and the refusal is on record."""
    frame = begin("P1.1", "not an id", "P1.3")
    answers = vault.answer(Role.IMPORTER, frame)["answers"]
    assert [one["ok"] for one in answers] == [True, False]
    assert read_kinds(room)[-2:] == ["case.begun", "refused"]
    refused = vault.answer(Role.DISPATCHER, begin("P1.4"))["answers"]
    assert [one["code"] for one in refused] == ["role"]


def test_the_dispatcher_tells_many_by_leave_alone(vault: Service, room: Path) -> None:
    """Signed by the passphrase's key for so many messages and hours; nobody changes it or gives it twice."""
    key = vault._folder.key
    leave = {
        "op": "allow", "actor": "o1", "people": 0, "nonce": "n1", "messages": 2, "hours": 3,
        "tag": sign_leave(key, 0, "n1", 2, 3).hex(),
    }  # fmt: skip
    for change in ({"messages": 3}, {"hours": 4}, {"people": 1}, {"hours": 25}):
        assert not vault.answer(Role.KEEPER, {**leave, **change})["ok"]
    assert vault.answer(Role.DISPATCHER, leave)["code"] == "role"
    assert vault.answer(Role.KEEPER, leave)["ok"]
    assert vault.answer(Role.KEEPER, leave)["code"] == "leave"
    client_side = vault.answer(Role.IMPORTER, {"op": "begin", "actor": "o1", "case": "P1"})
    box = seal_identity(Identity(phones=("+999700000001",)), CaseId("P1"), bytes.fromhex(client_side["public"]))
    vault.answer(Role.IMPORTER, write_ask(KeepSealed(ActorId("o1"), CaseId("P1"), box)))
    asked = {"op": "contact", "actor": "dispatcher", "case": "P1", "channel": "sms"}
    assert all(vault.answer(Role.DISPATCHER, {**asked, "message": f"m{number}"})["ok"] for number in range(3))
    left = vault.answer(Role.DISPATCHER, {"op": "status", "actor": "o1"})["left"]
    assert (left["messages"], left["contacts"]) == (0, 599)
    spent = [json.loads(line).get("payload", {}).get("quota") for line in (room / LEDGER).read_text().splitlines()]
    assert spent[-3:] == ["messages", "messages", "contacts"]


@pytest.mark.parametrize("op", ["open", "contact", "erase", "export", "lock", "together", "status", ["begin"], None])
def test_nothing_that_opens_or_erases_is_asked_in_numbers(vault: Service, op: object) -> None:
    """A frame that holds one such ask is refused as a whole; so is one too long, or of no asks."""
    good = begin("P1.1")["asks"][0]  # type: ignore[index]
    for asks in ([good, {**good, "op": op}], [good] * 33, [], "begin", [1]):
        assert vault.answer(Role.SERVICE, {"op": "together", "asks": asks})["code"] == "malformed"


def test_a_disk_that_fails_locks_the_vault(vault: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody knows what the disk holds nothing is answered, and nothing follows until keyd has read it anew."""

    def fail(_: LedgerFile) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(LedgerFile, "sync", fail)
    answer = vault.answer(Role.IMPORTER, begin("P1.1"))
    assert (answer["ok"], answer["code"]) == (False, "broken")
    assert "public" not in str(answer)
    assert vault.answer(Role.IMPORTER, begin("P1.2"))["code"] == "locked"
