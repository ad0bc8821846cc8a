"""Join quotes with the words that say whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from safeconduct.core.intake.attribution import cues
from safeconduct.core.intake.attribution.cues import Form
from safeconduct.core.intake.attribution.drafts import Draft
from safeconduct.core.intake.attribution.frames import Frame, find_addressee, lemma_of
from safeconduct.core.intake.attribution.phrases import EDGE_MARKS, find_subject, verb_group
from safeconduct.core.intake.attribution.quotes import Quote
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.parse import Parse, Token
from safeconduct.core.intake.reading import QuoteType

RELATIVE = frozenset({"WP", "WDT", "WRB", "WP$"})
NEAR = 18  # tokens between a quote and its cue, at most
ENDS = ".!?"
GOES_ON = ",!?—–-…"  # before a closing mark: the sentence goes on with whose words they are


def draft_frames(parse: Parse, frames: Sequence[Frame], quotes: Sequence[Quote]) -> list[Draft]:
    """Return a draft for each frame, its content widened to whole quotes, or kept inside the quote it stands in."""
    drafts = []
    outer = [quote for quote in quotes if quote.depth == 1]
    for frame in frames:
        at = parse.tokens[frame.head].start
        host = next((quote for quote in outer if quote.outer.start <= at < quote.outer.end), None)
        content = _clip(parse.text, frame.content, host.inner) if host else _widen(frame.content, outer)
        content = _leave_out(parse, content, frame) if not host else content
        if not content:
            continue
        content = _trim_aside(parse, _trim_tail(parse.text, content, outer), outer)
        quote_type = _type_of(content, outer) if not host else _type_of(content, _inner(quotes, host))
        drafts.append(
            Draft(
                content,
                quote_type,
                frame.form,
                frame.cue,
                frame.head,
                frame.speaker,
                None,
                frame.kind,
                frame.polarity,
                frame.negation,
                frame.addressee,
            )
        )
    return drafts


def _trim_tail(text: str, content: tuple[Span, ...], quotes: Sequence[Quote]) -> tuple[Span, ...]:
    """Leave out what follows a quote of whole sentences that a content begins with: 'vowed, "We stay," pointing to'."""
    kept = []
    for span in content:
        inside = [quote for quote in quotes if span.holds(quote.outer)]
        if len(inside) == 1 and inside[0].outer.start == span.start and text[inside[0].inner.end - 1] in ",.!?":
            kept.append(inside[0].outer)
        else:
            kept.append(span)
    return tuple(kept)


def _trim_aside(parse: Parse, content: tuple[Span, ...], quotes: Sequence[Quote]) -> tuple[Span, ...]:
    """Leave out a closing relative clause after a comma that is longer than what it follows: it is the writer's."""
    last = content[-1]
    if any(quote.outer.overlaps(last) for quote in quotes):
        return content
    tokens = list(parse.within(last))
    for before, comma, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if comma.text != "," or after.tag not in RELATIVE or comma.start - last.start >= last.end - comma.start:
            continue
        clause = next((token for token in tokens if token.dep == "relcl" and token.index > comma.index), None)
        if clause is not None and parse.subtree(clause.index)[-1] >= tokens[-1].index - 1 and before.start > last.start:
            return (*content[:-1], Span(last.start, before.end))
    return content


def _inner(quotes: Sequence[Quote], host: Quote) -> list[Quote]:
    return [quote for quote in quotes if quote.depth > 1 and host.outer.holds(quote.outer)]


def _clip(text: str, content: tuple[Span, ...], bounds: Span) -> tuple[Span, ...]:
    """Keep what of a content lies in a quote, without the mark that ends the quote."""
    kept = []
    for span in content:
        start, end = max(span.start, bounds.start), min(span.end, bounds.end)
        while end > start and (text[end - 1].isspace() or text[end - 1] in ",;"):
            end -= 1
        if end == bounds.end and end > start and text[end - 1] == ".":
            end -= 1
        if start < end:
            kept.append(Span(start, end))
    return tuple(kept)


