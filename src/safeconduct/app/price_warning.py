"""Count what telling a warning to the parties of the record takes: messages, SMS and their cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from safeconduct.app.tell_warning import SMS, compose_warning
from safeconduct.core.delivery import ChannelRule
from safeconduct.core.operation import State
from safeconduct.core.warnings import Alert


@dataclass(frozen=True, slots=True)
class WarningPrice:
    """Hold it, where each message gets through by its first channel."""

    parties: int  # to whom a message leaves, or has left
    sms: int  # parts of those that go by SMS, which is what networks charge for
    cost: float | None  # in the currency of channels.toml; None = it says of no channel what a part costs


def price_warning(state: State, alert: Alert, rules: Mapping[str, ChannelRule]) -> WarningPrice:
    """Return what an alert takes, sent or not: to who is in its area, and to who was told what it replaces.

    >>> price_warning(State(), Alert("a", "s", 0.0, 0, "Actual", "Alert", ()), {})
    WarningPrice(parties=0, sms=0, cost=None)
    """
    messages = compose_warning(state, alert, rules, again=True) if alert.infos and rules else []
    first = [(rules[one.channels[0]], len(one.parts)) for one in messages]
    cost = sum(rule.cost * parts for rule, parts in first)
    priced = any(rule.cost for rule in rules.values())
    return WarningPrice(
        len(messages), sum(parts for rule, parts in first if rule.contact == SMS), cost if priced else None
    )
