"""Hold what a parser says of a text: its tokens, their grammar, its sentences and names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from safeconduct.core.intake.document import Span


@dataclass(frozen=True, slots=True)
class Token:
    """Hold one word or mark; the grammar's labels are those of Universal Dependencies' English part-of-speech set,
    the Penn tags, and ClearNLP's dependency labels (nsubj, ccomp, prep, pobj ...).
    """

    index: int
    start: int  # code point of the text
    end: int
    text: str
    lemma: str
    pos: str  # VERB, NOUN, PROPN ...
    tag: str  # VBD, NN ...
    dep: str  # nsubj, ccomp, ROOT ...
    head: int  # index of the token it hangs on; its own for a root
    sentence: int  # number of its sentence
    entity: str  # OntoNotes type (PERSON, ORG, GPE, DATE ...); "" = in no name


@dataclass(frozen=True, slots=True)
class Name:
    """Cover a named entity: the tokens [first, last)."""

    first: int
    last: int
    kind: str  # OntoNotes type


@dataclass(frozen=True, slots=True, eq=False)
class Parse:
    """Hold a parsed text; tokens in order of the text, spaces left out."""

    text: str
    tokens: tuple[Token, ...]
    names: tuple[Name, ...] = ()
    in_one_case: bool = field(init=False)  # all in capitals, or all in small letters
    _children: tuple[tuple[int, ...], ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        children: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                children[token.head].append(token.index)
        object.__setattr__(self, "in_one_case", self.text.islower() or self.text.isupper())
        object.__setattr__(self, "_children", tuple(map(tuple, children)))

    def children(self, index: int) -> tuple[Token, ...]:
        """Return what hangs on a token, in order of the text."""
        return tuple(self.tokens[child] for child in self._children[index])

    def subtree(self, index: int) -> tuple[int, ...]:
        """Return a token and all that hangs below it, in order of the text."""
        found, open_ones = [], [index]
        while open_ones:
            at = open_ones.pop()
            found.append(at)
            open_ones.extend(self._children[at])
        return tuple(sorted(found))

    def span(self, indices: Sequence[int]) -> Span:
        """Return the span from the first to the last of some tokens, in order of the text; there must be one."""
        return Span(self.tokens[indices[0]].start, self.tokens[indices[-1]].end)

    def within(self, span: Span) -> Iterator[Token]:
        """Go through the tokens that lie in a span."""
        for number in range(bisect_left(self.tokens, span.start, key=lambda token: token.start), len(self.tokens)):
            token = self.tokens[number]
            if token.start >= span.end:
                return
            if token.end <= span.end:
                yield token

    def sentences_of(self, span: Span | None) -> Span | None:
        """Return the sentences that a span reaches into; None where there is no span, or no token in it."""
        inside = list(self.within(span)) if span else []
        if not inside:
            return None
        first = bisect_left(self.tokens, inside[0].sentence, key=lambda token: token.sentence)
        last = bisect_right(self.tokens, inside[-1].sentence, key=lambda token: token.sentence)
        return Span(self.tokens[first].start, self.tokens[last - 1].end)


class Parser(Protocol):
    """Parse English text."""

    def parse(self, text: str) -> Parse:
        """Return the parse; the same text gives the same parse."""
        ...
