"""Find who is given as the source of a clause: "X told us", "heard from X", "according to X", "they say"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from safeconduct.core.intake.document import Span
from safeconduct.core.intake.messages.events import read_event
from safeconduct.core.intake.messages.tables import words_of
from safeconduct.core.intake.messages.wording import write_out

_WHO = r"(?P<who>[^\W\d_][\w'’.\-/ ]{0,45}?)"
_TO = r"(?: (?:us|me|them|him|her|my \w+|our \w+|everyone|ppl|people|the \w+))?"
_SAY = (
    r"(?:says?|said|saying|sez|tells?|told|reports?|reported|reporting|claims?|claimed|claiming|confirms?|"
    r"confirmed|posted|posts|"
    r"posting|wrote|writes|texted|texts|announced|announces|warns?|warned|states|stated|insists?|insisted|"
    r"thinks?|radioed|"
    r"adds|added|mentioned|called in|tweeted|shared|believes?|swears?)"
)
_DENY = r"(?:denies|denied|deny|disputes|disputed)"
_OPEN = r"(?:,? ?(?:that|how|:|,))? "
_RUMOU = r"(?:the |a |there is a |theres a |there's a |some |unconfirmed )?rumou?rs?"

# Each pattern begins where a clause does; what is behind it is what is said.
BEFORE = (
    (re.compile(r"it(?: is|'s|s) (?:being )?(?P<who>rumou?red|said|alleged|reported)(?: that)? ", re.I), False),
    (re.compile(rf"(?P<who>{_RUMOU})(?: (?:says?|is|has it|going round|going around|spreading|circulating|that|"
        rf"on \w+))*{_OPEN}", re.I), False),
    (re.compile(rf"(?:i |we |just |also )*(?:heard|hear|got word|word|hearing|info|msg|message|report|"
        rf"reports)(?: it)? from {_WHO}(?:{_OPEN}|: ?)(?=(?:that |the |a |\w))", re.I), False),
    (re.compile(rf"(?:i |we |just |also )*(?:was|were|been|am|are) (?:told|informed|warned|"
        rf"advised) by {_WHO}{_OPEN}", re.I), False),
    (re.compile(rf"(?:according|acc\.?) to {_WHO}, ", re.I), False),
    (re.compile(rf"(?:as )?per {_WHO}[,:] ", re.I), False),
    (re.compile(rf"{_WHO} (?:has |have |just |also |now |is |are |still |has just )*{_DENY}{_OPEN}", re.I), True),
    (re.compile(rf"{_WHO} (?:has |have |just |also |now |is |are |still |again |has just |"
        rf"on the phone )*{_SAY}{_TO}{_OPEN}", re.I), False),
)  # fmt: skip
AFTER = (
    re.compile(rf",? (?:so )?(?:said|says|say(?! again)|acc\.? to|according to|as per|via|per|heard from|"
        rf"told by|reported by) {_WHO}[.!]?$", re.I),
    re.compile(rf", {_WHO} (?:says?|said|told me|told us|tells me|reports?|reported|claims?|confirmed)[.!]?$", re.I),
    re.compile(r"(?:,| -)? ?\(?(?P<who>rumou?r|hearsay|gossip)s?\)?[.!]?$", re.I),
)  # fmt: skip
CUT = words_of(
    "after anyone anything can did do does has have how if is it that there this was what when where which who why will"
)
SELF = frozenset(
    {
        "again",
        "pls",
        "please",
        "u",
        "you",
        "pls u",
        "can u",
        "can you",
        "i",
        "we",
        "i just",
        "we just",
        "i have",
        "we have",
        "just",
        "also",
        "not",
        "i also",
    }
)
VAGUE = re.compile(
    r"\b(rumou?red|said|alleged|reported|they|ppl|people|someone|somebody|sm1|sum1|rumou?rs?|everyone|hearsay|"
    r"gossip|some|locals?|word|posts?|many|group|"
    r"facebook|telegram|whatsapp|twitter|social media|channel|reports?|unknown|anonymous)\b",
    re.I,
)
_REFUSES = re.compile(r"^(i|we) |\b(not|cannot|cant|can't|couldn't|never|please|pls|again|nothing)\b", re.I)
_LEAD = re.compile(r"^(?:(?:the|a|an|my|our|his|her|one|some|and|but|also|now|so|fyi|update|ok|yes|no|per|just|"
    r"one of the|"
                   r"is|are|was)\s+)+(?=\w)", re.I)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relay:
    """Hold who is given as the source, and what of the clause is what they say."""

    who: Span
    said: Span
    cue: Span
    denies: bool = False
    vague: bool = False  # nobody in particular: a rumour


def find_relay(text: str, clause: Span) -> Relay | None:
    """Return the source that a clause gives; None where the sender speaks.

    >>> text = "Warden at dock 8 told me quay shut til 4"
    >>> relay = find_relay(text, Span(0, len(text)))
    >>> text[relay.who.start : relay.who.end], text[relay.said.start : relay.said.end]
    ('Warden at dock 8', 'quay shut til 4')
    """
    written = text[clause.start : clause.end]
    for pattern, denies in BEFORE:
        match = pattern.match(written)
        if match and (who := _clean(match)) and match.end() < len(written):
            said = Span(clause.start + match.end(), clause.end)
            return _relay(text, clause, match, who, said, denies=denies)
    for pattern in AFTER:
        match = pattern.search(written)
        if match and match.start() > 3 and (who := _clean(match)):
            return _relay(text, clause, match, who, Span(clause.start, clause.start + match.start()))
    return None


def _relay(text: str, clause: Span, match: re.Match[str], who: Span, said: Span, *, denies: bool = False) -> Relay:
    at = Span(clause.start + who.start, clause.start + who.end)
    vague = bool(VAGUE.search(text[at.start : at.end]))
    return Relay(at, said, Span(clause.start + match.start(), clause.start + match.end()), denies, vague)


def _clean(match: re.Match[str]) -> Span | None:
    """Return where the source stands in the clause, without articles; None where it is the sender, or nobody."""
    who = match["who"].strip()
    lead = _LEAD.match(who)
    start = match.start("who") + (lead.end() if lead and lead.end() < len(who) else 0)
    name = match.string[start : match.start("who") + len(who)]
    if _REFUSES.search(name):
        return None
    told = read_event(write_out(name))
    if told and told.name not in ("crowd", "movement_of_armed_actors"):
        return None  # "2 injured reported"
    if not name or name.lower() in SELF or name.split()[0].lower() in CUT or len(name.split()) > 7:
        return None
    return Span(start, start + len(name))
