"""Hold the finding of actors to its promises."""

from __future__ import annotations

import pytest
from reading_aloud import actors_of, document_of, parse

from safeconduct.core.intake.actors import find_actors
from safeconduct.core.intake.actors.armed_groups import ARMED_GROUPS
from safeconduct.core.intake.actors.countries import COUNTRIES
from safeconduct.core.intake.actors.organisations import HEADS_OF_STATE, ORGANISATIONS

pytestmark = pytest.mark.core


def keys_of(text: str, words: str) -> set[str]:
    """Return the keys of all mentions that are written so."""
    return {one.key for one in actors_of(text).mentions if text[one.span.start : one.span.end] == words}


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        ("Daesh left the valley.", "Daesh", "islamic_state"),
        ("Fighters of al Shabaab left the valley.", "al Shabaab", "al_shabaab"),
        ("The RSF left the valley.", "RSF", "rapid_support_forces"),
        ("The Dune Guard Front (DGF) left. Later the DGF returned.", "DGF", "dune_guard_front"),
        ("French troops left the valley.", "French troops", "french_military"),
        ("U.S. officials left the valley.", "U.S. officials", "us_officials"),
        ("The Scholz government resigned.", "The Scholz government", "german_government"),
        ("Hamas leaders met in secret.", "Hamas leaders", "hamas_leaders"),
        ("Spaniards waited at the port.", "Spaniards", "spanish_citizens"),
        ("The French left on Monday.", "French", "french_citizens"),
        ("Kenyan nationals waited at the port.", "Kenyan nationals", "kenyan_citizens"),
        ("Buses brought the evacuees to the port.", "the evacuees", "civilians"),
        ("The Chilean foreign ministry spoke.", "The Chilean foreign ministry", "chilean_foreign_ministry"),
    ],
)
def test_names_and_nouns_lead_to_one_key(text: str, words: str, key: str) -> None:
    """Aliases, acronyms, demonyms and nouns of role give the one key of whom they mean."""
    assert key in keys_of(text, words)


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        ("The River Militia entered Odra. That group burned a bridge.", "That group", "river_militia"),
        ("Clara Moreno spoke on Monday. Moreno left at noon.", "Moreno", "clara_moreno"),
        ("Kenya warned its citizens.", "its citizens", "kenyan_citizens"),
        ("The River Militia fled as they ran out of fuel.", "they", "river_militia"),
        ("President Ana Ruiz met Omar Sabri. The president left at noon.", "The president", "ana_ruiz"),
        ("Chilean officials spoke on Monday. Officials gave no details.", "Officials", "chilean_officials"),
        ("“We will stay,” said Ana Ruiz, the Chilean foreign minister.", "We", "chilean_government"),
        ("“We will stay,” said Omar Sabri, a spokesman for the Kenyan army.", "We", "kenyan_military"),
        ("Omar Sabri, the commander of the River Militia, left. He took a boat.", "He", "omar_sabri"),
    ],
)
def test_words_that_point_back_find_whom_they_mean(text: str, words: str, key: str) -> None:
    """Pronouns, surnames and definite nouns are mentions of the actor named before."""
    assert key in keys_of(text, words)


def test_we_outside_a_quote_is_nobody() -> None:
    """Without a speaker "we" stands for no actor."""
    assert keys_of("We saw the River Militia.", "We") == set()


def test_parts_lead_up_to_their_government() -> None:
    """A military's commanders are part of the military, and it of its government."""
    found = actors_of("Ana Ruiz, the Chilean defence minister, spoke. “Our commanders are ready,” she said.")
    assert found.is_part_of("chilean_military_commanders", "chilean_military")
    assert found.is_part_of("chilean_military_commanders", "chilean_government")
    assert not found.is_part_of("chilean_government", "chilean_government")


def test_outlets_are_no_actors() -> None:
    """Whoever only carries statements is left to the reading of attributions."""
    assert not [one for one in actors_of("The Coastal Herald reported it. CNN agreed.").actors if one.kind != "person"]


def test_every_mention_has_its_actor_and_lies_in_the_text() -> None:
    """A mention's key is an actor's, its span holds its head, and mentions come in order of the text."""
    text = "The River Militia freed two Kenyan nurses. Kenya thanked it, and Omar Sabri said he was glad."
    found = actors_of(text)
    tokens = parse(text).tokens
    assert found.mentions
    for one in found.mentions:
        assert found.actor(one.key) is not None
        assert one.span.start <= tokens[one.head].start < tokens[one.head].end <= one.span.end <= len(text)
    assert [one.span for one in found.mentions] == sorted(one.span for one in found.mentions)


def test_a_parse_of_another_text_is_refused() -> None:
    """Offsets of another text would point at nothing: the error says what to do."""
    with pytest.raises(ValueError, match="parse the document's text"):
        find_actors(document_of("One text."), parse("Another text."))


def test_no_name_of_the_tables_means_two_actors() -> None:
    """A name stands in one row only: who it means does not depend on the order of rows."""
    groups = [name.lower() for row in ARMED_GROUPS for name in (row[0], *row[1])]
    bodies = [name.lower() for row in ORGANISATIONS for name in (row[0], *row[1])]
    lands = [name.lower() for land in COUNTRIES for name in (land.name, *land.other_names)]
    for names in (groups, bodies, lands):
        assert len(names) == len(set(names))
    assert len({land.code for land in COUNTRIES}) == len(COUNTRIES)
    assert {code for _, code in HEADS_OF_STATE.values()} <= {land.code for land in COUNTRIES}
