"""Find where the content of a verb stands in the grammar."""

from __future__ import annotations

from collections.abc import Iterator

from safeconduct.core.intake.attribution import cues
from safeconduct.core.intake.attribution.cues import Form, Lexicon
from safeconduct.core.intake.attribution.phrases import (
    QUOTING,
    children_of,
    content_spans,
    is_infinitive,
    lemma_of,
    verb_group,
)
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.factuality.disclaimers import find_disclaiming_verb
from safeconduct.core.intake.joined_verbs import goes_on
from safeconduct.core.intake.parse import Parse, Token


def find_contents(parse: Parse, verb: Token, lemma: str, lexicon: Lexicon) -> Iterator[tuple[Form, tuple[Span, ...]]]:
    """Go through what a verb can have for its content, the surest first."""
    kids = parse.children(verb.index)
    own = {index for kid in kids if kid.dep not in _CONTENT_LABELS for index in parse.subtree(kid.index)}
    own |= {verb.index, *verb_group(parse, verb.index)}
    if lexicon.takes(lemma, Form.CLAUSE):
        for kid in sorted(kids, key=lambda each: not _is_marked(parse, each, verb)):
            if kid.dep == "advcl" and lemma_of(kid) in QUOTING:  # "reported, citing officials, that ..."
                for told in children_of(parse, kid.index, "ccomp"):
                    yield Form.CLAUSE, content_spans(parse, parse.subtree(told.index))
            elif kid.dep == "ccomp" or (kid.dep in {"advcl", "acl"} and _is_asked(parse, kid, verb)):
                if kid.dep == "ccomp" and is_infinitive(parse, kid.index) and not _has_subject(parse, kid):
                    continue
                kept = _without_background(parse, kid, verb, lexicon)
                yield Form.CLAUSE, content_spans(parse, kept, own | (set(parse.subtree(kid.index)) - set(kept)))
        for preposition in children_of(parse, verb.index, "prep"):  # "said in a statement that ..."
            for noun in children_of(parse, preposition.index, "pobj"):
                for told in children_of(parse, noun.index, "acl", "ccomp", "relcl"):
                    if lemma_of(noun) in cues.MEETINGS and _is_marked(parse, told, verb):
                        yield Form.CLAUSE, content_spans(parse, parse.subtree(told.index))
        if verb.dep in {"parataxis", "ccomp", "dep"} and verb.head != verb.index and not _has_complement(kids):
            yield from _inserted(parse, verb, lexicon)
        if verb.head == verb.index and not _has_complement(kids):
            yield from _trailing(parse, verb)
    yield from _supposed(parse, verb, lemma, lexicon)
    if lexicon.takes(lemma, Form.INFINITIVE):
        for kid in kids:
            ordered = kid.dep == "advcl" and lemma in _ORDERING
            if lemma_of(kid) in cues.SHY and children_of(parse, kid.index, "auxpass"):
                continue
            if is_infinitive(parse, kid.index) and (kid.dep in {"xcomp", "ccomp"} or ordered):
                yield Form.INFINITIVE, content_spans(parse, parse.subtree(kid.index), own)
            if kid.dep == "dobj" and lemma in cues.ADDRESSING:  # the parser may hang what is asked on who is asked
                for told in children_of(parse, kid.index, "acl"):
                    if is_infinitive(parse, told.index):
                        yield Form.INFINITIVE, content_spans(parse, parse.subtree(told.index))
    if lexicon.takes(lemma, Form.GERUND):
        for kid in kids:
            if kid.dep == "xcomp" and kid.tag == "VBG":
                yield Form.GERUND, content_spans(parse, parse.subtree(kid.index), own)
    if lexicon.takes(lemma, Form.DESCRIPTION):
        yield from _descriptions(parse, verb, own)
    for kid in kids:
        if kid.dep == "prep" and kid.index > verb.index and kid.lemma.lower() in lexicon.prepositions(lemma):
            yield Form.ABOUT, content_spans(parse, parse.subtree(kid.index), own)
    if lexicon.takes(lemma, Form.OBJECT):
        for kid in kids:
            if kid.dep == "dobj" and kid.index > verb.index and (lexicon.attitudes or kid.pos not in {"PRON", "DET"}):
                yield Form.OBJECT, content_spans(parse, parse.subtree(kid.index), own)


