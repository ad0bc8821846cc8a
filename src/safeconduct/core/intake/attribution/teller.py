"""Name the speakers of drafted statements, and hand each its setting, its chain of outlets and its grade."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from safeconduct.core.intake.attribution.drafts import Draft
from safeconduct.core.intake.attribution.judging import grade_statement
from safeconduct.core.intake.attribution.nesting import find_parents
from safeconduct.core.intake.attribution.outlets import slug
from safeconduct.core.intake.attribution.phrases import lemma_of, noun_phrase
from safeconduct.core.intake.attribution.press import Press
from safeconduct.core.intake.attribution.quotes import Quote
from safeconduct.core.intake.attribution.setting import Setting, find_setting
from safeconduct.core.intake.attribution.speakers import (
    UNSAID,
    Cast,
    begin_cast,
    name_label,
    name_relative,
    name_speaker,
)
from safeconduct.core.intake.document import Document, Span
from safeconduct.core.intake.reading import AUTHOR, Attribution, Level, Polarity, QuoteType, Speaker

UNNAMED_PUBLISHER = "(this article; publisher not named in the file)"


def tell_statements(
    document: Document, press: Press, quotes: Sequence[Quote], drafts: Sequence[Draft]
) -> tuple[Attribution, ...]:
    """Return a statement for each draft, in the drafts' order: by start, longer ones first."""
    parents = find_parents(press.parse, drafts)
    teller = _Teller(document, press, quotes, drafts)
    for number in sorted(range(len(drafts)), key=lambda each: teller.place(each, parents)):
        teller.tell(number, parents[number])
    return tuple(each for number in range(len(drafts)) for each in (teller.made[number], *teller.cited.get(number, ())))


