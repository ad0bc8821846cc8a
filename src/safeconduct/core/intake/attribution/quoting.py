"""Join quotes with the words that say whose they are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from safeconduct.core.intake.attribution import cues
from safeconduct.core.intake.attribution.cue_sense import find_addressee
from safeconduct.core.intake.attribution.cues import Form
from safeconduct.core.intake.attribution.drafts import Draft, join_spans
from safeconduct.core.intake.attribution.phrases import EDGE_MARKS, find_subject, lemma_of, verb_group
from safeconduct.core.intake.attribution.quotes import Quote
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.parse import Parse, Token
from safeconduct.core.intake.reading import QuoteType

NEAR = 18  # tokens between a quote and its cue, at most
ENDS = ".!?"
GOES_ON = ",!?—–-…"  # before a closing mark: the sentence goes on with whose words they are


def draft_quotes(
    parse: Parse,
    quotes: Sequence[Quote],
    paragraph: Span,
    drafts: Sequence[Draft],
    before: int | None,
    lead: Span | None,
) -> list[Draft]:
    """Return a paragraph's drafts with every quote of whole sentences joined to the cue that stands beside it.

    A quote without a cue belongs to the statement before it in its paragraph, or goes on with the speaker of the cue
    `before` the paragraph. `lead` is a paragraph before it that ends in a colon: it announces a quote at the start.
    """
    drafts = list(drafts)
    last: Draft | None = None
    outer = [quote for quote in quotes if quote.depth == 1]
    for number, quote in enumerate(outer):
        start = outer[number - 1].outer.end if number else paragraph.start
        if lead is not None and quote.outer.start == paragraph.start:
            start = lead.start
        end = outer[number + 1].outer.start if number + 1 < len(outer) else paragraph.end
        found = _holder(quote, drafts)
        if found is None:
            draft = _read_beside(parse, quote, start, end)
            found = _merge(drafts, draft) if draft else None
        if found is None and _is_sentence(parse.text, quote, paragraph):
            if last is not None and last.cue and not _frame_between(parse, drafts, last, quote):
                found = _append(drafts, last, quote)
            elif agreed := _from_sentence_before(parse, drafts, quote, start):
                found = agreed
                drafts.append(agreed)
            else:
                speaking = find_last_cue(parse, drafts, quote.outer.start)
                found = Draft(
                    (quote.outer,), QuoteType.DIRECT, Form.QUOTE, continues=before if speaking is None else speaking
                )
                drafts.append(found)
        if found is not None and found.quote_type in {QuoteType.DIRECT, QuoteType.MIXED}:
            last = found
    return drafts


def _holder(quote: Quote, drafts: Sequence[Draft]) -> Draft | None:
    """Return the draft with a cue outside the quote whose content holds the quote."""
    start, end = quote.outer.start, quote.outer.end
    for draft in drafts:
        for span in draft.content:
            if span.start <= start and end <= span.end:
                return draft
    return None


def _frame_between(parse: Parse, drafts: Sequence[Draft], last: Draft, quote: Quote) -> bool:
    """Tell whether somebody else speaks in a sentence between a statement's and a quote."""
    assert last.head is not None
    sentence = parse.tokens[last.head].sentence
    end = max(last.content[-1].end, parse.tokens[last.head].end)
    heads = (parse.tokens[d.head] for d in drafts if d.head is not None and d is not last)
    return any(
        end <= head.start < quote.outer.start and head.sentence != sentence and not last.covers(head.start)
        for head in heads
    )


def _append(drafts: list[Draft], last: Draft, quote: Quote) -> Draft:
    at = drafts.index(last)
    drafts[at] = replace(last, content=(*last.content, quote.outer))
    return drafts[at]


def _merge(drafts: list[Draft], draft: Draft) -> Draft:
    """Put a quote's draft in the place of the one that its cue already has, or add its content to that."""
    for at, other in enumerate(drafts):
        if other.head == draft.head:
            if other.quote_type is QuoteType.DIRECT:
                spans = tuple(sorted({*other.content, *draft.content}))
                drafts[at] = replace(other, content=spans)
            else:
                drafts[at] = replace(draft, kind=other.kind, polarity=other.polarity, negation=other.negation)
            return drafts[at]
    drafts.append(draft)
    return draft


