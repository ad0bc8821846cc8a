"""Hold the finding of relations to its promises."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_aloud import actors_of, document_of, parse, relations_of, span_of, triples_of

from safeconduct.core.intake.reading import Attribution, Certainty, Polarity, QuoteType, Speaker, TimeMention
from safeconduct.core.intake.relations import PLOVER, find_relations
from safeconduct.core.intake.relations.frames import NOUNS, VERBS
from safeconduct.core.intake.relations.kinds import KINDS
from safeconduct.core.intake.relations.plover import PLOVER_TYPES

pytestmark = pytest.mark.core

OMAR = Speaker("omar_sabri", "person", True)


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        ("Hamas poses a danger to Kenyan troops.", ("hamas", "threatens", "kenyan_military")),
        ("Threats from Hamas against tourists are growing.", ("hamas", "threatens", "tourists")),
        ("Hamas launched an attack on a Kenyan base.", ("hamas", "attacked", "kenyan_base")),
        ("Hamas's raids on the depot went on.", ("hamas", "attacked", "depot")),
        ("The depot was shelled by Kenyan forces.", ("kenyan_military", "attacked", "depot")),
        ("Hamas and the Taliban fought each other.", ("hamas", "fights", "taliban")),
        ("Clashes between Hamas and the Taliban went on.", ("hamas", "fights", "taliban")),
        ("Kenya is in contact with Hamas.", ("kenyan_government", "communicates_with", "hamas")),
        ("Kenya held talks with Hamas.", ("kenyan_government", "consults", "hamas")),
        ("Kenya imposed sanctions on Hamas.", ("kenyan_government", "sanctioned", "hamas")),
        ("Kenya supplied Hamas with rifles.", ("kenyan_government", "armed", "hamas")),
        ("Kenya gave aid to refugees.", ("kenyan_government", "aids", "refugees")),
        ("Hamas took control of the harbour.", ("hamas", "took_over", "harbour")),
        ("Hamas is in control of the harbour.", ("hamas", "controls", "harbour")),
        ("Kenya foiled an attack by Hamas.", ("kenyan_government", "counters", "hamas")),
        ("Kenya refused Hamas's demands.", ("kenyan_government", "rejected", "hamas")),
        ("Students demonstrated against Hamas.", ("students", "protested", "hamas")),
        ("Kenyan troops withdrew from the harbour.", ("kenyan_military", "withdrew_from", "harbour")),
        ("Hamas freed six nurses.", ("hamas", "freed", "nurses")),
        ("Omar Sabri, who had sheltered Hamas, fled.", ("omar_sabri", "harboured", "hamas")),
        ("After taking over the harbour, Hamas freed six nurses.", ("hamas", "took_over", "harbour")),
        ("Hamas is one of several groups active in Kenya.", ("hamas", "present_in", "kenya")),
        ("Omar Sabri, the former head of Hamas, spoke.", ("omar_sabri", "led", "hamas")),
        ("Kenya told Kenyans in the valley to leave.", ("kenyan_government", "warned", "kenyan_citizens")),
        ("Kenya wants to evacuate dozens of nurses and tourists.", ("kenyan_government", "evacuates", "tourists")),
        ("Tourists will be picked up by Kenyan troops.", ("kenyan_military", "will_instruct_and_collect", "tourists")),
        ("Guards defend the harbour against a possible attack.", ("unknown_attacker", "may_attack", "harbour")),
        ("There is a risk of kidnapping in the valley.", ("unknown_kidnappers", "may_kidnap", "civilians")),
        ("Hamas claimed responsibility for the attack on the depot.", ("hamas", "attacked", "depot")),
        ("Hamas attacked the United States.", ("hamas", "attacked", "united_states")),
        ("Hamas warned the United States.", ("hamas", "warned", "us_government")),
    ],
)
def test_verbs_and_nouns_tell_relations(text: str, triple: tuple[str, str, str]) -> None:
    """Who does what to whom comes out whatever grammar says it."""
    assert triple in triples_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hamas did not attack the depot.",
        "Kenya denied that Hamas attacked the depot.",
        "Kenya rejected the idea that Hamas attacked the depot.",
        "There is no evidence that Hamas attacked the depot.",
        "Hamas never attacked the depot.",
        "Hamas refused to attack the depot.",
        "It is not true that Hamas attacked the depot.",
    ],
)
def test_what_is_denied_comes_out_negative(text: str) -> None:
    """A denial, wherever it stands, makes the relation negative; it is kept, as a denial."""
    found = [one for one in relations_of(text) if one.relation == "attacked" and one.subject == "hamas"]
    assert [one.polarity for one in found] == [Polarity.NEGATIVE]


@pytest.mark.parametrize(
    "text",
    [
        "Hamas may attack the depot.",
        "If Hamas attacks the depot, Kenya will close it.",
        "Kenya accused Hamas of attacking the depot.",
        "Hamas could have attacked the depot.",
    ],
)
def test_what_is_only_possible_is_no_fact(text: str) -> None:
    """Hedges, conditions and accusations leave a relation short of certain."""
    found = [one for one in relations_of(text) if one.subject == "hamas"]
    assert found
    assert all(one.certainty is not Certainty.CERTAIN for one in found)


def test_a_denial_leaves_alone_what_it_presupposes() -> None:
    """Who rejects "that X is a danger now that Y rules" does not reject that Y rules."""
    text = "Kenya rejected the idea that Hamas poses a threat to tourists now that the Taliban controls the harbour."
    assert triples_of(text) == {("taliban", "controls", "harbour")}


def test_an_attributions_denial_reaches_its_content() -> None:
    """A statement that denies makes what it contains negative, though its own words do not say so."""
    text = "Hamas attacked the depot, a claim that Omar Sabri dismissed."
    content = span_of(text, "Hamas attacked the depot")
    denial = Attribution("A1", (content,), OMAR, QuoteType.INDIRECT, polarity=Polarity.NEGATIVE)
    (found,) = relations_of(text, denial)
    assert found.polarity is Polarity.NEGATIVE
    assert found.attributions == ("A1",)


def test_hearsay_around_a_relation_weakens_it() -> None:
    """A relation is no surer than the statement in which it stands."""
    text = "Hamas freed six nurses, by some accounts."
    hearsay = Attribution(
        "A1", (span_of(text, "Hamas freed six nurses"),), OMAR, QuoteType.INDIRECT, certainty=Certainty.POSSIBLE
    )
    (found,) = relations_of(text, hearsay)
    assert found.certainty is Certainty.POSSIBLE


def test_one_relation_told_twice_has_both_attributions() -> None:
    """The same relation in two statements is one, with the innermost statements that tell it."""
    text = "Omar said that Hamas attacked the depot. Ana said that Hamas shelled the depot."
    first, second = span_of(text, "that Hamas attacked the depot"), span_of(text, "that Hamas shelled the depot")
    outer = Attribution("A1", (span_of(text, "Omar said that Hamas attacked the depot"),), OMAR, QuoteType.AUTHOR)
    inner = Attribution("A1a", (first,), OMAR, QuoteType.INDIRECT, parent="A1")
    other = Attribution("A2", (second,), OMAR, QuoteType.INDIRECT)
    (found,) = [one for one in relations_of(text, outer, inner, other) if one.relation == "attacked"]
    assert found.attributions == ("A1a", "A2")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Hamas attacked the depot.", "past"),
        ("Hamas controls the depot.", "current"),
        ("Hamas is attacking the depot.", "ongoing"),
        ("Hamas has sometimes attacked the depot.", "past_intermittent"),
        ("Kenya will evacuate the nurses.", "planned"),
        ("Kenya seeks to evacuate the nurses.", "ongoing"),
        ("Kenya wants to evacuate the nurses.", "intended"),
        ("Hamas may attack the depot.", "potential"),
    ],
)
def test_the_tense_gives_the_status(text: str, status: str) -> None:
    """Whether a relation holds, held or is to come follows its verb and what governs it."""
    assert [one.status for one in relations_of(text)] == [status]


def test_the_time_is_the_attributions_or_the_year() -> None:
    """A time read with the statement comes first; without one a bare year of the text is kept."""
    text = "Hamas attacked the depot in 2019."
    assert relations_of(text)[0].time == "2019"
    time = TimeMention(span_of(text, "2019"), "2019-03", "DATE")
    told = Attribution("A1", (span_of(text, text),), OMAR, QuoteType.AUTHOR, times=(time,))
    assert relations_of(text, told)[0].time == "2019-03"


def test_a_government_is_former_where_the_text_tells_its_fall() -> None:
    """What a government did before a group took over its country is told of the former government."""
    text = "The Taliban took over Kabul. Omar Sabri had been in a government prison."
    assert ("former_afghan_government", "imprisoned", "omar_sabri") in triples_of(text)


def test_every_relation_of_the_frames_is_described() -> None:
    """No frame gives a relation without its kind, and every PLOVER type is one of PLOVER's sixteen."""
    told = {frame.relation for frames in VERBS.values() for frame in frames} | {one.relation for one in NOUNS.values()}
    assert told <= set(KINDS)
    assert set(PLOVER.values()) <= PLOVER_TYPES
    potential = {kind.potential for kind in KINDS.values() if kind.potential}
    assert set(PLOVER) <= set(KINDS) | potential


