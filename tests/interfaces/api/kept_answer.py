"""Give the text of an answer to "is it enough?", so that a service has one to show before anybody asks."""

from __future__ import annotations

import json

SPAN = {"value": 0.5, "low": 0.4, "high": 0.6}
MADE = 1_930_413_600.0  # 2031-03-04T18:00:00+00:00
ANSWER = {
    "case": "EXERCISE harbour", "case_digest": "c0", "plan_digest": "p0", "made": "2031-03-04T18:00:00+00:00",
    "days": 40, "people": 9, "people_planned": 9, "chance_all_out": SPAN, "chance_planned_out": SPAN,
    "people_out": {**SPAN, "bad_day": 7, "typical_day": 9, "good_day": 9}, "held_up": {}, "search_luck": None,
    "last_departure": {"hours": [], "share": [], "nobody_out": 1.0, "typical_day_millis": None, "bad_day_millis": None},
    "bottleneck": {"words": "None binds.", "capacity_people": 9, "stranded": 0, "times": 32.0, "parts": []},
    "worst": [], "staff": "Staff is not modelled.", "changes": [], "not_tried": [],
}  # fmt: skip
TEXT = json.dumps(ANSWER)
