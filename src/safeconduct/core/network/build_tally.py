"""Count what is dropped, mended and imputed while a map is built, so that nothing is changed in silence."""

from __future__ import annotations

import math
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """Gather the counts of one import; handed from step to step and turned into the summary at the end."""

    dropped: dict[str, dict[str, float]] = field(default_factory=dict)  # reason -> {what: count, metres: sum}
    mended: dict[str, int] = field(default_factory=dict)  # what was done -> count
    imputed: dict[str, dict[str, float]] = field(default_factory=dict)  # road class -> {links, kmh}
    notes: list[str] = field(default_factory=list)  # what a person must know before trusting the map

    def drop(self, reason: str, what: str, count: int = 1, metres: float = 0.0) -> None:
        """Count something left out; `what` is ways, links, nodes or zones. An impossible length adds no metres."""
        if count:
            row = self.dropped.setdefault(reason, {})
            row[what] = row.get(what, 0) + count
            if 0.0 < metres < math.inf:
                row["metres"] = row.get("metres", 0.0) + metres

    def mend(self, what: str, count: int = 1) -> None:
        """Count something put right."""
        if count:
            self.mended[what] = self.mended.get(what, 0) + count

    def impute_speed(self, road_class: str, kmh: float) -> None:
        """Count a link that got the speed of its class."""
        row = self.imputed.setdefault(road_class, {"links": 0, "kmh": kmh})
        row["links"] += 1

    def as_json(self) -> dict[str, object]:
        """Return the counts in JSON's types, in an order that does not depend on the order of the input."""
        dropped = {
            reason: {key: round(value, 1) if key == "metres" else int(value) for key, value in sorted(row.items())}
            for reason, row in sorted(self.dropped.items())
        }
        imputed = {name: {"links": int(row["links"]), "kmh": row["kmh"]} for name, row in sorted(self.imputed.items())}
        return {
            "dropped": dropped,
            "imputed": imputed,
            "mended": dict(sorted(self.mended.items())),
            "notes": list(self.notes),
        }
