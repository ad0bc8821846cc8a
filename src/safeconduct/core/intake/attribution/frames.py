"""Find the cues of a parse with the content and the speaker that their grammar gives them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from safeconduct.core.intake.attribution import cues
from safeconduct.core.intake.attribution.cues import Form, Lexicon
from safeconduct.core.intake.attribution.phrases import (
    children_of,
    content_spans,
    find_subject,
    goes_on,
    is_infinitive,
    noun_phrase,
    verb_group,
)
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.parse import Parse, Token
from safeconduct.core.intake.reading import Polarity


@dataclass(frozen=True, slots=True)
class Frame:
    """Hold one cue with what the grammar hangs on it; tokens are given by index."""

    head: int  # the cue's main word
    cue: tuple[int, ...]
    content: tuple[Span, ...]
    speaker: int | None  # the speaker's main word; None = not said
    form: Form
    kind: str = "statement"
    polarity: Polarity = Polarity.POSITIVE
    negation: tuple[int, ...] = ()
    addressee: int | None = None


def find_frames(parse: Parse, lexicon: Lexicon) -> tuple[Frame, ...]:
    """Return the frames in the text, at most one for each cue, in order of the text."""
    found = []
    for token in parse.tokens:
        frame = _read_token(parse, token, lexicon)
        if frame is not None and frame.content:
            found.append(frame)
    return tuple(found)


def lemma_of(token: Token) -> str:
    """Return a token's lemma in small letters, with the lemmatizer's known slips put right."""
    lemma = token.lemma.lower()
    return cues.LEMMAS.get(lemma, lemma)


def _phrasal_lemma(parse: Parse, verb: Token) -> str:
    """Return a verb's lemma, with its particle where the two are one cue: "ruled out"."""
    for particle in children_of(parse, verb.index, "prt"):
        phrasal = f"{lemma_of(verb)}_{particle.lemma.lower()}"
        if phrasal in cues.PHRASAL:
            return phrasal
    return lemma_of(verb)


def _read_token(parse: Parse, token: Token, lexicon: Lexicon) -> Frame | None:
    if token.tag.startswith("VB"):
        return (
            _read_refusal(parse, token)
            or _read_idea(parse, token, lexicon)
            or _read_spreading(parse, token)
            or _read_answer(parse, token)
            or _read_according(parse, token, lexicon)
            or _read_verb(parse, token, lexicon)
        )
    if token.tag.startswith("JJ") or token.pos == "ADJ":
        return _read_adjective(parse, token, lexicon)
    if token.tag in {"NN", "NNS"}:
        return _read_noun(parse, token, lexicon)
    return None


# ---- verbs


def _read_verb(parse: Parse, verb: Token, lexicon: Lexicon) -> Frame | None:
    lemma = _phrasal_lemma(parse, verb)
    speaker = find_subject(parse, verb.index)
    for form, content in _contents(parse, verb, lemma, lexicon):
        if speaker is None and form is not Form.CLAUSE:
            continue
        kind, polarity, negation = _judge_cue(parse, verb, lemma, form, content)
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


def _contents(parse: Parse, verb: Token, lemma: str, lexicon: Lexicon) -> Iterator[tuple[Form, tuple[Span, ...]]]:
    """Go through what a verb can have for its content, the surest first."""
    kids = parse.children(verb.index)
    own = {index for kid in kids if kid.dep not in _CONTENT_LABELS for index in parse.subtree(kid.index)}
    own |= {verb.index, *verb_group(parse, verb.index)}
    if lexicon.takes(lemma, Form.CLAUSE):
        for kid in sorted(kids, key=lambda each: not _is_marked(parse, each, verb)):
            if kid.dep == "ccomp" or (kid.dep in {"advcl", "acl"} and _is_asked(parse, kid)):
                if kid.dep == "ccomp" and is_infinitive(parse, kid.index) and not _has_subject(parse, kid):
                    continue
                yield Form.CLAUSE, content_spans(parse, _without_background(parse, kid), own)
        if verb.dep in {"parataxis", "ccomp", "dep"} and verb.head != verb.index and not _has_complement(kids):
            yield from _inserted(parse, verb)
    yield from _supposed(parse, verb, lemma, lexicon)
    if lexicon.takes(lemma, Form.INFINITIVE):
        for kid in kids:
            ordered = kid.dep == "advcl" and lemma in _ORDERING
            if lemma_of(kid) in cues.SHY and children_of(parse, kid.index, "auxpass"):
                continue
            if is_infinitive(parse, kid.index) and (kid.dep in {"xcomp", "ccomp"} or ordered):
                yield Form.INFINITIVE, content_spans(parse, parse.subtree(kid.index), own)
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


