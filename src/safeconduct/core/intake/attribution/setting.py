"""Find where and to whom something was said, and through which outlet it came."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from safeconduct.core.intake.attribution import cues
from safeconduct.core.intake.attribution.drafts import Draft
from safeconduct.core.intake.attribution.phrases import lemma_of, noun_phrase
from safeconduct.core.intake.attribution.press import Press
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.parse import Parse, Token


@dataclass(frozen=True, slots=True)
class Setting:
    """Hold the circumstances of a statement."""

    addressee: Span | None = None
    outlet: str = ""
    forum: Span | None = None

    def __bool__(self) -> bool:
        return self.addressee is not None or bool(self.outlet) or self.forum is not None


def find_setting(press: Press, draft: Draft, is_outer: bool) -> Setting:
    """Return the setting that a statement's own frame gives: its cue's addressee, outlet and forum."""
    parse = press.parse
    addressee: Span | None = None
    outlet = ""
    forum: Span | None = None
    if draft.addressee is not None:
        phrase = noun_phrase(parse, draft.addressee)
        addressee = parse.span(phrase)
        outlet = press.find(phrase) or _owner_outlet(press, parse.tokens[draft.addressee])
    if draft.head is None or not is_outer:
        return Setting(addressee, outlet)
    for preposition, noun in _circumstances(parse, draft):
        phrase = noun_phrase(parse, noun.index)
        named = press.find(phrase) or _owner_outlet(press, noun)
        if named and not outlet:
            outlet = named
            if addressee is None and preposition.lemma.lower() in {"to", "with"}:
                addressee = parse.span(phrase)
        if lemma_of(noun) in cues.MEETINGS and forum is None and not named:
            forum = parse.span(phrase)
        elif (
            preposition.lemma.lower() == "to"
            and addressee is None
            and lemma_of(parse.tokens[preposition.head]) in cues.EVENTS
        ):
            addressee = parse.span(phrase)
    return Setting(addressee, outlet, forum)


def _circumstances(parse: Parse, draft: Draft) -> Iterator[tuple[Token, Token]]:
    """Go through the prepositions of the cue's sentence, with their nouns, that stand in no content."""
    assert draft.head is not None
    sentence = parse.tokens[draft.head].sentence
    speaker = set(noun_phrase(parse, draft.speaker)) if draft.speaker is not None else set()
    first = bisect_left(parse.tokens, sentence, key=lambda token: token.sentence)
    last = bisect_right(parse.tokens, sentence, key=lambda token: token.sentence)
    for token in parse.tokens[first:last]:
        if token.dep != "pobj" or draft.covers(token.start) or token.index in speaker:
            continue
        preposition = parse.tokens[token.head]
        if preposition.lemma.lower() in {"to", "with", "in", "on", "during", "at", "by", "via", "through", "for"}:
            yield preposition, token


def _owner_outlet(press: Press, noun: Token) -> str:
    """Return the outlet whose programme a noun is: "CNN's morning show"."""
    for child in press.parse.children(noun.index):
        if child.dep in {"poss", "compound", "nmod"}:
            named = press.find(noun_phrase(press.parse, child.index))
            if named:
                return named
    return ""
