"""Read the statements of a field message: what its sender says, and what the sender passes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from safeconduct.core.intake.document import Document, Span
from safeconduct.core.intake.messages.clauses import cut_parts, cut_sentences
from safeconduct.core.intake.messages.doubts import find_doubts, is_doubted, skip_lead
from safeconduct.core.intake.messages.events import Event, find_kind, read_event, read_main_event
from safeconduct.core.intake.messages.layout import Layout, Style
from safeconduct.core.intake.messages.relays import Relay, find_relay
from safeconduct.core.intake.messages.segment import Segment
from safeconduct.core.intake.messages.tables import words_of
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
from safeconduct.core.intake.span_index import SpanIndex

Mention = TypeVar("Mention", PlaceMention, TimeMention)

SENDER = "sender"  # the canonical name of a sender whom nothing names
LONGEST_TAIL = 6  # words of a part without an event of its own that still belongs to the part before it
ORDERS = words_of(
    "add ask avoid be dont don't ignore need needs request requesting stop bring call check come confirm do "
    "evacuate find follow get give go hold keep leave let make meet move please pls "
    "prepare proceed refill report return send sign stand stay stop switch take tell turn update use wait watch"
)

GOING_ON = words_of(
    "are has have is was were began beat broke came drove fled left let made ran sent set shot started stole "
    "threw took went"
)
ASKING = words_of("any1 anybody anyone are did does has is whats")
READ_BACK = ("roger", "copy", "copied", "wilco")
REPORTED = words_of("caller he informant she they witness")  # whoever a form was filled in for
_PERSONS = (["i"], ["please"], ["they"], ["we"], ["you"])


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
    return _read_segments(
        document, layout, SpanIndex(places, lambda place: place.span), SpanIndex(times, lambda time: time.span)
    )


def _read_segments(
    document: Document, layout: Layout, places: SpanIndex[PlaceMention], times: SpanIndex[TimeMention]
) -> tuple[Attribution, ...]:
    found: list[Attribution] = []
    last_kind, last_place, last_sender = "", None, ""
    is_form = layout.style is Style.FORM
    for segment in layout.segments:
        inherited = _in(places, segment.where)[:1] or ([last_place] if last_place and not is_form else [])
        at = segment.span.start
        for clause in _cut_clauses(document.text, segment, last_kind, places):
            if isinstance(clause, str):
                last_kind = clause
                continue
            if passed := _in(places, Span(at, max(at, clause.content.start))):
                inherited = passed[-1:]
            own = _in(places, clause.content)
            here = inherited if own and inherited and _means(own[0], inherited[0]) else own or inherited
            at = clause.content.end
            found.append(
                replace(
                    _tell(document, segment, clause, layout.style, f"a{len(found) + 1}"),
                    places=tuple(here),
                    times=tuple(_times_of(clause, segment, times)),
                )
            )
            inherited = here[:1]
        if (
            found
            and at == segment.span.start
            and segment.sender == last_sender
            and is_doubted(document.text, segment.span)
        ):
            found[-1] = replace(found[-1], certainty=Certainty.POSSIBLE)  # "maybe just a rumour", in a line of its own
        last_sender = segment.sender
        if named := _in(places, segment.span):
            last_place = named[-1]
    return tuple(found)


def _means(place: PlaceMention, named: PlaceMention) -> bool:
    """Tell whether "the bridge" stands for the bridge that was named."""
    bare, whole = place.place.lower(), named.place.lower().split()
    return len(whole) > 1 and bare in (whole[0], whole[-1])


def _cut_clauses(
    text: str, segment: Segment, last_kind: str, places: SpanIndex[PlaceMention]
) -> Iterator[Clause | str]:
    """Go through the statements of a segment; a text is the kind of site that it spoke of last."""
    if segment.whole:
        kind = find_kind(write_out(text[segment.where.start : segment.where.end])) if segment.where else last_kind
        event = read_event(write_out(segment.topic or text[segment.span.start : segment.span.end]), kind)
        if event:
            yield Clause(segment.span, segment.span, event, False, None, segment.doubted)
        return
    kind = last_kind
    held: list[Clause] = []
    said_back = text[segment.span.start : segment.span.end].lower().startswith(READ_BACK)
    for number, (sentence, asked) in enumerate(cut_sentences(text, segment.span)):
        if said_back and number == 0 and not asked:  # a read-back says nothing new
            continue
        words = write_out(text[sentence.start : sentence.end])
        clauses = list(_read_sentence(text, segment, sentence, kind, asked, places))
        if not clauses and held and is_doubted(text, sentence):
            held[-1] = replace(held[-1], doubted=True)
        held += clauses
        if named := find_kind(words):
            kind = named
    yield from held
    yield kind


def _read_sentence(
    text: str, segment: Segment, sentence: Span, kind: str, asked: bool, places: SpanIndex[PlaceMention]
) -> Iterator[Clause]:
    """Go through the statements of a sentence: parts of different events are different statements."""
    first = text[sentence.start : sentence.end].split()[0].lower().strip(",.:")
    if first in ORDERS and not asked and not skip_lead(text, sentence)[1]:
        return
    claim, lead_says = skip_lead(text, sentence)
    asked = asked or lead_says == "asked" or (first in ASKING and not segment.whole)
    relay = _find_first(text, claim)
    body, lead_inside = skip_lead(text, relay.said if relay else claim)
    leads = {lead_says, lead_inside}
    held: list[Clause] = []
    lead: Span | None = None  # a part that only says where: "im at gate 7, its calm"
    for part in cut_parts(text, body):
        if held and text[part.start : part.end].split()[0].lower() in ORDERS:
            continue
        own = _find_first(text, part) if held else None
        said = own.said if own else part
        words = write_out(text[said.start : said.end])
        event = read_main_event(words, kind)
        kind = find_kind(words) or kind
        here = bool(_in(places, said))
        if event is None:
            if held and is_doubted(text, part):
                held[-1] = replace(held[-1], doubted=True)
            if held and len(words.split()) <= LONGEST_TAIL and words.split()[:1] not in _PERSONS:
                held[-1] = replace(held[-1], content=Span(held[-1].content.start, part.end))
            elif not held and len(words.split()) <= LONGEST_TAIL:
                lead = part
            continue
        if held and own is None and (_goes_on(words) or (held[-1].event == event and not here)):
            whole = Span(held[-1].content.start, part.end)
            event = read_event(write_out(text[whole.start : whole.end]), kind) or event
            held[-1] = replace(held[-1], content=whole, event=event)
            continue
        if (
            lead
            and not held
            and ((not here and _in(places, lead)) or _goes_on(words) or words.split()[0].endswith("ing"))
        ):
            said = Span(lead.start, said.end)
        held.append(Clause(said, sentence, event, asked, own or relay, segment.doubted))
    if not held and (event := read_event(write_out(text[body.start : body.end] + " " + segment.topic), kind)):
        held.append(Clause(body, sentence, event, asked, relay, segment.doubted))
    elif not held and relay and relay.vague and relay.cue.start == sentence.start:
        held.append(Clause(body, sentence, Event("rumour_other"), asked, relay, segment.doubted))
    for clause in held:
        denied = clause.event.denied != ("denied" in leads and clause is held[0])
        event = replace(clause.event, denied=denied)
        yield replace(clause, event=event, doubted=clause.doubted or "doubted" in leads)


def _find_first(text: str, span: Span) -> Relay | None:
    """Return the first speaker of what is passed on from one to the next."""
    relay = find_relay(text, span)
    while relay and (inner := find_relay(text, relay.said)):
        relay = replace(inner, denies=relay.denies != inner.denies, vague=relay.vague or inner.vague)
    return relay


def _goes_on(words: str) -> bool:
    """Tell whether a part has no subject of its own: "and took his brother"."""
    first = words.split()[0]
    return first in GOING_ON or (first.endswith("ed") and len(words.split()) > 1)


def _tell(document: Document, segment: Segment, clause: Clause, style: Style, name: str) -> Attribution:
    """Make the statement of a clause."""
    relay, text = clause.relay, document.text
    if relay and segment.relayed and text[relay.who.start : relay.who.end].lower() in REPORTED:
        relay = None
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
        named = (
            "rumour" if who.lower().startswith("rumo") or who.lower() in ("said", "alleged", "reported") else _name(who)
        )
        speaker = Speaker(named, "hearsay" if relay.vague else "person", not relay.vague, relay.who)
    elif segment.relayed or (style in (Style.RADIO, Style.CHAT) and segment.sender):
        speaker = Speaker(sender, "person", named=True)  # of many
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


def _times_of(clause: Clause, segment: Segment, times: SpanIndex[TimeMention]) -> list[TimeMention]:
    """Return when it happens: as its words say, else as its sentence does, else when its line was written."""
    own = [time for time in _in(times, clause.content) if not time.value.endswith("_REF")]
    if own:
        return own
    if segment.when:
        return _in(times, segment.when)[:1]
    return [time for time in _in(times, clause.sentence) if not time.value.endswith("_REF")][:1]


def _in(mentions: SpanIndex[Mention], span: Span | None) -> list[Mention]:
    return mentions.overlapping(span) if span else []


def _name(written: str) -> str:
    """Write a name as keys are written."""
    words = "".join(letter if letter.isalnum() else " " for letter in written.casefold()).split()
    return "_".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)
