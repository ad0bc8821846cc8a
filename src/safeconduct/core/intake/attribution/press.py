"""Know which outlets a text names, and which of them its short forms and "the newspaper" mean."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from safeconduct.core.intake.attribution.outlets import GENERIC, find_outlet, slug
from safeconduct.core.intake.attribution.phrases import noun_phrase
from safeconduct.core.intake.parse import Parse, Token

DATELINE = 12  # tokens in which a text's dateline stands
_OF_PRESS = frozenset({"daily", "news", "wire"})  # "the news agency" is the one named last, as "the agency" is


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
            at = self._count_before(names[-1].index)
            placed = next((key for index, key in self.mentions[at : at + 1] if index == names[-1].index), "")
            run = self.parse.text[names[0].start : names[-1].end]
            return (
                placed
                or find_outlet(run)
                or find_outlet(f"The {run}") * (tokens[0].text == "The")
                or self._find_short(tokens)
            )
        return self._find_generic(tokens)

    def _find_short(self, tokens: list[Token]) -> str:
        names = [token for token in tokens if token.pos == "PROPN"]
        return self.short.get(names[0].text.lower(), "") if len(names) == 1 and tokens[-1] is names[0] else ""

    def _find_generic(self, tokens: list[Token]) -> str:
        nouns = [token for token in tokens if token.lemma.lower() in GENERIC]
        if not nouns or tokens[0].lemma.lower() in {"this", "our"}:
            return ""
        between = {token.lemma.lower() for token in tokens[1:-1]}
        if len(tokens) > 1 and tokens[0].lemma.lower() == "the" and between <= _OF_PRESS:
            before = self._count_before(tokens[0].index)
            return self.mentions[before - 1][1] if before else ""
        return ""

    def _count_before(self, index: int) -> int:
        return bisect_left(self.mentions, index, key=lambda mention: mention[0])


def find_press(parse: Parse) -> Press:
    """Return the outlets that a text names, by their names or by their place in it."""
    mentions = []
    for token in parse.tokens:
        if token.pos != "PROPN" or (token.dep == "compound" and parse.tokens[token.head].pos == "PROPN"):
            continue
        phrase = noun_phrase(parse, token.index)
        names = [each for each in phrase if parse.tokens[each].pos == "PROPN" and parse.tokens[each].entity != "DATE"]
        if not names:
            continue
        run = parse.text[parse.tokens[names[0]].start : token.end]
        key = find_outlet(run) or (slug(run) if _is_placed_as_outlet(parse, token, phrase) else "")
        if key:
            mentions.append((token.index, key))
    mentions = sorted({*mentions, *_find_datelined(parse)})
    short: dict[str, str] = {}
    for _, key in mentions:
        last = key.rsplit("_", 1)[-1]
        if last != key and short.setdefault(last, key) != key:
            short[last] = ""
    full = tuple((index, short.get(key) or key) for index, key in mentions)
    return Press(parse, full, short)


def _find_datelined(parse: Parse) -> list[tuple[int, str]]:
    """Return the agency that a dateline names, "SELM (AGP) - Two men ...", wherever the text names it."""
    words = [token.text for token in parse.tokens[:DATELINE]]
    for at in range(1, len(words) - 3):
        if words[at] == "(" and words[at + 2] == ")" and words[at + 3] in {"-", "–", "—", "--"}:
            name = words[at + 1]
            return [(token.index, slug(name)) for token in parse.tokens if token.text == name and name[:1].isupper()]
    return []


def _is_placed_as_outlet(parse: Parse, token: Token, phrase: tuple[int, ...]) -> bool:
    """Tell whether a name stands where outlets do: '"...," reports X', "More from X:", "the news agency X"."""
    first_name = next((at for at in phrase if parse.tokens[at].pos == "PROPN"), token.index)
    beside = [parse.tokens[max(0, first_name - 1)]]  # "the news agency X"
    if token.dep in {"compound", "nmod"}:
        beside.append(parse.tokens[token.head])  # "the X news agency"
    if any(each.lemma.lower() in GENERIC and each.text.islower() for each in beside):
        return True
    if token.entity in {"PERSON", "GPE", "NORP", "DATE"}:
        return False
    head = parse.tokens[token.head]
    first = min(phrase[0], head.index)
    if head.lemma == "report" and token.dep == "nsubj" and first and parse.tokens[first - 1].text in {"”", '"', "''"}:
        return True
    place = token.index + 1
    ends = place < len(parse.tokens) and parse.tokens[place].text == ":"
    opening = [each.text.lower() for each in parse.tokens[max(0, phrase[0] - 3) : phrase[0]]]
    starts_line = (
        phrase[0] <= 3 or parse.text.rfind("\n", 0, token.start) >= parse.tokens[max(0, phrase[0] - 3)].end - 1
    )
    return ends and opening[-1:] == ["from"] and ("more" in opening or starts_line)


def generic_outlet(parse: Parse, phrase: tuple[int, ...], head: Token) -> str:
    """Return a name for an outlet that is only described ("the state broadcaster"); "" where the noun is another."""
    if head.lemma.lower() not in {"broadcaster", "newspaper", "newswire", "tabloid"} or len(phrase) < 2:
        return ""
    tokens = [parse.tokens[index] for index in phrase]
    if tokens[0].lemma.lower() in {"this", "our"}:
        return ""
    return slug(" ".join(token.text for token in tokens if token.tag != "POS"))
