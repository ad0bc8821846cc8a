"""Read who said what in a text: from quotes, cues and lead-ins to named, nested statements."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from safeconduct.core.intake.attribution.author import draft_author
from safeconduct.core.intake.attribution.blocking import draft_blocks
from safeconduct.core.intake.attribution.blocks import find_blocks
from safeconduct.core.intake.attribution.citing import Citing, attach_citings, find_citings
from safeconduct.core.intake.attribution.contents import draft_frames
from safeconduct.core.intake.attribution.cues import Lexicon
from safeconduct.core.intake.attribution.drafts import Draft
from safeconduct.core.intake.attribution.frame import Frame
from safeconduct.core.intake.attribution.frames import find_frames
from safeconduct.core.intake.attribution.nesting import drop_doubles, drop_untold, join_passed_on, sort_drafts
from safeconduct.core.intake.attribution.paragraphs import find_paragraphs
from safeconduct.core.intake.attribution.press import find_press
from safeconduct.core.intake.attribution.quotes import Quote, find_quotes
from safeconduct.core.intake.attribution.quoting import draft_quotes, find_last_cue
from safeconduct.core.intake.attribution.teller import tell_statements
from safeconduct.core.intake.document import Document, Span
from safeconduct.core.intake.parse import Parse
from safeconduct.core.intake.reading import Attribution


def read_attributions(document: Document, parse: Parse, *, attitudes: bool = False) -> tuple[Attribution, ...]:
    """Return every statement of an English text with who made it, in order of the text; a parent before its children.

    Content keeps its complementizer ("that") and its quote marks. With `attitudes`, what somebody wants, backs or
    blames counts too, said or not.

    >>> from safeconduct.adapters.spacy_parser import SpacyParser
    >>> text = "The mayor told the Harbour Courier that the bridge is shut."
    >>> parse = SpacyParser().parse(text)
    >>> [each.outlet_chain for each in read_attributions(Document("1", text, "en", "text/plain"), parse)]
    [('(this article; publisher not named in the file)', 'harbour_courier')]
    """
    paragraphs = find_paragraphs(parse.text)
    quotes = find_quotes(parse.text, paragraphs)
    frames, citings = find_frames(parse, Lexicon(attitudes)), find_citings(parse)
    drafts = _draft_paragraphs(parse, paragraphs, quotes, frames, citings)
    press = find_press(parse)
    drafts += draft_blocks(press, paragraphs, find_blocks(press, paragraphs), drafts)
    drafts = drop_untold(parse, drafts)
    drafts += draft_author(parse, drafts)
    return tell_statements(document, press, quotes, sort_drafts(drafts))


def _draft_paragraphs(
    parse: Parse,
    paragraphs: Sequence[Span],
    quotes: Sequence[Quote],
    frames: Sequence[Frame],
    citings: Sequence[Citing],
) -> list[Draft]:
    """Return the drafts of all paragraphs; who speaks at the end of one may go on in the next."""
    quote_starts = [quote.outer.start for quote in quotes]
    frame_starts = [parse.tokens[frame.head].start for frame in frames]
    drafts: list[Draft] = []
    before: int | None = None
    for number, paragraph in enumerate(paragraphs):
        above = paragraphs[number - 1] if number else None
        lead = above if above is not None and parse.text[above.end - 1] == ":" else None
        own_quotes = sorted(
            quotes[bisect_left(quote_starts, paragraph.start) : bisect_left(quote_starts, paragraph.end)],
            key=lambda quote: (quote.depth, quote.outer),
        )
        own_frames = frames[bisect_left(frame_starts, paragraph.start) : bisect_left(frame_starts, paragraph.end)]
        own_citings = [each for each in citings if paragraph.start <= parse.tokens[each.verb].start < paragraph.end]
        own = draft_frames(parse, own_frames, own_quotes)
        own = draft_quotes(parse, own_quotes, paragraph, own, before, lead)
        own = attach_citings(parse, drop_doubles(parse, join_passed_on(parse, own)), own_citings)
        last = find_last_cue(parse, own, paragraph.end)
        before = before if last is None else last
        drafts += own
    return drafts
