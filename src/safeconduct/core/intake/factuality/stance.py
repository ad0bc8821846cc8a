"""Judge one word by climbing the grammar above it: each predicate on the way passes on what it implies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from safeconduct.core.intake.document import Span
from safeconduct.core.intake.factuality import negators, predicates, signatures
from safeconduct.core.intake.factuality.clauses import (
    UNDONE,
    completes,
    find_predicate,
    has_subject,
    is_adverbial,
    is_to_come,
    names_object,
    shares_auxiliary,
)
from safeconduct.core.intake.factuality.disclaimers import find_disclaimer
from safeconduct.core.intake.factuality.hearsay import find_hearsay, find_passed_on
from safeconduct.core.intake.factuality.judgement import Judgement, denied, merge_cues, weakest
from safeconduct.core.intake.factuality.lookup import find_signature
from safeconduct.core.intake.factuality.markers import (
    asks_whether,
    find_condition,
    find_conditions,
    find_hedges,
    find_modal,
    find_negations,
    is_counterfactual,
)
from safeconduct.core.intake.factuality.signatures import Signature
from safeconduct.core.intake.factuality.unreal import find_unreal, is_only
from safeconduct.core.intake.joined_verbs import find_cue_over, goes_on
from safeconduct.core.intake.parse import Parse, Token
from safeconduct.core.intake.reading import Certainty, Polarity

MOST_GOVERNORS = 40  # no sentence a person wrote goes deeper, and a machine's must not exhaust the stack
_CLAUSAL = frozenset({"ccomp", "xcomp", "acl", "pcomp", "csubj", "csubjpass", "acomp", "oprd"})
_NOMINAL = frozenset({"dobj", "pobj", "nsubjpass", "attr", "nsubj", "dative", "appos", "nmod", "compound", "poss"})


def judge_event(parse: Parse, token_index: int) -> Judgement:
    """Return how surely the event that a word names is put by whoever wrote the sentence.

    >>> from safeconduct.adapters.spacy_parser import SpacyParser
    >>> parse = SpacyParser().parse("The guards failed to stop the convoy.")
    >>> judge_event(parse, 4).polarity
    <Polarity.NEGATIVE: 'negative'>
    """
    return Climb(parse, lambda _: True).judge(token_index)


@dataclass(frozen=True, slots=True)
class Climb:
    """Climb from a word to the top of what counts: a sentence, a claim's content, or a cue."""

    parse: Parse
    inside: Callable[[Token], bool]
    claims: bool = False  # a norm ("should") is judged as a claim of its own, not by whether it comes true
    left_out: frozenset[int] = frozenset()  # words that deny nothing here: they belong to another clause

    def judge(self, index: int) -> Judgement:
        """Return the judgement of a word: what comes from above, and the markers on itself."""
        reached, at = {index}, index
        for _ in range(MOST_GOVERNORS):
            at = self.parse.tokens[at].head
            reached.add(at)
        return replace(self, inside=lambda token: token.index in reached and self.inside(token))._judge(index)

    def judge_complement(self, index: int) -> Judgement:
        """Return the judgement of whatever a predicate brings."""
        governor = self.parse.tokens[index]
        return self._pass(self.judge(index), find_signature(self.parse, governor, clausal=True), governor)

    def _judge(self, index: int) -> Judgement:
        return self._mark(index, self._enter(self.parse.tokens[index]))

    def _mark(self, index: int, above: Judgement) -> Judgement:
        parse = self.parse
        grades, hedge_spans = [above.certainty], list(above.hedge_cues)
        negations = [found for found in find_negations(parse, index) if found.index not in self.left_out]
        modal = find_modal(parse, index)
        if modal is None and shares_auxiliary(parse, index):
            modal = find_modal(parse, parse.tokens[index].head)
        if modal is not None and not (self.claims and modal.deontic):
            grade = modal.certainty
            if negations and modal.token.text.lower() in ("can", "could", "ca"):
                grade = Certainty.CERTAIN  # "cannot": sure that it does not
            grades.append(grade)
            if grade is not Certainty.CERTAIN:
                hedge_spans.append(_span(modal.token))
        for condition in find_conditions(parse, index):
            grades.append(Certainty.POSSIBLE)
            hedge_spans.append(_span(condition))
            negations += [condition] if is_counterfactual(parse, index) else []
        for hedge in find_hedges(parse, index):
            if above.polarity is Polarity.NEGATIVE and hedge.token.dep == "amod":
                continue  # "the planned raid was called off": that it was planned leaves no doubt of that
            grades.append(hedge.certainty)
            hedge_spans.append(_span(hedge.token))
        disclaimer = find_disclaimer(parse, index) or find_passed_on(parse, index)
        if disclaimer is not None:
            grades.append(Certainty.POSSIBLE)
            hedge_spans.append(disclaimer)
        polarity = above.polarity
        for _ in negations:
            polarity = denied(polarity)
        unreal = find_unreal(parse, index)
        if unreal is not None:
            grades.append(Certainty.CERTAIN if is_only(parse, index, unreal) else Certainty.UNKNOWN)
            negations, polarity = [*negations, unreal], Polarity.NEGATIVE
        return Judgement(
            weakest(grades),
            polarity,
            merge_cues(hedge_spans),
            merge_cues(above.negation_cues, map(_span, negations)),
        )

    def _enter(self, token: Token) -> Judgement:
        """Return what the grammar above a word implies of it."""
        parse = self.parse
        head = parse.tokens[token.head]
        if token.head == token.index:
            asks = not self.claims and asks_whether(parse, token)
            return Judgement(Certainty.UNKNOWN, Polarity.QUESTION) if asks else Judgement()
        if not self.inside(head):
            return Judgement()
        if token.dep == "conj" and goes_on(parse, token):
            cue = find_cue_over(parse, token)[1]
            return self._enter(cue) if self.inside(cue) else Judgement()  # "denied that A and accused B"
        if token.dep == "conj":
            return self._enter_conjunct(token, head)
        if token.dep == "advcl" or (token.dep == "ccomp" and is_adverbial(parse, token)):
            return self._enter_adverbial(token, head)
        if token.dep == "relcl":
            return self._enter_clause(token, head) if completes(parse, token, head) else Judgement()
        if token.dep in _CLAUSAL:
            return self._enter_clause(token, head)
        if token.dep in _NOMINAL:
            return self._enter_nominal(token, head)
        if token.dep in ("amod", "auxpass", "aux", "advmod", "prep", "agent"):
            return self._judge(head.index)
        return Judgement()

    def _enter_conjunct(self, token: Token, head: Token) -> Judgement:
        alternatives = any(c.dep == "cc" and c.text.lower() in ("or", "nor") for c in self.parse.children(head.index))
        verbal = token.pos in ("VERB", "AUX")
        bare = token.tag == "VB" and head.tag == "VB"
        if (verbal and not has_subject(self.parse, token.index) and (alternatives or bare)) or (
            alternatives and not verbal
        ):
            return self._judge(head.index)  # "did not stop or turn": one negation for both
        return self._enter(head)

    def _enter_adverbial(self, token: Token, head: Token) -> Judgement:
        condition = find_condition(self.parse, token.index)
        if condition is not None:
            if is_counterfactual(self.parse, head.index):
                return Judgement(Certainty.UNKNOWN, Polarity.NEGATIVE, (_span(condition),), (_span(condition),))
            return Judgement(Certainty.UNKNOWN, Polarity.POSITIVE, (_span(condition),))
        infinitive = any(c.dep == "aux" and c.text.lower() == "to" for c in self.parse.children(token.index))
        if infinitive and token.tag == "VB":
            trying = find_signature(self.parse, head, clausal=True) is signatures.TRYING
            return self._pass(self._judge(head.index), signatures.TRYING if trying else signatures.ENGAGING, head)
        return Judgement()

    def _enter_clause(self, token: Token, head: Token) -> Judgement:
        parse = self.parse
        if token.dep == "pcomp":
            return self._enter_gerund(head)
        for child in parse.children(token.index):
            if child.text.lower() in ("whether", "if") and child.dep in ("mark", "advmod"):
                return Judgement(Certainty.UNKNOWN, Polarity.QUESTION, (_span(child),))
        if token.dep == "acl" and token.tag in ("VBN", "VBG"):
            return Judgement()  # a reduced relative clause: presupposed
        if (
            token.dep == "ccomp"
            and token.index < head.index
            and find_signature(parse, head, clausal=True) not in _QUOTING
        ):
            return Judgement()  # a clause set beside another, whatever its label
        governor = find_predicate(parse, head, token)
        signature = find_signature(parse, governor, clausal=True)
        if token.dep == "xcomp" and (governor.lemma in predicates.COMMISSIVES or is_to_come(parse, token, governor)):
            signature = signatures.PLANNING
        if governor.tag == "VB" and governor.lemma in _SUPPOSING and governor.head == governor.index:
            return Judgement(Certainty.UNKNOWN, Polarity.POSITIVE, (_span(governor),))  # "Suppose that"
        return self._pass(self._judge(head.index), signature, governor)

    def _enter_gerund(self, preposition: Token) -> Judgement:
        governor = self.parse.tokens[preposition.head]
        if preposition.text.lower() in negators.PREPOSITIONS:
            return Judgement(Certainty.CERTAIN, Polarity.NEGATIVE, (), (_span(preposition),))
        if not self.inside(governor):
            return Judgement()
        if preposition.text.lower() in ("after", "before", "by", "since", "while", "when"):
            return Judgement()
        return self._pass(self._judge(governor.index), find_signature(self.parse, governor, clausal=True), governor)

    def _enter_nominal(self, token: Token, head: Token) -> Judgement:
        parse = self.parse
        if token.dep in ("compound", "poss", "nmod", "appos"):
            return self._judge(head.index)
        governor = head
        if token.dep == "pobj":
            if head.text.lower() == "without":
                return Judgement(Certainty.CERTAIN, Polarity.NEGATIVE, (), (_span(head),))
            governor = parse.tokens[head.head]
            if not self.inside(governor) or head.index == governor.index:
                return Judgement()
        governing = self._judge(governor.index)
        means_little = predicates.EXISTING if token.dep == "nsubj" else predicates.EXISTING | predicates.LIGHT
        if token.dep != "pobj" and governor.lemma in means_little:
            return self._share(governing, token)
        if token.dep == "nsubj":
            return Judgement()
        signature = find_signature(parse, governor, clausal=False)
        if token.dep == "nsubjpass" and governor.lemma in _SUSPECTED:
            signature = signatures.GUESSING
        if signature is None or (token.dep == "pobj" and not names_object(parse, token, head, governor)):
            return Judgement()
        if signature in UNDONE and predicates.NOUNS.get(token.lemma.lower()) is signatures.CONTENT:
            return replace(governing, certainty=Certainty.UNKNOWN)  # a claim that is dropped says nothing any more
        return self._pass(self._share(governing, token), signature, governor)

    def _share(self, governing: Judgement, token: Token) -> Judgement:
        """Give a noun what holds of its verb; its own negation is already in the verb's."""
        own = {_span(t) for t in find_negations(self.parse, token.index)}
        if own & set(governing.negation_cues):
            kept = tuple(cue for cue in governing.negation_cues if cue not in own)
            return replace(governing, polarity=denied(governing.polarity), negation_cues=kept)
        return governing

    def _pass(self, governing: Judgement, signature: Signature | None, governor: Token) -> Judgement:
        """Return what a predicate that is judged so implies of its complement."""
        hearsay = find_hearsay(self.parse, governor.index)
        if hearsay is not None and governing.polarity is Polarity.POSITIVE:
            return replace(
                governing, certainty=Certainty.POSSIBLE, hedge_cues=merge_cues(governing.hedge_cues, (hearsay,))
            )
        if signature is None:
            return governing
        falsely = [c for c in self.parse.children(governor.index) if c.text.lower() in negators.FALSELY]
        if falsely:
            return Judgement(Certainty.CERTAIN, Polarity.NEGATIVE, (), (_span(falsely[0]),))
        return apply_signature(governing, signature, _span(governor))


