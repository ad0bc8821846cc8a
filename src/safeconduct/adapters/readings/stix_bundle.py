"""Write readings as a STIX 2.1 bundle: who said what of which group and place, never where a person is.

A person is an identity only where he or she speaks or stands in an affirmed relation, with a name and nothing else: no
role, no place. `confidence` is left out, since it would be our belief, which a person grades; how surely the speaker
puts a statement stands in the labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from stix2.v21 import Bundle, Identity, Location, Note, Relationship, Report, ThreatActor

from safeconduct.adapters.readings.calendar_time import find_calendar_time
from safeconduct.adapters.readings.roles import cut, list_spans
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.reading import (
    Actor,
    Attribution,
    Certainty,
    PlaceMention,
    Polarity,
    Precision,
    Reading,
    Relation,
    Speaker,
)

IDENTITY_CLASSES = {
    "author": "individual",
    "government": "organization",
    "group": "group",
    "military": "organization",
    "outlet": "organization",
    "person": "individual",
    "population": "class",
}
"""Kind of an actor or speaker -> identity_class; any other is "unknown"."""

NOT_YET = frozenset({"intended", "planned", "potential"})


def readings_to_stix(readings: Sequence[Reading], made: float) -> str:
    """Return a bundle: for each reading a report, a note for each attribution, and what these refer to.

    `made`, the POSIX second of the export, is when the objects are created. Equal readings give equal bundles. Denied,
    doubtful and future relations are notes: STIX has no word for them, and a relationship would state them as facts.
    """
    objects: dict[str, Any] = {}
    for reading in readings:
        objects |= _Writer(reading, datetime.fromtimestamp(made, UTC)).write()
    bundle = Bundle(*objects.values(), id=_ident("bundle", *objects))
    return str(bundle.serialize(pretty=True, ensure_ascii=False)) + "\n"


def _ident(kind: str, *parts: str) -> str:
    return f"{kind}--{uuid5(NAMESPACE_URL, chr(10).join(('urn:safeconduct:stix', kind, *parts)))}"


def states_fact(relation: Relation) -> bool:
    """Tell whether a relation is affirmed, not doubtful, and not of the future."""
    sure = relation.certainty in (Certainty.CERTAIN, Certainty.PROBABLE)
    return sure and relation.polarity is Polarity.POSITIVE and relation.status not in NOT_YET


class _Writer:
    """Collect the objects of one reading by id."""

    def __init__(self, reading: Reading, made: datetime) -> None:
        self.document, self.reading, self.made = reading.document, reading, made
        self.actors = {actor.key: actor for actor in reading.actors}
        self.objects: dict[str, Any] = {}

    def write(self) -> dict[str, Any]:
        publisher = self.add_identity(self.document.outlet or "publisher not told", "outlet")
        notes = [self.add_attribution(said) for said in self.reading.attributions]
        notes += [self.add_relation(relation) for relation in self.reading.relations]
        published = find_calendar_time(self.document.published)
        self.add(
            Report,
            _ident("report", self.document.document_id),
            name=self.document.title or f"document {self.document.document_id}",
            description=None if published else "The document does not say when it was published.",
            published=published or self.made,
            object_refs=list(dict.fromkeys([publisher, *notes, *self.objects])),
            external_references=[self.source()],
            lang=self.document.language,
        )
        return self.objects

    def add_attribution(self, said: Attribution) -> str:
        speaker = self.add_speaker(said.speaker)
        places = [ident for place in said.places if (ident := self.add_place(place))]
        groups = [self.add_actor(key) for key in said.actors if self.is_armed_group(key)]
        return self.add(
            Note,
            _ident("note", self.document.document_id, said.attribution_id),
            abstract=f"{said.speaker.canonical}: {said.kind}",
            content=cut(self.document, said.content),
            authors=[said.speaker.canonical or "unnamed"],
            object_refs=list(dict.fromkeys([speaker, *groups, *places])),
            labels=[
                f"certainty:{said.certainty}",
                f"polarity:{said.polarity}",
                f"quote:{said.quote_type}",
                f"level:{said.level}",
                f"named:{'yes' if said.speaker.named else 'no'}",
                f"origin:{said.origin or 'unknown'}",
                *(f"outlet:{outlet}" for outlet in said.outlet_chain),
            ],
            external_references=self.spans(list_spans(said)),
        )

    def add_relation(self, relation: Relation) -> str:
        ends = [self.add_actor(key) for key in (relation.subject, relation.object)]
        idents = (self.document.document_id, relation.relation_id)
        shared = {
            "labels": [
                f"certainty:{relation.certainty}",
                f"polarity:{relation.polarity}",
                f"status:{relation.status}",
                *(f"attribution:{ident}" for ident in relation.attributions),
            ],
            "external_references": self.spans([("evidence", relation.evidence)]),
        }
        if states_fact(relation):
            kind = re.sub(r"[^a-z0-9]+", "-", relation.relation.lower()).strip("-") or "related-to"
            return self.add(
                Relationship,
                _ident("relationship", *idents),
                relationship_type=kind,
                source_ref=ends[0],
                target_ref=ends[1],
                description=cut(self.document, [relation.evidence]),
                **shared,
            )
        return self.add(
            Note,
            _ident("note", "relation", *idents),
            abstract=f"not a fact: {relation.subject} {relation.relation} {relation.object}",
            content=cut(self.document, [relation.evidence]),
            object_refs=list(dict.fromkeys(ends)),
            **shared,
        )

    def is_armed_group(self, key: str) -> bool:
        return key in self.actors and self.actors[key].kind.startswith("armed_group")

    def add_actor(self, key: str) -> str:
        actor = self.actors.get(key, Actor(key, key, ""))
        if not self.is_armed_group(key):
            return self.add_identity(actor.name or key, actor.kind)
        ident = _ident("threat-actor", key)
        return self.add(ThreatActor, ident, name=actor.name or key, aliases=list(actor.aliases))

    def add_speaker(self, speaker: Speaker) -> str:
        if speaker.canonical in self.actors:
            return self.add_actor(speaker.canonical)
        known = speaker.named and speaker.kind != "author"
        return self.add_identity(speaker.canonical, speaker.kind, "" if known else self.document.document_id)

    def add_identity(self, name: str, kind: str, scope: str = "") -> str:
        """Add an identity; with a scope it is not the same as one of that name elsewhere."""
        shown = name or "unnamed"
        as_class = IDENTITY_CLASSES.get(kind, "unknown")
        return self.add(Identity, _ident("identity", shown, as_class, scope), name=shown, identity_class=as_class)

    def add_place(self, place: PlaceMention) -> str | None:
        """Add a location; a place of which neither country nor coordinates are known stays a span of its note."""
        located: dict[str, str | float] = {}
        if place.country:
            located["country"] = place.country
        if place.x is not None and place.y is not None and place.precision is not Precision.COUNTRY:
            located |= {"longitude": place.x, "latitude": place.y}
        if not located:
            return None
        ident = _ident("location", place.place, *map(str, located.values()))
        return self.add(Location, ident, name=place.place, labels=[f"precision:{place.precision}"], **located)

    def source(self) -> dict[str, str]:
        named = {"source_name": self.document.outlet or "document", "external_id": self.document.document_id}
        on_the_web = self.document.address.startswith(("http://", "https://"))
        return named | ({"url": self.document.address} if on_the_web else {})

    def spans(self, spans: Iterable[tuple[str, Span]]) -> list[dict[str, str]]:
        """Refer to spans by their code points, as RFC 5147 writes them."""
        return [
            {
                "source_name": f"{role} in document {self.document.document_id}",
                "external_id": f"char={span.start},{span.end}",
                "description": cut(self.document, [span]),
            }
            for role, span in spans
        ]

    def add(self, kind: Any, ident: str, **values: Any) -> str:
        if ident not in self.objects:
            filled = {key: value for key, value in values.items() if value not in (None, [])}
            self.objects[ident] = kind(id=ident, created=self.made, modified=self.made, **filled)
        return ident
