"""List what a warning may be about, and what it may ask people to do."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Danger(StrEnum):
    """Name what threatens an area."""

    ATTACK = "attack"
    UNREST = "unrest"
    FIRE = "fire"
    FLOOD = "flood"
    TSUNAMI = "tsunami"
    OTHER = "other"


class Action(StrEnum):
    """Name what people in the area are to do; every text says it by a word from a list."""

    STAY = "stay"
    LEAVE = "leave"
    KEEP_AWAY = "keep-away"
    EVACUATE = "evacuate"
    ALL_CLEAR = "all-clear"
    WITHDRAWN = "withdrawn"


CATEGORIES: Mapping[Danger, str] = {
    Danger.ATTACK: "Security",
    Danger.UNREST: "Security",
    Danger.FIRE: "Fire",
    Danger.FLOOD: "Met",
    Danger.TSUNAMI: "Geo",
    Danger.OTHER: "Safety",
}
"""Category of CAP for each danger."""

RESPONSES: Mapping[Action, str] = {
    Action.STAY: "Shelter",
    Action.LEAVE: "Evacuate",
    Action.KEEP_AWAY: "Avoid",
    Action.EVACUATE: "Evacuate",
    Action.ALL_CLEAR: "AllClear",
    Action.WITHDRAWN: "Monitor",
}
"""Response type of CAP for each action. What is withdrawn says nothing about safety: it is no AllClear."""

NEED_TARGET = frozenset({Action.LEAVE, Action.EVACUATE})
"""Actions that say where to, or by which way."""

TO_ASK_FOR = (Action.STAY, Action.LEAVE, Action.KEEP_AWAY, Action.EVACUATE)
"""Actions that a first warning may ask for."""
