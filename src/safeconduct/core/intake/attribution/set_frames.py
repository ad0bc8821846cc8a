"""Read cues of several words: "declined to say", "rejected the idea that", "reports have surfaced that"."""

from __future__ import annotations

from safeconduct.core.intake.attribution import cues
from safeconduct.core.intake.attribution.complements import find_contents
from safeconduct.core.intake.attribution.cue_sense import find_addressee, judge_cue
from safeconduct.core.intake.attribution.cues import Form, Lexicon
from safeconduct.core.intake.attribution.frame import Frame
from safeconduct.core.intake.attribution.phrases import (
    QUOTING,
    children_of,
    content_spans,
    find_subject,
    is_infinitive,
    lemma_of,
    noun_phrase,
    phrasal_lemma,
    verb_group,
)
from safeconduct.core.intake.factuality.disclaimers import find_disclaiming_verb
from safeconduct.core.intake.parse import Parse, Token
from safeconduct.core.intake.reading import Polarity


def read_set_frame(parse: Parse, verb: Token, lexicon: Lexicon) -> Frame | None:
    """Return the frame of a verb that is a cue together with other words."""
    return (
        _read_refusal(parse, verb)
        or _read_idea(parse, verb, lexicon)
        or _read_spreading(parse, verb)
        or _read_answer(parse, verb)
        or _read_according(parse, verb, lexicon)
        or _read_quoting(parse, verb)
        or _read_disclaimer(parse, verb, lexicon)
    )


def _read_quoting(parse: Parse, verb: Token) -> Frame | None:
    """Read "quoted a fisherman as saying that ...": the content is what he says."""
    if lemma_of(verb) not in QUOTING or not children_of(parse, verb.index, "dobj"):
        return None
    for preposition in children_of(parse, verb.index, "prep"):
        for saying in children_of(parse, preposition.index, "pcomp"):
            for told in children_of(parse, saying.index, "ccomp"):
                if preposition.text.lower() != "as" or verb.tag == "VBG":
                    continue
                content = content_spans(parse, parse.subtree(told.index))
                speaker = find_subject(parse, verb.index)
                return Frame(verb.index, verb_group(parse, verb.index), content, speaker, Form.CLAUSE)
    return None


def _read_disclaimer(parse: Parse, verb: Token, lexicon: Lexicon) -> Frame | None:
    """Read "The rebels left, or so the ministry claimed": the content is the sentence before it."""
    host = parse.tokens[verb.head]
    first = find_disclaiming_verb(parse, verb.index, host.index)
    if verb.dep != "conj" or first is None or host.head != host.index:
        return None
    own = {*parse.subtree(verb.index), *range(first, verb.index)}
    kept = [index for index in _main_clause(parse, host.index, lexicon) if index not in own and index < first]
    speakers = [each for each in children_of(parse, verb.index, "nsubj") if each.text.lower() not in {"it", "story"}]
    speaker = speakers[0].index if speakers else None
    content = content_spans(parse, kept, own)
    return Frame(verb.index, verb_group(parse, verb.index), content, speaker, Form.CLAUSE)


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
    lemma = phrasal_lemma(parse, verb)
    under = [
        noun
        for preposition in children_of(parse, verb.index, "prep")
        if lemma in cues.DENYING
        for noun in children_of(parse, preposition.index, "pobj")
    ]
    for noun in (*children_of(parse, verb.index, "dobj"), *under):
        if lemma_of(noun) not in cues.IDEAS:
            continue
        for clause in children_of(parse, noun.index, "acl", "ccomp", "relcl"):
            if not any(child.dep == "mark" for child in parse.children(clause.index)):
                continue
            kind, polarity, negation = judge_cue(parse, verb, lemma, Form.OBJECT, ())
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
    kept = [index for index in _main_clause(parse, host, lexicon) if index not in own]
    content = content_spans(parse, kept, {*own, *parse.subtree(host)} - set(kept))
    return Frame(verb.index, tuple(range(verb.index, verb.index + 2)), content, sources[0].index, Form.CLAUSE)


def _is_contrast(parse: Parse, clause: Token) -> bool:
    return any(mark.lemma.lower() in {"as", "while", "whereas"} for mark in children_of(parse, clause.index, "mark"))


def _main_clause(parse: Parse, host: int, lexicon: Lexicon) -> list[int]:
    """Return a clause without the clauses that are joined to it and have a subject and a cue of their own."""
    left_out: set[int] = set()
    for other in children_of(parse, host, "conj", "advcl"):
        if other.dep == "advcl" and not (other.index > host and _is_contrast(parse, other)):
            continue
        if children_of(parse, other.index, "nsubj") and any(find_contents(parse, other, lemma_of(other), lexicon)):
            left_out.update(parse.subtree(other.index))
            left_out.update(child.index for child in children_of(parse, host, "cc") if child.index < other.index)
    return [index for index in parse.subtree(host) if index not in left_out]
