"""Say in words and figures what holds at every site, hour by hour."""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.adapters.html_page.figure import Table
from safeconduct.adapters.html_page.map_base import KINDS
from safeconduct.adapters.html_page.words import Clock, per_thousand
from safeconduct.adapters.picture_html.district_tables import word_short
from safeconduct.adapters.picture_html.maps import word_spell
from safeconduct.core.picture import Status, Watcher
from safeconduct.core.picture.district_table import DistrictLine
from safeconduct.core.picture.override import PlacedOverride
from safeconduct.core.picture.series import Spell
from safeconduct.core.picture.view_watch import word_lookouts
from safeconduct.core.picture.watchers import list_lookouts
from safeconduct.core.plan import Case, watch_of

STATUS_WORDS = {Status.UNKNOWN: "UNKNOWN", Status.KNOWN_CLEAR: "clear", Status.KNOWN_THREAT: "threat"}


def tabulate_sites(case: Case, spells: Sequence[Spell], districts: Sequence[DistrictLine], clock: Clock) -> Table:
    """Return a row for each site: who watches it, status, rate and bound for each spell, and what persons set there."""
    placed = list(dict.fromkeys(one for line in districts for one in line.overrides))
    rows = case.network.node_index()
    links, watchers = len(case.network.link_ids), watch_of(case).watchers
    order = sorted(case.sites, key=lambda site: (list(KINDS)[::-1].index(site.kind), site.site_id))
    lines = tuple(
        (
            site.site_id,
            KINDS[site.kind][1] + (f", {site.name}" if site.name else ""),
            "; ".join(_watch(case, watchers, rows[site.node_id])),
            *(_word(spell, links + rows[site.node_id]) for spell in spells),
            *_set_at(links + rows[site.node_id], placed, clock),
        )
        for site in order
    )
    head = (
        "Site",
        "Kind",
        "Who watches",
        *(word_spell(spell, clock) for spell in spells),
        *(["Override"] if placed else []),
    )
    caption = (
        "What holds at every site, the gravest of these hours: status, rate that is planned with, and upper bound "
        "(95 %), in people harmed of 1,000 in the open for an hour"
    )
    return Table(caption, head, lines, len(head))


def _set_at(place: int, placed: Sequence[PlacedOverride], clock: Clock) -> tuple[str, ...]:
    here = [word_short(one.override, clock) for one in placed if one.places[place]]
    return ("; ".join(here),) if placed else ()


def _watch(case: Case, watchers: Sequence[Watcher], node: int) -> tuple[str, ...]:
    point = float(case.network.x[node]), float(case.network.y[node])
    return word_lookouts(list_lookouts(watchers, point, case.start), case.utc_offset_seconds)


def _word(spell: Spell, place: int) -> str:
    status = STATUS_WORDS[Status(int(spell.status[place]))]
    rate, high = per_thousand(float(spell.rate[place])), per_thousand(float(spell.high[place]))
    return f"{status} {rate}, up to {high}"
