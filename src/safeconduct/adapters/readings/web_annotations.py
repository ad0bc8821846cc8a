"""Write the spans of readings as W3C Web Annotations: what is said of which words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from safeconduct.adapters.readings.roles import list_spans
from safeconduct.core.intake.document import Document, Span
from safeconduct.core.intake.reading import Attribution, Reading, Relation

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # code points before and after, by which the words are found again in a changed text


def readings_to_annotations(readings: Sequence[Reading], made: float) -> str:
    """Return an AnnotationCollection (W3C Web Annotation Data Model, 2017) with one annotation for each span and role.

    Each has a TextQuoteSelector and a TextPositionSelector, which counts code points of the text that was read. `made`
    is the POSIX second of the export. Equal readings give equal annotations.
    """
    created = datetime.fromtimestamp(made, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    items = [{**item, "created": created} for reading in readings for item in _annotate(reading)]
    name = _urn("collection", *(reading.document.document_id for reading in readings))
    page = {"id": _urn("page", name), "type": "AnnotationPage", "partOf": name, "startIndex": 0, "items": items}
    collection = {"@context": CONTEXT, "id": name, "type": "AnnotationCollection", "total": len(items), "first": page}
    return json.dumps(collection, indent=1, ensure_ascii=False) + "\n"


def _annotate(reading: Reading) -> list[dict[str, Any]]:
    found = [
        _annotation(reading.document, said.attribution_id, role, span, _describe(said))
        for said in reading.attributions
        for role, span in list_spans(said)
    ]
    return found + [
        _annotation(reading.document, relation.relation_id, "evidence", relation.evidence, _describe_relation(relation))
        for relation in reading.relations
    ]


def _describe(said: Attribution) -> str:
    return f"{said.speaker.canonical}: {said.kind}, {said.quote_type}, {said.certainty}, {said.polarity}"


def _describe_relation(relation: Relation) -> str:
    return (
        f"{relation.subject} {relation.relation} {relation.object}: "
        f"{relation.certainty}, {relation.polarity}, {relation.status}"
    )


def _annotation(document: Document, ident: str, role: str, span: Span, description: str) -> dict[str, Any]:
    text = document.text
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[span.start : span.end],
        "prefix": text[max(0, span.start - AROUND) : span.start],
        "suffix": text[span.end : span.end + AROUND],
    }
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    bodies = (("tagging", role), ("identifying", ident), ("describing", description))
    return {
        "id": _urn("annotation", document.document_id, ident, role, str(span.start), str(span.end)),
        "type": "Annotation",
        "motivation": "tagging",
        "body": [{"type": "TextualBody", "purpose": purpose, "value": value} for purpose, value in bodies],
        "target": {"source": _source(document), "selector": [quote, position]},
    }


def _source(document: Document) -> dict[str, str]:
    """Name the document by its web address; by its id where it has none, since the path of a file tells nobody else."""
    on_the_web = document.address.startswith(("http://", "https://"))
    ident = document.address if on_the_web else f"urn:safeconduct:document:{document.document_id}"
    return {"id": ident, "format": document.media_type, "language": document.language}


def _urn(*parts: str) -> str:
    return uuid5(NAMESPACE_URL, "\n".join(("urn:safeconduct", *parts))).urn
