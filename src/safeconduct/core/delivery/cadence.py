"""Find who has heard nothing for too long: people who wait without word set out on their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

HOUR_MILLIS = 3_600_000
KEPT_OF_A_PARTY = 8
"""So many of a party's closed messages the state holds; of older ones the record has the events."""


@dataclass(frozen=True, slots=True)
class Thread:
    """Hold what has passed between us and a party."""

    messages: tuple[str, ...] = ()  # ids, the newest last
    reached_millis: int = 0  # when it was last known to have heard from us, or to have answered; 0 is never
    reply: str = ""  # the newest clear one
    replied_millis: int = 0
    menus: int = 0  # that were sent since the newest clear reply
    told: str = ""  # substance of the newest instruction that was queued; "" where there is none, or it was stopped
    card: int = 0  # number of the card in the party's hand; 0 = none
    crossed: int = 0  # codes of this card that messages carried
    warned: tuple[str, ...] = ()  # alerts that were queued to it


@dataclass(frozen=True, slots=True)
class Silent:
    """Name a party that has heard nothing for too long."""

    party: str
    since_millis: int  # when it last heard something, or was registered
    open_message: bool  # one is on the way already: who may be told is not told twice, who is not reached is looked for


def find_silent(
    parties: Mapping[str, int], threads: Mapping[str, Thread], on_the_way: Iterable[str], now_millis: int, hours: float
) -> list[Silent]:
    """Return who is due a "no change, stay" message, the longest silence first.

    `parties` says when each was registered; `on_the_way` are the parties with an open message. Only what is known to
    have arrived counts as heard: a text that was sent and not confirmed is silence.

    >>> find_silent({"P1": 0, "P2": 0}, {"P2": Thread(reached_millis=9 * HOUR_MILLIS)}, [], 10 * HOUR_MILLIS, 6)
    [Silent(party='P1', since_millis=0, open_message=False)]
    """
    waiting = frozenset(on_the_way)
    heard = {
        party: max(since, threads[party].reached_millis if party in threads else 0) for party, since in parties.items()
    }
    silent = [party for party, since in heard.items() if now_millis - since >= hours * HOUR_MILLIS]
    return [
        Silent(party, heard[party], party in waiting) for party in sorted(silent, key=lambda one: (heard[one], one))
    ]
