"""List the kinds of event about passage and means: who holds a corridor, what they were told, what they said."""

from __future__ import annotations

from collections.abc import Mapping

from safeconduct.core.operation.corridors import Contact
from safeconduct.core.operation.kind import Kind
from safeconduct.core.operation.means import FlightState, VehicleState
from safeconduct.core.operation.roles import UseCase

ANSWERS = (Contact.ACKNOWLEDGED.value, Contact.CLEARED.value, Contact.REFUSED.value)

PASSAGE_KINDS: Mapping[str, Kind] = {
    "corridor.named": Kind(
        UseCase.AGREE_PASSAGE, {"corridor": str, "holders": list, "along": list, "replaces": list}, {"name": str}
    ),
    "notice.sent": Kind(
        UseCase.AGREE_PASSAGE,
        {
            "notice": str,
            "corridor": str,
            "holder": str,
            "from_millis": int,
            "until_millis": int,
            "people_about": int,
            "vehicles": int,
            "marking": str,
        },
    ),
    "notice.answered": Kind(
        UseCase.AGREE_PASSAGE,
        {"notice": str, "answer": str, "replaces": list},
        {"valid_minutes": int, "by_word": str},
        {"answer": ANSWERS},
    ),
    "notice.withdrawn": Kind(UseCase.AGREE_PASSAGE, {"notice": str}),
    "vehicle.reported": Kind(
        UseCase.REPORT_MEANS,
        {"vehicle": str, "state": str, "valid_minutes": int, "replaces": list},
        {"at": str},
        {"state": tuple(one.value for one in VehicleState)},
    ),
    "flight.reported": Kind(
        UseCase.REPORT_MEANS,
        {"flight": str, "state": str, "valid_minutes": int, "replaces": list},
        {},
        {"state": tuple(one.value for one in FlightState)},
    ),
}

PASSAGE_WORDS: Mapping[str, str] = {
    "corridor.named": "named corridor {corridor}, held by {holders}",
    "notice.sent": "told {holder} of about {people_about} people in {corridor} (notice {notice})",
    "notice.answered": "heard an answer to notice {notice}: {answer}",
    "notice.withdrawn": "withdrew notice {notice}",
    "vehicle.reported": "reported vehicle {vehicle} {state}",
    "flight.reported": "reported flight {flight} {state}",
}
