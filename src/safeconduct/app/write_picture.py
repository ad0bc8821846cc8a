"""Write the threat picture of a case as one page: maps over its hours, and what holds at every site."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from safeconduct.app.tabulate_picture import tabulate_case
from safeconduct.core.picture import ThreatPicture
from safeconduct.core.picture.district_table import DistrictLine
from safeconduct.core.picture.series import Spell, read_spell
from safeconduct.core.plan import Case


class PicturePage(Protocol):
    """Lay a threat picture out as one page."""

    def render(
        self, case: Case, picture: ThreatPicture, spells: Sequence[Spell], districts: Sequence[DistrictLine], now: float
    ) -> str:
        """Return the page; `now` is the POSIX second at which it is made."""
        ...


def write_picture(layout: PicturePage, case: Case, picture: ThreatPicture, now: float) -> str:
    """Return the page of the picture from the case's start to its deadline: one map for every three hours, 12 at most.

    Longer cases have longer steps. Each map shows the gravest of its hours.
    """
    parts, districts = tabulate_case(case, picture)
    return layout.render(case, picture, [read_spell(picture, part) for part in parts], districts, now)
