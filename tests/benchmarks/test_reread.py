"""Promise that instructions say what the plan says, by a reader who shares no code with their writer."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from instructions_page import read_results, word_page
from reread_case import read_told
from reread_dates import find_new_year, find_solar_date, name_day
from reread_mutations import try_mutations
from reread_reader import Reader
from reread_town import make_town
from reread_words import plain
from reread_write import Writer, Written, list_texts
from safeconduct.core.instructions.solar_hijri import FIRST_YEAR, LAST_YEAR, to_solar_hijri

ROOT = Path(__file__).resolve().parents[2]
INDEPENDENT = ("case", "dates", "expect", "map", "page", "reader", "sms", "text", "town", "ways", "words")
SEEDS = (3, 4)  # a live town and an exercise
PARTIES = 20
DANGEROUS = ("go-left", "go-right", "go-straight", "go-back", "go-start", "leave-", "stay", "hold", "wait")


@dataclass(frozen=True, slots=True)
class Town:
    """Hold a town, its reader and what its parties are told in every language."""

    case: Path
    plan: Path
    reader: Reader
    writer: Writer
    told: tuple[Written, ...]


@pytest.fixture(scope="module", params=SEEDS)
def town(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Return a town of crooked streets, names of many scripts and journeys over midnight."""
    case, plan = make_town(tmp_path_factory.mktemp("town"), request.param, PARTIES)
    reader, writer = Reader(read_told(case, plan), list_texts()), Writer(case, plan)
    return Town(case, plan, reader, writer, tuple(writer.write(tuple(reader.tongues))))


def test_every_text_sms_and_map_says_what_the_plan_says(town: Town) -> None:
    """Nothing is missing, over its budget or other than the plan, in seven languages; nor on the page of each third."""
    pages = {at: town.writer.write_page(one) for at, one in enumerate(town.told) if at % 3 == 0}
    verdicts = [(one, town.reader.judge(one, pages.get(at, ""))) for at, one in enumerate(town.told)]
    assert len(verdicts) == PARTIES * 7
    assert [(one.party_id, one.language, verdict.faults) for one, verdict in verdicts if verdict.faults] == []
    assert sum(verdict.over_budget for _, verdict in verdicts) == 0
    assert sum(verdict.maps for _, verdict in verdicts) > 10
    turns = town.reader.tongues["en"].texts["turn-at"].partition("{")[0]
    assert sum(one.long.count(turns) for one in town.told if one.language == "en") > 10


def test_no_line_that_says_where_to_go_or_to_stay_can_be_read_as_two_things(town: Town) -> None:
    """Left is never right, and staying never going, whatever the names in the line are."""
    for one in town.told[:: PARTIES // 7]:
        tongue = town.reader.tongues[one.language]
        for line in one.long.split("\n"):
            text = re.sub(r"^\s*(?:\d+\. |- )?", "", plain(line))
            found = {message for message, _ in tongue.read(text) if message.startswith(DANGEROUS)}
            assert len(found) <= 1, (one.language, line, found)


def test_whatever_is_changed_is_noticed(town: Town) -> None:
    """One digit, one word, one node: a reader who did not see it would prove nothing."""
    found = try_mutations([(town.case, town.plan)], 3)
    assert found["faults of the unchanged"] == 0
    assert found["missed"] == []
    assert found["tried"] > 300


def test_the_reader_has_no_hand_of_the_writer() -> None:
    """Nothing that reads again imports the project: what both got from one place, both would get wrong."""
    for name in INDEPENDENT:
        tree = ast.parse((ROOT / "benchmarks" / f"reread_{name}.py").read_text(encoding="utf-8"))
        modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        modules += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
        assert not [module for module in modules if module.startswith("safeconduct") or module == "reread_write"], name


def test_the_sky_and_the_rule_of_33_years_agree() -> None:
    """Each new year from 1304 to 1472 is the day after the equinox's noon, and so are days all through the years."""
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        first = find_new_year(year + 621)
        for day in (first - timedelta(days=1), first, first + timedelta(days=185), first + timedelta(days=186)):
            solar = to_solar_hijri(day)
            if solar is not None:
                assert (solar.year, solar.month, solar.day) == find_solar_date(day)


def test_a_day_is_named_in_both_calendars() -> None:
    """The first of Hamal 1400 was a Sunday, 21 March 2021."""
    named = name_day("fa-AF", date(2021, 3, 21))
    assert (named["weekday"], named["solar-day"], named["solar-month"], named["solar-year"]) == (
        "یکشنبه",
        "1",
        "حمل",
        "1400",
    )


def test_the_page_is_what_the_results_say() -> None:
    """Nobody has written figures by hand, and none are older than the results."""
    page = (ROOT / "docs" / "benchmarks-instructions.md").read_text(encoding="utf-8")
    assert page == word_page(read_results(ROOT / "benchmarks" / "results"))
