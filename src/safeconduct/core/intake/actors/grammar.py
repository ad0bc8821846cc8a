"""Follow the grammar of a parse to what takes part in an event: subjects, objects, antecedents, conjuncts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from safeconduct.core.intake.actors.nouns import QUANTITIES
from safeconduct.core.intake.joined_verbs import find_cue_over, goes_on
from safeconduct.core.intake.parse import Parse, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
CLAUSES = frozenset({"advcl", "xcomp", "pcomp", "ccomp", "conj", "acl", "relcl", "prep", "pobj", "dobj", "attr"})
_DASHES = frozenset({"--", "–", "—"})
_DATELINE = 8  # tokens
_INNER = frozenset({"advmod", "amod", "case", "compound", "det", "nmod", "nummod", "poss", "quantmod"})
RELATIVES = frozenset({"who", "that", "which", "whom"})


def children_of(parse: Parse, index: int, *labels: str) -> Iterator[Token]:
    """Go through what hangs on a token by one of some labels."""
    return (child for child in parse.children(index) if child.dep in labels)


def ancestors_of(parse: Parse, index: int) -> Iterator[Token]:
    """Go up from a token to the root of its sentence."""
    token = parse.tokens[index]
    while token.head != token.index:
        token = parse.tokens[token.head]
        yield token


def conjuncts_of(parse: Parse, index: int) -> tuple[int, ...]:
    """Return a token and what is joined to it by "and" and "or", in order of the text."""
    found, open_ones = [index], [index]
    while open_ones:
        for child in children_of(parse, open_ones.pop(), "conj"):
            if parse.tokens[child.index].pos in {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}:
                found.append(child.index)
                open_ones.append(child.index)
    return tuple(sorted(found))


def participants_of(parse: Parse, index: int) -> tuple[int, ...]:
    """Return the heads of all whom a noun phrase joins, through words of quantity: "dozens of guards and a cook"."""
    found: list[int] = []
    for head in conjuncts_of(parse, index):
        counted = [
            grand.index
            for child in children_of(parse, head, "prep")
            if child.lemma == "of" and parse.tokens[head].lemma.lower() in QUANTITIES
            for grand in children_of(parse, child.index, "pobj")
        ]
        for at in counted or [head]:
            found.extend(participants_of(parse, at) if at != head else [at])
    return tuple(sorted(set(found)))


def is_passive(parse: Parse, verb: int) -> bool:
    """Tell whether a verb is in the passive voice; a bare participle after a noun is."""
    token = parse.tokens[verb]
    if any(child.dep in {"nsubjpass", "auxpass"} for child in parse.children(verb)):
        return True
    if token.dep == "conj" and token.tag == "VBN" and parse.tokens[token.head].tag == "VBN":
        return not any(True for _ in children_of(parse, verb, *SUBJECTS, "aux", "dobj")) and is_passive(
            parse, token.head
        )
    if token.dep == "xcomp" and token.tag == "VBN":
        return not any(child.lemma == "have" for child in children_of(parse, verb, "aux"))  # "said to have attacked"
    return token.tag == "VBN" and token.dep in {"acl", "amod"}


def subject_of(parse: Parse, verb: int) -> int | None:
    """Return who does (in the passive: undergoes) what a verb says: its subject, or the one it takes from above."""
    seen: set[int] = set()
    at = verb
    while at not in seen:
        seen.add(at)
        token = parse.tokens[at]
        own = _own_subject(parse, at)
        if own is not None:
            return own
        if token.head == at:
            return None
        head = parse.tokens[token.head]
        if goes_on(parse, token):
            at = find_cue_over(parse, token)[1].index  # "denied that A and accused B"
            continue
        if token.dep in {"acl", "relcl", "amod"} and head.pos in {"NOUN", "PROPN", "PRON"}:
            if token.dep == "acl" and token.tag == "VB":
                at = head.index  # "an order to leave": whoever has the order
                continue
            return head.index
        if token.dep in {"xcomp", "ccomp"} and token.tag in {"VB", "VBG", "VBN"} and at == verb:
            addressed = _controller(parse, head)
            if addressed is not None and token.dep == "xcomp":
                return addressed
        if token.dep not in CLAUSES or any(child.dep == "expl" for child in parse.children(at)):
            return None
        if token.dep == "ccomp" and token.tag in {"VBD", "VBZ", "VBP"}:
            return None
        if token.dep == "pcomp" and head.lemma.lower() in {"for", "from", "into", "of"}:
            above = parse.tokens[head.head]
            if token.index < above.index or above.dep in SUBJECTS:
                at = above.index  # "Instead of looting, they left": they do neither, but they are meant
                if above.dep in SUBJECTS:
                    return at
                continue
            if above.pos in {"NOUN", "PROPN", "PRON"} and above.dep in {"dobj", "nsubjpass"}:
                return above.index
            blamed = next((child.index for child in children_of(parse, above.index, "dobj", "nsubjpass")), None)
            if blamed is not None:
                return blamed  # "accused them of looting": they looted
        at = token.head
    return None


_ADDRESSING = frozenset(
    {
        "allow",
        "ask",
        "order",
        "tell",
        "urge",
        "warn",
        "force",
        "want",
        "help",
        "let",
        "send",
        "enable",
        "permit",
        "invite",
    }
)


_APPEALING = frozenset({"appeal", "call", "plead"})


def _controller(parse: Parse, head: Token) -> int | None:
    """Return the object whose act a clause is: in "told them to leave" they leave."""
    if head.lemma in _APPEALING:
        for preposition in children_of(parse, head.index, "prep"):
            if preposition.lemma.lower() in {"on", "upon", "to", "with"}:
                return next((child.index for child in children_of(parse, preposition.index, "pobj")), None)
    if head.lemma not in _ADDRESSING:
        return None
    return next((child.index for child in children_of(parse, head.index, "dobj", "dative")), None)


def _own_subject(parse: Parse, verb: int) -> int | None:
    for child in parse.children(verb):
        if child.dep in SUBJECTS and child.dep != "csubj":
            return None if child.lemma == "there" else _skip_dateline(parse, child.index)
    if parse.tokens[verb].pos not in {"VERB", "AUX"}:
        return None
    return _fronted_subject(parse, verb)


def _skip_dateline(parse: Parse, subject: int) -> int:
    """Return the subject after a dateline that a parser took for it: "ZAGREB, Croatia -- Rebels held the bridge"."""
    for dash in parse.tokens[subject + 1 : subject + _DATELINE]:
        if dash.text not in _DASHES:
            continue
        line = parse.text.rfind("\n", 0, parse.tokens[subject].start) + 1
        first = parse.tokens[bisect_left(parse.tokens, line, key=lambda token: token.start)]
        if not (first.text.isupper() and first.index >= dash.index - _DATELINE):
            return subject
        siblings = [
            below for child in parse.children(parse.tokens[subject].head) for below in parse.subtree(child.index)
        ]
        named = {"appos", *SUBJECTS}
        return next((at for at in sorted(siblings) if at > dash.index and parse.tokens[at].dep in named), subject)
    return subject


def _fronted_subject(parse: Parse, verb: int) -> int | None:
    """Return the subject that a parser hung on a fronted "along with X, Y and Z"."""
    token = parse.tokens[verb]
    if token.dep in {"xcomp", "pcomp", "conj", "relcl", "acl", "advcl"}:
        return None
    for child in children_of(parse, verb, "prep", "advmod"):
        if child.index > verb or child.lemma.lower() not in {"along", "together", "besides", "like"}:
            continue
        after_comma = [
            other
            for other in parse.subtree(child.index)
            if parse.tokens[other].dep == "conj" and parse.tokens[other - 1].text in {",", "the", "The"}
        ]
        if after_comma:
            return after_comma[0]
    return None


def antecedent_of(parse: Parse, relative: int) -> int | None:
    """Return the noun that "who", "that" or "which" stands for."""
    if parse.tokens[relative].lemma.lower() not in RELATIVES:
        return None
    for above in ancestors_of(parse, relative):
        if above.dep == "relcl" and above.head != above.index:
            return above.head
    return None


def noun_words(parse: Parse, head: int, *, far: bool = False) -> tuple[int, ...]:
    """Return the tokens of a noun phrase without relative clauses; with `far`, its prepositional phrases too."""
    kept = [head]
    for child in parse.children(head):
        if child.dep in _INNER or (far and child.dep == "prep" and child.index > head):
            kept.extend(parse.subtree(child.index))
    return tuple(sorted(set(kept)))
