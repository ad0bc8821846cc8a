"""Show what would leave before it leaves: to how many, by what, in which words, and for how much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from safeconduct.app.find_recipients import Recipient
from safeconduct.core.delivery import ChannelRule, Message


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """Count what goes by one channel first; where it does not get through, the next one is tried."""

    channel: str
    parties: int
    parts: int  # SMS segments, or texts
    cost: float  # in the currency of channels.toml


@dataclass(frozen=True, slots=True)
class LanguageLine:
    """Count the texts of one language, and show one of them."""

    language: str
    parties: int
    drafted: bool  # whether no speaker has reviewed some of its words
    sample: tuple[str, ...]  # the parts of a text


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """Count the parties of one place whom no channel reaches."""

    place: str
    parties: int
    people: int


@dataclass(frozen=True, slots=True)
class Preview:
    """Hold what an operator sees before anything leaves."""

    recipients: int  # parties
    people: int
    channels: tuple[ChannelLine, ...]
    languages: tuple[LanguageLine, ...]
    nobody: tuple[PlaceLine, ...]  # whom no channel reaches, by place
    not_told: Mapping[str, int] = field(default_factory=dict)  # parties that are left out, by why
    other_language: Mapping[str, int] = field(default_factory=dict)  # told in the default language, by their own tag
    used_up: int = 0  # whose card has no code left

    @property
    def parts(self) -> int:
        """Return how many SMS and other texts leave."""
        return sum(line.parts for line in self.channels)

    @property
    def cost(self) -> float:
        """Return what they cost, where each gets through by its first channel."""
        return sum(line.cost for line in self.channels)


def preview_messages(
    told: Sequence[tuple[Recipient, Message]],
    rules: Mapping[str, ChannelRule],
    nobody: Sequence[PlaceLine] = (),
    not_told: Mapping[str, int] | None = None,
    other_language: Mapping[str, int] | None = None,
) -> Preview:
    """Count messages, each with its recipient; a channel that none goes by first is left out."""
    parties, parts = Counter[str](), Counter[str]()
    spoken: dict[str, list[tuple[Recipient, Message]]] = {}
    for recipient, message in told:
        parties[message.channels[0]] += 1
        parts[message.channels[0]] += len(message.parts)
        spoken.setdefault(message.language, []).append((recipient, message))
    return Preview(
        recipients=len(told),
        people=sum(recipient.people for recipient, _ in told),
        channels=tuple(
            ChannelLine(name, parties[name], parts[name], parts[name] * rule.cost)
            for name, rule in rules.items()
            if parties[name]
        ),
        languages=tuple(
            LanguageLine(tag, len(some), some[0][0].words.machine_drafted, _hide_code(*some[0]))
            for tag, some in sorted(spoken.items())
        ),
        nobody=tuple(nobody),
        not_told={why: count for why, count in (not_told or {}).items() if count},
        other_language=other_language or {},
        used_up=sum(recipient.used_up for recipient, _ in told),
    )


def _hide_code(recipient: Recipient, message: Message) -> tuple[str, ...]:
    """Return the parts without the code of the card: whoever sees it before it is used could write in our name."""
    code = recipient.card_code
    return tuple(part.replace(code, "#" * len(code)) for part in message.parts) if code else message.parts
