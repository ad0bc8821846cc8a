"""Find whom an outlet cites: "the Courier reported, citing two officials", "the radio, which quoted a doctor"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from safeconduct.core.intake.attribution.cues import Form, lemmas
from safeconduct.core.intake.attribution.drafts import Draft
from safeconduct.core.intake.attribution.outlets import GENERIC
from safeconduct.core.intake.attribution.phrases import QUOTING, children_of, lemma_of, noun_phrase
from safeconduct.core.intake.attribution.speakers import MILITARY, PEOPLE
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.parse import Parse, Token

DEEPEST = 40  # no clause a person wrote hangs deeper
_TELLING = frozenset({Form.CLAUSE, Form.QUOTE})
_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_BODIES = lemmas(
    "activist agency army authority body broadcaster bureau channel charity commission committee company council court "
    "defence department embassy family force government group headquarters hospital intelligence ministry mission "
    "monitor movement navy newspaper observer office organisation organization outlet palace parliament party people "
    "police relative station survivor union"
)
_PAPERS = lemmas(
    "account broadcast cable dispatch document email file filing letter memo message notice paper post readout record "
    "report statement study survey testimony text transcript"
)


@dataclass(frozen=True, slots=True)
class Citing:
    """Hold the clause in which somebody is cited; tokens are given by index."""

    verb: int
    host: int  # what the clause hangs on: a cue, or whoever cites
    sources: tuple[int, ...]  # main words of who is cited
    words: tuple[int, ...]


def find_citings(parse: Parse) -> tuple[Citing, ...]:
    """Return the clauses that cite a source, in order of the text; reasons ("citing the weather") are none."""
    found = []
    for token in parse.tokens:
        if lemma_of(token) not in QUOTING or not _is_beside(parse, token):
            continue
        things = children_of(parse, token.index, "dobj") or _next_noun(parse, token)
        sources = tuple(each.index for thing in things for each in _joined(parse, thing) if is_source(each))
        sources = tuple(_name_after(parse, at) for at in sources)
        if sources and not (token.tag == "VBG" and _quotes_own_words(parse, token)):
            last = max(noun_phrase(parse, sources[-1]))
            below = {index for kid in children_of(parse, token.index, "ccomp") for index in parse.subtree(kid.index)}
            words = {*parse.subtree(token.index), *range(token.index, last + 1)} - below
            host = token.index if _is_main(parse, token) else token.head
            found.append(Citing(token.index, host, sources, tuple(sorted(words))))
    return tuple(found)


def is_source(noun: Token) -> bool:
    """Tell whether a noun names who or what can be cited."""
    lemma = lemma_of(noun)
    if noun.entity in _NAMED or noun.tag in {"NNP", "NNPS"}:
        return True
    return lemma in PEOPLE | MILITARY | _BODIES | _PAPERS


def cut_citing(parse: Parse, content: tuple[Span, ...], citing: Citing) -> tuple[Span, ...]:
    """Return a content without the clause in it that says whom the speaker cites, and the commas around it."""
    clause = parse.span(citing.words)
    return tuple(piece for span in content for piece in _cut(parse.text, span, clause))


def _cut(text: str, span: Span, clause: Span) -> Iterator[Span]:
    if not span.holds(clause):
        yield span
        return
    before = len(text[: clause.start].rstrip(" ,"))
    after = clause.end + len(text[clause.end :]) - len(text[clause.end :].lstrip(" ,"))
    for piece in (Span(span.start, max(span.start, before)), Span(min(after, span.end), span.end)):
        if any(letter.isalnum() for letter in text[piece.start : piece.end]):
            yield piece


def attach_citings(parse: Parse, drafts: Sequence[Draft], citings: Sequence[Citing]) -> list[Draft]:
    """Return the drafts with whom their speakers cite, and without the words that do so."""
    found = list(drafts)
    for citing in citings:
        at = _find_citer(parse, found, citing)
        if at is None:
            continue
        head = found[at].head
        for number, draft in enumerate(found):
            content = cut_citing(parse, draft.content, citing)
            if content and (number == at or draft.head == head or content != draft.content):
                found[number] = replace(draft, content=content)
        found[at] = replace(found[at], cited=(*found[at].cited, *citing.sources), citing=(citing.verb,))
    return found


def _find_citer(parse: Parse, drafts: Sequence[Draft], citing: Citing) -> int | None:
    """Return the number of the statement whose speaker cites: by what the clause hangs on, and what is above that."""
    above, at = [citing.host], citing.host
    while parse.tokens[at].head != at and len(above) < DEEPEST:
        at = parse.tokens[at].head
        above.append(at)
    cited = set(citing.words)
    own = [number for number, draft in enumerate(drafts) if draft.head is not None and draft.form in _TELLING]
    own = [number for number in own if drafts[number].head == citing.host or drafts[number].head not in cited]
    beside = [number for number in own if citing.host in {drafts[number].head, drafts[number].speaker}]
    around = [number for place in reversed(above) for number in own if drafts[number].head == place]
    return next(iter((*beside, *around)), None)


def _next_noun(parse: Parse, verb: Token) -> list[Token]:
    """Return the noun that follows, where the parser took whom it cites for the subject of what comes next."""
    for token in parse.tokens[verb.index + 1 : verb.index + 8]:
        if token.text in {",", "."} or token.tag.startswith("VB"):
            break
        if token.pos in {"NOUN", "PROPN"} and token.dep not in {"compound", "amod", "poss", "nmod"}:
            return [token]
    return []


def _name_after(parse: Parse, noun: int) -> int:
    """Return the name right after the noun for an outlet: "the news agency Volpress"."""
    after = parse.tokens[noun + 1 : noun + 2]
    named = parse.tokens[noun].lemma.lower() in GENERIC and after and after[0].pos == "PROPN"
    return noun + 1 if named else noun


def _quotes_own_words(parse: Parse, verb: Token) -> bool:
    """Tell whether somebody is quoted "as saying" something of his own."""
    return any(
        preposition.text.lower() == "as" and children_of(parse, preposition.index, "pcomp")
        for preposition in children_of(parse, verb.index, "prep")
    )


def _is_main(parse: Parse, verb: Token) -> bool:
    """Tell whether "quoted a fisherman as saying that" is itself what an outlet does."""
    return verb.tag != "VBG" and verb.dep != "relcl" and _quotes_own_words(parse, verb)


def _is_beside(parse: Parse, verb: Token) -> bool:
    """Tell whether a clause only says whose words somebody passes on: a participle, or "which quoted"."""
    if _is_main(parse, verb):
        return True
    if verb.dep == "relcl":
        return any(child.tag == "WDT" for child in children_of(parse, verb.index, "nsubj"))
    return verb.tag == "VBG" and verb.dep in {"acl", "advcl", "partmod", "dep"} and verb.head != verb.index


def _joined(parse: Parse, noun: Token) -> Iterator[Token]:
    yield noun
    for child in children_of(parse, noun.index, "conj"):
        yield from _joined(parse, child)