def _without_background(parse: Parse, clause: Token) -> list[int]:
    """Return a clause without a closing "as" clause about somebody else: news hangs that on the cue.

    "Officials warned that the dam may break as the army began to move people" warns of the dam alone.
    """
    left_out: set[int] = set()
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


def _is_asked(parse: Parse, clause: Token) -> bool:
    """Tell whether a clause that the parser took for an adverbial is rather what was asked or said."""
    return any(
        child.dep == "mark" and child.lemma.lower() in {"if", "whether", "that"}
        for child in parse.children(clause.index)
    )


def _is_marked(parse: Parse, clause: Token, verb: Token) -> bool:
    """Tell whether a clause follows its cue with "that": it is the content, whatever else the parser hung there."""
    return clause.index > verb.index and any(
        child.lemma.lower() == "that" for child in children_of(parse, clause.index, "mark")
    )


def _has_subject(parse: Parse, clause: Token) -> bool:
    return bool(children_of(parse, clause.index, "nsubj", "nsubjpass"))


def _has_complement(kids: tuple[Token, ...]) -> bool:
    return any(kid.dep in {"ccomp", "xcomp", "dobj"} for kid in kids)


def _inserted(parse: Parse, verb: Token) -> Iterator[tuple[Form, tuple[Span, ...]]]:
    """Read a cue that is put into its content: "The road, he said, is open"."""
    if not children_of(parse, verb.index, "nsubj") or children_of(parse, verb.index, "mark"):
        return
    inserted = parse.subtree(verb.index)
    before = {parse.tokens[index].text for index in (inserted[0], max(0, inserted[0] - 1))}
    if before & {",", "–", "—", "-", "”", '"', "''", "("}:
        yield Form.CLAUSE, content_spans(parse, parse.subtree(verb.head), inserted)


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


def find_addressee(parse: Parse, verb: int) -> int | None:
    """Return the main word of whom a cue is addressed to."""
    lemma = lemma_of(parse.tokens[verb])
    if lemma in cues.ADDRESSING:
        for kid in children_of(parse, verb, "dative", "dobj"):
            if kid.pos in {"NOUN", "PROPN", "PRON"} and kid.index > verb:
                return kid.index
        for kid in children_of(parse, verb, "nsubjpass"):
            return kid.index
        for clause in children_of(parse, verb, "ccomp"):  # "urged them to leave", read as a clause of its own
            if is_infinitive(parse, clause.index):
                for kid in children_of(parse, clause.index, "nsubj"):
                    return kid.index
    for preposition in children_of(parse, verb, "prep", "dative"):
        if preposition.lemma.lower() in {"to", "with"}:
            for noun in children_of(parse, preposition.index, "pobj"):
                return noun.index
    return None