def _from_sentence_before(parse: Parse, drafts: Sequence[Draft], quote: Quote, start: int) -> Draft | None:
    """Read "Adler agreed." before a quote: a cue that has no content of its own yet."""
    tokens = list(parse.within(Span(start, quote.outer.start)))
    roots = [t for t in tokens if t.sentence == tokens[-1].sentence and t.head == t.index and _is_cue(t)]
    if len(roots) != 1 or any(draft.head == roots[0].index for draft in drafts):
        return None
    speaker = find_subject(parse, roots[0].index)
    if speaker is None or parse.tokens[speaker].index not in {token.index for token in tokens}:
        return None
    return _draft(quote, roots[0].index, verb_group(parse, roots[0].index), speaker)


def find_last_cue(parse: Parse, drafts: Sequence[Draft], end: int) -> int | None:
    """Return the main word of the last cue before a place that stands in nobody's content."""
    contents = join_spans(span for draft in drafts for span in draft.content)
    cued = [
        (draft.head, draft)
        for draft in drafts
        if draft.head is not None and parse.tokens[draft.head].start < end and draft.form in {Form.CLAUSE, Form.QUOTE}
    ]
    for head, draft in sorted(cued, key=lambda each: each[0], reverse=True):
        place = parse.tokens[head].start
        before = bisect_right(contents, place, key=lambda span: span.start)
        if not before or contents[before - 1].end <= place:
            return head
        if draft.covers(place) and not any(other is not draft and other.covers(place) for other in drafts):
            return head
    return None


def _is_sentence(text: str, quote: Quote, paragraph: Span) -> bool:
    """Tell whether a quote is made of whole sentences and stands by itself."""
    inner = text[quote.inner.start : quote.inner.end].strip()
    if quote.continues or (not quote.closed and quote.outer.start == paragraph.start):
        return True
    ends = bool(inner) and (inner[-1] in ".!?…" or text[quote.outer.end : quote.outer.end + 1] == ".")
    lead = text[paragraph.start : quote.outer.start].rstrip()
    begins = not lead or lead[-1] in '.!?”":…'
    return ends and begins and len(inner.split()) >= 3


# ---- the words beside a quote


def _read_beside(parse: Parse, quote: Quote, before: int, after: int) -> Draft | None:
    """Read whose words a quote holds from the words right after it, or right before it."""
    text = parse.text
    following = _following(parse, quote.outer.end, after)
    preceding = _preceding(parse, before, quote.outer.start)
    goes_on = text[quote.inner.end - 1 : quote.inner.end] in tuple(GOES_ON) or text[
        quote.outer.end : quote.outer.end + 1
    ] in tuple(",—–-")
    announced = (bool(preceding) and preceding[-1].text in {",", ":", "that"}) or (
        bool(preceding) and _is_cue(preceding[-1])
    )
    if preceding and preceding[-1].text == ":":
        draft = _from_before(parse, quote, preceding) or _from_colon(parse, quote, preceding)
        if draft:
            return draft
    if goes_on:
        draft = _from_after(parse, quote, following)
        if draft:
            return draft
    return _from_before(parse, quote, preceding) if announced else None


def _following(parse: Parse, start: int, end: int) -> list[Token]:
    """Return the tokens from a quote's end to its sentence's."""
    found = []
    for token in parse.within(Span(start, end)):
        if token.text in ENDS:
            break
        found.append(token)
    return found


def _preceding(parse: Parse, start: int, end: int) -> list[Token]:
    """Return the tokens of the sentence that leads up to a quote."""
    found = list(parse.within(Span(start, end)))
    for place in range(len(found) - 1, -1, -1):
        if found[place].text in ENDS:
            return found[place + 1 :]
    return found


def _is_cue(token: Token) -> bool:
    lemma = lemma_of(token)
    return token.tag.startswith("VB") and (cues.takes(lemma, Form.CLAUSE) or cues.takes(lemma, Form.QUOTE))


