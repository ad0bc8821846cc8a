"""Write the threat picture: one page of HTML with a map for every few hours and a table of every site."""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.adapters.html_page import load_template
from safeconduct.adapters.html_page.words import Clock, percent
from safeconduct.adapters.picture_html.district_tables import tabulate_districts, tabulate_hours, tabulate_overrides
from safeconduct.adapters.picture_html.maps import draw_legend, draw_series
from safeconduct.adapters.picture_html.site_table import tabulate_sites
from safeconduct.core.picture import Status, ThreatPicture
from safeconduct.core.picture.district_table import DistrictLine
from safeconduct.core.picture.override import span_of
from safeconduct.core.picture.series import Spell
from safeconduct.core.plan import Case


class HtmlPicture:
    """Render a picture as one page."""

    def __init__(self) -> None:
        """Load the template; every value is escaped."""
        self._template = load_template("picture_html/picture.html.j2")

    def render(
        self, case: Case, picture: ThreatPicture, spells: Sequence[Spell], districts: Sequence[DistrictLine], now: float
    ) -> str:
        """Return the page; `now` is the POSIX second at which it is made."""
        clock = Clock(case.utc_offset_seconds)
        return self._template.render(
            case=case,
            clock=clock,
            live=not case.is_exercise,
            made=clock.full(now),
            headline=f"The threat picture: {percent(picture.share_of(Status.UNKNOWN))} UNKNOWN",
            says=_summarise(case, picture),
            maps=draw_series(case, spells, clock),
            legend=draw_legend(),
            table=tabulate_sites(case, spells, districts, clock),
            overrides=tabulate_overrides(picture, clock),
            districts=tabulate_districts(districts, clock),
            district_hours=tabulate_hours(districts, spells, clock),
        )


def _summarise(case: Case, picture: ThreatPicture) -> tuple[str, ...]:
    shares = [percent(picture.share_of(status)) for status in (Status.UNKNOWN, Status.KNOWN_THREAT, Status.KNOWN_CLEAR)]
    said = [
        "Of all streets and hours, {} are UNKNOWN, {} under a known threat, {} known to be clear.".format(*shares),
        "Unknown is not safe: where nobody has looked, or a report has run out, the upper bound holds.",
        f"Made from {len(case.reports):,} reports of {len(picture.origins()):,} origins that count, and "
        f"{len(case.incidents):,} incidents.",
    ]
    if case.hazard is not None:
        said.append("This case has a hazard.csv: plans take the hazard from there, not from this picture.")
    if count := sum(span_of(one, picture.window) is not None for one in picture.overrides):
        said.append(f"{count:,} {'override' if count == 1 else 'overrides'} by persons count in it: see below.")
    if picture.contradictions:
        said.append(f"{len(picture.contradictions):,} pairs of origins contradict each other at one place and time.")
    return tuple(said)


__all__ = ["HtmlPicture"]
