"""Read who said what in a text: from quotes, cues and lead-ins to named, nested statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from safeconduct.core.intake.attribution.author import draft_author
from safeconduct.core.intake.attribution.blocking import draft_blocks
from safeconduct.core.intake.attribution.blocks import find_blocks
from safeconduct.core.intake.attribution.cues import Lexicon
from safeconduct.core.intake.attribution.drafts import Draft, length
from safeconduct.core.intake.attribution.frames import find_frames, lemma_of
from safeconduct.core.intake.attribution.judging import grade_statement
from safeconduct.core.intake.attribution.nesting import drop_doubles, drop_untold, find_parents
from safeconduct.core.intake.attribution.outlets import slug
from safeconduct.core.intake.attribution.paragraphs import find_paragraphs
from safeconduct.core.intake.attribution.press import Press, find_press
from safeconduct.core.intake.attribution.quotes import Quote, find_quotes
from safeconduct.core.intake.attribution.quoting import draft_frames, draft_quotes
from safeconduct.core.intake.attribution.setting import Setting, find_setting
from safeconduct.core.intake.attribution.speakers import (
    UNSAID,
    Cast,
    begin_cast,
    name_label,
    name_relative,
    name_speaker,
)
from safeconduct.core.intake.document import Document
from safeconduct.core.intake.parse import Parse
from safeconduct.core.intake.reading import AUTHOR, Attribution, Level, QuoteType, Speaker

UNNAMED_PUBLISHER = "unnamed_publisher"


def read_attributions(document: Document, parse: Parse, *, attitudes: bool = False) -> tuple[Attribution, ...]:
    """Return every statement of an English text with who made it, in order of the text; a parent before its children.

    Content keeps its complementizer ("that") and its quote marks. With `attitudes`, what somebody wants, backs or
    blames counts too, said or not.
    """
    paragraphs = find_paragraphs(parse.text)
    quotes = find_quotes(parse.text, paragraphs)
    drafts = draft_frames(parse, find_frames(parse, Lexicon(attitudes)), quotes)
    drafts = draft_quotes(parse, quotes, paragraphs, drafts)
    drafts = drop_doubles(parse, drafts)
    press = find_press(parse)
    blocks = find_blocks(press, paragraphs)
    drafts += draft_blocks(press, paragraphs, blocks, drafts)
    drafts = drop_untold(parse, drafts)
    drafts += draft_author(parse, drafts)
    drafts.sort(key=lambda draft: (draft.start, -length(draft.content), draft.head or -1))
    return _Teller(document, parse, press, quotes, drafts).tell()


@dataclass(slots=True)
class _Teller:
    """Name the speakers of all drafts in one walk through the text, and hand each statement its chain of outlets."""

    document: Document
    parse: Parse
    press: Press
    quotes: Sequence[Quote]
    drafts: Sequence[Draft]
    cast: Cast = field(init=False)
    settings: dict[str, Setting] = field(default_factory=dict)  # where a speaker last spoke
    speakers: dict[int, Speaker] = field(default_factory=dict)  # by number of draft
    made: dict[int, Attribution] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.cast = begin_cast(self.parse, self.press)

    def tell(self) -> tuple[Attribution, ...]:
        parents = find_parents(self.parse, self.drafts)
        order = sorted(range(len(self.drafts)), key=lambda number: self._place(number, parents))
        for number in order:
            self._make(number, parents[number])
        return tuple(self.made[number] for number in range(len(self.drafts)) if number in self.made)

    def _place(self, number: int, parents: Sequence[int | None]) -> tuple[int, ...]:
        """Order statements as a reader meets their speakers; parents before children."""
        chain: list[int] = []
        at: int | None = number
        while at is not None:
            draft = self.drafts[at]
            first = [draft.start]
            if draft.head is not None and draft.frame is None:
                first.append(self.parse.tokens[draft.head].start)
            chain[:0] = [min(first), at]
            at = parents[at]
        return tuple(chain)

    def _make(self, number: int, parent: int | None) -> None:
        draft = self.drafts[number]
        outer = self.made[parent] if parent is not None else None
        speaker = self._speaker(number, outer)
        self.speakers[number] = speaker
        setting = self._setting(draft, speaker, outer)
        grade = grade_statement(self.parse, draft)
        cue = self.parse.span(draft.cue) if draft.cue else None
        chain = self._chain(draft, speaker, setting, outer)
        quoted = tuple(
            quote.inner
            for quote in self.quotes
            if any(span.holds(quote.outer) for span in draft.content)
            and quote.depth == (1 if outer is None else quote.depth)
        )
        self.made[number] = Attribution(
            f"a{number + 1}",
            draft.content,
            speaker,
            draft.quote_type,
            cue,
            f"a{parent + 1}" if parent is not None else None,
            _level(speaker, parent, draft),
            draft.kind,
            setting.addressee,
            chain,
            setting.forum,
            grade.certainty,
            grade.polarity,
            grade.hedge_cues,
            grade.negation_cues,
            quoted,
            self._voice(draft, speaker) if quoted else "",
            origin=speaker.canonical if speaker.kind != "author" else AUTHOR,
        )

    def _speaker(self, number: int, outer: Attribution | None) -> Speaker:
        draft = self.drafts[number]
        if draft.quote_type is QuoteType.AUTHOR:
            return Speaker(AUTHOR, "author", named=False)
        if draft.continues is not None:
            for other, speaker in self.speakers.items():
                if self.drafts[other].head == draft.continues:
                    return speaker
            return self.cast.person or UNSAID
        if draft.kind == "answer" and draft.speaker is None:
            return self._asked()
        if draft.speaker is None:
            return UNSAID
        if draft.is_labelled:
            return name_label(self.cast, draft.speaker)
        is_direct = outer is not None and outer.quote_type is QuoteType.DIRECT
        speaker = name_speaker(self.cast, draft.speaker, outer.speaker if outer else None, is_direct)
        return speaker if draft.head is None else name_relative(self.cast, speaker, draft.head)

    def _asked(self) -> Speaker:
        """Return who was last asked: it is they who answer."""
        asked = [
            other
            for other in self.made
            if self.made[other].kind == "question" and self.drafts[other].addressee is not None
        ]
        if not asked:
            return UNSAID
        addressee = self.drafts[asked[-1]].addressee
        assert addressee is not None
        return name_speaker(self.cast, addressee)

    def _setting(self, draft: Draft, speaker: Speaker, outer: Attribution | None) -> Setting:
        """Return a statement's setting: its own, or where its speaker last spoke."""
        own = find_setting(self.press, draft, outer is None)
        known = self.settings.get(speaker.canonical, Setting()) or self._setting_of_one(draft, speaker)
        if speaker.kind in {"outlet", "unknown", "author"}:
            return own
        if own.outlet or own.forum:
            self.settings[speaker.canonical] = own
            return own
        if own.addressee is not None:
            return Setting(own.addressee, known.outlet, known.forum)
        return known

    def _setting_of_one(self, draft: Draft, speaker: Speaker) -> Setting:
        """Return where one unnamed member of an unnamed group last spoke: "the official", then "officials"."""
        if speaker.named or speaker.kind != "group" or draft.speaker is None:
            return Setting()
        one = self.cast.nouns.get(lemma_of(self.parse.tokens[draft.speaker]))
        known = self.settings.get(one.canonical, Setting()) if one is not None and not one.named else Setting()
        return Setting(None, known.outlet)

    def _chain(self, draft: Draft, speaker: Speaker, setting: Setting, outer: Attribution | None) -> tuple[str, ...]:
        chain = list(outer.outlet_chain) if outer else [slug(self.document.outlet) or UNNAMED_PUBLISHER]
        if outer is None:
            chain += [each for each in self._governing(draft) if each not in chain]
        if speaker.kind in {"outlet", "hearsay"} and speaker.canonical not in chain:
            chain.append(speaker.canonical)
        if setting.outlet and setting.outlet not in chain:
            chain.append(setting.outlet)
        return tuple(chain)

    def _governing(self, draft: Draft) -> list[str]:
        """Return the outlet of an "According to ..." that stands over the whole sentence of a cue."""
        if draft.head is None or draft.frame is not None:
            return []
        sentence = self.parse.tokens[draft.head].sentence
        found = []
        for number, other in enumerate(self.drafts):
            if other.head is None or other is draft or number not in self.speakers:
                continue
            head = self.parse.tokens[other.head]
            if head.sentence == sentence and head.text == "According" and self.speakers[number].kind == "outlet":
                found.append(self.speakers[number].canonical)
        return found

    def _voice(self, draft: Draft, speaker: Speaker) -> str:
        """Return whose words stand in quote marks: where an outlet paraphrases somebody, the outlet's."""
        governing = self._governing(draft) if draft.quote_type is QuoteType.MIXED else []
        return governing[-1] if governing else speaker.canonical


def _level(speaker: Speaker, parent: int | None, draft: Draft) -> Level:
    if draft.quote_type is QuoteType.AUTHOR:
        return Level.AUTHOR
    if speaker.kind == "outlet":
        return Level.OUTLET
    return Level.NESTED if parent is not None else Level.SOURCE