def _supposed(parse: Parse, verb: Token, lemma: str, lexicon: Lexicon) -> Iterator[tuple[Form, tuple[Span, ...]]]:
    """Read passives: "the group is believed to have left", "the plan was rejected by the council"."""
    for subject in children_of(parse, verb.index, "nsubjpass"):
        thing = parse.subtree(subject.index)
        if lemma in cues.SUPPOSED:
            for kid in children_of(parse, verb.index, "xcomp"):
                if is_infinitive(parse, kid.index):
                    told = content_spans(parse, parse.subtree(kid.index))
                    yield Form.CLAUSE, (*content_spans(parse, thing), *told)
        if lexicon.takes(lemma, Form.OBJECT) and children_of(parse, verb.index, "agent"):
            yield Form.OBJECT, content_spans(parse, thing)


_CONTENT_LABELS = frozenset({"ccomp", "xcomp", "dobj", "oprd", "prep", "advcl", "acl"})


_ORDERING = frozenset({"call", "push", "urge", "ask"})


def _without_background(parse: Parse, clause: Token, cue: Token, lexicon: Lexicon) -> list[int]:
    """Return a clause without a closing "as" clause about somebody else: news hangs that on the cue.

    "Officials warned that the dam may break as the army began to move people" warns of the dam alone.
    """
    left_out = find_rivals(parse, clause, cue, lexicon)
    for kid in children_of(parse, clause.index, "advcl"):
        marks = [child for child in children_of(parse, kid.index, "mark") if child.lemma.lower() == "as"]
        subjects = children_of(parse, kid.index, "nsubj", "nsubjpass")
        if marks and kid.index > clause.index and any(subject.pos != "PRON" for subject in subjects):
            left_out.update(parse.subtree(kid.index))
    for index in (clause.index, *(kid.index for kid in children_of(parse, clause.index, "xcomp"))):
        for other in children_of(parse, index, "conj"):
            if goes_on(parse, other):
                left_out.update(parse.subtree(other.index))
                left_out.update(child.index for child in children_of(parse, index, "cc") if child.index < other.index)
    for index in parse.subtree(clause.index):  # "believe A, according to B": B says that they believe
        if parse.tokens[index].text == "according" and parse.tokens[index - 1].text == ",":
            left_out.update(parse.subtree(index))
    return [index for index in parse.subtree(clause.index) if index not in left_out]


_CONTRASTING = frozenset({"although", "but", "though", "whereas", "while"})


def find_rivals(parse: Parse, clause: Token, cue: Token, lexicon: Lexicon) -> set[int]:
    """Return the words of a content that tell who else says something, and what.

    "Witnesses said that A, and aid groups claimed B", "A, they said, though police called it C": a clause with a
    subject, a cue in the tense of the first one, and a content, set off by a comma and with no "that" of its own.
    """
    found: set[int] = set()
    for other in children_of(parse, clause.index, "conj", "advcl"):
        between = parse.tokens[clause.index + 1 : other.index]
        subject = children_of(parse, other.index, "nsubj")
        marks = {child.lemma.lower() for child in children_of(parse, other.index, "mark")}
        contrast = other.dep == "advcl" and bool(marks & _CONTRASTING)
        joined = other.dep == "conj" and not marks
        if find_disclaiming_verb(parse, other.index, clause.index) is not None:
            found.update(parse.subtree(other.index))
            found.update(child.index for child in children_of(parse, clause.index, "cc") if child.index > clause.index)
        if not subject or not (contrast or joined) or other.tag != cue.tag:
            continue
        first = min(parse.subtree(other.index))
        links = [child for child in children_of(parse, clause.index, "cc") if clause.index < child.index < first]
        opening = min([first, *(child.index for child in links[-1:])])
        apart = parse.tokens[opening - 1].text in {",", ";"} or any(link.text.lower() == "but" for link in links)
        if not between or not (apart or lemma_of(other) == lemma_of(cue)):
            continue
        if not any(True for _ in find_contents(parse, other, lemma_of(other), lexicon)):
            continue
        found.update(parse.subtree(other.index))
        found.update(child.index for child in links[-1:])
    return found


def _is_asked(parse: Parse, clause: Token, cue: Token) -> bool:
    """Tell whether a clause that the parser took for an adverbial is rather what was asked or said."""
    marks = {child.lemma.lower() for child in children_of(parse, clause.index, "mark")}
    return bool(marks & {"whether", "that"}) or ("if" in marks and clause.index > cue.index)


