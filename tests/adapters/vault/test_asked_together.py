"""Promise that what is asked in one frame is decided, noted and kept as if each had come alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from safeconduct.adapters.vault.clock import SystemClock
from safeconduct.adapters.vault.ledger_file import LedgerFile
from safeconduct.adapters.vault.operation_key import Passphrase, make_key_file
from safeconduct.adapters.vault.service import Service
from safeconduct.adapters.vault.vault_folder import KEY_FILE, LEDGER, VaultFolder
from safeconduct.core.vault import Role
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
