"""Join what a text tells twice, and name governments that the text says have fallen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from safeconduct.core.intake.actors import ActorMentions
from safeconduct.core.intake.actors.countries import COUNTRIES
from safeconduct.core.intake.reading import Polarity, Relation
from safeconduct.core.intake.relations.kinds import KINDS

_TALKING = frozenset({"communicates_with", "consults"})
_RULING = frozenset({"controls", "took_over"})
_DEEDS_PAST = frozenset({"past", "past_intermittent"})


def merge_relations(
    relations: Iterable[Relation], actors: ActorMentions, verbatim: Collection[str] = ()
) -> list[Relation]:
    """Return every relation once, with the attributions of all who tell it; of times that differ both stay.

    Its evidence is where the text tells it first, or first in a speaker's own words: `verbatim` holds the ids of the
    attributions that are direct quotes.
    """
    merged: list[Relation] = []
    alike: dict[tuple[str, frozenset[str]], list[int]] = {}
    for relation in relations:
        places = alike.setdefault((relation.relation, frozenset((relation.subject, relation.object))), [])
        at = next((place for place in places if _is_same(merged[place], relation)), None)
        if at is None:
            places.append(len(merged))
            merged.append(relation)
        else:
            merged[at] = _join(merged[at], relation, verbatim)
    parts = [one for one in merged if _is_told_of_whole(one, merged, actors)]
    return [_join_parts(one, parts, actors) for one in merged if one not in parts]


def _is_same(first: Relation, second: Relation) -> bool:
    ends = (first.subject, first.object)
    kind = KINDS.get(first.relation)
    turned = kind is not None and kind.symmetric and ends == (second.object, second.subject)
    same_time = not (first.time and second.time) or first.time == second.time
    return (
        first.relation == second.relation
        and first.polarity is second.polarity
        and (ends == (second.subject, second.object) or turned)
        and same_time
    )


def _join(first: Relation, second: Relation, verbatim: Collection[str]) -> Relation:
    order = ("certain", "probable", "possible", "unknown")
    surer = min(first.certainty, second.certainty, key=order.index)
    attributions = tuple(dict.fromkeys([*first.attributions, *second.attributions]))
    own_words = set(verbatim) & set(second.attributions) and not set(verbatim) & set(first.attributions)
    return replace(
        first,
        evidence=second.evidence if own_words else first.evidence,
        status=second.status if own_words else first.status,
        attributions=attributions,
        certainty=surer,
        time=first.time or second.time,
        place=first.place or second.place,
    )


def _join_parts(whole: Relation, parts: Sequence[Relation], actors: ActorMentions) -> Relation:
    """Return a relation with the attributions of those told of a part of its object."""
    told = [one for one in parts if _is_told_of_whole(one, (whole,), actors)]
    more = [attribution for one in told for attribution in one.attributions]
    return replace(whole, attributions=tuple(dict.fromkeys([*whole.attributions, *more])))


def _is_told_of_whole(relation: Relation, others: Sequence[Relation], actors: ActorMentions) -> bool:
    """Tell whether talks with a group's leaders are told as talks with the group too."""
    if relation.relation not in _TALKING:
        return False
    return any(
        other.relation == relation.relation
        and other.subject == relation.subject
        and other.polarity is relation.polarity
        and actors.is_part_of(relation.object, other.object)
        for other in others
    )


def name_fallen_governments(relations: Sequence[Relation], actors: ActorMentions) -> list[Relation]:
    """Return the relations with a government called former where an armed group holds its country or capital by now.

    Only what that government did before is its own: "had been in a government prison".
    """
    fallen = {
        f"{land.prefix}_government"
        for land in COUNTRIES
        for one in relations
        if one.relation in _RULING
        and one.polarity is Polarity.POSITIVE
        and one.certainty == "certain"
        and one.object in {land.place_key, land.capital.lower().replace(" ", "_")}
        and (actor := actors.actor(one.subject)) is not None
        and actor.kind == "armed_group"
    }
    return [
        replace(one, subject=f"former_{one.subject}") if one.subject in fallen and one.status in _DEEDS_PAST else one
        for one in relations
    ]
