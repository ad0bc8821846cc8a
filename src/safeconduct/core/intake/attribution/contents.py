"""Shape the contents of frames: widen them to whole quotes, or keep them in the quote they stand in; trim them."""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.core.intake.attribution.drafts import Draft
from safeconduct.core.intake.attribution.frame import Frame
from safeconduct.core.intake.attribution.quotes import Quote
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.parse import Parse
from safeconduct.core.intake.reading import QuoteType

RELATIVE = frozenset({"WP", "WDT", "WRB", "WP$"})


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
