"""Tell what kind of source an origin is, where the reading knows it; it never says that somebody can be believed."""

from __future__ import annotations

from collections.abc import Mapping

from safeconduct.core.intake.origins.origin import STATE_KINDS, STATE_WORDS, make_key, name_outlet
from safeconduct.core.intake.reading import Attribution, Reading
from safeconduct.core.intake.source_class import SourceClass

# News agencies that the press of many countries names.
AGENCIES = frozenset({
    "afp", "agence_france_presse", "agencia_efe", "anadolu", "anadolu_agency", "ansa", "ap", "associated_press", "dpa",
    "efe", "interfax", "kyodo", "kyodo_news", "pajhwok", "press_association", "press_trust_of_india", "reuters", "tass",
    "xinhua", "yonhap",
})  # fmt: skip
INTERNATIONAL = frozenset({
    "african_union", "arab_league", "economic_community_of_west_african_states", "european_commission",
    "european_union", "international_atomic_energy_agency", "international_criminal_court",
    "international_organization_for_migration", "north_atlantic_treaty_organization", "united_nations",
})  # fmt: skip
NGOS = frozenset(
    {"amnesty_international", "doctors_without_borders", "human_rights_watch", "red_crescent", "red_cross"}
)
WITNESSES = frozenset({
    "bystander", "bystanders", "eyewitness", "eyewitnesses", "resident", "residents", "villager", "villagers",
    "witness", "witnesses",
})  # fmt: skip
KINDS: Mapping[str, SourceClass] = {
    **dict.fromkeys(STATE_KINDS | {"office", "police"}, SourceClass.OFFICIAL),
    "armed_group": SourceClass.PARTY,
    "outlet": SourceClass.OUTLET,
}
"""By the kind of an actor."""


def classify_source(reading: Reading, said: Attribution, origin: str) -> SourceClass:
    """Return what kind of source the origin of a statement is; UNKNOWN where nothing tells.

    Whoever is named is never called anonymous here: whether an unnamed origin counts is a matter of its name alone.
    """
    key = make_key(origin)
    for keys, kind in (
        (AGENCIES, SourceClass.AGENCY),
        (INTERNATIONAL, SourceClass.INTERNATIONAL),
        (NGOS, SourceClass.NGO),
    ):
        if key in keys:
            return kind
    kinds = {actor.kind for actor in reading.actors if origin and actor.key == origin}
    if origin and said.speaker.canonical == origin:
        kinds.add(said.speaker.kind)
    if origin and reading.document.outlet and origin == name_outlet(reading.document):
        kinds.add("outlet")
    if known := sorted(KINDS[kind] for kind in kinds & KINDS.keys()):
        return known[0]
    words = set(key.split("_"))
    if words & WITNESSES:
        return SourceClass.EYEWITNESS
    return SourceClass.OFFICIAL if words & STATE_WORDS else SourceClass.UNKNOWN
