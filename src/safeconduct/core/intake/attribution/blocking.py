"""Give the paragraphs under a lead-in to the outlet or the speaker that it names."""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.core.intake.attribution.blocks import Block
from safeconduct.core.intake.attribution.cues import Form
from safeconduct.core.intake.attribution.drafts import Draft
from safeconduct.core.intake.attribution.phrases import children_of, content_spans, noun_phrase
from safeconduct.core.intake.attribution.press import Press
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.parse import Parse, Token
from safeconduct.core.intake.reading import QuoteType

SENTENCE_ENDS = ".!?…:;,)\"'”’»"


def draft_blocks(
    press: Press, paragraphs: Sequence[Span], blocks: Sequence[Block], drafts: Sequence[Draft]
) -> list[Draft]:
    """Return for each lead-in a draft of all that stands under it, followed by one for each of its claims.

    An outlet's block ends before the next lead-in, before a paragraph in which an outlet is cited or somebody quoted
    with a cue, before a line that is no sentence (a heading, a time), and at a wider gap than the one after its
    lead-in. A transcript's speaker has the floor until the next label, or a paragraph that quotes as reports do.
    """
    parse = press.parse
    found: list[Draft] = []
    leads = {block.paragraph for block in blocks}
    for block in blocks:
        spans = [Span(block.start, paragraphs[block.paragraph].end)] if block.label else []
        for number in range(block.paragraph + 1, len(paragraphs)):
            if number in leads:
                break
            if block.label and _has_cued_quote(parse, paragraphs[number], drafts):
                break
            if not block.label and _is_over(press, paragraphs, block.paragraph, number, drafts):
                break
            spans.append(paragraphs[number])
        if not spans or _is_quoted(spans[0], drafts):
            continue
        head = block.cue[0] if block.cue else block.speaker
        whole = Draft(
            tuple(spans),
            QuoteType.BLOCK,
            Form.CLAUSE,
            block.cue,
            head,
            block.speaker,
            frame=block.paragraph,
            is_whole_block=True,
            is_labelled=block.label,
        )
        found.append(whole)
        if block.label:
            continue
        for span in spans:
            for claim in _claims(parse, span, drafts):
                found.append(
                    Draft(claim, QuoteType.BLOCK, Form.CLAUSE, block.cue, head, block.speaker, frame=block.paragraph)
                )
    return found


def _is_quoted(paragraph: Span, drafts: Sequence[Draft]) -> bool:
    """Tell whether what a lead-in announces stands in quote marks: then it is a quote, and no block."""
    return any(
        draft.quote_type is QuoteType.DIRECT and any(span.start == paragraph.start for span in draft.content)
        for draft in drafts
    )


def _is_over(press: Press, paragraphs: Sequence[Span], lead: int, number: int, drafts: Sequence[Draft]) -> bool:
    """Tell whether a paragraph under a lead-in no longer belongs to it."""
    text = press.parse.text
    gap = text.count("\n", paragraphs[lead].end, paragraphs[lead + 1].start)
    wider = text.count("\n", paragraphs[number - 1].end, paragraphs[number].start) > gap
    heading = text[paragraphs[number].end - 1] not in SENTENCE_ENDS
    told = _cites_outlet(press, paragraphs[number], drafts) or _has_cued_quote(press.parse, paragraphs[number], drafts)
    return wider or heading or told


def _cites_outlet(press: Press, paragraph: Span, drafts: Sequence[Draft]) -> bool:
    parse = press.parse
    for draft in drafts:
        if draft.speaker is None or draft.head is None:
            continue
        at = parse.tokens[draft.head].start
        named = (each for each in (draft.speaker, draft.addressee) if each is not None)
        if paragraph.start <= at < paragraph.end and any(press.find(noun_phrase(parse, each)) for each in named):
            return True
    return False


def _has_cued_quote(parse: Parse, paragraph: Span, drafts: Sequence[Draft]) -> bool:
    """Tell whether a paragraph quotes as reports do, and so stands in no transcript."""
    cued = (d for d in drafts if d.head is not None and d.quote_type is QuoteType.DIRECT)
    return any(paragraph.start <= parse.tokens[d.head].start < paragraph.end for d in cued if d.head is not None)


def _claims(parse: Parse, paragraph: Span, drafts: Sequence[Draft]) -> list[tuple[Span, ...]]:
    """Return the sentences of a paragraph; of a sentence with somebody else's statement, what is left of it."""
    sentences: dict[int, list[Token]] = {}
    for token in parse.within(paragraph):
        sentences.setdefault(token.sentence, []).append(token)
    claims = []
    for tokens in sentences.values():
        heads = {d.head for d in drafts if d.head is not None and tokens[0].index <= d.head <= tokens[-1].index}
        if any(parse.tokens[head].head == head or parse.tokens[head].text.lower() == "according" for head in heads):
            continue  # the whole sentence is somebody else's statement with its frame
        others = {head for head in heads if _is_joined(parse, head)}
        cut = {index for head in others for index in parse.subtree(head)}
        cut |= {t.index for t in tokens if t.dep == "cc" and any(t.head == parse.tokens[head].head for head in others)}
        kept = [token.index for token in tokens if token.index not in cut]
        if len(kept) > 2:
            spans = content_spans(parse, kept, cut)
            if not cut:
                spans = (Span(tokens[0].start, tokens[-1].end),)
            claims.append(spans)
    return claims


def _is_joined(parse: Parse, head: int) -> bool:
    """Tell whether a cue's clause is joined to another and has a subject of its own."""
    token = parse.tokens[head]
    return token.dep == "conj" and token.tag.startswith("VB") and bool(children_of(parse, head, "nsubj"))
