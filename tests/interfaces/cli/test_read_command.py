"""Hold what `safeconduct read` promises: the texts, every caution, and a clear word where it refuses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

from safeconduct.adapters.readings.reading_json import reading_from_json
from safeconduct.interfaces.cli import build_cli
from safeconduct.wiring import services

PAGE = """<html><head><meta property="og:site_name" content="Courier"><title>Gate shut</title></head><body><article>
<h1>Gate shut</h1><p>Officials said on Sunday that the north gate would stay\u202e shut until the crowd had left.</p>
<p hidden>Nobody sees this.</p></article></body></html>"""


@pytest.fixture(scope="module")
def cli() -> Iterator[typer.Typer]:
    """Build the command line once, with its converting process."""
    wired = services()
    yield build_cli(wired)
    wired.sources.nursery.close()  # type: ignore[attr-defined]


def run(cli: typer.Typer, *arguments: object, stdin: str | None = None) -> Result:
    """Run the command."""
    return CliRunner().invoke(cli, ["read", *map(str, arguments)], input=stdin)


def test_table_tells_language_title_outlet_and_cautions(cli: typer.Typer, tmp_path: Path) -> None:
    """A person sees what was read and what was taken out."""
    (file := tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    result = run(cli, file, "--reference", "2031-03-04")
    assert result.exit_code == 0, result.output
    for words in (
        "English",
        "Gate shut",
        "Courier",
        "2031-03-04",
        "CAUTION 1: characters that turn",
        "hides from its readers",
    ):
        assert words in result.output


def test_json_holds_text_and_offsets(cli: typer.Typer, tmp_path: Path) -> None:
    """A program can find every character in the page; the file written with --out is the same."""
    (file := tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    result = run(cli, file, "--json", "--out", tmp_path / "out.json")
    said = json.loads(result.stdout)
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8")) == said
    reading = reading_from_json(said)
    (attribution,) = [one for one in reading.attributions if one.parent is None]
    assert attribution.speaker.mention is not None
    start = reading.document.original_span(attribution.speaker.mention).start
    assert PAGE[start : start + 9] == "Officials"
    (content,) = attribution.content
    assert reading.document.text[content.start : content.end].startswith("that the north gate would stay shut")


def test_text_of_another_language_goes_to_a_person(cli: typer.Typer) -> None:
    """It is kept, and said whom it waits for."""
    result = run(cli, "-", stdin="دروازه شمالی بسته است و مردم در خانه هستند.")
    assert result.exit_code == 0, result.output
    assert "FOR A PERSON 1: This text is in Dari or Persian" in result.output


def test_text_beside_one_that_says_the_same_is_named(cli: typer.Typer, tmp_path: Path) -> None:
    """A text that nobody here reads is less unread beside an English one that is like it."""
    texts = ("The factory burned down on Sunday.", "L'usine a brûlé dimanche.", "Doctors warn of cholera in the camp.")
    items = "".join(f"<item><title>{text}</title></item>" for text in texts)
    (file := tmp_path / "feed.rss").write_text(f"<rss><channel>{items}</channel></rss>", encoding="utf-8")
    one, two, other = (reading_from_json(said).questions for said in json.loads(run(cli, file, "--json").stdout))
    assert any(texts[1] in question.what for question in one)
    assert any(texts[0] in question.what for question in two)
    assert not any("look alike" in question.what for question in other)


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("a.xlsx", b"PK\x03\x04", "save the sheet as CSV"),
        ("a.rss", b"<!DOCTYPE rss><rss/>", "DOCTYPE"),
        ("a.csv", b"a,b\n1,2\n", "FAULT"),
    ],
)
def test_refused_source_exits_with_two(cli: typer.Typer, tmp_path: Path, name: str, data: bytes, word: str) -> None:
    """With what to do instead, and no traceback."""
    (tmp_path / name).write_bytes(data)
    result = run(cli, tmp_path / name)
    assert result.exit_code == 2
    assert word in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize("source", ["http://127.0.0.1:8000/", "http://[::1]/", "http://10.0.0.1/a"])
def test_private_address_exits_with_two(cli: typer.Typer, source: str) -> None:
    """Nothing inside the network is fetched."""
    result = run(cli, source)
    assert result.exit_code == 2
    assert "not of the public internet" in result.output


def test_help_shows_an_example(cli: typer.Typer) -> None:
    """The first thing that a new user tries."""
    assert "Example: safeconduct read" in run(cli, "--help").output


def test_statements_are_shown_with_who_made_them(cli: typer.Typer) -> None:
    """A person sees who said what, how surely, and what is denied, without opening a file."""
    text = "The mayor denied that the bridge had been mined. The Harbour Times wrote that it may close on Monday."
    result = run(cli, "-", "--reference", "2031-03-04", stdin=text)
    assert "denial" in result.output or "negative" in result.output
    for words in ("mayor", "that the bridge had been mined", "harbour_times", "possible", "none reviewed"):
        assert words in result.output


def test_every_format_of_readings_can_be_written(cli: typer.Typer, tmp_path: Path) -> None:
    """JSON, CSV, Web Annotations and STIX; another name is refused with those that there are."""
    for form in ("json", "csv", "annotations", "stix"):
        assert (
            run(cli, "-", "--out", tmp_path / form, "--format", form, stdin="Police said the gate is shut.").exit_code
            == 0
        )
        assert "gate is shut" in (tmp_path / form).read_text(encoding="utf-8")
    refused = run(cli, "-", "--out", tmp_path / "x", "--format", "pdf", stdin="Police said the gate is shut.")
    assert refused.exit_code == 2
    assert "annotations" in refused.output
