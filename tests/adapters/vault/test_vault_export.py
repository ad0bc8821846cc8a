"""Promise that an export takes two people, goes to its receiver alone, and can be traced."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from pyrage import decrypt, x25519

from one_person import OnePerson, count_one_person_exports
from safeconduct.adapters.vault.approvers import Approvers, approve_export, find_public
from safeconduct.core.basics import InputFaultsError
from safeconduct.core.vault import Approval, CaseId, Document, ExportRequest, Identity, VaultRefusedError
from vault_process import Keyd, invent

ADA, BO = b"a" * 32, b"b" * 32
RECEIVER = x25519.Identity.generate()


@pytest.fixture
def request_of_three(keyd: Keyd) -> ExportRequest:
    """Seal three people, one of whom has a formula for a name, enrol two approvers, and ask for all three."""
    keyd.client.seal(CaseId("P0"), Identity(("=HYPERLINK(1)",), 1990, documents=(Document("passport", "-1"),)))
    for number in (1, 2):
        keyd.client.seal(CaseId(f"P{number}"), invent(number))
    keyd.stop()
    approvers = Approvers(keyd.folder / "approvers.json", keyd.key.derive("approvers"))
    for name, secret in (("ada", ADA), ("bo", BO)):
        approvers.enrol(name, find_public(secret))
    keyd.start()
    cases = tuple(CaseId(f"P{number}") for number in range(3))
    columns = ("name", "document_number")
    receiver = str(RECEIVER.to_public())
    return ExportRequest("X1", "handover_manifest", columns, cases, receiver, keyd.wall + 3_600_000, True)


def approve(request: ExportRequest, rows: int = 3) -> list[Approval]:
    """Return both people's approval."""
    return [approve_export(request, "ada", rows, ADA), approve_export(request, "bo", rows, BO)]


def test_two_people_export_to_one_receiver(keyd: Keyd, request_of_three: ExportRequest) -> None:
    """The chosen columns, everybody once and one who does not exist, no formula; once, until its day is over."""
    name = keyd.client.export(request_of_three, approve(request_of_three))
    data = (keyd.folder / name).read_bytes()
    assert b"Zarmina" not in data
    assert (keyd.folder / name).stat().st_mode & 0o777 == 0o640
    rows = list(csv.reader(StringIO(decrypt(data, [RECEIVER]).decode())))
    assert rows[0] == ["name", "document_number"]
    real = {("'=HYPERLINK(1)", "'-1"), *((invent(n).names[0], invent(n).documents[0].number) for n in (1, 2))}  # type: ignore[index]
    assert len(rows) == 5
    assert real < {tuple(row) for row in rows[1:]}
    with pytest.raises(VaultRefusedError, match="exported before"):
        keyd.client.export(request_of_three, approve(request_of_three))
    entry = next(line for line in ledger(keyd) if line["kind"] == "export.made")["payload"]
    assert (entry["rows"], entry["approvers"], len(entry["canary"])) == (3, ["ada", "bo"], 32)
    keyd.stop()
    keyd.pass_time(3_600_001)
    keyd.start()
    keyd.stop()
    assert not (keyd.folder / name).exists()


@pytest.mark.parametrize(
    ("change", "rows", "approvers", "why"),
    [
        ({}, 3, 1, "two different people"),
        ({}, 4, 2, "not the number of people"),
        ({"receiver": "age1mallory"}, 3, 2, "two different people"),
        ({"cases": (CaseId("P0"), CaseId("P1"), CaseId("P9"))}, 3, 2, "two different people"),
    ],
)
def test_what_two_people_did_not_approve_is_not_exported(
    keyd: Keyd, request_of_three: ExportRequest, change: dict[str, str], rows: int, approvers: int, why: str
) -> None:
    """Changed after it was approved, counted wrongly, or approved by one; the refusal stands in the ledger."""
    changed = replace(request_of_three, **change)  # type: ignore[arg-type]
    with pytest.raises(VaultRefusedError, match=why):
        keyd.client.export(changed, approve(request_of_three, rows)[:approvers])
    assert ledger(keyd)[-1]["payload"]["why"] == "export"
    assert not (keyd.folder / "exports").exists()


def test_what_is_no_receiver_is_refused(keyd: Keyd, request_of_three: ExportRequest) -> None:
    """Also where two people approved it."""
    changed = replace(request_of_three, receiver="age1mallory")
    with pytest.raises(VaultRefusedError, match="not an age recipient"):
        keyd.client.export(changed, approve(changed))


@pytest.mark.parametrize("seed", range(3))
def test_one_person_exports_nothing_in_any_order_of_steps(tmp_path: Path, seed: int) -> None:
    """Forged names and signatures, bent and borrowed approvals, changed requests: 0 in 1,000 steps."""
    assert count_one_person_exports(tmp_path, 1_000, seed) == 0


def test_the_steps_of_one_person_would_find_a_path(tmp_path: Path) -> None:
    """With the other's key in hand they end in exports: so none found means something."""
    person = OnePerson(tmp_path, 1)
    found = 0
    for _ in range(300):
        request = person.draw_request()
        rows = len(request.cases)
        person.approvals = [approve_export(request, name, rows, person.secrets[name]) for name in ("ada", "bo")]
        found += person.ask(request)
    assert found > 100


def test_one_key_is_one_person(tmp_path: Path) -> None:
    """Nobody is enrolled twice, under one name or two."""
    approvers = Approvers(tmp_path / "approvers.json", bytes(32))
    approvers.enrol("ada", find_public(ADA))
    for name, public in (("ada", find_public(BO)), ("bo", find_public(ADA)), ("a b", find_public(BO)), ("bo", b"")):
        with pytest.raises(InputFaultsError):
            approvers.enrol(name, public)
    assert Approvers(tmp_path / "approvers.json", bytes(32)).names == ["ada"]


def ledger(keyd: Keyd) -> list[dict[str, dict[str, object]]]:
    """Return the entries of the ledger."""
    return [json.loads(line) for line in (keyd.folder / "ledger.jsonl").read_text().splitlines()]