@dataclass(slots=True)
class _Teller:
    """Go through a text as a reader does, and remember who was named, and where each speaker last spoke."""

    document: Document
    press: Press
    quotes: Sequence[Quote]
    drafts: Sequence[Draft]
    cast: Cast = field(init=False)
    settings: dict[str, Setting] = field(default_factory=dict)  # where a speaker last spoke
    speakers: dict[int, Speaker] = field(default_factory=dict)  # by the cue's main word
    governing: dict[int, list[str]] = field(default_factory=dict)  # by sentence: outlets of its "According to ..."
    asked: int | None = None  # the main word of who was last asked
    made: dict[int, Attribution] = field(default_factory=dict)
    cited: dict[int, list[Attribution]] = field(default_factory=dict)  # what those say whom a statement cites
    quote_starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.cast = begin_cast(self.press.parse, self.press)
        self.quote_starts = [quote.outer.start for quote in self.quotes]

    def place(self, number: int, parents: Sequence[int | None]) -> tuple[int, ...]:
        """Return a key that puts statements as a reader meets their speakers, and parents before children."""
        chain: list[int] = []
        at: int | None = number
        while at is not None:
            draft = self.drafts[at]
            first = draft.start
            if draft.head is not None and draft.frame is None:
                first = min(first, self.press.parse.tokens[draft.head].start)
            chain[:0] = [first, at]
            at = parents[at]
        return tuple(chain)

    def tell(self, number: int, parent: int | None) -> None:
        """Make one statement; those before it, and the one it is told in, are made."""
        draft = self.drafts[number]
        outer = self.made[parent] if parent is not None else None
        speaker = self._speaker(draft, outer)
        setting = self._setting(draft, speaker, outer)
        self._remember(draft, speaker)
        grade = grade_statement(self.press.parse, draft)
        quoted = self._quoted(draft, outer)
        self.made[number] = Attribution(
            f"a{number + 1}",
            draft.content,
            speaker,
            draft.quote_type,
            self.press.parse.span(draft.cue) if draft.cue else None,
            outer.attribution_id if outer else None,
            _level(speaker, parent, draft),
            draft.kind,
            setting.addressee,
            self._chain(draft, speaker, setting, outer),
            setting.forum,
            grade.certainty,
            Polarity.NEGATIVE if _is_denied_with(outer, grade.polarity) else grade.polarity,
            grade.hedge_cues,
            grade.negation_cues,
            quoted,
            self._voice(draft, speaker) if quoted else "",
            origin=speaker.canonical,
        )
        self._tell_cited(number)

    def _tell_cited(self, number: int) -> None:
        """Make, within a statement, that of each source whom its speaker cites: an outlet's own outlet, an official."""
        draft, outer = self.drafts[number], self.made[number]
        for count, source in enumerate(draft.cited, 1):
            speaker = name_speaker(self.cast, source)
            chain = outer.outlet_chain
            if speaker.kind == "outlet" and speaker.canonical not in chain:
                chain = (*chain, speaker.canonical)
            told = replace(
                outer,
                attribution_id=f"{self.made[number].attribution_id}s{count}",
                speaker=speaker,
                cue=self.press.parse.span(draft.citing),
                parent=outer.attribution_id,
                level=Level.OUTLET if speaker.kind == "outlet" else Level.NESTED,
                outlet_chain=chain,
                origin=speaker.canonical,
            )
            self.cited.setdefault(number, []).append(told)
            if speaker.kind != "outlet" and len(chain) > 1:
                self.settings[speaker.canonical] = Setting(None, chain[-1])
            outer = told if speaker.kind == "outlet" else outer

    def _remember(self, draft: Draft, speaker: Speaker) -> None:
        if draft.head is None or draft.frame is not None:
            return
        self.speakers[draft.head] = speaker
        head = self.press.parse.tokens[draft.head]
        if head.text == "According" and speaker.kind == "outlet":
            self.governing.setdefault(head.sentence, []).append(speaker.canonical)
        if draft.kind == "question" and draft.addressee is not None:
            self.asked = draft.addressee

    def _quoted(self, draft: Draft, outer: Attribution | None) -> tuple[Span, ...]:
        """Return what stands in quote marks in a content; inner quotes only where the whole is told in another."""
        found = []
        for span in draft.content:
            first, last = bisect_left(self.quote_starts, span.start), bisect_right(self.quote_starts, span.end)
            found += [
                quote.inner
                for quote in self.quotes[first:last]
                if span.holds(quote.outer) and (outer is not None or quote.depth == 1)
            ]
        return tuple(found)

    def _speaker(self, draft: Draft, outer: Attribution | None) -> Speaker:
        if draft.quote_type is QuoteType.AUTHOR:
            return Speaker(AUTHOR, "author", named=False)
        if draft.continues is not None:
            return self.speakers.get(draft.continues) or self.cast.person or UNSAID
        head = draft.speaker
        if head is None and draft.kind == "answer":
            head = self.asked  # it is they who answer
        if head is None:
            return UNSAID
        if draft.is_labelled:
            return name_label(self.cast, head)
        is_direct = outer is not None and outer.quote_type is QuoteType.DIRECT
        speaker = name_speaker(self.cast, head, outer.speaker if outer else None, is_direct)
        return speaker if draft.head is None else name_relative(self.cast, speaker, draft.head)

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
        one = self.cast.nouns.get(lemma_of(self.press.parse.tokens[draft.speaker]))
        known = self.settings.get(one.canonical, Setting()) if one is not None and not one.named else Setting()
        return Setting(None, known.outlet)

    def _chain(self, draft: Draft, speaker: Speaker, setting: Setting, outer: Attribution | None) -> tuple[str, ...]:
        chain = list(outer.outlet_chain) if outer else [slug(self.document.outlet) or UNNAMED_PUBLISHER]
        if outer is None:
            chain += [each for each in self._governing(draft) if each not in chain]
        passing = self.press.find(noun_phrase(self.press.parse, draft.via)) if draft.via is not None else ""
        if passing and passing not in chain:
            chain.append(passing)
        if speaker.kind == "outlet" and speaker.canonical not in chain:
            chain.append(speaker.canonical)
        if speaker.kind == "hearsay":
            chain.append(f"(unspecified {speaker.canonical.split(' ')[0]})")
        if setting.outlet and setting.outlet not in chain:
            chain.append(setting.outlet)
        return tuple(chain)

    def _governing(self, draft: Draft) -> list[str]:
        """Return the outlet of an "According to ..." that stands over the whole sentence of a cue."""
        if draft.head is None or draft.frame is not None:
            return []
        return self.governing.get(self.press.parse.tokens[draft.head].sentence, [])

    def _voice(self, draft: Draft, speaker: Speaker) -> str:
        """Return whose words stand in quote marks: where an outlet paraphrases somebody, the outlet's."""
        governing = self._governing(draft) if draft.quote_type is QuoteType.MIXED else []
        return governing[-1] if governing else speaker.canonical


def _is_denied_with(outer: Attribution | None, polarity: Polarity) -> bool:
    """Tell a statement that a denial denies ("denied ordering them to fire"): nobody is said to have made it."""
    return (
        outer is not None
        and outer.kind == "denial"
        and outer.polarity is Polarity.NEGATIVE
        and outer.quote_type is QuoteType.INDIRECT
        and polarity is Polarity.POSITIVE
    )


def _level(speaker: Speaker, parent: int | None, draft: Draft) -> Level:
    if draft.quote_type is QuoteType.AUTHOR:
        return Level.AUTHOR
    if speaker.kind == "outlet":
        return Level.OUTLET
    return Level.NESTED if parent is not None else Level.SOURCE
