"""Draft a warning, and let two people release it."""

from __future__ import annotations

import time

from api_site import OFFICER, OPERATORS

from safeconduct.app.draft_warning import draft_warning
from safeconduct.app.release_warning import approve_warning, ask_warning
from safeconduct.app.warning_desk import WarningDesk
from safeconduct.core.operation import Role
from safeconduct.core.warnings import Action, Circle, Danger, Head, Wanted, box_ring

NAME = "sc-1"


def draft(desk: WarningDesk, name: str = NAME) -> str:
    """Draft a warning to 40 people, and return its name."""
    now = time.time()
    wanted = Wanted(Danger.FIRE, Action.STAY, {"en": "Quay"}, now + 7200, circles=(Circle(24.5, 60.5, 800),))
    head, theatre = Head(name, "safeconduct:test", now, 0, True), box_ring(24.0, 60.0, 25.0, 61.0)
    return draft_warning(desk, OFFICER, wanted, head, None, theatre, 40, 0.0).alert.identifier


def ask_for_warning(desk: WarningDesk, name: str) -> str:
    """Draft a warning and let the duty officer ask for its release, and return its name."""
    ask_warning(desk, OFFICER, draft(desk, name), time.time_ns() // 1_000_000)
    return name


def release_warning(desk: WarningDesk, name: str = "") -> str:
    """Let two people release a warning, and return its name."""
    name = name or draft(desk)
    ask_warning(desk, OFFICER, name, time.time_ns() // 1_000_000)
    approve_warning(desk, OPERATORS[Role.APPROVER], name, time.time_ns() // 1_000_000)
    return name