def _judge_cue(
    parse: Parse, verb: Token, lemma: str, form: Form, content: tuple[Span, ...]
) -> tuple[str, Polarity, tuple[int, ...]]:
    """Return what the cue itself decides: the kind of the statement, its polarity, and the cue's denying words."""
    kind = cues.find_kind(lemma)
    if lemma in {"ask", "tell"} and form is Form.INFINITIVE:
        kind = "directive"
    if form is Form.DESCRIPTION and kind == "directive":
        kind = "statement"  # "called it a trap" orders nothing
    negations = tuple(child.index for child in children_of(parse, verb.index, "neg"))
    negated = bool(negations)
    if _opens_question(parse, content):
        if negated:
            return "refusal", Polarity.NEGATIVE, negations
        return ("question" if kind in {"question", "statement"} else kind), Polarity.QUESTION, ()
    if lemma in cues.DENYING:
        return kind, (Polarity.POSITIVE if negated else Polarity.NEGATIVE), (verb.index, *negations)
    if lemma in cues.REFUSING and form is Form.INFINITIVE:
        return "refusal", (Polarity.POSITIVE if negated else Polarity.NEGATIVE), (verb.index, *negations)
    if lemma == "doubt" and form is Form.CLAUSE:
        return kind, (Polarity.POSITIVE if negated else Polarity.NEGATIVE), (verb.index, *negations)
    if negated:
        return (kind if lemma in cues.RAISING else "refusal"), Polarity.NEGATIVE, negations
    if is_negated_by_subject(parse, verb.index):
        return kind, Polarity.NEGATIVE, ()
    return kind, Polarity.POSITIVE, ()


def is_negated_by_subject(parse: Parse, verb: int) -> bool:
    """Tell whether nobody does what a verb says ("No official confirmed that ...")."""
    for subject in children_of(parse, verb, "nsubj"):
        if lemma_of(subject) in {"nobody", "none", "neither"}:
            return True
        if any(child.dep == "det" and child.lemma.lower() == "no" for child in parse.children(subject.index)):
            return True
    return False


def _opens_question(parse: Parse, content: tuple[Span, ...]) -> bool:
    first = next(parse.within(content[0]), None) if content else None
    return first is not None and first.lemma.lower() in {"whether", "if"}


# ---- frames with more than one word


def _read_refusal(parse: Parse, verb: Token) -> Frame | None:
    """Read "declined to provide details": what is refused is information, and the content is what it is about."""
    if lemma_of(verb) not in cues.REFUSING:
        return None
    for inner in children_of(parse, verb.index, "xcomp"):
        if not is_infinitive(parse, inner.index) or lemma_of(inner) not in cues.TELLING:
            continue
        group = verb_group(parse, verb.index)
        about = [kid for kid in parse.children(inner.index) if kid.dep in _REFUSED and kid.index > inner.index]
        about.sort(key=lambda kid: _REFUSED.index(kid.dep))
        cue = tuple(range(group[0], inner.index + 1)) if about else group
        content = content_spans(parse, parse.subtree((about[0] if about else inner).index))
        return Frame(
            verb.index,
            cue,
            content,
            find_subject(parse, verb.index),
            Form.INFINITIVE,
            "refusal",
            Polarity.NEGATIVE,
            (verb.index,),
            find_addressee(parse, inner.index),
        )
    return None


_REFUSED = ("dobj", "ccomp", "prep", "advcl")  # where the refused matter stands, the surest first


def _read_idea(parse: Parse, verb: Token, lexicon: Lexicon) -> Frame | None:
    """Read "rejected the idea that ...", "confirmed reports that ...": the verb decides, the noun holds the content."""
    lemma = lemma_of(verb)
    for noun in children_of(parse, verb.index, "dobj", "pobj"):
        if lemma_of(noun) not in cues.IDEAS:
            continue
        for clause in children_of(parse, noun.index, "acl", "ccomp", "relcl"):
            if not any(child.dep == "mark" for child in parse.children(clause.index)):
                continue
            kind, polarity, negation = _judge_cue(parse, verb, lemma, Form.OBJECT, ())
            if (
                polarity is Polarity.POSITIVE
                and not lexicon.takes(lemma, Form.OBJECT)
                and not lexicon.takes(lemma, Form.CLAUSE)
            ):
                return None
            cue = tuple(range(verb_group(parse, verb.index)[0], noun.index + 1))
            content = content_spans(parse, parse.subtree(clause.index))
            speaker = find_subject(parse, verb.index)
            return Frame(verb.index, cue, content, speaker, Form.NOUN_CLAUSE, kind, polarity, negation)
    return None


