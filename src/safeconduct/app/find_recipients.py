"""Find by which channels a party is reached, in which language, and what proves a message to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from safeconduct.core.delivery import About, ChannelRule, Closed, Thread
from safeconduct.core.instructions import Phrasebook, Words
from safeconduct.core.operation import State
from safeconduct.core.trust import derive_secret, list_codes, next_code

SMS = "sms"
REPLACED = frozenset({About.INSTRUCTION.value, About.NO_CHANGE.value, About.STOP.value, About.HOLD.value})


@dataclass(frozen=True, slots=True)
class Recipient:
    """Hold how a party is told something."""

    party: str
    people: int
    words: Words
    spoken: bool  # whether these are the words of its own language
    channels: tuple[str, ...]  # by name, the first one first; empty = no channel of ours reaches it
    by_sms: bool  # whether one of them needs a phone number, so that its texts are SMS
    card_code: str  # the next code of its card; "" where it has no card, or the card is used up
    crossed: int  # codes that are used up once it has read this one
    used_up: bool  # whether it has a card without a code left
    replaces: str  # its message that is still on the way, and void once it gets another

    @property
    def case(self) -> str:
        """Return whose address the vault opens: that of the party's first person."""
        return f"{self.party}.1"


def find_recipient(
    state: State, party: str, phrasebook: Phrasebook, rules: Mapping[str, ChannelRule], secret: bytes
) -> Recipient | None:
    """Return how a party is told something; None where it is not registered, was erased or has arrived.

    `rules` are the channels in the order in which they are tried; `secret` is what the codes of cards are made with,
    b"" where this device has none.
    """
    entry = state.parties.get(party)
    if entry is None or entry.erased or party in state.arrived:
        return None
    thread = state.threads.get(party, Thread())
    tag, reach = str(entry.facts.get("language", "")), entry.facts.get("channels", ())
    assert isinstance(reach, Sequence)
    names = tuple(name for name, rule in rules.items() if rule.contact in reach)
    code = _find_code(secret, party, thread)
    return Recipient(
        party=party,
        people=entry.size,
        words=phrasebook.of(tag),
        spoken=phrasebook.find(tag) is not None,
        channels=names,
        by_sms=any(rules[name].contact == SMS for name in names),
        card_code=code[0] if code else "",
        crossed=code[1] if code else 0,
        used_up=bool(thread.card and secret) and code is None,
        replaces=next((one for one in reversed(thread.messages) if _is_replaced(state, one)), ""),
    )


def _find_code(secret: bytes, party: str, thread: Thread) -> tuple[str, int] | None:
    if not thread.card or not secret:
        return None
    return next_code(list_codes(derive_secret(secret, party, thread.card)), thread.crossed)


def _is_replaced(state: State, message: str) -> bool:
    held = state.messages.get(message)
    return held is not None and held.closed is Closed.OPEN and held.about in REPLACED
