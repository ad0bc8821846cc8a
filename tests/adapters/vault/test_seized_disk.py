"""Promise that who seizes the disk finds nothing of anybody in any file of the vault."""

from __future__ import annotations

import base64
import json
import shutil
from pathlib import Path

import pytest

from safeconduct.core.vault import CaseId, Field
from seized_disk import find_needles, list_needles, list_values
from vault_process import FILLED, Keyd, invent


def test_nothing_of_five_hundred_people_is_found_on_the_disk(filled: Keyd, room: Path) -> None:
    """Boxes, keys, ledger, copies, after openings, contacts, fingerprints, an erasure and a kill."""
    (filled.folder / "copies.json").write_text(json.dumps({"stick": str(room / "vault" / "stick.keys")}))
    filled.start()
    client = filled.client
    for number in range(20):
        client.open_identity(CaseId(f"P{number}"), "correct_record", list(Field))
        client.open_contact(CaseId(f"P{number}"), f"m{number}", "sms")
        client.fingerprint(CaseId(f"P{number}"))
    client.erase(CaseId("P3"))
    shutil.copytree(filled.folder, room / "backup", ignore=shutil.ignore_patterns("*.sock"))
    said = filled.stop(kill=True)
    (room / "stderr.log").write_text(said)
    needles = list_needles(value for number in range(FILLED) for value in list_values(invent(number)))
    assert len(needles) > 50_000
    assert find_needles(room, needles) == []


@pytest.mark.parametrize("form", ["utf-8", "utf-16-le", "utf-16-be", "hex", "base64", "json", "upper"])
def test_the_search_finds_what_is_there(form: str, room: Path) -> None:
    """One word of one person, in any form and at any place, is found: so nothing found means something."""
    text = f"x {invent(77).home} y"
    forms = {
        "hex": text.encode().hex().encode(),
        "base64": base64.b64encode(text.encode()),
        "json": json.dumps(invent(77).to_json()).encode(),
        "upper": text.upper().encode(),
    }
    for pushed in range(8):
        (room / "file").write_bytes(
            b"q" * (pushed + 1000) + forms.get(form, b"") + (b"" if form in forms else text.encode(form))
        )
        assert find_needles(room, list_needles(list_values(invent(77))))


def test_equally_sized_boxes_hide_how_much_is_known(keyd: Keyd) -> None:
    """A person with one name and a person with every field take the same room."""
    before = (keyd.folder / "identities.sealed").stat().st_size
    keyd.client.seal(CaseId("P1"), invent(1))
    full = (keyd.folder / "identities.sealed").stat().st_size
    keyd.client.seal(CaseId("P2"), type(invent(1))(names=("A",)))
    assert (keyd.folder / "identities.sealed").stat().st_size - full == full - before
