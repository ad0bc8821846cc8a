"""Find incidents that two sources may both tell, and count each once.

The measures are those of joining event databases by time, place and kind: Donnay, Dunford, McGrath, Backer and
Cunningham (2019), Integrating Conflict Event Data, Journal of Conflict Resolution 63(5).
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from safeconduct.core.basics.earth import METRES_PER_DEGREE
from safeconduct.core.picture.incident import Incident, IncidentKind

DAY = 86_400.0
SLACK_SECONDS = 7_200.0  # between two windows: watches differ, and days touch
LONGEST_DAYS = 8.0  # a vaguer date matches too much to mean anything
WIDEST_METRES = 15_000.0  # so does a vaguer place
NEAREST_METRES = 1_000.0  # two geocodes of one place
BAND_DEGREES = 0.5  # of latitude: more than the farthest that two rows may lie apart
HARMED_FACTOR = 2.0  # counts of one event differ by so much at most, or by HARMED_APART
HARMED_APART = 3


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Pair two rows that may tell one event; the first is kept."""

    kept: Incident
    other: Incident
    metres: float  # between their points


def find_duplicates(incidents: Sequence[Incident]) -> tuple[Duplicate, ...]:
    """Return possible duplicates of different sources, the likest first; each row of a source has one partner at most.

    Two rows may be one event where their windows meet or touch, their points lie within the spread of the two, their
    kinds are one or not told, and their counts, where both have one, are alike. The narrower row is kept.
    """
    pairs = sorted(_pairs(incidents))
    partnered: set[tuple[str, str, str]] = set()  # source, id, source of the partner
    found = []
    for _, metres, (row, other) in pairs:
        one, two = incidents[row], incidents[other]
        mine, theirs = (one.source, one.incident_id, two.source), (two.source, two.incident_id, one.source)
        if mine in partnered or theirs in partnered:
            continue
        partnered |= {mine, theirs}
        kept, dropped = sorted((one, two), key=lambda each: (each.radius_metres, _length(each)))
        found.append(Duplicate(kept, dropped, metres))
    return tuple(found)


def count_once(incidents: Sequence[Incident], duplicates: Sequence[Duplicate]) -> tuple[Incident, ...]:
    """Return the incidents without the others of the pairs; what is kept has the largest count and belief of its pairs.

    Sources copy from one press, so a second source makes an incident no surer than the surer of the two.
    """
    keeper = {_key(pair.other): _key(pair.kept) for pair in duplicates}
    held = {_key(one): one for one in incidents}
    for key in keeper:
        last = keeper[key]
        while last in keeper:  # what one pair keeps may be what another drops; the narrower is kept, so this ends
            last = keeper[last]
        kept, other = held[last], held[key]
        counts = [count for count in (kept.harmed, other.harmed) if count is not None]
        held[last] = replace(
            kept,
            harmed=max(counts, default=None),
            p_true=max(kept.p_true, other.p_true),
            minor=kept.minor and other.minor,
            kind=other.kind if kept.kind is IncidentKind.OTHER else kept.kind,
        )
    return tuple(held[_key(one)] for one in incidents if _key(one) not in keeper)


def _key(one: Incident) -> tuple[str, str]:
    return one.source, one.incident_id


def _length(one: Incident) -> float:
    return one.when.end - one.when.start


def _pairs(incidents: Sequence[Incident]) -> Iterator[tuple[float, float, tuple[int, int]]]:
    """Give (how unlike, metres, rows) of all that may be one event."""
    for row, other in _meeting(incidents):
        one, two = incidents[row], incidents[other]
        if one.source == two.source or not _kinds_agree(one, two) or not _counts_agree(one.harmed, two.harmed):
            continue
        metres = _metres(one, two)
        reach = max(NEAREST_METRES, 2.0 * math.hypot(one.radius_metres, two.radius_metres))
        if metres <= reach:
            days = (two.when.start - one.when.start) / DAY
            unlike = metres / reach + days + (one.kind is not two.kind) + _count_gap(one.harmed, two.harmed)
            yield unlike, metres, (min(row, other), max(row, other))


def _meeting(incidents: Sequence[Incident]) -> Iterator[tuple[int, int]]:
    """Give each pair of rows whose windows meet and whose latitudes are near, the earlier first; none that is vague."""
    bands: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for row, one in enumerate(incidents):
        if one.radius_metres <= WIDEST_METRES and _length(one) <= LONGEST_DAYS * DAY:
            bands[math.floor(one.lat / BAND_DEGREES)].append((one.when.start, row))
    for begun in bands.values():
        begun.sort()
    for band in list(bands):
        for start, row in bands[band]:
            last = incidents[row].when.end + SLACK_SECONDS
            for near in (band - 1, band, band + 1):
                begun = bands.get(near, [])
                for at in range(bisect_right(begun, (start, row)), len(begun)):
                    later, other = begun[at]
                    if later > last:
                        break
                    yield row, other


def _kinds_agree(one: Incident, two: Incident) -> bool:
    return one.kind is two.kind or IncidentKind.OTHER in (one.kind, two.kind)


def _counts_agree(one: int | None, two: int | None) -> bool:
    if one is None or two is None:
        return True
    low, high = sorted((one, two))
    return high - low <= HARMED_APART or high <= HARMED_FACTOR * low


def _count_gap(one: int | None, two: int | None) -> float:
    if one is None or two is None:
        return 0.5
    return abs(one - two) / max(one, two, 1)


def _metres(one: Incident, two: Incident) -> float:
    north = (one.lat - two.lat) * METRES_PER_DEGREE
    around = (one.lon - two.lon + 180.0) % 360.0 - 180.0
    return math.hypot(north, around * METRES_PER_DEGREE * math.cos(math.radians((one.lat + two.lat) / 2)))
