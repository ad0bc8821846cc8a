"""Read the statements of a field message: what its sender says, and what the sender passes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from safeconduct.core.intake.document import Document, Span
from safeconduct.core.intake.messages.clauses import cut_parts, cut_sentences
from safeconduct.core.intake.messages.doubts import find_doubts, is_doubted
from safeconduct.core.intake.messages.events import Event, find_kind, read_event
from safeconduct.core.intake.messages.layout import Layout, Style
from safeconduct.core.intake.messages.relays import Relay, find_relay
from safeconduct.core.intake.messages.segment import Segment
from safeconduct.core.intake.messages.wording import write_out
from safeconduct.core.intake.reading import (
    AUTHOR,
    Attribution,
    Certainty,
    Level,
    PlaceMention,
    Polarity,
    QuoteType,
    Speaker,
    TimeMention,
)

Mention = TypeVar("Mention", PlaceMention, TimeMention)

SENDER = "sender"  # the canonical name of a sender whom nothing names
LONGEST_TAIL = 6  # words of a part without an event of its own that still belongs to the part before it
ORDERS = frozenset(
    "add ask avoid bring call check come confirm do evacuate find follow get give go hold keep leave let make meet move please pls "
    "prepare proceed refill report return send sign stand stay stop switch take tell turn update use wait watch".split()
)


@dataclass(frozen=True, slots=True)
class Clause:
    """Hold a part of a message that states something."""

    content: Span
    sentence: Span
    event: Event
    asked: bool
    relay: Relay | None
    doubted: bool


def read_message(
    document: Document, layout: Layout, places: Sequence[PlaceMention], times: Sequence[TimeMention]
) -> tuple[Attribution, ...]:
    """Return the statements of a field message in order of its text.

    What the sender says is the author's; what is passed on is the source's that the message names first. A statement
    without a place takes the last one named before it, or the message's; without a time, that of its line.
    """
    found: list[Attribution] = []
    last_kind, last_place = "", None
    for segment in layout.segments:
        inherited = _in(places, segment.where)[:1] or ([last_place] if last_place else [])
        for clause in _cut_clauses(document.text, segment, last_kind):
            if isinstance(clause, str):
                last_kind = clause
                continue
            own = _in(places, clause.content) or _in(places, clause.sentence)[:1]
            here = own or inherited
            found.append(
                replace(
                    _tell(document, segment, clause, layout.style, f"a{len(found) + 1}"),
                    places=tuple(here),
                    times=tuple(_times_of(clause, segment, times)),
                )
            )
            if own:
                inherited = own[-1:]
        if named := _in(places, segment.span):
            last_place = named[-1]
    return tuple(found)


def _cut_clauses(text: str, segment: Segment, last_kind: str) -> Iterator[Clause | str]:
    """Go through the statements of a segment; a text is the kind of site that it spoke of last."""
    if segment.whole:
        event = read_event(write_out(f"{text[segment.span.start : segment.span.end]} {segment.topic}"), last_kind)
        if event:
            yield Clause(segment.span, segment.span, event, False, None, segment.doubted)
        return
    kind = last_kind
    held: list[Clause] = []
    for sentence, asked in cut_sentences(text, segment.span):
        words = write_out(text[sentence.start : sentence.end])
        clauses = list(_read_sentence(text, segment, sentence, kind, asked))
        if not clauses and held and is_doubted(text, sentence):
            held[-1] = replace(held[-1], doubted=True)
        held += clauses
        if named := find_kind(words):
            kind = named
    yield from held
    yield kind


def _read_sentence(text: str, segment: Segment, sentence: Span, kind: str, asked: bool) -> Iterator[Clause]:
    first = text[sentence.start : sentence.end].split()[0].lower().strip(",.:")
    if first in ORDERS and not asked:
        return
    relay = find_relay(text, sentence)
    body = relay.said if relay else sentence
    held: list[Clause] = []
    for part in cut_parts(text, body):
        words = write_out(text[part.start : part.end])
        own = None
        if held:
            own = find_relay(text, part)
        said = own.said if own else part
        event = read_event(write_out(text[said.start : said.end]), kind)
        kind = find_kind(words) or kind
        if event is None:
            if held and is_doubted(text, part):
                held[-1] = replace(held[-1], doubted=True)
            if (
                held
                and len(words.split()) <= LONGEST_TAIL
                and words.split()[0] not in ("i", "we", "they", "you", "please")
            ):
                held[-1] = replace(held[-1], content=Span(held[-1].content.start, part.end))
            continue
        if held and held[-1].event == event and own is None and event.name not in ("road_closed", "road_open"):
            held[-1] = replace(held[-1], content=Span(held[-1].content.start, part.end))
        else:
            held.append(Clause(said, sentence, event, asked, own or relay, segment.doubted))
    if not held and (event := read_event(write_out(text[body.start : body.end] + " " + segment.topic), kind)):
        held.append(Clause(body, sentence, event, asked, relay, segment.doubted))
    elif not held and relay and relay.vague:
        held.append(Clause(body, sentence, Event("rumour_other"), asked, relay, segment.doubted))
    yield from held


def _tell(document: Document, segment: Segment, clause: Clause, style: Style, name: str) -> Attribution:
    """Make the statement of a clause."""
    relay, text = clause.relay, document.text
    sender = _name(segment.sender) or _name(document.outlet) or SENDER
    doubts = list(find_doubts(text, clause.content))
    certainty = Certainty.POSSIBLE if clause.doubted or (relay and relay.vague) else Certainty.CERTAIN
    if certainty is Certainty.CERTAIN and doubts:
        certainty = doubts[0][1]
    polarity = Polarity.NEGATIVE if clause.event.denied != bool(relay and relay.denies) else Polarity.POSITIVE
    if clause.asked:
        polarity, certainty = Polarity.QUESTION, Certainty.UNKNOWN
    if relay:
        who = text[relay.who.start : relay.who.end]
        speaker = Speaker(_name(who), "hearsay" if relay.vague else "person", not relay.vague, relay.who)
    elif segment.relayed or (style in (Style.RADIO, Style.CHAT) and segment.sender):
        speaker = Speaker(sender, "person", named=True)
    else:
        speaker = Speaker(sender, "author", named=sender != SENDER)
    author = speaker.kind == "author"
    return Attribution(
        name,
        (clause.content,),
        speaker,
        QuoteType.INDIRECT if relay or segment.relayed else QuoteType.AUTHOR,
        relay.cue if relay else None,
        level=Level.AUTHOR if author else Level.SOURCE,
        kind="question" if clause.asked else "denial" if relay and relay.denies else "statement",
        outlet_chain=(_name(document.outlet) or SENDER,),
        certainty=certainty,
        polarity=polarity,
        hedge_cues=tuple(span for span, _ in doubts),
        event=clause.event.name,
        origin=AUTHOR if author and sender == SENDER else speaker.canonical,
    )


def _times_of(clause: Clause, segment: Segment, times: Sequence[TimeMention]) -> list[TimeMention]:
    """Return when it happens: as its words say, else as its sentence does, else when its line was written."""
    own = _in(times, clause.content)
    if own:
        return own
    if segment.when:
        return _in(times, segment.when)[:1]
    return _in(times, clause.sentence)[:1]


def _in(mentions: Sequence[Mention], span: Span | None) -> list[Mention]:
    return [each for each in mentions if span and span.overlaps(each.span)]


def _name(written: str) -> str:
    """Write a name as keys are written."""
    words = "".join(letter if letter.isalnum() else " " for letter in written.casefold()).split()
    return "_".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)
