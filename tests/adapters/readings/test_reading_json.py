"""Promise that a reading written as JSON says all that was read, and is read back as it was."""

from __future__ import annotations

import copy
import json
from dataclasses import fields
from typing import Any

import numpy as np
import pytest
from any_readings import documents, readings
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from safeconduct.adapters.case_files.formats import published_schemas
from safeconduct.adapters.readings.reading_json import reading_from_json, reading_to_json
from safeconduct.core.basics import InputFaultsError
from safeconduct.core.intake.document import Document, Span
from safeconduct.core.intake.reading import Actor, Attribution, QuoteType, Reading, Speaker

TEXT = "Rain is coming.\n“We will leave,” Ana Roe said."


def small_reading() -> Reading:
    """Return one quote in a document that had two characters before it."""
    document = Document("d1", TEXT, "en", "text/plain", np.arange(2, len(TEXT) + 3, dtype=np.int32))
    speaker = Speaker("ana_roe", "person", True, mention=Span(33, 40))
    said = Attribution("A1", (Span(16, 32),), speaker, QuoteType.DIRECT, cue=Span(41, 45), quoted=(Span(17, 31),))
    return Reading(document, (said,))


def same(one: Reading, other: Reading) -> bool:
    """Tell whether two readings agree in everything, offsets included."""
    parts = all(getattr(one, f.name) == getattr(other, f.name) for f in fields(Reading) if f.name != "document")
    here, there = one.document, other.document
    plain = all(
        getattr(here, f.name) == getattr(there, f.name) for f in fields(Document) if f.name != "original_offsets"
    )
    if here.original_offsets is None or there.original_offsets is None:
        return parts and plain and here.original_offsets is there.original_offsets
    return parts and plain and here.original_offsets.tolist() == there.original_offsets.tolist()


@settings(max_examples=60, deadline=None)
@given(readings())
def test_a_reading_comes_back_as_it_was(reading: Reading) -> None:
    """Written as JSON text and read again, nothing of a reading has changed; and the JSON fits the published schema."""
    said = json.loads(json.dumps(reading_to_json(reading), allow_nan=False))
    assert same(reading_from_json(said), reading)
    Draft202012Validator(published_schemas()["reading"]).validate(said)


@settings(max_examples=60, deadline=None)
@given(documents())
def test_offsets_into_the_original_are_kept(document: Document) -> None:
    """Every code point of the text is found in the original where it stood."""
    back = reading_from_json(reading_to_json(Reading(document))).document
    for start in range(len(document.text)):
        assert back.original_span(Span(start, start + 1)) == document.original_span(Span(start, start + 1))


def test_spans_carry_their_text() -> None:
    """Every span is written with its offsets and the words that stand there."""
    said = reading_to_json(small_reading())["attributions"][0]
    assert said["content"] == [{"start": 16, "end": 32, "text": "“We will leave,”"}]
    assert said["quoted"][0]["text"] == "We will leave,"
    assert said["speaker"]["mention"]["text"] == "Ana Roe"
    assert said["paragraph"] == 2


@pytest.mark.shared
def test_the_keys_are_those_of_the_gold_reading(shared: Any) -> None:
    """Attributions, relations, actors and all that is in them have the gold reading's keys, notes for readers aside."""
    gold = json.loads((shared / "data/intake/article_gold.json").read_text(encoding="utf-8"))
    schema = published_schemas()["reading"]
    shapes = schema["$defs"] | {"actor": schema["properties"]["actors"]["additionalProperties"]}
    attribution = shapes["attribution"]["properties"]
    for name, found in (("attribution", gold["attributions"]), ("relation", gold["relations"])):
        assert {key for item in found for key in item} - {"note", "claims"} <= shapes[name]["properties"].keys()
    for item in gold["attributions"]:
        assert item["speaker"].keys() == attribution["speaker"]["properties"].keys()
        for key in ("places", "times"):
            assert all(part.keys() <= attribution[key]["items"]["properties"].keys() for part in item[key])
    assert {"name", "aliases", "type", "part_of", "iso3166"} <= shapes["actor"]["properties"].keys()


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        (("document", "text"), None, "not a text"),
        (("document", "original_offsets"), [[1, 0]], "from 0 on"),
        (("document", "original_offsets"), [[0, 0], [999, 1]], "from 0 on"),
        (("document", "original_offsets"), [[0, -1]], "from 0 on"),
        (("attributions",), {}, "not a list"),
        (("attributions", 0), 7, "not an object"),
        (("attributions", 0, "content", 0, "end"), 900, "not two code points"),
        (("attributions", 0, "content", 0, "start"), True, "not two code points"),
        (("attributions", 0, "cue", "text"), "denied", "not what the document says there"),
        (("attributions", 0, "cue"), 7, "no span"),
        (("attributions", 0, "certainty"), "sure", "not one of certain, probable"),
        (("attributions", 0, "speaker", "named"), "yes", "neither true nor false"),
        (("document", "published"), 10**400, "not a number"),
        (("actors",), [], "not an object"),
        (("actors",), {"ana": 7}, "not an object"),
    ],
)
def test_what_is_not_a_reading_is_refused(path: tuple[Any, ...], value: object, problem: str) -> None:
    """A wrong value is refused with its place and the problem, in words."""
    said = copy.deepcopy(reading_to_json(small_reading()))
    part: Any = said
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    with pytest.raises(InputFaultsError) as refused:
        reading_from_json(said, "page.json")
    assert any(problem in fault.problem and fault.file == "page.json" for fault in refused.value.faults)
    assert str(path[0]) in " ".join(fault.column for fault in refused.value.faults)


@pytest.mark.parametrize("said", [None, 7, "x", [], {}, {"document": 3}])
def test_other_json_is_refused(said: object) -> None:
    """JSON that holds no reading at all is refused without a traceback."""
    with pytest.raises(InputFaultsError):
        reading_from_json(said)


def test_every_fault_is_named_at_once() -> None:
    """Two wrong values give two faults."""
    said = reading_to_json(small_reading())
    said["attributions"][0]["certainty"] = "sure"
    said["document"]["language"] = 3
    with pytest.raises(InputFaultsError) as refused:
        reading_from_json(said)
    assert {fault.column for fault in refused.value.faults} == {"document.language", "attributions[0].certainty"}


def test_two_actors_of_one_key_are_never_merged_unseen() -> None:
    """Actors that share a key are refused when they are written, not lost."""
    twice = tuple(Actor("ana", name, "person") for name in ("Ana", "Anna"))
    with pytest.raises(ValueError, match="two records"):
        reading_to_json(Reading(Document("d", "", "en", "text/plain"), actors=twice))
