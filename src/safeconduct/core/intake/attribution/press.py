"""Know which outlets a text names, and which of them its short forms and "the newspaper" mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from safeconduct.core.intake.attribution.outlets import ENDINGS, GENERIC, find_outlet, slug
from safeconduct.core.intake.attribution.phrases import noun_phrase
from safeconduct.core.intake.parse import Parse, Token


@dataclass(frozen=True, slots=True, eq=False)
class Press:
    """Hold the outlets of a text, in order: where each is named, and its canonical name."""

    parse: Parse
    mentions: tuple[tuple[int, str], ...]
    short: dict[str, str]  # "herald" -> "valley_herald", where the text names one such outlet

    def find(self, phrase: Iterable[int]) -> str:
        """Return the outlet that a noun phrase names; "" for none.

        "The newspaper" is the one named last before it; "this newspaper" is whoever wrote the text, and counts as none.
        """
        tokens = [self.parse.tokens[index] for index in phrase]
        names = [token for token in tokens if token.pos == "PROPN" and token.entity != "DATE"]
        if names:
            run = self.parse.text[names[0].start : names[-1].end]
            return find_outlet(run) or find_outlet(f"The {run}") * (tokens[0].text == "The") or self._find_short(tokens)
        return self._find_generic(tokens)

    def _find_short(self, tokens: list[Token]) -> str:
        names = [token for token in tokens if token.pos == "PROPN"]
        return self.short.get(names[0].text.lower(), "") if len(names) == 1 and tokens[-1] is names[0] else ""

    def _find_generic(self, tokens: list[Token]) -> str:
        nouns = [token for token in tokens if token.lemma.lower() in GENERIC]
        if not nouns or tokens[0].lemma.lower() in {"this", "our"}:
            return ""
        if len(tokens) == 2 and tokens[0].lemma.lower() == "the":
            before = [key for index, key in self.mentions if index < tokens[0].index]
            return before[-1] if before else ""
        return ""


def find_press(parse: Parse) -> Press:
    """Return the outlets that a text names."""
    mentions = []
    for token in parse.tokens:
        if token.pos != "PROPN" or (token.dep == "compound" and parse.tokens[token.head].pos == "PROPN"):
            continue
        phrase = noun_phrase(parse, token.index)
        names = [each for each in phrase if parse.tokens[each].pos == "PROPN" and parse.tokens[each].entity != "DATE"]
        key = find_outlet(parse.text[parse.tokens[names[0]].start : token.end]) if names else ""
        if key:
            mentions.append((token.index, key))
    short: dict[str, str] = {}
    for _, key in mentions:
        last = key.rsplit("_", 1)[-1]
        if last in ENDINGS and short.setdefault(last, key) != key:
            short[last] = ""
    return Press(parse, tuple(mentions), short)


def generic_outlet(parse: Parse, phrase: tuple[int, ...], head: Token) -> str:
    """Return a name for an outlet that is only described ("the state broadcaster"); "" where the noun is another."""
    if head.lemma.lower() not in {"broadcaster", "newspaper", "newswire", "tabloid"} or len(phrase) < 2:
        return ""
    tokens = [parse.tokens[index] for index in phrase]
    if tokens[0].lemma.lower() in {"this", "our"}:
        return ""
    return slug(" ".join(token.text for token in tokens if token.tag != "POS"))