def test_the_docs_list_every_relation() -> None:
    """docs/relations.md has a row for each relation, with its PLOVER type."""
    page = (Path(__file__).resolve().parents[4] / "docs" / "relations.md").read_text(encoding="utf-8")
    rows = [row.split(" | ") for row in page.splitlines() if row.startswith("| `")]
    told = {row[0].split("`")[1]: row[1].strip() for row in rows}
    assert {name: told.get(name) for name in KINDS} == {name: PLOVER.get(name, "") for name in KINDS}


def test_a_parse_of_another_text_is_refused() -> None:
    """Offsets of another text would point at nothing: the error says what to do."""
    with pytest.raises(ValueError, match="parse the document's text"):
        find_relations(document_of("One text."), parse("Another text."), (), actors_of("Another text."))


@pytest.mark.parametrize(
    "text",
    [
        "Instead of bombing the depot, Hamas met Kenya.",
        "Hamas was cleared of attacking the depot.",
        "Hamas was on the verge of attacking the depot.",
    ],
)
def test_a_deed_that_was_not_done_is_no_fact(text: str) -> None:
    """Whatever stands under "instead of", "cleared of" or "on the verge of" did not happen."""
    found = [one for one in relations_of(text) if one.relation == "attacked"]
    assert found
    assert all(one.polarity is Polarity.NEGATIVE for one in found)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("A planned Hamas strike on the depot was called off.", "hamas"),
        ("Kenya called off an attack on the depot.", "kenyan_government"),
        ("Kenya put off a raid on the depot.", "kenyan_government"),
        ("A strike on the depot was averted.", "unknown_attacker"),
        ("Hamas only attacked the depot in a film.", "hamas"),
        ("Hamas attacked the depot in a drill.", "hamas"),
        ("No attack on the depot had been planned by Hamas.", "hamas"),
        ("If Hamas had attacked the depot, Kenya would have closed it.", "hamas"),
        ("Hamas, instead of attacking the depot, left the town.", "hamas"),
    ],
)
def test_what_did_not_happen_is_no_fact(text: str, subject: str) -> None:
    """What was called off, played, averted, or would have been stays negative, and is told of whom the words mean."""
    found = [one for one in relations_of(text) if one.relation == "attacked"]
    assert [(one.subject, one.polarity) for one in found] == [(subject, Polarity.NEGATIVE)]


