"""Give the map of one instruction as GeoJSON."""

from __future__ import annotations

from safeconduct.core.basics import format_time
from safeconduct.core.instructions.instruction import Instruction


def to_geojson(instruction: Instruction, utc_offset_seconds: int) -> dict[str, object]:
    """Return a FeatureCollection: home as a point, and a line for each walk, drive and ride.

    Each feature carries the check code, so that a map is known to be of the same instruction as a text.
    Source: RFC 7946 (positions are longitude, latitude).
    """
    told = {
        "party_id": instruction.party_id,
        "check_code": instruction.check_code,
        "valid_until": format_time(instruction.valid_until, utc_offset_seconds),
        "exercise": instruction.is_exercise,
    }
    features = [_feature("Point", list(instruction.home), {**told, "kind": "home"})]
    for route in instruction.routes:
        line = [list(point) for point in route.geometry]
        leg = {
            "kind": str(route.kind),
            "depart": format_time(route.depart, utc_offset_seconds),
            "arrive": format_time(route.arrive, utc_offset_seconds),
        }
        if len(line) > 1:
            features.append(_feature("LineString", line, {**told, **leg}))
    return {"type": "FeatureCollection", "features": features}


def _feature(kind: str, coordinates: object, properties: dict[str, object]) -> dict[str, object]:
    return {"type": "Feature", "geometry": {"type": kind, "coordinates": coordinates}, "properties": properties}
