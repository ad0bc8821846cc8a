"""Judge a claim by its main clauses, and by the cue that brings it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from safeconduct.core.intake.document import Span
from safeconduct.core.intake.factuality import hedges, negators, signatures
from safeconduct.core.intake.factuality.frames import find_complement, judge_framed
from safeconduct.core.intake.factuality.judgement import Judgement, denied, merge_cues, weakest
from safeconduct.core.intake.factuality.lookup import find_signature
from safeconduct.core.intake.factuality.modals import MODALS
from safeconduct.core.intake.factuality.stance import Climb
from safeconduct.core.intake.parse import Parse, Token
from safeconduct.core.intake.reading import Certainty, Polarity

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
    from_cue = _judge_cue(parse, inside, cue)
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
    if not any(token.pos in ("VERB", "AUX") for token in words):
        untrue = [t for t in words if t.text.lower() in negators.FALSE]
        called = [t for t in untrue if parse.tokens[t.head].text.lower() == "as" or _names_claim(words)]
        denying = called or [t for t in words if t.text.lower() in ("never", "not", "n't")]
        if denying:  # "the claim as false", "absolutely not"
            return Judgement(Certainty.CERTAIN, Polarity.NEGATIVE, (), (parse.span([denying[0].index]),))
    indices = {token.index for token in inside}
    heads = _find_heads(parse, inside, indices)
    climb = Climb(parse, lambda token: token.index in indices, claims=True)
    ends: dict[int, list[Token]] = {}
    for index in sorted(indices):
        token = parse.tokens[index]
        ends[token.sentence] = [*ends.get(token.sentence, ())[-1:], token]
    judged = [_judge_main_clause(parse, climb, head, indices, ends.get(head.sentence, ())) for head in heads]
    counts = Counter(one.polarity for one in judged)
    polarity = max(counts, key=lambda p: (counts[p], -[one.polarity for one in judged].index(p)))
    certainty = weakest(one.certainty for one in judged)
    return Judgement(
        certainty,
        polarity,
        merge_cues(*(one.hedge_cues for one in judged)),
        merge_cues(*(one.negation_cues for one in judged if one.polarity is polarity)),
    )


def _names_claim(words: list[Token]) -> bool:
    """Tell whether a content speaks of a claim: "called the report absurd"."""
    return any(t.lemma.lower() in hedges.HEARSAY_NOUNS | hedges.REPORT_NOUNS | negators.CLAIMS for t in words)


def _find_heads(parse: Parse, inside: list[Token], indices: set[int]) -> list[Token]:
    """Return the heads of the main clauses, with those joined to them that have a subject of their own."""
    tops = [t for t in inside if (t.head == t.index or t.head not in indices) and t.dep not in _PASSING] or inside[:1]
    heads = [t for t in tops if t.pos in ("VERB", "AUX")] or tops
    found = {head.index for head in heads}
    for head in list(heads):
        for index in parse.subtree(head.index):
            token = parse.tokens[index]
            joined = token.dep in ("conj", "ccomp", "parataxis") and token.head in found
            if joined and index in indices and token.pos in ("VERB", "AUX") and _is_own_clause(parse, token, head):
                heads.append(token)
                found.add(index)
    return sorted(set(heads), key=lambda token: token.index)


def _is_own_clause(parse: Parse, token: Token, head: Token) -> bool:
    if not any(c.dep in ("nsubj", "nsubjpass", "expl") for c in parse.children(token.index)):
        return False
    if token.dep != "ccomp":
        return True
    return token.index < head.index and not any(c.dep == "mark" for c in parse.children(token.index))


def _judge_main_clause(
    parse: Parse, climb: Climb, head: Token, indices: set[int], ending: Sequence[Token]
) -> Judgement:
    if head.dep == "prep":  # "about the possibility of", "against travelling"
        if head.text.lower() in negators.PREPOSITIONS:
            return Judgement(negation_cues=(parse.span([head.index]),), polarity=Polarity.NEGATIVE)
        head = next((c for c in parse.children(head.index) if c.dep == "pobj"), head)
    asking = [c for c in _clause_words(parse, head) if c.text.lower() == "whether"]
    if asking:
        return Judgement(Certainty.UNKNOWN, Polarity.QUESTION, (parse.span([asking[0].index]),))
    if any(t.text == "?" for t in ending):
        return Judgement(Certainty.UNKNOWN, Polarity.QUESTION)
    if head.pos == "NOUN" and find_signature(parse, head, clausal=True) and find_complement(parse, head, head):
        return climb.judge_complement(head.index)
    judged = judge_framed(climb, head) or climb.judge(head.index)
    modals = _find_embedded_modals(parse, head, indices)
    return replace(
        judged,
        certainty=weakest((judged.certainty, *(MODALS[modal.text.lower()][1] for modal in modals))),
        hedge_cues=merge_cues(judged.hedge_cues, (parse.span([modal.index]) for modal in modals)),
    )


def _clause_words(parse: Parse, head: Token) -> list[Token]:
    """Return what hangs on a clause's head, and on the clause that is equated with it: "the question is whether"."""
    equated = [c.index for c in parse.children(head.index) if c.dep == "ccomp" and head.lemma == "be"]
    return [child for index in (head.index, *equated) for child in parse.children(index)]


def _find_embedded_modals(parse: Parse, head: Token, indices: set[int]) -> list[Token]:
    """Return the modals of possibility in the clauses that complete a main one: "to learn where it might come from"."""
    modals, open_ones = [], [head.index]
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
                modals.append(child)
    return modals


def _judge_cue(parse: Parse, inside: list[Token], cue: Span | None) -> Judgement:
    """Return what a cue implies of the content: its last predicate decides, under those before it."""
    words = [] if cue is None else list(parse.within(cue))
    members = {token.index for token in words}
    climb = Climb(parse, lambda token: token.index in members, left_out=frozenset(token.index for token in inside))
    predicates = [t for t in words if t.pos in ("VERB", "NOUN", "ADJ") and t.dep not in ("aux", "auxpass")]
    if not predicates:
        return Judgement()
    inner = predicates[-1]
    signature = find_signature(parse, inner, clausal=True)
    if words[-1].text.lower() in negators.PREPOSITIONS:  # "warned against"
        return Judgement(Certainty.CERTAIN, Polarity.NEGATIVE, (), (parse.span([words[-1].index]),))
    judged = climb.judge(inner.index)
    nothing_known = signature is signatures.KNOWING and any(t.text.lower() == "any" for t in inside)
    if nothing_known or signature in (signatures.ALLEGING, signatures.DIRECTING):
        return judged  # "was not aware of any"; one who orders or accuses puts it as sure
    return climb.judge_complement(inner.index)


def _list_hedges(inside: list[Token]) -> list[Span]:
    return [
        Span(t.start, t.end)
        for t in inside
        if t.text.lower() in hedges.ADVERBS or (t.text.lower() in hedges.ATTRIBUTES and t.pos == "ADJ")
    ]