def _widen(content: tuple[Span, ...], quotes: Sequence[Quote]) -> tuple[Span, ...]:
    """Widen spans to the whole of each quote that they reach into."""
    spans: list[Span] = []
    for span in content:
        start, end = span.start, span.end
        for quote in quotes:
            if quote.outer.start < end and start < quote.outer.end:
                start, end = min(start, quote.outer.start), max(end, quote.outer.end)
        if spans and start < spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(end, spans[-1].end))
        else:
            spans.append(Span(start, end))
    return tuple(spans)


def _leave_out(parse: Parse, content: tuple[Span, ...], frame: Frame) -> tuple[Span, ...]:
    """Cut the cue out of a content that was widened over it."""
    cue = parse.span(frame.cue)
    kept = []
    for span in content:
        if not span.overlaps(cue):
            kept.append(span)
            continue
        if span.start < cue.start:
            kept.append(Span(span.start, len(parse.text[: cue.start].rstrip())))
    return tuple(span for span in kept if span.start < span.end)


def _type_of(content: tuple[Span, ...], quotes: Sequence[Quote]) -> QuoteType:
    """Tell direct from mixed and indirect: how much of the content stands in quote marks."""
    inside = sum(max(0, min(q.outer.end, s.end) - max(q.outer.start, s.start)) for q in quotes for s in content)
    if not inside:
        return QuoteType.INDIRECT
    outside = sum(s.end - s.start for s in content) - inside
    return QuoteType.DIRECT if outside <= 2 else QuoteType.MIXED


def draft_quotes(parse: Parse, quotes: Sequence[Quote], paragraphs: Sequence[Span], drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with every quote of whole sentences joined to the cue that stands beside it.

    A quote without a cue belongs to the statement before it in its paragraph; at a paragraph's start it goes on with
    the speaker of the last one.
    """
    drafts = list(drafts)
    for paragraph in paragraphs:
        last: Draft | None = None
        inside = [q for q in quotes if q.depth == 1 and paragraph.holds(q.outer)]
        for number, quote in enumerate(inside):
            before = inside[number - 1].outer.end if number else paragraph.start
            after = inside[number + 1].outer.start if number + 1 < len(inside) else paragraph.end
            found = _holder(quote, drafts)
            if found is None:
                draft = _read_beside(parse, quote, before, after)
                found = _merge(drafts, draft) if draft else None
            if found is None and _is_sentence(parse.text, quote, paragraph):
                if last is not None and last.cue and not _frame_between(parse, drafts, last, quote):
                    found = _append(drafts, last, quote)
                else:
                    found = Draft(
                        (quote.outer,), QuoteType.DIRECT, Form.QUOTE, continues=_previous_cue(parse, drafts, quote)
                    )
                    drafts.append(found)
            if found is not None and found.quote_type in {QuoteType.DIRECT, QuoteType.MIXED}:
                last = found
    return drafts


def _holder(quote: Quote, drafts: Sequence[Draft]) -> Draft | None:
    """Return the draft with a cue outside the quote whose content holds the quote."""
    for draft in drafts:
        if any(span.holds(quote.outer) for span in draft.content):
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


def _previous_cue(parse: Parse, drafts: Sequence[Draft], quote: Quote) -> int | None:
    """Return the main word of the last cue before a quote that stands in no content."""
    heads = [
        d.head
        for d in drafts
        if d.head is not None
        and parse.tokens[d.head].start < quote.outer.start
        and d.form in {Form.CLAUSE, Form.QUOTE}
        and not any(other is not d and other.covers(parse.tokens[d.head].start) for other in drafts)
    ]
    return max(heads, default=None)


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
    return None


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
    verbs = [token for token in preceding if token.tag.startswith("VB") and token.dep in {"ROOT", "ccomp", "conj"}]
    for verb in reversed(verbs):
        speaker = find_subject(parse, verb.index)
        if speaker is not None:
            return _draft(quote, verb.index, verb_group(parse, verb.index), speaker)
    names = [token for token in preceding if token.entity in {"PERSON", "ORG"}]
    if names and len(preceding) <= NEAR:
        return _draft(quote, names[-1].index, (names[-1].index,), names[-1].index)
    return None


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
