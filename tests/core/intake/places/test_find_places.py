"""Test that places are found, told from people and actors, resolved in context, and never made finer than known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from place_sentences import HELD_OUT, SEEN, UNSEEN, Row

from safeconduct.adapters.gazetteers.places_file import read_places
from safeconduct.adapters.spacy_parser import SpacyParser
from safeconduct.core.intake.parse import Parse
from safeconduct.core.intake.places import Gazetteer, Place, PlaceContext, Rank, extent_of, find_places
from safeconduct.core.intake.reading import Precision


@pytest.mark.parametrize("row", SEEN + HELD_OUT + UNSEEN, ids=lambda row: row[0])
def test_each_sentence_gives_its_places(
    row: Row, parser: SpacyParser, gazetteer: Gazetteer, context: PlaceContext
) -> None:
    """Words, place and precision are those of the table, and nothing else is taken for a place."""
    sentence, expected = row
    found = find_places(parser.parse(sentence), gazetteer, context).mentions
    assert tuple((sentence[m.span.start : m.span.end], m.place, str(m.precision)) for m in found) == expected


def test_an_unknown_place_is_asked_for(parser: SpacyParser, gazetteer: Gazetteer) -> None:
    """What no gazetteer holds has no point, and one question asks where it is."""
    found = find_places(parser.parse("Police closed Jonbazar Square."), gazetteer)
    assert (found.mentions[0].precision, found.mentions[0].x) == (Precision.UNKNOWN, None)
    assert "Jonbazar Square" in found.questions[0].what


def test_a_site_known_only_by_its_city_keeps_the_citys_precision(parser: SpacyParser, gazetteer: Gazetteer) -> None:
    """ "Kabul airport" without a site in the gazetteer is as wide as Kabul, and is asked for."""
    found = find_places(parser.parse("Aid reached Kabul airport."), gazetteer)
    mention = found.mentions[0]
    extent = extent_of(mention)
    assert mention.precision is Precision.CITY
    assert extent is not None
    assert extent.radius_metres > 5000
    assert "Kabul airport" in found.questions[0].what


def test_the_airport_without_a_case_is_as_wide_as_its_city(parser: SpacyParser, world: Gazetteer) -> None:
    """Where one city is in question its airport has the city's class and point, and is asked for; with two, neither."""
    one = find_places(parser.parse("Kabul is quiet. Rockets were fired at the airport."), world)
    assert [mention.precision for mention in one.mentions] == [Precision.CITY, Precision.CITY]
    assert "Kabul airport" in one.questions[0].what
    two = find_places(parser.parse("He flew from Kandahar to Tashkent. Rockets hit the airport."), world)
    assert two.mentions[-1].precision is Precision.UNKNOWN


def test_a_near_spelling_is_read_with_a_caution(
    parser: SpacyParser, gazetteer: Gazetteer, context: PlaceContext
) -> None:
    """A transliteration is taken for the listed place, and the reader is told."""
    found = find_places(parser.parse("Fighting in Kala Now has stopped."), gazetteer, context)
    assert found.mentions[0].place == "Qala Naw"
    assert "Kala Now was read as Qala Naw" in found.cautions[0]


def test_a_spelling_near_to_two_places_is_asked_for(parser: SpacyParser) -> None:
    """Between two names equally near none is chosen."""
    towns = tuple(
        Place(name, Precision.DISTRICT, "village", "AF", x, 34.0, rank=Rank.FILE)
        for name, x in (("Marabad Kalan", 62.0), ("Marabad Kalam", 63.0))
    )
    found = find_places(parser.parse("They were seen in Marabad Kalar."), Gazetteer(towns))
    assert found.mentions[0].precision is Precision.UNKNOWN
    assert "Marabad Kalan or Marabad Kalam" in found.questions[0].what


def test_two_places_of_one_name_are_asked_for_unless_the_text_tells(parser: SpacyParser) -> None:
    """A village's district, where it is named, tells it from its namesake; otherwise a question does."""
    places = (
        Place("Ahmadabad", Precision.DISTRICT, "village", "AF", 62.0, 34.0, 1000.0, "Norkala", rank=Rank.FILE),
        Place("Ahmadabad", Precision.DISTRICT, "village", "AF", 64.0, 34.0, 1000.0, "Surkala", rank=Rank.FILE),
        Place("Surkala", Precision.DISTRICT, "district", "AF", 64.0, 34.1, 9000.0, rank=Rank.FILE),
    )
    gazetteer = Gazetteer(places)
    alone = find_places(parser.parse("Shots were fired in Ahmadabad."), gazetteer)
    assert alone.mentions[0].precision is Precision.UNKNOWN
    assert "Norkala" in alone.questions[0].what
    told = find_places(parser.parse("Shots were fired in Ahmadabad in Surkala district."), gazetteer)
    assert told.mentions[0].x == 64.0


