"""Draw a small map for every few hours: what is known to be dangerous, what is unknown, what is clear."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from safeconduct.adapters.html_page.cells import LEVEL_WORDS, Cell, cells_path, outline_path
from safeconduct.adapters.html_page.figure import Markup, drawing, shape
from safeconduct.adapters.html_page.map_base import draw_scale_bar, draw_sites, draw_streets
from safeconduct.adapters.html_page.map_marks import PATTERNS, site_marks, swatch
from safeconduct.adapters.html_page.sheet import FINE, Sheet
from safeconduct.adapters.html_page.words import Clock, percent
from safeconduct.adapters.picture_html.series_cells import Kinds, SeriesCells
from safeconduct.core.picture import Status
from safeconduct.core.picture.series import Spell
from safeconduct.core.plan import Case

SIDE = 480  # units
CELL = 8  # units
LEVELS = range(len(LEVEL_WORDS))


@dataclass(frozen=True, slots=True)
class SmallMap:
    """Hold one map, its heading, and in words how much of it is what."""

    heading: str
    says: str
    svg: Markup


def word_spell(spell: Spell, clock: Clock) -> str:
    """Name the hours of a spell."""
    return f"{clock.short(spell.window.start)} to {clock.hour(spell.window.end)}"


def draw_series(case: Case, spells: Sequence[Spell], clock: Clock) -> tuple[SmallMap, ...]:
    """Return a map for each spell, around the sites and homes; streets and hatches stand in the first alone."""
    rows = case.network.node_index()
    named = {site.node_id for site in case.sites} | {party.node_id for party in case.parties}
    sheet = Sheet.around(case, {rows[node] for node in named if node in rows}, SIDE)
    laid = SeriesCells.lay(case.network, sheet, CELL * FINE)
    streets = Markup('<g id="streets">{}</g>').format(Markup("").join(draw_streets(case, sheet)))
    again = Markup('<use href="#streets"/>')
    over = [*draw_sites(case, sheet), *draw_scale_bar(sheet)]
    maps = []
    for number, spell in enumerate(spells):
        kinds = laid.sort(spell)
        heading, says = word_spell(spell, clock), _count(kinds)
        fine = [*_draw_cells(kinds), again if number else streets]
        parts = [
            Markup("") if number else PATTERNS,
            Markup('<rect width="{:.0f}" height="{:.0f}" class="paper"/>').format(sheet.width, sheet.height),
            Markup('<g transform="scale({})">{}</g>').format(1 / FINE, Markup("").join(fine)),
            *over,
        ]
        svg = drawing(f"at{number}", sheet.width, sheet.height, heading, f"{says} North is up.", parts, "map")
        maps.append(SmallMap(heading, says, svg))
    return tuple(maps)


def _draw_cells(kinds: Kinds) -> list[Markup]:
    """Shade by level; over it the hatch of the unknown, or the frame of a known threat."""
    size, parts = CELL * FINE, list[Markup]()

    def path(cells: set[Cell]) -> str:
        return cells_path(cells, size)

    for level in LEVELS:
        parts.extend(shape(path(_join(kinds, level=level)), style) for style in (f"hazard h{level}", f"hatch p{level}"))
    parts.append(shape(path(_join(kinds, Status.KNOWN_CLEAR)), "clear"))
    parts.append(shape(path(_join(kinds, Status.UNKNOWN)), "unknown"))
    parts.append(shape(path(_join(kinds, Status.KNOWN_THREAT, -1)), "low"))
    parts.append(shape(outline_path(_join(kinds, Status.KNOWN_THREAT), size), "threat"))
    return parts


def _join(kinds: Kinds, status: Status | None = None, level: int | None = None) -> set[Cell]:
    """Return the cells of a status, of a level, or of both."""
    wanted = [own for (at, of), own in kinds.items() if status in (None, at) and level in (None, of)]
    return set[Cell]().union(*wanted)


def _count(kinds: Kinds) -> str:
    total = max(1, sum(map(len, kinds.values())))
    shares = [percent(len(_join(kinds, status)) / total) for status in (Status.UNKNOWN, Status.KNOWN_THREAT)]
    return "{} of the cells UNKNOWN, {} with a known threat.".format(*shares)


def draw_legend() -> tuple[tuple[Markup, str], ...]:
    """Explain every mark; colour never stands alone."""
    levels = [
        (swatch(f"hazard h{level}|hatch p{level}|threat"), f"known threat: {word} of 1,000 people harmed in an hour")
        for level, word in enumerate(LEVEL_WORDS)
    ]
    return (
        (
            swatch("unknown"),
            "UNKNOWN, not safe: no report that counts and no incident says what it is like, at some time",
        ),
        *levels,
        (swatch("low|threat"), "known threat, under 0.1 of 1,000"),
        (swatch("hazard h0|hatch p0|unknown"), "UNKNOWN, and reports that nobody can verify"),
        (swatch("clear"), "known to be clear, for all of these hours"),
        *site_marks(),
    )
