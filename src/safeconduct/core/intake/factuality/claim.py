"""Judge a claim by its main clauses, and by the cue that brings it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from safeconduct.core.intake.document import Span
from safeconduct.core.intake.factuality import hedges, negators, predicates, signatures
from safeconduct.core.intake.factuality.judgement import Judgement, denied, merge_cues, weakest
from safeconduct.core.intake.factuality.modals import MODALS
from safeconduct.core.intake.factuality.stance import Climb, find_signature
from safeconduct.core.intake.parse import Parse, Token
from safeconduct.core.intake.reading import Certainty, Polarity

_FIRST_PERSON = frozenset({"i", "it", "we"})
_PASSING = frozenset({"punct", "mark", "cc", "intj", "det"})


def judge_claim(parse: Parse, content: tuple[Span, ...], cue: Span | None) -> Judgement:
    """Return how surely a speaker puts a claim and whether it is affirmed, denied or asked.

    The content's main clauses decide: its polarity is that of most of them, of the first where they are even; it is as
    sure as the least sure of them. What the cue implies comes on top: "denied that", "asked whether".

    >>> from safeconduct.adapters.spacy_parser import SpacyParser
    >>> parse = SpacyParser().parse("Officials denied that the bridge is closed.")
    >>> judge_claim(parse, (Span(17, 42),), Span(10, 16)).polarity
    <Polarity.NEGATIVE: 'negative'>
    """
    inside = [token for span in content for token in parse.within(span)]
    if not inside:
        return Judgement()
    own = _judge_content(parse, inside)
    from_cue = _judge_cue(parse, cue)
    polarity = own.polarity
    if from_cue.polarity is Polarity.NEGATIVE:
        polarity = denied(polarity)
    elif from_cue.polarity is Polarity.QUESTION:
        polarity = Polarity.QUESTION
    return Judgement(
        weakest((own.certainty, from_cue.certainty)),
        polarity,
        merge_cues(own.hedge_cues, from_cue.hedge_cues, _list_hedges(inside)),
        merge_cues(own.negation_cues, from_cue.negation_cues),
    )


def _judge_content(parse: Parse, inside: list[Token]) -> Judgement:
    words = [token for token in inside if token.dep != "punct" and token.pos != "PUNCT"]
    if words and all(token.text.lower() in negators.ANSWERS for token in words):
        return Judgement(Certainty.CERTAIN, Polarity.NEGATIVE, (), (parse.span([words[0].index]),))
    indices = {token.index for token in inside}
    heads = _find_heads(parse, inside, indices)
    climb = Climb(parse, lambda token: token.index in indices, claims=True)
    judged = [_judge_main_clause(parse, climb, head, indices) for head in heads]
    counts = Counter(one.polarity for one in judged)
    polarity = max(counts, key=lambda p: (counts[p], -[one.polarity for one in judged].index(p)))
    certainty = weakest(one.certainty for one in judged)
    return Judgement(
        certainty,
        polarity,
        merge_cues(*(one.hedge_cues for one in judged)),
        merge_cues(*(one.negation_cues for one in judged if one.polarity is polarity)),
    )


def _find_heads(parse: Parse, inside: list[Token], indices: set[int]) -> list[Token]:
    """Return the heads of the main clauses, with those joined to them that have a subject of their own."""
    tops = [t for t in inside if (t.head == t.index or t.head not in indices) and t.dep not in _PASSING] or inside[:1]
    heads = [t for t in tops if t.pos in ("VERB", "AUX")] or tops
    for head in list(heads):
        for index in parse.subtree(head.index):
            token = parse.tokens[index]
            joined = token.dep in ("conj", "ccomp", "parataxis") and token.head in {h.index for h in heads}
            if joined and index in indices and token.pos in ("VERB", "AUX") and _is_own_clause(parse, token, head):
                heads.append(token)
    return sorted(set(heads), key=lambda token: token.index)


def _is_own_clause(parse: Parse, token: Token, head: Token) -> bool:
    if not any(c.dep in ("nsubj", "nsubjpass", "expl") for c in parse.children(token.index)):
        return False
    if token.dep != "ccomp":
        return True
    return token.index < head.index and not any(c.dep == "mark" for c in parse.children(token.index))


def _judge_main_clause(parse: Parse, climb: Climb, head: Token, indices: set[int]) -> Judgement:
    objects = [c for c in parse.children(head.index) if c.dep == "pobj"]
    if head.dep == "prep" and objects:  # "about the possibility of ..."
        head = objects[0]
    if head.lemma.lower() in predicates.NOUNS and head.pos == "NOUN":
        return climb.judge_complement(head.index)
    judged = climb.judge(head.index)
    for child in parse.children(head.index):  # "I think that ...": the claim is what is thought
        if child.dep in ("ccomp", "xcomp") and child.index in indices and _only_frames(parse, head):
            judged = climb.judge(child.index)
            break
    last = [t for t in parse.tokens if t.sentence == head.sentence and t.index in indices]
    if any(t.text == "?" for t in last[-2:]):
        return Judgement(Certainty.UNKNOWN, Polarity.QUESTION, judged.hedge_cues)
    return replace(judged, certainty=weakest((judged.certainty, *_embedded_grades(parse, head, indices))))


def _only_frames(parse: Parse, head: Token) -> bool:
    """Tell whether a main clause only says how sure the speaker is: "I think", "it is possible"."""
    subjects = [c for c in parse.children(head.index) if c.dep in ("nsubj", "expl")]
    if not subjects or subjects[0].text.lower() not in _FIRST_PERSON:
        return False
    grading = (signatures.BELIEVING, signatures.GUESSING, signatures.DOUBTING)
    if predicates.VERBS.get(head.lemma) in grading:
        return True
    return head.lemma in ("be", "seem", "appear", "look") and subjects[0].text.lower() == "it"


def _embedded_grades(parse: Parse, head: Token, indices: set[int]) -> list[Certainty]:
    """Return what modals of possibility grade in the clauses that complete a main clause."""
    grades, open_ones = [], [head.index]
    while open_ones:
        for child in parse.children(open_ones.pop()):
            if child.index not in indices:
                continue
            purpose = child.dep == "advcl" and child.tag == "VB"
            if (
                purpose
                or child.dep in ("ccomp", "xcomp", "acomp", "attr")
                or (child.dep == "conj" and child.pos in ("VERB", "AUX"))
            ):
                open_ones.append(child.index)
            elif child.tag == "MD" and child.text.lower() in ("may", "might", "could"):
                grades.append(MODALS[child.text.lower()][1])
    return grades


def _judge_cue(parse: Parse, cue: Span | None) -> Judgement:
    if cue is None:
        return Judgement()
    words = [t for t in parse.within(cue) if t.dep not in ("punct", "aux", "auxpass", "neg")]
    if not words:
        return Judgement()
    members = {t.index for t in parse.within(cue)}
    climb = Climb(parse, lambda token: token.index in members)
    predicate = [t for t in words if t.pos in ("VERB", "AUX", "NOUN", "ADJ")]
    if not predicate:
        return Judgement()
    inner = predicate[-1]
    if find_signature(inner, clausal=True) in (signatures.ALLEGING, signatures.DIRECTING):
        return climb.judge(inner.index)
    return climb.judge_complement(inner.index)


def _list_hedges(inside: list[Token]) -> list[Span]:
    return [
        Span(t.start, t.end)
        for t in inside
        if t.text.lower() in hedges.ADVERBS or (t.text.lower() in hedges.ATTRIBUTES and t.pos == "ADJ")
    ]
