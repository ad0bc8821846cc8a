"""Say of each line of an instruction's text what it is, so that a page can set it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from safeconduct.core.instructions.route import Route

_BULLET: Final = "- "
_STEP: Final = re.compile(r"\d+[.)]")
_SENTENCE_ENDS: Final = (".", "!", "?", "؟", "۔", ":")


@dataclass(frozen=True, slots=True)
class PageText:
    """Hold what a page shows: the text of one instruction, and the ways of its map."""

    text: str
    language: str  # BCP 47
    direction: str  # "ltr" or "rtl"
    routes: tuple[Route, ...]


@dataclass(frozen=True, slots=True)
class PageLine:
    """Give one line as it is signed, and how it is set."""

    text: str
    kind: str  # "step", "turn" (a line of a step that begins with a dash), "more" (of a step), "head", "plain"
    badge: str = ""  # the number of a turn, which stands on the map too


def lay_out_lines(text: str, routes: Sequence[Route]) -> tuple[PageLine, ...]:
    """Return the lines that are not empty; those that begin a street carry the number which it has on the map.

    It goes by the form of the text alone, so that it holds in every language: a step begins with its number, its lines
    are set in, and those of a way begin with a dash: for each street one, and one for each checkpoint passed on it.

    >>> from safeconduct.core.instructions.route import Stretch, Turn
    >>> way = Route("walk", 0.0, 60.0, (Stretch(Turn.START, "Mill Street", 80.0, "north"),), ())
    >>> told = "TO DO\\n1. Walk.\\n   - Go north.\\n   - You are there."
    >>> [line.badge or line.kind for line in lay_out_lines(told, [way])]
    ['head', 'step', '1', 'turn']
    """
    badges = _badges(routes)
    lines: list[PageLine] = []
    pending: list[str] = []  # of the way whose lines come now
    begun = False  # whether this part of the text has a line already
    for whole in text.split("\n"):
        line = whole.strip()
        if not line:
            begun = False
            continue
        if _STEP.match(line):
            lines.append(PageLine(line, "step"))
            pending = []
        elif line.startswith(_BULLET):
            inside = whole.startswith(" ")
            if inside and lines[-1].kind == "step" and badges:
                pending = badges.pop(0)
            badge = pending.pop(0) if inside and pending else ""
            lines.append(PageLine(line, "turn", badge))
        elif whole.startswith(" "):
            lines.append(PageLine(line, "more"))
        else:
            is_head = not begun and not line.endswith(_SENTENCE_ENDS)
            lines.append(PageLine(line, "head" if is_head else "plain"))
        begun = True
    return tuple(lines)


def _badges(routes: Sequence[Route]) -> list[list[str]]:
    """Return, for each way with streets, the number of each of its dashed lines; "" where a line begins no street."""
    found: list[list[str]] = []
    number = 0
    for route in routes:
        badges = []
        for stretch in route.stretches:
            number += 1
            badges += [str(number), *[""] * len(stretch.checkpoints)]
        if badges:
            found.append(badges)
    return found