def test_a_large_city_is_meant_before_the_district_of_its_name(parser: SpacyParser, world: Gazetteer) -> None:
    """ "Kabul" is the city, though a file has a district Kabul; "Kabul district" is the district."""
    district = Place("Kabul", Precision.DISTRICT, "district", "AF", 69.17, 34.53, 9000.0, rank=Rank.FILE)
    gazetteer = Gazetteer((district,), world)
    city = find_places(parser.parse("They live in Kabul."), gazetteer).mentions[0]
    named = find_places(parser.parse("They live in Kabul district."), gazetteer).mentions[0]
    assert (city.precision, named.precision) == (Precision.CITY, Precision.DISTRICT)


def test_several_airheads_make_the_airport_a_question(parser: SpacyParser) -> None:
    """Where the case has two airheads and the text names neither, "the airport" is asked for by their names."""
    sites = tuple(
        Place(name, Precision.SITE, "airhead", "AF", x, 34.0, rank=Rank.CASE)
        for name, x in (("Norfield", 62.0), ("Surfield", 63.0))
    )
    gazetteer = Gazetteer(sites)
    found = find_places(parser.parse("People wait at the airport."), gazetteer)
    assert found.mentions[0].precision is Precision.UNKNOWN
    assert "Norfield; Surfield" in found.questions[0].what
    named = find_places(parser.parse("Surfield is open. People wait at the airport."), gazetteer)
    assert named.mentions[1].place == "Surfield"


def test_what_lies_beside_a_site_is_wider_than_the_site(
    parser: SpacyParser, gazetteer: Gazetteer, context: PlaceContext
) -> None:
    """A distance moves the point the right way; the circle holds every place the words may mean."""
    mention = find_places(parser.parse("Smoke rose 3 km east of the North Gate."), gazetteer, context).mentions[0]
    gate = gazetteer.named("North Gate")[0]
    extent = extent_of(mention)
    assert extent is not None
    assert gate.x is not None
    assert mention.precision is Precision.DISTRICT
    assert extent.x - gate.x == pytest.approx(3000 / 111_195 / 0.8267, rel=0.01)
    assert extent.y == pytest.approx(gate.y)
    assert 1000 < extent.radius_metres < 3000


def test_countries_and_unknown_places_have_no_circle(parser: SpacyParser, gazetteer: Gazetteer) -> None:
    """Nothing can be drawn for a country, a province or a place not known."""
    found = find_places(parser.parse("They fled to Iran and Jonbazar Square."), gazetteer).mentions
    assert [mention.place for mention in found] == ["Iran", "Jonbazar Square"]
    assert [extent_of(mention) for mention in found] == [None, None]


_NAMES = ("Bridge", "Mill Bridge", "Old Mill Bridge", "Old Mill Bridge Road", "Mill", "Old")


@settings(deadline=None)
@given(names=st.sets(st.sampled_from(_NAMES), min_size=1), case=st.sampled_from((str.upper, str.title)))
def test_the_longest_name_wins(names: set[str], case: object) -> None:
    """Of names that begin at one word the longest is found, whatever the case of its letters."""
    assert callable(case)
    gazetteer = Gazetteer(tuple(Place(n, Precision.SITE, "gate", "AF", 1.0, 2.0, rank=Rank.CASE) for n in names))
    text = case("Old Mill Bridge Road")
    found = find_places(Parse(text, ()), gazetteer).mentions
    beginning = [name for name in names if name.startswith("Old")]
    if beginning:
        assert found[0].place == max(beginning, key=len)
    for mention in found:
        assert gazetteer.named(text[mention.span.start : mention.span.end])[0].name == mention.place


@settings(deadline=None)
@given(st.text(alphabet="ACKPRabeghilnrst '-.0123456789éا\n", max_size=60))
def test_any_text_gives_spans_in_order_inside_it(gazetteer: Gazetteer, text: str) -> None:
    """Spans lie in the text, are not empty and do not overlap, whatever the text; nothing raises."""
    at = 0
    for mention in find_places(Parse(text, ()), gazetteer).mentions:
        assert at <= mention.span.start < mention.span.end <= len(text)
        at = mention.span.end


@pytest.mark.shared
def test_the_places_of_a_real_article_are_found(shared: Path, parser: SpacyParser, world: Gazetteer) -> None:
    """Of its gold places nine in ten are found, and every one found has the gold's country."""
    folder = shared / "data"
    gold = json.loads((folder / "intake" / "article_gold.json").read_text("utf-8"))
    text = (folder / "intake" / "article.txt").read_text("utf-8")
    districts = read_places(folder / "gazetteer" / "kabul_province_districts_en_fa_ps.json", "AF").places
    found = find_places(parser.parse(text), Gazetteer(districts, world)).mentions
    places = {
        (place["span"]["start"], place["span"]["end"]): (place["iso3166"] or "")[:2]
        for attribution in gold["attributions"]
        for place in attribution["places"]
        if place["span"]
    }
    hits = {
        span: {mention.country for mention in found if mention.span.start < span[1] and span[0] < mention.span.end}
        for span in places
    }
    assert sum(map(bool, hits.values())) >= 0.9 * len(places)
    assert {span: country for span, country in places.items() if hits[span] and country not in hits[span]} == {}
    for mention in found:
        assert mention.precision is not Precision.SITE  # it names no site of a case: none may be made up
