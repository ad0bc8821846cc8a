"""Promise that the speaker whom "According to X, ..." has swallowed speaks again."""

from __future__ import annotations

from safeconduct.adapters.spacy_parser import SpacyParser
from safeconduct.core.intake.parse import Token
from safeconduct.core.intake.parse_repairs import give_subjects

WORDS = ["According", "to", "Herald", ",", "an", "officer", "said", "so", "."]
HEADS = (6, 0, 1, 2, 5, 2, 6, 6, 6)
DEPS = ("prep", "prep", "pobj", "punct", "det", "appos", "ROOT", "advmod", "punct")


def make_tokens(deps: tuple[str, ...] = DEPS) -> tuple[Token, ...]:
    """Parse the sentence as parsers do: the officer is another name of the Herald."""
    return tuple(
        Token(
            at,
            9 * at,
            9 * at + len(word),
            word,
            word.lower(),
            "VERB" if word == "said" else "NOUN",
            "",
            dep,
            head,
            0,
            "",
        )
        for at, (word, dep, head) in enumerate(zip(WORDS, deps, HEADS, strict=True))
    )


def test_the_officer_is_who_said_so() -> None:
    """The apposition becomes the subject of the verb without one; nothing else changes."""
    mended = give_subjects(make_tokens())
    assert (mended[5].dep, mended[5].head) == ("nsubj", 6)
    assert [token for at, token in enumerate(mended) if at != 5] == [t for at, t in enumerate(make_tokens()) if at != 5]


def test_a_verb_that_has_a_subject_keeps_it() -> None:
    """Then the apposition is one."""
    tokens = make_tokens((*DEPS[:7], "nsubj", DEPS[8]))
    assert give_subjects(tokens) == tokens


def test_parsed_text_comes_mended(parser: SpacyParser) -> None:
    """The parser's own answer has the speaker."""
    parse = parser.parse("According to Reuters, a senior diplomat who asked not to be named said the gates were shut.")
    assert [
        token.text for token in parse.tokens if token.dep == "nsubj" and parse.tokens[token.head].text == "said"
    ] == ["diplomat"]
