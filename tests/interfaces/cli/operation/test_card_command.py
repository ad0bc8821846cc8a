"""Hold the promises of `safeconduct card` and `safeconduct sheets`."""

from __future__ import annotations

import json
import stat
import time
from pathlib import Path

import pytest
from api_site import OPERATORS, SERVICES
from harbour_desk import CLI, Harbour
from typer.testing import CliRunner

from safeconduct.core.operation import Role
from safeconduct.core.operation.trusting import find_trust
from safeconduct.interfaces.cli.operation._desk import SESSION

pytestmark = pytest.mark.shared


def _run(shared: Path, command: str, *words: object, env: dict[str, str] | None = None):
    exam = shared / "exam"
    folders = (exam / "cases" / "tiny", exam / "plans" / "hand-tiny")
    return CliRunner().invoke(CLI, [command, *map(str, (*folders, *words))], env=env or {})


def test_cards_for_rehearsal_say_so(shared, tmp_path):
    """Without an operation they are not signed; the file is its owner's alone."""
    out = tmp_path / "cards.pdf"
    said = _run(shared, "card", "--out", out, "--party", "P00002", "--party", "P00004", "--json")
    assert said.exit_code == 0, said.output
    told = json.loads(said.stdout)
    assert (told["cards"], told["signed"], told["exercise"], told["files"]) == (2, False, True, [str(out)])
    assert out.read_bytes().startswith(b"%PDF")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--out", "cards.txt"), "not a PDF"),
        (("--out", "cards.pdf", "--by", "o1"), "one without the other"),
        (("--out", "cards.pdf", "--language", "tlh"), "there are no words in this language"),
        (("--out", "cards.pdf", "--party", "P9"), "no such party"),
    ],
)
def test_wrong_options_are_named(shared, options, said):
    """Exit code 2, and what to do instead."""
    made = _run(shared, "card", *options)
    assert (made.exit_code, said in made.output) == (2, True)


def test_signed_cards_are_on_record_under_the_named_key(shared, tmp_path, harbour: Harbour):
    """The key that the cards name is this device's, and each party's newest is what was signed for its card."""
    key = json.loads(harbour.run(Role.DUTY_OFFICER, "trust name-key", "--json").stdout)
    codes = tmp_path / "codes.csv"
    codes.write_text("party_id,code\nP00002,701 234 5675\n", encoding="utf-8")
    operator = OPERATORS[Role.DUTY_OFFICER]
    token = SERVICES.sessions(harbour.folder).start(operator, time.time_ns() // 1_000_000)
    options = ("--out", tmp_path / "c.pdf", "--operation", harbour.folder, "--by", operator, "--codes", codes)
    said = _run(shared, "card", *options, "--party", "P00002", "--json", env={SESSION: token})
    assert "were told before" not in said.stderr
    again = _run(shared, "card", *options, "--party", "P00002", "--json", env={SESSION: token})
    assert "1 of these parties were told before" in again.stderr  # their page would count as older
    assert said.exit_code == 0, said.output
    told = json.loads(said.stdout)
    assert (told["signed"], told["key"]) == (True, key["name"])
    with SERVICES.stores.open(harbour.folder) as store:
        state = SERVICES.doors(store).state()
        assert "P00002" in state.told
        assert find_trust(state, store.operation().ident, True).keys


def test_an_operator_who_may_not_sign_prints_nothing(shared, tmp_path, harbour: Harbour):
    """Exit code 3, and no file."""
    operator = OPERATORS[Role.GATE]
    token = SERVICES.sessions(harbour.folder).start(operator, time.time_ns() // 1_000_000)
    out = tmp_path / "c.pdf"
    harbour.run(Role.DUTY_OFFICER, "trust name-key")
    said = _run(shared, "card", "--out", out, "--operation", harbour.folder, "--by", operator, env={SESSION: token})
    assert (said.exit_code, out.exists()) == (3, False)


def test_sheets_are_written_as_pdf_and_text(shared, tmp_path):
    """A text for each sheet, and one PDF of each kind."""
    made = json.loads(_run(shared, "sheets", "--out", tmp_path, "--json").stdout)
    texts = sorted(file.name for file in tmp_path.glob("*.txt"))
    assert len(texts) == made["radio"] + made["loudspeaker"] == 8
    assert texts[0] == "001-radio-vehicle-B1-0.txt"
    assert (tmp_path / "radio.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "loudspeaker.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / texts[0]).read_text(encoding="utf-8").startswith("EXERCISE")


def test_tracks_are_written_beside_an_instruction(shared, tmp_path):
    """--gpx and --kml write the party's way; nothing in them names the party or a gate unless text is asked for."""
    files = (tmp_path / "w.gpx", tmp_path / "w.kml")
    options = ("--party", "P00002", "--gpx", files[0], "--kml", files[1])
    assert _run(shared, "instruct", *options).exit_code == 0
    plain = [file.read_text(encoding="utf-8") for file in files]
    assert _run(shared, "instruct", *options, "--with-text").exit_code == 0
    assert [("P00002" in text, "G1" in text) for text in plain] == [(False, False)] * 2
    assert all("G1" in file.read_text(encoding="utf-8") for file in files)
    assert "a map is of one party" in _run(shared, "instruct", "--out", tmp_path, "--gpx", files[0]).output
