"""Hold a document that is read aloud: headings and lines, each in one language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from safeconduct.core.instructions.words import Direction


@dataclass(frozen=True, slots=True)
class Section:
    """Give lines of one language under a heading."""

    heading: str
    language: str
    direction: Direction
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Give one document: it has a name for its file, and a title in the language of its first section."""

    name: str
    title: str
    sections: Sequence[Section]
    exercise: bool
    machine_drafted: bool


def to_text(sheet: Sheet) -> str:
    """Return a sheet as plain text."""
    mark = ["EXERCISE EXERCISE EXERCISE"] if sheet.exercise else []
    body = [line for one in sheet.sections for line in ("", f"[{one.language}] {one.heading}", *one.lines)]
    return "\n".join([*mark, sheet.title, *body, *mark]) + "\n"
