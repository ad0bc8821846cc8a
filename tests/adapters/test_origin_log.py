"""Promise that whoever opens an origin stands in the log first, and that no export knows of origins."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

import safeconduct
from safeconduct.adapters.origin_log import OriginLog
from safeconduct.app.open_origin import open_origin
from safeconduct.core.basics import InputFaultsError, SafeconductError, Window
from safeconduct.core.intake.reading import Precision
from safeconduct.core.picture.incident import Incident, IncidentKind
from safeconduct.core.picture.origin import Annulus, NotKnown, OriginRegions, Series, link_by_person

WHY = "choose the shelter side of a school"
RING = Annulus(500.0, 6_000.0)
SITES = {"school": (41.3, 12.55)}
MAY_KNOW = {"app/open_origin.py", "app/ports/picture.py", "adapters/origin_log.py"}


def series(count: int = 9) -> Series:
    """Return impacts along two roads that meet."""
    events = [
        Incident(
            f"i{row}", Window(row * 1e5, row * 1e5 + 60), 41.25 + 0.012 * row * (row % 2), 12.5 + 0.012 * row,
            Precision.SITE, 75.0, IncidentKind.INDIRECT_FIRE, None, 0.9, "team",
        )
        for row in range(count)
    ]  # fmt: skip
    return link_by_person(events, "officer", "one way of acting")


def open_one(file: Path, why: str = WHY, count: int = 9) -> OriginRegions | NotKnown:
    """Open the origin of the series with a log in the file."""
    return open_origin(OriginLog(file), series(count), RING, SITES, who="duty officer", why=why, at=5.0)


def test_every_opening_is_logged_with_who_and_why(tmp_path: Path) -> None:
    """One line each, also where the answer is "not known"; the line holds nothing of the answer."""
    file = tmp_path / "origin.jsonl"
    open_one(file)
    assert isinstance(open_one(file, count=3), NotKnown)
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert [(line["entry"], line["who"], line["why"], line["at"]) for line in lines] == [
        (1, "duty officer", WHY, 5.0), (2, "duty officer", WHY, 5.0),
    ]  # fmt: skip
    assert set(lines[0]) == {"entry", "who", "why", "at", "linked_by", "events", "seal"}


def test_without_a_reason_nothing_is_logged_or_opened(tmp_path: Path) -> None:
    """The fault comes before the log is touched."""
    with pytest.raises(InputFaultsError):
        open_one(tmp_path / "origin.jsonl", why="")
    assert not (tmp_path / "origin.jsonl").exists()


def test_a_log_that_cannot_be_written_opens_nothing(tmp_path: Path) -> None:
    """No disk, no answer."""
    with pytest.raises(SafeconductError, match="nothing is opened"):
        open_one(tmp_path / "no such folder" / "origin.jsonl")


@pytest.mark.parametrize("line", [0, 1, 2])
def test_a_changed_log_opens_nothing(tmp_path: Path, line: int) -> None:
    """A line that was changed or taken out is found at the next opening."""
    file = tmp_path / "origin.jsonl"
    for _ in range(3):
        open_one(file)
    lines = file.read_text().splitlines()
    file.write_text("\n".join([*lines[:line], lines[line].replace("duty", "no"), *lines[line + 1 :]]) + "\n")
    with pytest.raises(InputFaultsError, match="was changed"):
        open_one(file)
    if line < 2:  # the last line leaves no trace when it is taken out
        file.write_text("\n".join([*lines[:line], *lines[line + 1 :]]) + "\n")
        with pytest.raises(InputFaultsError, match="was changed"):
            open_one(file)


def test_no_view_export_report_or_plan_knows_of_origins() -> None:
    """Only who opens an origin imports it: no writer, page, instruction or command can let one out."""
    root = Path(safeconduct.__file__).parent
    knows = set()
    for file in root.rglob("*.py"):
        name = file.relative_to(root).as_posix()
        if name.startswith("core/picture/origin/"):
            continue
        text = file.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if "origin" in text else ():
            modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            modules += [each.name for each in node.names] if isinstance(node, ast.Import) else []
            modules += [f"{node.module}.{each.name}" for each in node.names] if isinstance(node, ast.ImportFrom) else []
            if any(module.startswith("safeconduct.core.picture.origin") for module in modules):
                knows.add(name)
    assert knows == MAY_KNOW