def apply_signature(governing: Judgement, signature: Signature, cue: Span) -> Judgement:
    """Return what a predicate implies of its complement, given how the predicate itself is judged."""
    if signature.asks:
        return Judgement(Certainty.UNKNOWN, Polarity.QUESTION, merge_cues(governing.hedge_cues, (cue,)))
    negative = governing.polarity is Polarity.NEGATIVE
    effect = signature.denied if negative else signature.affirmed
    certainty = effect.certainty if signature.presupposes else weakest((governing.certainty, effect.certainty))
    polarity = Polarity.NEGATIVE if effect.sign < 0 else Polarity.POSITIVE
    if governing.polarity is Polarity.QUESTION:
        polarity, certainty = Polarity.QUESTION, Certainty.UNKNOWN
    hedge_cues = governing.hedge_cues if effect.certainty is Certainty.CERTAIN else (*governing.hedge_cues, cue)
    negation_cues: tuple[Span, ...] = ()
    if polarity is Polarity.NEGATIVE:
        denies_itself = signature.affirmed.sign < 0
        negation_cues = (*governing.negation_cues, cue) if denies_itself else governing.negation_cues
    return Judgement(certainty, polarity, merge_cues(hedge_cues), merge_cues(negation_cues))


_SUPPOSING = frozenset({"assume", "imagine", "suppose"})
_SUSPECTED = frozenset({"allege", "rumor", "rumour", "suspect"})
_QUOTING = (signatures.SAYING, signatures.BELIEVING, signatures.GUESSING, signatures.ALLEGING)


def _span(token: Token) -> Span:
    return Span(token.start, token.end)