def _read_spreading(parse: Parse, verb: Token) -> Frame | None:
    """Read "reports have surfaced that ...", "rumours say that ...": nobody is named."""
    if lemma_of(verb) not in cues.SPREADING:
        return None
    for noun in children_of(parse, verb.index, "nsubj"):
        if lemma_of(noun) not in cues.HEARSAY or children_of(parse, noun.index, "poss"):
            continue
        clauses = [
            *children_of(parse, verb.index, "ccomp", "advcl"),
            *children_of(parse, noun.index, "acl", "ccomp", "relcl"),
        ]
        for clause in clauses:
            if clause.index > verb.index or clause.head == noun.index:
                content = content_spans(parse, parse.subtree(clause.index))
                cue = verb_group(parse, verb.index)
                return Frame(verb.index, cue, content, noun.index, Form.CLAUSE, "hearsay")
    return None


def _read_answer(parse: Parse, verb: Token) -> Frame | None:
    """Read "the answer has been no"."""
    if verb.lemma != "be":
        return None
    for noun in children_of(parse, verb.index, "nsubj"):
        if lemma_of(noun) not in cues.ANSWERS:
            continue
        told = [kid for kid in parse.children(verb.index) if kid.index > verb.index and kid.dep in _TOLD]
        if not told:
            return None
        content = content_spans(parse, parse.subtree(told[0].index))
        negative = told[0].lemma.lower() in {"no", "negative", "never"}
        cue = tuple(range(noun_phrase(parse, noun.index)[0], verb.index + 1))
        owner = children_of(parse, noun.index, "poss")
        return Frame(
            verb.index,
            cue,
            content,
            owner[0].index if owner else None,
            Form.CLAUSE,
            "answer",
            Polarity.NEGATIVE if negative else Polarity.POSITIVE,
            (told[0].index,) if negative else (),
        )
    return None


_TOLD = frozenset({"intj", "attr", "acomp", "ccomp", "neg", "advmod", "det", "dep"})


def _read_according(parse: Parse, verb: Token, lexicon: Lexicon) -> Frame | None:
    """Read "According to X, ..." and "..., according to X": the content is the sentence that it hangs on."""
    if verb.lemma.lower() not in {"accord", "according"} and verb.text.lower() != "according":
        return None
    sources = [noun for to in children_of(parse, verb.index, "prep") for noun in children_of(parse, to.index, "pobj")]
    if not sources or verb.head == verb.index:
        return None
    own = parse.subtree(verb.index)
    host = verb.head
    whole = parse.tokens[max(0, verb.index - 1)].text in {",", ")", "—", "–"}  # set off by a comma: of all the sentence
    while (whole or parse.tokens[host].pos not in {"VERB", "AUX"}) and parse.tokens[host].head != host:
        host = parse.tokens[host].head
    content = content_spans(parse, _main_clause(parse, host, lexicon), own)
    return Frame(verb.index, tuple(range(verb.index, verb.index + 2)), content, sources[0].index, Form.CLAUSE)


def _main_clause(parse: Parse, host: int, lexicon: Lexicon) -> list[int]:
    """Return a clause without the clauses that are joined to it and have a subject and a cue of their own."""
    left_out: set[int] = set()
    for other in children_of(parse, host, "conj"):
        if children_of(parse, other.index, "nsubj") and _read_verb(parse, other, lexicon):
            left_out.update(parse.subtree(other.index))
            left_out.update(child.index for child in children_of(parse, host, "cc") if child.index < other.index)
    return [index for index in parse.subtree(host) if index not in left_out]


# ---- adjectives and nouns


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
