"""Answer of an invented evening: is it enough?"""

from __future__ import annotations

from typing import Any

from console_stub import Answer, Stub
from console_stub_core import HOUR, place_site


def say_sufficiency(stub: Stub, *_: Any) -> Any:
    """Give the newest answer."""
    now = stub.now_millis
    hours = [now + step * HOUR for step in range(18, 32)]
    kinds = [("gate", "G1", "10 % more throughput at North gate", 122.0, 81.0, 163.0),
             ("vehicle", "D1", "one more bus at Bus yard", 14.0, -9.0, 37.0),
             ("luck", "", "the same means, planned with another seed", 3.0, -20.0, 26.0)]  # fmt: skip
    return {
        "made_millis": now - 9 * HOUR, "plan": "a" * 64, "days": 400, "stale": True,
        "chance_all_out": {"value": 0.0, "low": 0.0, "high": 0.009},
        "chance_planned_out": {"value": 0.83, "low": 0.79, "high": 0.87},
        "people_out": {"value": 7644.2, "low": 7601.0, "high": 7688.0},
        "last_departure": {"hours": hours, "share": [round((step / 14) ** 1.7, 4) for step in range(1, 15)]},
        "bottleneck": {"words": "North gate and East gate together: they close before all are through",
                       "capacity_people": 7812,
                       "parts": [{"kind": "gate", "of": "G1", "words": "North gate", "at": place_site(5)},
                                 {"kind": "gate", "of": "G2", "words": "East gate", "at": place_site(6)},
                                 {"kind": "flight", "of": "F3", "words": "flight F3", "at": None}]},
        "changes": [{"kind": kind, "of": of, "words": words, "plan": "anew", "planned_out_change": out,
                     "out_change": {"value": out, "low": low, "high": high},
                     "harm_change": {"value": -out / 40, "low": -high / 40, "high": -low / 40}}
                    for kind, of, words, out, low, high in kinds],
        "worst": [{"words": "North gate stays closed", "out": 5020, "planned": 7812},
                  {"words": "no flight leaves after 18:00", "out": 6110, "planned": 7812}],
    }  # fmt: skip


GETS: dict[str, Answer] = {"/sufficiency": say_sufficiency}
POSTS: dict[str, Answer] = {}
