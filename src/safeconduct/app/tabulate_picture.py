"""Put a case's picture into a table by district, with the people who are there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from safeconduct.core.basics import Window, format_time
from safeconduct.core.network import Site
from safeconduct.core.picture import ThreatPicture
from safeconduct.core.picture.district import districts_of
from safeconduct.core.picture.district_table import DistrictLine, Gathered, Measure, tabulate_districts
from safeconduct.core.picture.risk_form import RiskForm
from safeconduct.core.picture.series import cut_window
from safeconduct.core.picture.view import view_override
from safeconduct.core.plan import Case
from safeconduct.core.plan.threat import placed_overrides


def tabulate_case(case: Case, picture: ThreatPicture) -> tuple[tuple[Window, ...], tuple[DistrictLine, ...]]:
    """Return the steps of the picture's page, and a line for each district with its measures over them."""
    spells = cut_window(picture.window)
    lines = tabulate_districts(
        picture,
        districts_of(case.network, case.districts),
        spells,
        gather_people(case),
        case.reports,
        case.incidents,
        placed_overrides(case),
    )
    return spells, lines


def gather_people(case: Case) -> Gathered:
    """Return who stays where before anybody moves, and how many may stand at each site at once."""
    rows = case.network.node_index()
    home, crowd = np.zeros(len(rows)), np.zeros(len(rows))
    for party in case.parties:
        home[rows[party.node_id]] += party.size
    for site in case.sites:
        crowd[rows[site.node_id]] += crowd_at(site)
    nodes = np.flatnonzero(home + crowd)
    return Gathered(nodes, home[nodes], crowd[nodes])


def crowd_at(site: Site) -> float:
    """Return how many may stand at a site at once: what it holds, or those of an hour; 0 where neither is told."""
    return next((bound for bound in (site.holding, site.throughput) if bound is not None), 0.0)


def view_districts(
    spells: Sequence[Window], lines: Sequence[DistrictLine], offset_seconds: int
) -> list[dict[str, object]]:
    """Return the table, JSON-ready."""
    return [
        {
            "district": one.district.name,
            "km2": round(one.district.km2, 3),
            "street_km": round(one.street_km, 3),
            **_view_measure(one.whole),
            "people": one.people,
            "crowd": one.crowd,
            "incidents": one.incidents,
            "reports": one.reports,
            "harmed_per_event": one.harmed_per_event,
            **_view_form(one.line.form),
            "expected": _view_form(one.expected),
            "of_figures": _view_form(one.line.of_figures),
            "level_set_by": view_override(one.line.in_effect, offset_seconds) if one.line.in_effect else None,
            "overrides": [view_override(placed.override, offset_seconds) for placed in one.overrides],
            "by_spell": [
                {
                    "from": format_time(spell.start, offset_seconds),
                    "to": format_time(spell.end, offset_seconds),
                    **_view_measure(measure),
                }
                for spell, measure in zip(spells, one.by_spell, strict=True)
            ],
        }
        for one in lines
    ]


def _view_measure(measure: Measure) -> dict[str, float]:
    return {
        "share_unknown": measure.unknown,
        "share_threat": measure.threat,
        "rate": measure.rate,
        "high": measure.high,
    }


def _view_form(form: RiskForm) -> dict[str, object]:
    return {
        "chance": form.chance,
        "likelihood": int(form.likelihood),
        "likelihood_word": form.likelihood.name,
        "impact": int(form.impact),
        "impact_word": form.impact.name,
        "level": form.level.name,
    }
