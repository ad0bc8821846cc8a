"""Promise that the origin is who is behind a statement, not who carries it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from told_statements import WRITER, say

from safeconduct.core.intake.origins import UNKNOWN, OriginFinder
from safeconduct.core.intake.reading import Actor, Reading, Speaker

pytestmark = pytest.mark.core
GOVERNMENT = Actor("elan_government", "government of Elan", "government", country="CL")
MINISTER = Actor("ana_roe", "Ana Roe", "person", part_of="harbour_ministry")
MINISTRY = Actor("harbour_ministry", "the harbour ministry", "government", part_of="elan_government")
ANONYMOUS = Speaker("elan_officials", "group", False)


def origin_of(reading: Reading, *others: Reading) -> str:
    """Return the origin of the one statement of a reading, with what the others know of actors."""
    return OriginFinder([reading, *others]).find_origin(reading.document, reading.attributions[0])


def test_all_of_one_government_is_one_origin() -> None:
    """A minister, her ministry, unnamed officials and the military of one country are one origin."""
    known = (GOVERNMENT, MINISTER, MINISTRY)
    officials = Actor("elan_officials", "officials", "group", country="CL")
    army = Actor("elan_army", "the army", "military", country="CL")
    found = {
        origin_of(say(known=known)),
        origin_of(say(speaker=Speaker("harbour_ministry", "government", True), known=known)),
        origin_of(say(speaker=ANONYMOUS, known=(officials,))),
        origin_of(say(speaker=Speaker("elan_army", "military", True), known=(army,))),
        origin_of(say(speaker=Speaker("cl_officials", "group", False))),
    }
    assert found == {"cl_government"}


def test_what_one_document_knows_of_an_actor_serves_all() -> None:
    """Whom a speaker belongs to may be told in another document."""
    bare = say(known=(Actor("ana_roe", "Ana Roe", "person"),))
    assert origin_of(bare) == "ana_roe"
    assert origin_of(bare, say(known=(GOVERNMENT, MINISTER, MINISTRY))) == "cl_government"


def test_nobody_known_is_one_origin() -> None:
    """Unspecified reports and an anonymous person of no side are the unknown origin; a named person is not."""
    hearsay = Speaker("reports", "hearsay", False)
    resident = Speaker("resident_1", "person", False)
    assert origin_of(say(speaker=hearsay, origin="cl_government")) == UNKNOWN
    assert origin_of(say(speaker=resident)) == origin_of(say(speaker=resident, origin="resident_1")) == UNKNOWN
    assert origin_of(say(speaker=resident, origin="unknown")) == UNKNOWN
    assert origin_of(say()) == "ana_roe"


def test_an_outlet_is_the_origin_of_its_own_statements_alone() -> None:
    """What a writer states is its outlet's, and so is what others quote that outlet for; the rest it only carries."""
    quoted = Speaker("the_courier", "outlet", True)
    assert origin_of(say(speaker=WRITER, outlet="The Courier")) == origin_of(say(speaker=quoted)) == "courier"
    assert origin_of(say(outlet="The Courier", chain=("post",))) == "ana_roe"
    assert origin_of(say(speaker=WRITER, document_id="d7")) == "writer_of_d7"


def test_an_armed_group_is_its_own_origin() -> None:
    """An armed group in a country is not that country's government."""
    band = Actor("red_band", "Red Band", "armed_group", country="CL")
    spokesman = Actor("bo_lind", "Bo Lind", "person", part_of="red_band")
    assert origin_of(say(speaker=Speaker("bo_lind", "person", True), known=(band, spokesman))) == "red_band"


def test_a_circle_of_actors_ends() -> None:
    """Actors that belong to each other give one of them, not an endless search."""
    known = (Actor("ana_roe", "a", "person", part_of="b"), Actor("b", "b", "group", part_of="ana_roe"))
    assert origin_of(say(known=known)) == "b"


@pytest.mark.shared
def test_the_sides_of_the_gold_reading_are_kept_apart(shared: Path) -> None:
    """Of the gold reading's speakers, those of one government are one origin; outlet, writer and rumour are others."""
    gold = json.loads((shared / "data/intake/article_gold.json").read_text(encoding="utf-8"))
    known = tuple(
        Actor(key, one.get("name") or key, one.get("type", "group"), part_of=one.get("part_of", "").split(" ")[0],
              country=one.get("iso3166", ""))
        for key, one in gold["actors"].items()
    )  # fmt: skip
    found = {}
    for one in gold["attributions"]:
        who = one["speaker"]
        speaker = Speaker(who["canonical"], who["type"], who["named"])
        found[one["id"]] = origin_of(say(speaker=speaker, origin=one["origin"], known=known, outlet="here"))
    sides = {one["id"]: one["origin"] for one in gold["attributions"]}
    state = {"us_government", "us_intelligence_community", "us_military_commanders", "joe_biden"}
    assert {found[ident] for ident, side in sides.items() if side in state} == {"us_government"}
    assert [ident for ident, side in sides.items() if side == "unknown"] == [
        ident for ident, origin in found.items() if origin == UNKNOWN
    ]
    assert {found[ident] for ident, side in sides.items() if side == "article_author"} == {"here"}
    assert {found[ident] for ident, side in sides.items() if side == "wall_street_journal"} == {"wall_street_journal"}