def test_a_strike_called_off_is_not_a_strike_called_for() -> None:
    """Only what is called off did not happen: what is called a crime did, and what is called for may yet."""
    (crime,) = relations_of("The Hamas attack on the depot was called a crime.")
    assert (crime.polarity, crime.certainty) == (Polarity.POSITIVE, Certainty.CERTAIN)
    (wanted,) = [one for one in relations_of("Kenya called for an attack on the depot.") if "attack" in one.relation]
    assert (wanted.polarity, wanted.certainty) == (Polarity.POSITIVE, Certainty.POSSIBLE)


def test_who_acts_instead_is_whom_it_is_told_of() -> None:
    """In "Instead of bombing Iraq, Iran met Iraq" it is Iran that did not bomb."""
    found = {(one.subject, one.relation, one.object) for one in relations_of("Instead of bombing Iraq, Iran met Iraq.")}
    assert ("iranian_government", "attacked", "iraq") in found


def test_what_somebody_says_next_is_no_part_of_a_denial() -> None:
    """Who "denied that A and accused B" accuses; and is said to have the voice in which "said to have attacked" is."""
    text = "Kenya denied that it had shelled the depot and accused Hamas of shelling the bridge."
    assert ("kenyan_government", "accused", "hamas") in triples_of(text)
    (said,) = relations_of("Hamas is said to have attacked the depot.")
    assert (said.subject, said.object, said.certainty) == ("hamas", "depot", Certainty.POSSIBLE)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("The Iron Tide shelled the pier.", "iron_tide"),
        ("The Iron Tide, a militia, shelled the pier.", "iron_tide"),
        ("Iron Tide fighters fled. The Iron Tide has shelled the pier.", "iron_tide"),
    ],
)
def test_an_armed_group_is_known_by_what_it_does(text: str, subject: str) -> None:
    """A name in no list is a group's where it attacks, has fighters, or is called a militia."""
    assert (subject, "attacked", "pier") in triples_of(text)
