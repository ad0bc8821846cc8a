"""Find the cues of a parse with the content and the speaker that their grammar gives them."""

from __future__ import annotations

from safeconduct.core.intake.attribution import cues
from safeconduct.core.intake.attribution.complements import find_contents
from safeconduct.core.intake.attribution.cue_sense import find_addressee, judge_cue
from safeconduct.core.intake.attribution.cues import Form, Lexicon
from safeconduct.core.intake.attribution.frame import Frame
from safeconduct.core.intake.attribution.phrases import (
    children_of,
    content_spans,
    find_subject,
    is_infinitive,
    lemma_of,
    phrasal_lemma,
    verb_group,
)
from safeconduct.core.intake.attribution.set_frames import read_set_frame
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.parse import Parse, Token
from safeconduct.core.intake.reading import Polarity


def find_frames(parse: Parse, lexicon: Lexicon) -> tuple[Frame, ...]:
    """Return the frames in the text, at most one for each cue, in order of the text."""
    found = []
    for token in parse.tokens:
        frame = _read_token(parse, token, lexicon)
        if frame is not None and frame.content:
            found.append(frame)
    return tuple(found)


def _read_token(parse: Parse, token: Token, lexicon: Lexicon) -> Frame | None:
    if token.tag.startswith("VB"):
        return read_set_frame(parse, token, lexicon) or _read_verb(parse, token, lexicon)
    if token.tag.startswith("JJ") or token.pos == "ADJ":
        return _read_adjective(parse, token, lexicon)
    if token.tag in {"NN", "NNS"}:
        return _read_noun(parse, token, lexicon)
    return None


def _read_verb(parse: Parse, verb: Token, lexicon: Lexicon) -> Frame | None:
    lemma = phrasal_lemma(parse, verb)
    speaker = find_subject(parse, verb.index)
    for form, content in find_contents(parse, verb, lemma, lexicon):
        if speaker is None and form is not Form.CLAUSE:
            continue
        kind, polarity, negation = judge_cue(parse, verb, lemma, form, content)
        return Frame(
            verb.index,
            verb_group(parse, verb.index),
            content,
            speaker,
            form,
            kind,
            polarity,
            negation,
            find_addressee(parse, verb.index),
        )
    return None


def _read_adjective(parse: Parse, adjective: Token, lexicon: Lexicon) -> Frame | None:
    lemma = lemma_of(adjective)
    content: tuple[Span, ...] = ()
    form = Form.ADJECTIVE
    if lexicon.takes(lemma, Form.ADJECTIVE):
        for kid in parse.children(adjective.index):
            if kid.dep in {"ccomp", "xcomp", "advcl"} and kid.index > adjective.index and kid.pos in {"VERB", "AUX"}:
                content = content_spans(parse, parse.subtree(kid.index))
                break
    if not content:
        form = Form.ABOUT
        for kid in children_of(parse, adjective.index, "prep"):
            if kid.lemma.lower() in lexicon.adjective_prepositions(lemma):
                content = content_spans(parse, parse.subtree(kid.index))
                break
    if not content or adjective.dep not in {"acomp", "conj", "ROOT", "amod", "oprd"}:
        return None
    verb = parse.tokens[adjective.head]
    speaker = find_subject(parse, verb.index) if verb.tag.startswith("VB") else None
    if speaker is None:
        return None
    negations = tuple(child.index for child in children_of(parse, verb.index, "neg"))
    cue = tuple(range(min(verb.index, adjective.index), adjective.index + 1))
    polarity = Polarity.NEGATIVE if negations else Polarity.POSITIVE
    return Frame(adjective.index, cue, content, speaker, form, cues.find_kind(lemma), polarity, negations)


def _read_noun(parse: Parse, noun: Token, lexicon: Lexicon) -> Frame | None:
    lemma = lemma_of(noun)
    kids = parse.children(noun.index)
    content: tuple[Span, ...] = ()
    form = Form.NOUN_CLAUSE
    if lexicon.takes(lemma, Form.NOUN_CLAUSE):
        for kid in kids:
            marked = any(child.dep == "mark" for child in parse.children(kid.index))
            if kid.dep in {"acl", "ccomp", "relcl"} and marked and kid.index > noun.index:
                content = content_spans(parse, parse.subtree(kid.index))
    if not content and lexicon.takes(lemma, Form.NOUN_INFINITIVE):
        for kid in kids:
            if kid.dep in {"acl", "xcomp"} and is_infinitive(parse, kid.index):
                form, content = Form.NOUN_INFINITIVE, content_spans(parse, parse.subtree(kid.index))
    if not content:
        for kid in children_of(parse, noun.index, "prep"):
            if kid.lemma.lower() in lexicon.noun_prepositions(lemma):
                form, content = Form.ABOUT, content_spans(parse, parse.subtree(kid.index))
                break
    if not content:
        return None
    speaker = _owner(parse, noun)
    if speaker is None and form is not Form.NOUN_CLAUSE:
        return None
    kind = cues.find_kind(lemma)
    polarity = Polarity.NEGATIVE if lemma in cues.DENYING else Polarity.POSITIVE
    return Frame(noun.index, (noun.index,), content, speaker, form, kind, polarity)


def _owner(parse: Parse, noun: Token) -> int | None:
    """Return whose claim it is: "X's claim", "a claim by X", "X made the claim"."""
    for owner in children_of(parse, noun.index, "poss"):
        return owner.index
    for preposition in children_of(parse, noun.index, "prep"):
        if preposition.lemma.lower() in {"by", "from"}:
            for source in children_of(parse, preposition.index, "pobj"):
                return source.index
    verb = parse.tokens[noun.head]
    if noun.dep == "dobj" and verb.tag.startswith("VB"):
        return find_subject(parse, verb.index)
    return None