def _from_after(parse: Parse, quote: Quote, following: Sequence[Token]) -> Draft | None:
    words = [token for token in following[:NEAR] if token.text not in EDGE_MARKS]
    if words and words[0].text.lower() == "according":
        head = words[0]
        for token in words[2:]:
            if token.pos in {"NOUN", "PROPN", "PRON"} and token.dep not in {"compound", "poss"}:
                return _draft(quote, head.index, (head.index, head.index + 1), token.index)
        return None
    for token in words:
        if _is_cue(token):
            speaker = _speaker_of(parse, token, words)
            if speaker is None:
                continue
            return _draft(
                quote, token.index, verb_group(parse, token.index), speaker, find_addressee(parse, token.index)
            )
    return _from_any_verb(parse, quote, words)


def _from_any_verb(parse: Parse, quote: Quote, words: Sequence[Token]) -> Draft | None:
    """Read a verb that is in no lexicon, but stands between a quote and its speaker: '"No," wagered the captain'."""
    if len(words) < 2 or words[0].tag not in {"VBD", "VBN", "VBZ"} or words[1].pos not in {"PROPN", "DET", "PRON"}:
        return None
    speaker = _speaker_of(parse, words[0], words)
    return None if speaker is None else _draft(quote, words[0].index, (words[0].index,), speaker)


def _from_before(parse: Parse, quote: Quote, preceding: Sequence[Token]) -> Draft | None:
    for token in reversed(preceding[-NEAR:]):
        if _is_cue(token):
            speaker = _speaker_of(parse, token, preceding)
            return _draft(
                quote, token.index, verb_group(parse, token.index), speaker, find_addressee(parse, token.index)
            )
    return None


def _from_colon(parse: Parse, quote: Quote, preceding: Sequence[Token]) -> Draft | None:
    """Read a lead-in whose verb is no cue by itself: "Her message was plain: ..."."""
    lead = preceding[:-1]
    if lead and lead[-1].entity == "PERSON" and _stands_alone(lead):
        return _draft(quote, lead[-1].index, (lead[-1].index,), lead[-1].index)
    verbs = [token for token in preceding if token.tag.startswith("VB") and token.dep in {"ROOT", "ccomp", "conj"}]
    for verb in reversed(verbs):
        speaker = find_subject(parse, verb.index)
        if speaker is not None:
            return _draft(quote, verb.index, verb_group(parse, verb.index), speaker)
    names = [token for token in preceding if token.entity in {"PERSON", "ORG"}]
    if names and len(preceding) <= NEAR:
        return _draft(quote, names[-1].index, (names[-1].index,), names[-1].index)
    return None


def _stands_alone(lead: Sequence[Token]) -> bool:
    """Tell whether a name at the end of a lead-in is all of it, or set off by a dash: "Turnout - Ada Lind:"."""
    before = [token for token in lead if token.entity != "PERSON"]
    return not before or before[-1].text in {"-", "–", "—"}


def _speaker_of(parse: Parse, verb: Token, words: Sequence[Token]) -> int | None:
    """Return the speaker's main word: the verb's subject, else the noun that stands by it."""
    inside = {token.index for token in words}
    subject = find_subject(parse, verb.index)
    if subject is not None and subject in inside:
        return subject
    nouns = [t for t in words if t.pos in {"NOUN", "PROPN", "PRON"} and t.dep not in {"compound", "poss", "nmod"}]
    right = [t for t in nouns if verb.index < t.index <= verb.index + 5 and t.dep not in {"dobj", "pobj", "dative"}]
    left = [t for t in nouns if t.index < verb.index and t.dep not in {"pobj", "dobj"}]
    if left:
        return left[-1].index
    return right[0].index if right else None


def _draft(quote: Quote, head: int, cue: tuple[int, ...], speaker: int | None, addressee: int | None = None) -> Draft:
    return Draft((quote.outer,), QuoteType.DIRECT, Form.QUOTE, cue, head, speaker, addressee=addressee)