def _is_marked(parse: Parse, clause: Token, verb: Token) -> bool:
    """Tell whether a clause follows its cue with "that": it is the content, whatever else the parser hung there."""
    return clause.index > verb.index and any(
        child.lemma.lower() == "that" for child in children_of(parse, clause.index, "mark")
    )


def _has_subject(parse: Parse, clause: Token) -> bool:
    return bool(children_of(parse, clause.index, "nsubj", "nsubjpass"))


def _has_complement(kids: tuple[Token, ...]) -> bool:
    return any(kid.dep in {"ccomp", "xcomp", "dobj"} for kid in kids)


def _inserted(parse: Parse, verb: Token, lexicon: Lexicon) -> Iterator[tuple[Form, tuple[Span, ...]]]:
    """Read a cue that is put into its content: "The road, he said, is open"."""
    if not children_of(parse, verb.index, "nsubj") or children_of(parse, verb.index, "mark"):
        return
    inserted = parse.subtree(verb.index)
    before = {parse.tokens[index].text for index in (inserted[0], max(0, inserted[0] - 1))}
    if before & {",", "–", "—", "-", "”", '"', "''", "("}:
        left_out = {*inserted, *find_rivals(parse, parse.tokens[verb.head], verb, lexicon)}
        kept = [index for index in parse.subtree(verb.head) if index not in left_out]
        yield Form.CLAUSE, content_spans(parse, kept, left_out)


_LATE = 6  # tokens that may follow a cue at the end of a sentence
_DATELINE = 12  # tokens in which a dateline stands


def _trailing(parse: Parse, verb: Token) -> Iterator[tuple[Form, tuple[Span, ...]]]:
    """Read a sentence that ends in its cue, whatever its parse: "SELM, Olvar — Two men ..., the ministry said"."""
    subjects = children_of(parse, verb.index, "nsubj")
    if not subjects or subjects[0].index > verb.index:
        return
    words = [token for token in parse.tokens[max(0, verb.index - _FAR) : verb.index + _FAR] if _is_with(token, verb)]
    comma = min(parse.subtree(subjects[0].index)) - 1
    after = [token for token in words if token.index > verb.index]
    before = [token for token in words if token.index < comma]
    if comma < 0 or parse.tokens[comma].text != "," or len(after) > _LATE:
        return
    dashes = [at for at, token in enumerate(before[:_DATELINE]) if token.text in {"—", "–", "--"}]
    if dashes and before[0].text.isupper():
        before = before[dashes[0] + 1 :]
    if sum(token.tag.startswith("VB") for token in before) and not {"“", '"', "``"} & {t.text for t in before}:
        yield Form.CLAUSE, content_spans(parse, [token.index for token in before])


_FAR = 120  # tokens around a cue in which its sentence is looked for


def _is_with(token: Token, verb: Token) -> bool:
    return token.sentence == verb.sentence


def _descriptions(parse: Parse, verb: Token, own: set[int]) -> Iterator[tuple[Form, tuple[Span, ...]]]:
    """Read "calls it a trap" and "describes it as a trap": what is described, and as what."""
    kids = parse.children(verb.index)
    things = [kid for kid in kids if kid.dep == "dobj"]
    for thing in things:  # the parser may hang "as a trap" on what is described
        if any(child.lemma.lower() == "as" for child in children_of(parse, thing.index, "prep")):
            yield Form.DESCRIPTION, content_spans(parse, parse.subtree(thing.index), own)
    for kid in kids:
        if kid.dep == "prep" and kid.lemma.lower() in {"as", "like", "to"} and kid.index > verb.index:
            if kid.lemma.lower() == "to" and lemma_of(verb) != "liken":
                continue
            first = things[0].index if things and things[0].index < kid.index else kid.index
            yield Form.DESCRIPTION, content_spans(parse, {*parse.subtree(first), *parse.subtree(kid.index)}, own)
        elif kid.dep == "oprd" or (kid.dep == "ccomp" and lemma_of(verb) in {"call", "consider", "deem", "declare"}):
            first = things[0].index if things and things[0].index < kid.index else kid.index
            yield Form.DESCRIPTION, content_spans(parse, {*parse.subtree(first), *parse.subtree(kid.index)}, own)
