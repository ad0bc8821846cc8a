"""Judge sentences of our own, and an article if it is at hand."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from factuality_sentences import HELD_OUT, TUNED
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.adapters.spacy_parser import SpacyParser
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.factuality import Judgement, judge_claim, judge_event
from safeconduct.core.intake.parse import Parse, Token
from safeconduct.core.intake.reading import Certainty, Polarity

pytestmark = pytest.mark.core

parse = cache(SpacyParser().parse)  # many tests share a sentence
GRADES = {Certainty.CERTAIN: "ct", Certainty.PROBABLE: "pr", Certainty.POSSIBLE: "ps", Certainty.UNKNOWN: "u"}
SIGNS = {Polarity.POSITIVE: "+", Polarity.NEGATIVE: "-", Polarity.QUESTION: "?"}
RIGHT_AT_FIRST = 50  # of the sentences written beforehand, before any rule was tuned


def judge_marked(marked: str) -> tuple[str, Judgement]:
    """Return a marked sentence's text and its judgement."""
    text, content, opened, event = "", [], {}, None
    cue: Span | None = None
    for sign in marked:
        if sign in "[{":
            opened[sign] = len(text)
        elif sign == "]":
            content.append(Span(opened["["], len(text)))
        elif sign == "}":
            cue = Span(opened["{"], len(text))
        elif sign == "*":
            event = len(text) if event is None else event
        else:
            text += sign
    parsed = parse(text)
    if event is not None:
        return text, judge_event(parsed, next(token.index for token in parsed.tokens if token.start == event))
    return text, judge_claim(parsed, tuple(content), cue)


def spell(judgement: Judgement) -> str:
    """Return a judgement as the tables write it."""
    return GRADES[judgement.certainty] + SIGNS[judgement.polarity]


@pytest.mark.parametrize(("marked", "expected"), TUNED)
def test_a_sentence_is_judged_as_a_reader_would(marked: str, expected: str) -> None:
    """Each sentence of the table is judged as written there."""
    assert spell(judge_marked(marked)[1]) == expected


def test_sentences_written_beforehand_are_judged_no_worse_than_at_first() -> None:
    """The sentences written before the rules were tuned are judged at least as well as when they were first tried."""
    right = sum(spell(judge_marked(marked)[1]) == expected for marked, expected in HELD_OUT)
    assert right >= RIGHT_AT_FIRST


@pytest.mark.parametrize(("marked", "_expected"), HELD_OUT + TUNED)
def test_cues_lie_in_the_text_and_no_denial_is_without_one(marked: str, _expected: str) -> None:
    """Every cue is a piece of the text that starts and ends with a word, and what is denied names its denial."""
    text, judgement = judge_marked(marked)
    for cue in (*judgement.hedge_cues, *judgement.negation_cues):
        assert 0 <= cue.start < cue.end <= len(text)
        assert text[cue.start : cue.end] == text[cue.start : cue.end].strip()
    if judgement.polarity is Polarity.NEGATIVE:
        assert judgement.negation_cues
    if judgement.certainty in (Certainty.PROBABLE, Certainty.POSSIBLE):
        assert judgement.hedge_cues or judgement.negation_cues


SUBJECTS = st.sampled_from(["The guards", "They", "Two drivers", "The old mayor", "Soldiers from Tarn"])
VERBS = st.sampled_from(["open", "leave", "block", "guard", "reach", "search"])
OBJECTS = st.sampled_from(["the gate", "the market", "the northern road", "the camp", "the harbour"])
MODALS = st.sampled_from(["did", "will", "may", "might", "could", "should"])


@settings(max_examples=25, deadline=None)
@given(SUBJECTS, MODALS, VERBS, OBJECTS)
def test_not_denies_and_changes_no_more(subject: str, modal: str, verb: str, thing: str) -> None:
    """A clause that is put with "not" is denied, the same clause without it is affirmed."""
    affirmed = f"{subject} {modal} {verb} {thing}."
    negated = f"{subject} {modal} not {verb} {thing}."
    assert judge_whole(affirmed).polarity is Polarity.POSITIVE
    assert judge_whole(negated).polarity is Polarity.NEGATIVE


@settings(max_examples=25, deadline=None)
@given(SUBJECTS, VERBS, OBJECTS, st.sampled_from(["perhaps", "probably", "reportedly", "possibly"]))
def test_a_hedge_never_makes_a_claim_surer(subject: str, verb: str, thing: str, adverb: str) -> None:
    """A hedge weakens a plain claim, is named as its cue, and leaves its polarity alone."""
    plain = judge_whole(f"{subject} will {verb} {thing}.")
    hedged = judge_whole(f"{subject} will {adverb} {verb} {thing}.")
    assert plain.certainty is Certainty.CERTAIN
    assert hedged.certainty in (Certainty.PROBABLE, Certainty.POSSIBLE)
    assert hedged.polarity is plain.polarity
    assert hedged.hedge_cues


def judge_whole(text: str) -> Judgement:
    """Return the judgement of a whole text as a claim without a cue."""
    return judge_claim(parse(text), (Span(0, len(text)),), None)


def test_an_empty_content_is_a_plain_claim() -> None:
    """Content that covers no word is judged as certain and affirmed: nothing weakens or denies it."""
    assert judge_claim(parse("Go."), (), None) == Judgement()
    assert judge_claim(Parse("", ()), (Span(0, 0),), Span(0, 0)) == Judgement()


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80), st.integers(0, 80))
def test_no_text_makes_it_fail(text: str, start: int, end: int, cue: int) -> None:
    """Any text, content and cue give a judgement whose cues lie in the text."""
    parsed = parse(text)
    judged = [
        judge_claim(parsed, (Span(start, end),), Span(cue, cue + 9)),
        judge_claim(parsed, (Span(0, len(text)),), None),
    ]
    judged += [judge_event(parsed, token.index) for token in parsed.tokens]
    for judgement in judged:
        assert all(0 <= cue.start < cue.end <= len(text) for cue in judgement.hedge_cues + judgement.negation_cues)


@pytest.mark.parametrize("label", ["conj", "pobj", "xcomp"])
def test_endless_sentences_are_judged_soon(label: str) -> None:
    """A chain of a thousand words neither exhausts the stack nor doubles the work at each step."""
    tokens = tuple(
        Token(i, 5 * i, 5 * i + 4, "talk", "talk", "VERB", "VB", label, max(0, i - 1), 0, "") for i in range(1000)
    )
    chain = Parse("talk " * 1000, tokens)
    assert judge_event(chain, 999).polarity is Polarity.POSITIVE
    assert judge_claim(chain, (Span(0, 5000),), None).polarity is Polarity.POSITIVE


@pytest.mark.shared
def test_an_article_is_judged_as_its_gold_reading(shared: Path) -> None:
    """All statements of an article that a person has read are judged as that person did."""
    folder = shared / "data" / "intake"
    parsed = parse((folder / "article.txt").read_text(encoding="utf-8"))
    gold = json.loads((folder / "article_gold.json").read_text(encoding="utf-8"))["attributions"]
    wrong = []
    for one in gold:
        content = tuple(Span(part["start"], part["end"]) for part in one["content"])
        judged = judge_claim(parsed, content, one["cue"] and Span(one["cue"]["start"], one["cue"]["end"]))
        if (judged.certainty, judged.polarity) != (one["certainty"], one["polarity"]):
            wrong.append(one["id"])
    assert not wrong
