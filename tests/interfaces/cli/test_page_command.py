"""Promise that pages lie under codes that stay, are signed for their parties, and are served to this machine alone."""

from __future__ import annotations

import csv
import html
import json
import re
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from safeconduct.adapters.page_html import unpack_page
from safeconduct.adapters.page_signer import open_signer
from safeconduct.adapters.page_store import CodeTable, Shelves
from safeconduct.adapters.trust.signatures import is_signed_by
from safeconduct.app.instruct import write_instructions
from safeconduct.app.publish_pages import publish_pages, seal_with
from safeconduct.core.trust import Reason, Trust, address, check_instruction, from_base64url
from safeconduct.interfaces.cli import build_cli
from safeconduct.wiring import services


def _publish(shared: Path, folder: Path, *more: str) -> Result:
    exam = shared / "exam"
    files = [str(exam / "cases" / "tiny"), str(exam / "plans" / "hand-tiny"), "--store", str(folder / "pages")]
    files += ["--codes", str(folder / "codes.csv"), "--key", str(folder / "key"), "--operation", "drill", *more]
    return CliRunner().invoke(build_cli(services()), ["page", "publish", *files])


@pytest.mark.shared
def test_every_party_has_a_page_that_is_signed_for_it(shared: Path, tmp_path: Path) -> None:
    """Its code gives the page; what the page carries is genuine, for this code and no other, and says what it shows."""
    made = _publish(shared, tmp_path, "--json")
    assert made.exit_code == 0, made.output
    told = json.loads(made.stdout)
    assert (told["pages"], told["new_codes"], told["removed"]) == (12, 12, 0)
    signer = open_signer(tmp_path / "key", "drill")
    trust = Trust("drill", True, frozenset([signer.key]))
    codes = CodeTable().read(tmp_path / "codes.csv")
    shelf = Shelves().open(tmp_path / "pages", tmp_path / "pages.pepper")
    other = address("0000000000", signer.secret)
    for party, code in codes.items():
        page = shelf.take(code, 1_930_000_000.0)
        assert page
        text = unpack_page(page).decode()
        carried = re.search(r'id="signed">([^<]+)<', text)
        assert carried
        sealed = from_base64url(carried[1])
        found = check_instruction(
            sealed, address(code, signer.secret), 1_930_000_000.0, None, trust, is_signed_by
        )  # fmt: skip
        assert found.told
        assert party in found.told.text
        shown = [html.unescape(re.sub("<[^>]+>", "", line)) for line in re.findall(r"<span>(.*?)</span>", text)]
        assert shown == [line.strip() for line in found.told.text.split("\n") if line.strip()]
        strange = check_instruction(sealed, other, 1_930_000_000.0, None, trust, is_signed_by)
        assert strange.reason is Reason.OTHER_ADDRESSEE
        assert told["key"] in text
    shelf.close()


@pytest.mark.shared
def test_a_party_keeps_its_code(shared: Path, tmp_path: Path) -> None:
    """Published again, each party has the code that its card carries; a code that was struck out is drawn anew."""
    _publish(shared, tmp_path)
    table = tmp_path / "codes.csv"
    before = table.read_text()
    again = _publish(shared, tmp_path)
    assert "12 pages until 2031" in again.output
    assert "0 new codes" in again.output
    assert table.read_text() == before
    with table.open() as opened:
        rows = list(csv.reader(opened))
    table.write_text("\n".join(",".join(row) for row in rows[:-1]) + "\n")
    assert "1 new codes" in _publish(shared, tmp_path).output


@pytest.mark.shared
def test_a_table_of_codes_with_faults_is_refused_before_anything_is_written(shared: Path, tmp_path: Path) -> None:
    """A wrong digit in the table stops the command, names the line and publishes nothing."""
    (tmp_path / "codes.csv").write_text("party_id,code\nP00001,123 456 7890\n")
    made = _publish(shared, tmp_path)
    assert made.exit_code == 2
    assert "line 2" in made.output
    shelf = Shelves().open(tmp_path / "pages", tmp_path / "pages.pepper")
    assert shelf.count() == 0
    shelf.close()


def test_nothing_is_served_in_the_clear_or_from_nothing(tmp_path: Path) -> None:
    """Another address takes --i-have-tls; a folder without pages is said."""
    cli = build_cli(services())
    refused = CliRunner().invoke(cli, ["page", "serve", str(tmp_path), "--host", "0.0.0.0"])
    assert refused.exit_code == 2
    assert "--i-have-tls" in refused.output
    nothing = CliRunner().invoke(cli, ["page", "serve", str(tmp_path)])
    assert nothing.exit_code == 2
    assert "holds no pages" in nothing.output


@pytest.mark.shared
def test_who_may_be_on_the_way_keeps_the_page(shared: Path, tmp_path: Path) -> None:
    """Published again in the midst of a movement, parties whose time to set out is over keep the page they have."""
    _publish(shared, tmp_path)
    exam, all_services = shared / "exam", services()
    shelf = Shelves().open(tmp_path / "pages", tmp_path / "pages.pepper")
    codes = CodeTable().read(tmp_path / "codes.csv")
    written = write_instructions(
        all_services.cases, all_services.plans, all_services.phrasebook("en"), exam / "cases" / "tiny",
        exam / "plans" / "hand-tiny",
    )  # fmt: skip
    case, told = written.case, written.instructions
    now = sorted(one.valid_until for one in told)[1]
    before = {party: shelf.take(code, now) for party, code in codes.items()}
    signer = open_signer(tmp_path / "key", "drill")
    made = publish_pages(
        case, told, all_services.page_writer("Number check"), shelf, CodeTable(), tmp_path / "codes.csv",
        seal_with(signer, True, now), signer.key, lambda: 1, now, 24.0,
    )  # fmt: skip
    over = {one.party_id for one in told if one.valid_until <= now}
    kept = {party for party, code in codes.items() if shelf.take(code, now) == before[party]}
    assert 0 < len(over) < len(told)
    assert (kept, made.over, made.pages) == (over, len(over), len(told) - len(over))
    assert case.deadline + 24 * 3600 == made.expires
    shelf.close()
