"""List the words that speak of places without naming them."""

from __future__ import annotations

from collections.abc import Mapping

# What "the airport" and its like may mean, by the kinds of a gazetteer.
GENERIC: Mapping[str, str] = {
    "air base": "airhead", "airbase": "airhead", "airfield": "airhead", "airhead": "airhead", "airport": "airhead",
    "airstrip": "airhead", "assembly point": "transit_point", "capital": "capital", "checkpoint": "checkpoint",
    "check point": "checkpoint", "city": "city", "country": "country", "district": "district", "gate": "gate",
    "homeland": "country", "muster point": "transit_point", "nation": "country", "pick up point": "transit_point",
    "pickup point": "transit_point", "region": "region", "roadblock": "checkpoint", "town": "city",
    "transit point": "transit_point", "village": "village",
}  # fmt: skip
# Of these a plural without "the" speaks of places too: "movement to transit points".
SITE_KINDS = frozenset({"checkpoint", "gate", "transit_point"})
DETERMINERS = frozenset({"the", "this", "that", "our", "their", "these", "those"})
# The theatre as a whole, as officials and soldiers say it.
THEATRE = frozenset({"on the ground", "in country", "in theatre", "in theater"})

# A name before one of these is a place, known or not.
SITE_NOUNS = frozenset({
    "airbase", "airfield", "airport", "avenue", "barracks", "border", "bridge", "camp", "checkpoint", "clinic",
    "crossing", "dam", "district", "gate", "harbour", "hospital", "hotel", "junction", "market", "mosque", "pass",
    "port", "prison",
    "road", "roundabout", "school", "square", "station", "street", "tunnel", "university", "valley", "village",
})  # fmt: skip

# What an airport, a gate or a checkpoint has: "the airport perimeter" is a place, "the airport chief" is none.
SITE_PARTS = frozenset({
    "approach", "area", "compound", "entrance", "fence", "gate", "grounds", "perimeter", "road", "runway", "terminal",
    "wall",
})  # fmt: skip

# After these a name in capitals stands for where, not for who.
LOCATIVE = frozenset({
    "across", "along", "around", "at", "beyond", "from", "in", "inside", "into", "near", "of", "off", "on", "outside",
    "over", "past", "through", "throughout", "to", "toward", "towards", "via", "within",
})  # fmt: skip
# What a country is when it acts or is spoken with: an actor, not a place (dependency labels and prepositions).
ACTING = frozenset({"agent", "dative", "nsubj", "nsubjpass"})
WITH_ACTORS = frozenset({"against", "between", "by", "with"})
ADDRESSING = frozenset({"accuse", "ask", "blame", "tell", "thank", "urge", "warn"})  # the object of these listens
# A name may qualify these and still be a place: "the Freedonia homeland", "Rivertown city".
PLACE_HEADS = frozenset({
    "airfield", "airport", "base", "border", "capital", "city", "coast", "countryside", "homeland", "mainland",
    "outskirts", "province", "region", "soil", "suburb", "suburbs", "territory",
})  # fmt: skip

DIRECTIONS: Mapping[str, float] = {  # degrees from north
    "north": 0, "northeast": 45, "north east": 45, "east": 90, "southeast": 135, "south east": 135, "south": 180,
    "southwest": 225, "south west": 225, "west": 270, "northwest": 315, "north west": 315,
    "ne": 45, "se": 135, "sw": 225, "nw": 315, "n": 0, "e": 90, "s": 180, "w": 270,
}  # fmt: skip
LENGTHS: Mapping[str, float] = {  # metres
    "km": 1000, "kms": 1000, "k": 1000, "klick": 1000, "klicks": 1000, "kilometer": 1000, "kilometers": 1000,
    "kilometre": 1000, "kilometres": 1000, "m": 1, "meter": 1, "meters": 1, "metre": 1, "metres": 1, "mile": 1609.344,
    "miles": 1609.344,
}  # fmt: skip
# How far "near" and its like may reach beyond the place itself, in metres: a walk of a quarter of an hour at 4 km/h,
# twice that for what lies around or outside.
NEARNESS: Mapping[str, float] = {
    "around": 2000, "beside": 500, "by": 500, "close to": 1000, "just outside": 1000, "near": 1000, "next to": 500,
    "outside": 2000,
}  # fmt: skip
