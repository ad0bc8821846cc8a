"""Promise that docs/manual/ names commands, buttons, files and endpoints as they are."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from safeconduct.core.operation import Role
from safeconduct.interfaces.api import build_api
from safeconduct.interfaces.cli import load_command
from safeconduct.interfaces.cli._panels import MODULES
from safeconduct.wiring import services

ROOT = Path(__file__).resolve().parents[1]
MANUAL = ROOT / "docs" / "manual"
WORDS_OF_CONSOLE = ROOT / "frontend" / "src" / "words" / "en"
PAGES = {page.name: page.read_text(encoding="utf-8") for page in sorted(MANUAL.glob("*.md"))}
ROLE_PAGES = [f"{role.replace(' ', '-')}.md" for role in Role]
WORDS_MOST = 800
"""One sheet of paper: what is read at three in the morning."""


def list_code(text: str) -> list[str]:
    """Return the lines of indented blocks, and what stands between backticks."""
    return [*re.findall(r"^ {4,}(\S.*)$", text, re.MULTILINE), *re.findall(r"`([^`\n]+)`", text)]


def list_commands(text: str) -> list[list[str]]:
    """Return the words of each command of ours: all that follow its program's name, up to a pipe or a comment."""
    found = (re.search(r"(?:^|[\s(/])safeconduct ([a-z].*)", code) for code in list_code(text))
    return [shlex.split(re.split(r' # | > |\)"', one[1])[0]) for one in found if one]


def is_line(words: list[str]) -> bool:
    """Tell whether words are a line to be typed, and not a command that is only named."""
    return len(words) > 2 or (len(words) == 2 and not hasattr(load_command(services(), words[0]), "commands"))


COMMANDS = [(page, words) for page, text in PAGES.items() for words in list_commands(text)]


@pytest.mark.parametrize(("page", "words"), [one for one in COMMANDS if is_line(one[1])])
def test_every_line_to_be_typed_is_taken_by_the_command_line(page: str, words: list[str]) -> None:
    """The command is there, its options are, with values of their kind, and nothing that it needs is left out."""
    name, *rest = words
    command = load_command(services(), name)
    if hasattr(command, "commands"):
        name, *rest = rest
        command = command.commands[name]
    assert command.make_context(name, rest), page


@pytest.mark.parametrize(("page", "words"), [one for one in COMMANDS if not is_line(one[1])])
def test_every_command_that_is_named_is_there(page: str, words: list[str]) -> None:
    """Alone, or with the name of its group before it."""
    command = load_command(services(), words[0])
    assert len(words) == 1 or words[1] in command.commands, page


def test_the_table_of_the_readme_has_every_command() -> None:
    """Each by its name, in some row."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = " ".join(row for row in readme.splitlines() if row.startswith("| "))
    assert [name for name in MODULES if not re.search(rf"`(safeconduct )?{name}[ `]", rows)] == []


def list_links(text: str) -> list[tuple[str, str]]:
    """Return what each link that is no address leads to: a file, and a heading in it."""
    return [(to, part) for to, part in re.findall(r"\]\(([^)#\s]*)#?([^)\s]*)\)", text) if "://" not in to]


def name_headings(text: str) -> set[str]:
    """Return the names under which a page's headings can be linked to."""
    heads = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    """Files are there, and headings in them; pictures once `make shots` has taken them."""
    for to, part in list_links(PAGES[page]):
        target = MANUAL / (to or page)
        if target.parent.name == "shots" and not target.parent.exists():
            continue
        assert target.exists(), to
        assert not part or part in name_headings(target.read_text(encoding="utf-8")), f"{to}#{part}"


def find_words() -> list[re.Pattern[str]]:
    """Return every word of the console; what it fills in is one word, or is left open in the manual."""
    told = "\n".join(one.read_text(encoding="utf-8") for one in sorted(WORDS_OF_CONSOLE.glob("*.ts")))
    words = re.findall(r"'[^'\n]+': '((?:[^'\\]|\\.)*)'", told)
    fixed = [one for one in words if re.search(r"[A-Za-z×]", re.sub(r"\{\w+\}", "", one))]
    return [re.compile(re.sub(r"\\\{\w+\\\}", r"(?:…|[\\w.:-]+)", re.escape(one))) for one in fixed]


def list_quoted(text: str) -> set[str]:
    """Return what stands in bold between quotes: words of the console."""
    return set(re.findall(r'\*\*"([^"]+)"\*\*', text))


@pytest.mark.parametrize("page", PAGES)
def test_every_word_of_the_console_that_is_quoted_stands_there(page: str) -> None:
    """Buttons, headings, fields and what it says, letter by letter."""
    words = find_words()
    assert [one for one in sorted(list_quoted(PAGES[page])) if not any(word.fullmatch(one) for word in words)] == []


def test_every_endpoint_that_is_named_is_there(tmp_path: Path) -> None:
    """With its method; that of metrics is in no schema."""
    schema = build_api(services(), tmp_path).openapi()["paths"]
    there = {(method.upper(), path) for path, methods in schema.items() for method in methods} | {("GET", "/metrics")}
    named = {one for text in PAGES.values() for one in re.findall(r"\b(GET|POST) (/[\w/{}.-]+)", text)}
    assert named
    assert named <= there


def test_every_target_of_make_that_is_named_is_there() -> None:
    """As one types it."""
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {one for text in PAGES.values() for one in re.findall(r"`make ([\w-]+)`", text)} <= targets


@pytest.mark.parametrize("page", ROLE_PAGES)
def test_each_role_has_one_page(page: str) -> None:
    """It is on the index, short, and says what to do when it goes wrong."""
    assert f"({page})" in PAGES["README.md"]
    assert len(PAGES[page].split()) <= WORDS_MOST
    assert "## When it goes wrong" in PAGES[page]
