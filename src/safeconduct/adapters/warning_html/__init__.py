"""Show a warning to who releases it: its area on the streets, whom it reaches, and every text."""

from __future__ import annotations

from safeconduct.adapters.html_page import load_template
from safeconduct.adapters.html_page.figure import Table
from safeconduct.adapters.html_page.words import Clock, count
from safeconduct.adapters.warning_html.area_map import draw_area
from safeconduct.core.plan import Case
from safeconduct.core.warnings import Alert, Coverage, KeptAlert, Status, is_right_to_left


class HtmlWarning:
    """Render a warning as one page; fills the port WarningPage."""

    def __init__(self) -> None:
        """Load the template; every value is escaped."""
        self._template = load_template("warning_html/warning.html.j2")

    def render(self, alert: Alert, kept: KeptAlert, case: Case, coverage: Coverage) -> str:
        """Return one page with the area on the streets."""
        clock = Clock(alert.utc_offset_seconds)
        return self._template.render(
            case=case,
            clock=clock,
            alert=alert,
            kept=kept,
            first=alert.infos[0],
            live=alert.status is Status.ACTUAL,
            people=count(kept.people, "person", "people"),
            map=draw_area(case, alert, f"{kept.people:,} people"),
            table=_tabulate(coverage),
            coverage=coverage,
            total=coverage.total(),
            directions={info.language: _find_direction(info.language) for info in alert.infos},
        )


def _tabulate(coverage: Coverage) -> Table:
    head = ("Place", "Parties", "People", "With a channel", "None", "Nobody asked", "Nobody tells them")
    rows = []
    for line in (*coverage.lines, coverage.total()):
        counts = (line.parties, line.people, line.reachable, line.unreachable, line.unasked, line.nobody_tells)
        rows.append((line.place, *(f"{number:,}" for number in counts)))
    return Table("People of the record in the area, by place", head, tuple(rows))


def _find_direction(language: str) -> str:
    return "rtl" if is_right_to_left(language) else "ltr"


__all__ = ["HtmlWarning"]
