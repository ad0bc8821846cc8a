"""Promise that a STIX bundle says who said what, states no doubtful thing as a fact, and follows no person."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
import stix2
from any_readings import readings
from hypothesis import given, settings
from told_reading import MADE, at, told_reading

from safeconduct.adapters.readings.stix_bundle import readings_to_stix
from safeconduct.core.intake.document import Document
from safeconduct.core.intake.reading import Precision, Reading


def objects_of(*given: Reading) -> list[dict[str, Any]]:
    """Return the objects of the bundle."""
    found: list[dict[str, Any]] = json.loads(readings_to_stix(given, MADE))["objects"]
    return found


def of_type(kind: str, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Choose objects of one type."""
    return [one for one in found if one["type"] == kind]


@settings(max_examples=25, deadline=None)
@given(readings())
def test_every_bundle_is_valid_and_whole(reading: Reading) -> None:
    """Any reading gives a bundle that stix2 reads, in which nothing refers to what is not there."""
    text = readings_to_stix([reading], MADE)
    stix2.parse(text, version="2.1")
    found = json.loads(text)["objects"]
    idents = [one["id"] for one in found]
    assert len(set(idents)) == len(idents)
    for one in found:
        ends = [one[key] for key in ("source_ref", "target_ref") if key in one]
        assert {*one.get("object_refs", []), *ends} <= set(idents)


def test_equal_readings_give_equal_bundles() -> None:
    """The same reading exported at the same moment is the same bundle, byte for byte."""
    assert readings_to_stix([told_reading()], MADE) == readings_to_stix([told_reading()], MADE)


def test_an_attribution_is_a_note_with_its_words_and_spans() -> None:
    """A note holds the content, the speaker's certainty in words, no confidence of ours, and spans by code point."""
    note = next(one for one in of_type("note", objects_of(told_reading())) if "warning" in one["abstract"])
    assert note["content"].startswith("“The Red Band may strike")
    assert {"certainty:possible", "polarity:positive", "origin:port_elan", "outlet:the_courier"} <= set(note["labels"])
    assert "confidence" not in note
    hedge = next(one for one in note["external_references"] if one["source_name"].startswith("hedge"))
    assert hedge["external_id"] == f"char={at('may').start},{at('may').end}"
    assert hedge["description"] == "may"


def test_only_affirmed_relations_are_relationships() -> None:
    """What is denied or only possible is a note that says so; only what is affirmed is a relationship."""
    found = objects_of(told_reading())
    assert [one["relationship_type"] for one in of_type("relationship", found)] == ["fights"]
    doubted = {one["abstract"] for one in of_type("note", found) if one["abstract"].startswith("not a fact")}
    assert doubted == {"not a fact: red_band holds mills_bridge", "not a fact: red_band strikes ferry"}


@pytest.mark.parametrize("status", ["planned", "intended", "potential"])
def test_what_is_still_to_come_is_no_fact(status: str) -> None:
    """A relation that is planned or intended is a note, not a relationship."""
    reading = told_reading()
    to_come = tuple(replace(relation, status=status) for relation in reading.relations)
    assert of_type("relationship", objects_of(replace(reading, relations=to_come))) == []


def test_a_country_is_no_point() -> None:
    """A country's coordinates, which are those of its middle, are left out; a city's are given."""
    reading = told_reading()
    warned = reading.attributions[0]
    country = replace(warned.places[0], place="Elan", precision=Precision.COUNTRY)
    given = replace(reading, attributions=(replace(warned, places=(*warned.places, country)),))
    places = {one["name"]: "latitude" in one for one in of_type("location", objects_of(given))}
    assert places == {"Port Elan": True, "Elan": False}


def test_an_armed_group_is_a_threat_actor_and_a_person_never_is() -> None:
    """Armed groups alone are threat actors; a person named only in passing is not in the bundle at all."""
    found = objects_of(told_reading())
    assert [one["name"] for one in of_type("threat-actor", found)] == ["Red Band"]
    assert "Ana Roe" in [one["name"] for one in of_type("identity", found)]
    assert "Bo Lind" not in json.dumps(found, ensure_ascii=False)


def test_nobody_is_tied_to_a_place() -> None:
    """No relationship leads to a location, and an identity holds a name and its class, nothing of where or how."""
    found = objects_of(told_reading())
    assert all("location" not in one["source_ref"] + one["target_ref"] for one in of_type("relationship", found))
    allowed = {"type", "spec_version", "id", "created", "modified", "name", "identity_class"}
    assert all(one.keys() <= allowed for one in of_type("identity", found))


def test_an_unknown_place_is_no_location() -> None:
    """A place that no gazetteer knows stays a span of its note; a known one is a location with its country."""
    found = of_type("location", objects_of(told_reading()))
    assert [(one["name"], one["country"]) for one in found] == [("Port Elan", "CL")]


def test_anonymous_speakers_of_two_documents_are_two() -> None:
    """An official without a name in one document is never taken for one in another."""
    reading = told_reading()
    said = tuple(
        replace(one, speaker=replace(one.speaker, canonical="official_1", named=False)) for one in reading.attributions
    )
    other = replace(reading, document=replace(reading.document, document_id="doc8"), attributions=said)
    found = of_type("identity", objects_of(replace(reading, attributions=said), other))
    assert [one["name"] for one in found].count("official_1") == 2


def test_the_path_of_a_file_is_not_given_away() -> None:
    """An address on the web is exported, the path of a file on the officer's machine is not."""
    assert "courier.example" in readings_to_stix([told_reading()], MADE)
    document = Document("d", "x", "en", "text/plain", address="/home/officer/briefing.txt")
    assert "officer" not in readings_to_stix([Reading(document)], MADE)
