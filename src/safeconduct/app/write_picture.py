"""Write the threat picture of a case as one page: maps over its hours, and what holds at every site."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from safeconduct.core.basics import Window
from safeconduct.core.picture import ThreatPicture
from safeconduct.core.picture.series import Spell, cut_window, read_spell
from safeconduct.core.plan import Case


class PicturePage(Protocol):
    """Lay a threat picture out as one page."""

    def render(self, case: Case, picture: ThreatPicture, spells: Sequence[Spell], now: float) -> str:
        """Return the page; `now` is the POSIX second at which it is made."""
        ...


def write_picture(layout: PicturePage, case: Case, picture: ThreatPicture, now: float) -> str:
    """Return the page of the picture from the case's start to its deadline: one map for every three hours, 12 at most.

    Longer cases have longer steps. Each map shows the gravest of its hours.
    """
    window = Window(case.start, case.deadline)
    return layout.render(case, picture, [read_spell(picture, part) for part in cut_window(window)], now)
