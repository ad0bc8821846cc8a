"""Propose what a statement asserts about its place: danger, no danger seen, or nothing of the kind.

The rule, which docs/review.md states for operators: a statement affirms danger when it is a warning or threat, speaks
of danger, or says that a place is not safe. It is a `clear` when danger is denied by somebody who looked, that is, when
its own words or its cue tell of looking. A denial by whoever only says so is neither: not to know of danger clears
nothing. What a statement passes on from somebody else is that other statement's, so that it counts once, for whoever
said it. A person sees the proposal and may set another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from safeconduct.core.intake.document import Span
from safeconduct.core.intake.reading import Attribution, Polarity, Reading
from safeconduct.core.intake.report import Claim
from safeconduct.core.intake.review.danger_words import CALM, DANGER, LOOKED, NONE, NONE_REACHES, is_one_of

WARNINGS = frozenset({"threat", "warning"})  # kinds of statement that affirm danger whatever their words
ATTACKS = frozenset({"ASSAULT", "THREATEN"})  # PLOVER's event types
_WORD = re.compile(r"n't|[^\W_]+(?:-[^\W_]+)*?(?=n't|\b)")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Hold what a statement asserts, and why that is thought; None = nothing about danger."""

    claim: Claim | None
    why: str


def propose_claim(reading: Reading, said: Attribution) -> Proposal:
    """Return the claim by the rule above, in words that a person can check against the text."""
    if said.polarity is Polarity.QUESTION:
        return Proposal(None, "it is only asked")
    within = [other for other in reading.attributions if other.parent == said.attribution_id]
    words = _find_words(reading, said, [span for other in within for span in other.content])
    denied = said.polarity is Polarity.NEGATIVE
    danger = [at for at, word in enumerate(words) if is_one_of(word, DANGER)]
    calm = [] if danger else [at for at, word in enumerate(words) if is_one_of(word, CALM)]
    affirms = [not denied and not _has_none_before(words, at) for at in danger]
    affirms += [denied or _has_none_before(words, at) for at in calm]
    affirms += [not denied] if not within and (said.kind in WARNINGS or _tells_of_attack(reading, said)) else []
    if not affirms and within:
        return Proposal(
            None, f"it passes on {', '.join(other.attribution_id for other in within)}, which counts itself"
        )
    if not affirms:
        return Proposal(None, "it says nothing of danger")
    if any(affirms):
        return Proposal(Claim.THREAT, _name("it speaks of", [words[at] for at in danger or calm]) or "it warns")
    looked = [word for word in (*words, *_find_cue(reading, said)) if is_one_of(word, LOOKED)]
    if looked:
        return Proposal(Claim.CLEAR, _name("danger is denied, and somebody looked:", looked))
    return Proposal(None, "danger is denied, but nothing says that somebody looked")


def _find_words(reading: Reading, said: Attribution, passed_on: list[Span]) -> list[str]:
    """Return the words of the content, those left out that somebody else says within it."""
    text = reading.document.text
    found = []
    for span in said.content:
        for word in _WORD.finditer(text, span.start, span.end):
            at = Span(word.start(), word.end())
            if not any(other.holds(at) for other in passed_on):
                found.append(word[0])
    return found


def _find_cue(reading: Reading, said: Attribution) -> list[str]:
    return [] if said.cue is None else _WORD.findall(reading.document.text[said.cue.start : said.cue.end])


def _tells_of_attack(reading: Reading, said: Attribution) -> bool:
    return any(
        said.attribution_id in relation.attributions
        and relation.plover in ATTACKS
        and relation.polarity is Polarity.POSITIVE
        for relation in reading.relations
    )


def _has_none_before(words: list[str], at: int) -> bool:
    return any(word.casefold() in NONE for word in words[max(0, at - NONE_REACHES) : at])


def _name(what: str, words: list[str]) -> str:
    return f"{what} {', '.join(dict.fromkeys(word.casefold() for word in words))}" if words else ""
