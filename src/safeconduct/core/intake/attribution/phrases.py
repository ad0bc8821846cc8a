"""Cut phrases out of a parse: a name with its role, a clause, a verb with its helpers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from safeconduct.core.intake.attribution import cues
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.joined_verbs import find_cue_over, goes_on
from safeconduct.core.intake.parse import Parse, Token

LOOSE = frozenset({"appos", "relcl", "acl", "advcl", "punct", "cc", "parataxis", "ccomp", "prep:loose"})
EDGE_MARKS = ",;:.–—-"  # marks that stand between a content and its frame, not in it
QUOTING = frozenset({"cite", "quote"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


def lemma_of(token: Token) -> str:
    """Return a token's lemma in small letters, with the lemmatizer's known slips put right."""
    lemma = token.lemma.lower()
    return cues.LEMMAS.get(lemma, lemma)


def children_of(parse: Parse, index: int, *labels: str) -> list[Token]:
    """Return the children of a token that have one of some labels."""
    return [child for child in parse.children(index) if child.dep in labels]


def phrasal_lemma(parse: Parse, verb: Token) -> str:
    """Return a verb's lemma, with its particle where the two are one cue: "ruled out"."""
    for particle in children_of(parse, verb.index, "prt", "advmod"):
        phrasal = f"{lemma_of(verb)}_{particle.lemma.lower()}"
        if phrasal in cues.PHRASAL:
            return phrasal
    return lemma_of(verb)


def has_child(parse: Parse, index: int, label: str) -> bool:
    """Tell whether a token has a child of a label."""
    return any(child.dep == label for child in parse.children(index))


def is_infinitive(parse: Parse, index: int) -> bool:
    """Tell whether a verb is a to-infinitive."""
    return any(child.tag == "TO" for child in parse.children(index))


def noun_phrase(parse: Parse, head: int) -> tuple[int, ...]:
    """Return a noun with what belongs to its name, without appositions, relative clauses and the like."""
    kept, open_ones = [], [head]
    while open_ones:
        at = open_ones.pop()
        kept.append(at)
        for child in parse.children(at):
            if child.dep in LOOSE or (child.dep == "conj" and child.pos == "VERB"):
                continue
            if child.dep == "prep" and not _belongs(child):
                continue
            open_ones.append(child.index)
    return run_around(sorted(kept), head)


def _belongs(preposition: Token) -> bool:
    """Tell whether a prepositional phrase directly follows its noun: "the head of the office"."""
    return preposition.lemma.lower() in {"of", "for", "in", "at", "from", "with", "on", "to", "close", "near", "inside"}


def run_around(indices: Sequence[int], head: int) -> tuple[int, ...]:
    """Return the unbroken run of tokens around one of them."""
    inside = set(indices)
    first = last = head
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    return tuple(range(first, last + 1))


def runs_of(indices: Iterable[int]) -> list[tuple[int, int]]:
    """Return the unbroken runs [first, last) of some tokens.

    >>> runs_of([1, 2, 3, 7])
    [(1, 4), (7, 8)]
    """
    runs: list[tuple[int, int]] = []
    for index in sorted(indices):
        if runs and runs[-1][1] == index:
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return runs


def content_spans(parse: Parse, indices: Iterable[int], without: Iterable[int] = ()) -> tuple[Span, ...]:
    """Return the spans of some tokens, those between them too unless they are left out, and no marks at the edges."""
    inside = sorted(indices)
    if not inside:
        return ()
    left_out = set(without)
    spans = []
    for first, last in runs_of(index for index in range(inside[0], inside[-1] + 1) if index not in left_out):
        while first < last and parse.tokens[first].text in EDGE_MARKS:
            first += 1
        while last > first and parse.tokens[last - 1].text in EDGE_MARKS:
            last -= 1
        if any(
            parse.tokens[index].text.isalnum() or parse.tokens[index].pos != "PUNCT" for index in range(first, last)
        ):
            spans.append(Span(parse.tokens[first].start, parse.tokens[last - 1].end))
    return tuple(spans)


def find_subject(parse: Parse, verb: int) -> int | None:
    """Return the noun that does what a verb says, over conjunctions, control, participles and relative clauses."""
    at, steps = verb, 0
    while steps < 5:
        steps += 1
        token = parse.tokens[at]
        own = children_of(parse, at, "nsubj", "csubj")
        passive = children_of(parse, at, "nsubjpass")
        if own:
            return _antecedent(parse, at, own[0].index)
        if at == verb and token.dep == "advcl" and token.tag == "VBN" and not passive:
            return _agent(parse, at)  # "Asked whether ..., he replied": he did not ask
        if passive:
            if at != verb:
                return _antecedent(parse, at, passive[0].index)
            return _agent(parse, at)
        if goes_on(parse, token):
            at = find_cue_over(parse, token)[1].index
            continue
        if token.dep in {"relcl", "acl"}:
            return token.head
        if token.dep not in {"conj", "xcomp", "advcl", "ccomp", "pcomp", "dep", "aux"} or token.head == at:
            return None
        at = token.head
        if token.dep == "pcomp":
            preposition, at = parse.tokens[at], parse.tokens[at].head
            if preposition.text.lower() == "as" and lemma_of(parse.tokens[at]) in QUOTING:
                quoted = children_of(parse, at, "dobj")
                return quoted[0].index if quoted else None  # "quoted a fisherman as saying"
        if parse.tokens[at].pos not in {"VERB", "AUX"}:
            return None
    return None


def _antecedent(parse: Parse, verb: int, subject: int) -> int:
    """Return what a relative pronoun stands for; else the subject itself."""
    token = parse.tokens[verb]
    if parse.tokens[subject].tag in {"WP", "WDT"} and token.dep == "relcl":
        return token.head
    return subject


def _agent(parse: Parse, verb: int) -> int | None:
    for by in children_of(parse, verb, "agent"):
        for noun in children_of(parse, by.index, "pobj"):
            return noun.index
    return None


def verb_group(parse: Parse, verb: int) -> tuple[int, ...]:
    """Return a verb with the helpers, negations and particles that stand by it."""
    group = [child.index for child in children_of(parse, verb, "aux", "auxpass", "neg", "prt")]
    return run_around(sorted([*group, verb]), verb)


def is_negated(parse: Parse, verb: int) -> bool:
    """Tell whether a verb is denied by a word of its own ("did not say", "never said")."""
    return any(child.dep == "neg" for child in parse.children(verb))
