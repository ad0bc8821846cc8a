"""Promise what the picture's page is: sound, from this file alone, and the unknown on it is never blank or green."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import numpy as np
import pytest
from report_town import HOSTILE, START, hour, make_town

from safeconduct.adapters.html_page.cells import cells_along
from safeconduct.adapters.html_page.sheet import Sheet
from safeconduct.adapters.picture_html import HtmlPicture
from safeconduct.adapters.picture_html.series_cells import SeriesCells
from safeconduct.app.write_picture import write_picture
from safeconduct.core.basics import Window
from safeconduct.core.intake import Claim, Report
from safeconduct.core.picture import Status, Watcher, WatchKind
from safeconduct.core.picture.series import read_spell
from safeconduct.core.plan import Case, picture_of


def _page(case: Case) -> str:
    return write_picture(HtmlPicture(), case, picture_of(case), START)


@pytest.fixture(scope="module")
def case() -> Case:
    """Give the town, with a threat from five to seven, and a clear at G1 up to four."""
    town, _ = make_town()
    clear = Report("R3", "patrol", "radio", "A", -71.285, -29.90375, 50.0, Window(START, hour(4)), Claim.CLEAR)
    return replace(town, reports=(*town.reports, clear))


@pytest.fixture(scope="module")
def page(case: Case) -> str:
    """Give its page."""
    return _page(case)


def _maps(page: str) -> list[ET.Element]:
    return [ET.fromstring(svg) for svg in re.findall(r'<svg viewBox.*?class="map".*?</svg>', page, re.DOTALL)]


def test_page_needs_nothing_from_outside_and_runs_nothing(page: str) -> None:
    """No script, no address, no event handler; hostile names stay words."""
    assert "<script" not in page.lower()
    assert not re.search(r'(?:src|href)="(?!#)', page)
    assert "http" not in page.lower()
    assert "@import" not in page
    assert HOSTILE not in page
    assert not re.search(r"<[^>]+\son\w+=", page)


def test_page_says_whether_it_is_an_exercise(case: Case, page: str) -> None:
    """The frame of the report, first and last."""
    assert "<strong>EXERCISE</strong>" in page
    live = _page(replace(case, name="the town"))
    assert "<strong>LIVE</strong>" in live
    assert "EXERCISE" not in live


def test_there_is_a_map_for_every_three_hours_that_says_how_much_is_unknown(page: str) -> None:
    """Four for twelve hours; each carries its title, and its drawing is sound."""
    maps = _maps(page)
    titles = [svg.findtext("title") for svg in maps]
    assert len(maps) == 4
    assert titles[1] == "Wed 5 Mar, 09:00 to 12:00"
    assert all("UNKNOWN" in (svg.findtext("desc") or "") for svg in maps)


def test_map_marks_the_unknown_the_threat_and_the_clear_when_they_are_so(page: str) -> None:
    """The clear stands in the first map alone, the threat in the second and third; the unknown in every one."""
    styles = [{path.get("class") for path in svg.iter("path")} for svg in _maps(page)]
    assert ["clear" in own for own in styles] == [True, False, False, False]
    assert ["threat" in own for own in styles] == [False, True, True, False]
    assert all("unknown" in own for own in (styles[0], styles[3]))


def test_every_cell_with_a_street_is_drawn_and_takes_the_gravest_of_its_places(case: Case) -> None:
    """None is left blank; one place that is unknown makes its cell unknown, whatever is clear beside it."""
    sheet = Sheet.around(case, set(range(5)), 480)
    laid = SeriesCells.lay(case.network, sheet, 80)
    spell = read_spell(picture_of(case), Window(START, hour(3)))
    kinds = laid.sort(spell)
    drawn = [cell for own in kinds.values() for cell in own]
    ends = zip(case.network.tail.tolist(), case.network.head.tolist(), strict=True)
    crossed = set().union(*(cells_along((sheet.x[a], sheet.y[a], sheet.x[b], sheet.y[b]), 80) for a, b in ends))
    assert sorted(drawn) == sorted(crossed)
    assert {status for status, _ in kinds} == {Status.UNKNOWN, Status.KNOWN_CLEAR}
    all_clear = replace(spell, status=np.full_like(spell.status, Status.KNOWN_CLEAR))
    assert {status for status, _ in laid.sort(all_clear)} == {Status.KNOWN_CLEAR}
    all_clear.status[0] = Status.UNKNOWN
    unknown = set().union(*(own for (status, _), own in laid.sort(all_clear).items() if status is Status.UNKNOWN))
    a, b = int(case.network.tail[0]), int(case.network.head[0])
    assert unknown == cells_along((sheet.x[a], sheet.y[a], sheet.x[b], sheet.y[b]), 80)


def test_table_gives_status_rate_and_bound_of_every_site_in_every_step(case: Case, page: str) -> None:
    """In words and figures."""
    body = page[page.index('id="sites-h"') :]
    rows = dict(re.findall(r'<tr><th scope="row">(\w+)</th>(.*?)</tr>', body))
    assert set(rows) == {site.site_id for site in case.sites}
    cells = re.findall(r"<td>(.*?)</td>", rows["G1"])[2:]
    assert [cell.split()[0] for cell in cells] == ["clear", "threat", "threat", "UNKNOWN"]
    assert cells[3] == "UNKNOWN 0.02, up to 0.2"


def test_case_of_which_nothing_is_known_is_all_unknown(case: Case) -> None:
    """No report, no incident: not one cell is anything else."""
    bare = _page(replace(case, reports=(), hazard=None))
    for svg in _maps(bare):
        styles = {path.get("class") for path in svg.iter("path")}
        assert "unknown" in styles
        assert not styles & {"clear", "threat", "low", "hazard h0"}
    assert "100 % UNKNOWN" in bare


def test_table_says_who_watches_every_site_and_that_nobody_does(case: Case) -> None:
    """With when each was last heard."""
    row = case.network.node_index()[next(site.node_id for site in case.sites if site.site_id == "G1")]
    point = float(case.network.x[row]), float(case.network.y[row])
    span = Window(START - 86_400.0, hour(12))
    post = Watcher("W1", "post <1>", WatchKind.OBSERVER, *point, 20.0, span, 0.8, START - 3600.0)
    body = _page(replace(case, watchers=(post,)))
    rows = dict(re.findall(r'<tr><th scope="row">(\w+)</th>(.*?)</tr>', body[body.index('id="sites-h"') :]))
    assert "post &lt;1&gt; (observer), SILENT since" in rows["G1"]
    assert any("nobody watches here" in text for text in rows.values())
