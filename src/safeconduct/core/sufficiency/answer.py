"""Hold the answer to "is it enough?", and list it as docs/sufficiency.md describes it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from math import isfinite

from safeconduct.core.basics import format_time
from safeconduct.core.plan import Case, Verdict
from safeconduct.core.sufficiency.assess import Sufficiency
from safeconduct.core.sufficiency.bottleneck import Bottleneck
from safeconduct.core.sufficiency.chance import Chance, Mean
from safeconduct.core.sufficiency.changes import Passed
from safeconduct.core.sufficiency.compare import Comparison, Gain
from safeconduct.core.sufficiency.disruption import Uncertainty
from safeconduct.core.sufficiency.last_departure import LastDeparture
from safeconduct.core.sufficiency.staff import Staff
from safeconduct.core.sufficiency.worst import WorstCase


@dataclass(frozen=True, slots=True, eq=False)
class Assessed:
    """Hold the answer to "is it enough?", and to which question it is the answer."""

    case: Case
    verdict: Verdict
    case_digest: str
    plan_digest: str
    seed: int
    rates: Uncertainty
    staff: Staff
    sufficiency: Sufficiency
    bottleneck: Bottleneck
    worst: tuple[WorstCase, ...]  # the fewest out first
    comparison: Comparison | None  # None where only the chance was asked for
    passed: tuple[Passed, ...]


def list_answer(assessed: Assessed, made: float, effort: str) -> dict[str, object]:
    """Return the answer JSON-ready, as docs/sufficiency.md describes it; `made` is a POSIX second."""
    answer, comparison = assessed.sufficiency, assessed.comparison
    return {
        "case": assessed.case.name,
        "case_digest": assessed.case_digest,
        "plan_digest": assessed.plan_digest,
        "made": format_time(made, assessed.case.utc_offset_seconds),
        "days": answer.days,
        "seed": assessed.seed,
        "effort": effort,
        "uncertainty": asdict(assessed.rates),
        "people": answer.people,
        "people_planned": answer.people_planned,
        "cost": assessed.verdict.cost.total,
        "chance_all_out": _span(answer.all_out),
        "chance_planned_out": _span(answer.planned_out),
        "people_out": {
            **_span(answer.out_mean),
            "bad_day": answer.out_bad_day,
            "typical_day": answer.out_typical_day,
            "good_day": answer.out_good_day,
        },
        "held_up": dict(answer.held_up),
        "last_departure": _list_last(answer.last_departure),
        "bottleneck": _list_bottleneck(assessed.case, assessed.bottleneck),
        "worst": [asdict(one) for one in assessed.worst],
        "staff": assessed.staff.says,
        "planned_anew": None if comparison is None else _gain(comparison.anew),
        "search_luck": None if comparison is None else _gain(comparison.luck),
        "changes": [] if comparison is None else [_gain(gain) for gain in comparison.gains],
        "not_tried": [asdict(item) for item in assessed.passed],
    }


def _list_last(last: LastDeparture) -> dict[str, object]:
    days = {"good_day": last.good_day, "typical_day": last.typical_day, "bad_day": last.bad_day}
    return {
        "hours": [round(1000 * hour) for hour in last.hours],
        "share": list(last.share),
        "nobody_out": last.nobody_out,
        **{f"{key}_millis": None if moment is None else round(1000 * moment) for key, moment in days.items()},
    }


def _list_bottleneck(case: Case, found: Bottleneck) -> dict[str, object]:
    row, network = case.network.node_index(), case.network
    places = {
        p.node_id: [float(network.x[row[p.node_id]]), float(network.y[row[p.node_id]])]
        for p in found.parts
        if p.node_id
    }
    return {
        "words": found.words,
        "capacity_people": found.people,
        "stranded": found.stranded,
        "times": found.times,
        "parts": [
            {
                "kind": part.kind,
                "of": part.ident,
                "words": part.words,
                "people": part.people,
                "windows": [[round(1000 * end) for end in (window.start, window.end)] for window in part.windows],
                "at": None if part.node_id is None else places[part.node_id],
            }
            for part in found.parts
        ],
    }


def _span(value: Chance | Mean) -> dict[str, float | None]:
    """Write a value with its interval; an end that is not known, from one day alone, is null."""
    low, high = (end if isfinite(end) else None for end in (value.low, value.high))
    return {"value": value.value, "low": low, "high": high}


def _gain(gain: Gain) -> dict[str, object]:
    return {
        "kind": gain.kind,
        "of": gain.ident,
        "words": gain.words,
        "plan": "kept" if gain.kept else "anew",
        "planned_out_change": gain.planned_out,
        "out_change": _span(gain.out),
        "harm_change": _span(gain.harm),
    }
