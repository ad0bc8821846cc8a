"""Tell which statements are told within others, and which of those are worth keeping."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from safeconduct.core.intake.attribution import cues
from safeconduct.core.intake.attribution.cues import Form
from safeconduct.core.intake.attribution.drafts import Draft, length, likeness, overlap
from safeconduct.core.intake.attribution.phrases import lemma_of
from safeconduct.core.intake.parse import Parse
from safeconduct.core.intake.reading import QuoteType

SAME = 0.8  # likeness of two contents above which two cues are taken to carry one statement
TOLD_KINDS = frozenset(
    {
        "accusation",
        "agreement",
        "answer",
        "belief",
        "commitment",
        "denial",
        "directive",
        "question",
        "refusal",
        "threat",
    }
) | {"statement", "warning"}


def is_told_in(parse: Parse, inner: Draft, outer: Draft) -> bool:
    """Tell whether one statement, with its cue, stands in the content of another."""
    at = parse.tokens[inner.head].start if inner.head is not None else inner.start
    if inner is outer or not outer.covers(at):
        return False
    return all(outer.covers(span.start) and outer.covers(span.end - 1) for span in inner.content)


def find_parents(parse: Parse, drafts: Sequence[Draft]) -> list[int | None]:
    """Return for each draft the number of the smallest one that it is told in; None for the outermost.

    The drafts come in order of their starts, longer ones first.
    """
    sizes = [length(draft.content) for draft in drafts]
    blocks = [number for number, draft in enumerate(drafts) if draft.is_whole_block]
    reach: list[int] = []  # up to where the contents so far go, blocks aside
    found: list[int | None] = []
    for number, draft in enumerate(drafts):
        near: list[int] = []
        other = number - 1
        while other >= 0 and reach[other] > draft.start:
            near.append(other)
            other -= 1
        end = 0 if draft.is_whole_block else draft.content[-1].end
        reach.append(max(end, reach[-1] if reach else 0))
        longer = (each for each in (*near, *blocks) if sizes[each] > sizes[number])
        outer = [each for each in longer if _holds(parse, drafts[each], draft)]
        found.append(min(outer, key=sizes.__getitem__, default=None))
    return found


def _holds(parse: Parse, outer: Draft, draft: Draft) -> bool:
    if draft.frame is not None:  # a claim of a block belongs to the block
        return outer.is_whole_block and outer.frame == draft.frame
    if outer.frame is not None:
        return outer.is_whole_block and all(outer.covers(span.start) for span in draft.content)
    return is_told_in(parse, draft, outer)


def drop_doubles(parse: Parse, drafts: Sequence[Draft]) -> list[Draft]:
    """Keep one draft of those with nearly the same content: the one whose cue comes first."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda each: (-length(each.content), each.head is None, each.head or 0)):
        if not _has_double(parse, draft, kept):
            kept.append(draft)
    return kept


def _has_double(parse: Parse, draft: Draft, longer: Sequence[Draft]) -> bool:
    """Tell whether one of some drafts, longest first, has nearly the same content."""
    size, start, end = length(draft.content), draft.start, draft.content[-1].end
    for other in reversed(longer):
        if other.content[-1].end <= start or end <= other.start:
            continue
        if SAME * length(other.content) > size + 1:
            return False  # too long to be alike, and so are those before it
        if likeness(draft.content, other.content) >= SAME and not is_told_in(parse, draft, other):
            return True
    return False


def join_passed_on(parse: Parse, drafts: Sequence[Draft]) -> list[Draft]:
    """Make one statement of '"We stay," she said, according to the Courier': hers, passed on by the Courier."""
    passing = [d for d in drafts if d.head is not None and parse.tokens[d.head].text == "according"]
    kept = list(drafts)
    for outer in passing:
        for at, draft in enumerate(kept):
            if draft is outer or draft.quote_type is not QuoteType.DIRECT or draft.head is None or outer.head is None:
                continue
            if parse.tokens[draft.head].sentence == parse.tokens[outer.head].sentence and _shares(draft, outer):
                kept[at] = replace(draft, via=outer.speaker)
                kept.remove(outer)
                break
    return kept


def _shares(draft: Draft, outer: Draft) -> bool:
    return overlap(draft.content, outer.content) > 0


def drop_untold(parse: Parse, drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out what stands within another statement without being one: aims, things known, "I can tell you that"."""
    ordered = sort_drafts(drafts)
    parents = find_parents(parse, ordered)
    return [
        draft
        for draft, parent in zip(ordered, parents, strict=True)
        if parent is None
        or draft.frame is not None
        or (is_telling(parse, draft) and not _is_what_is_denied(draft, ordered[parent]))
    ]


def _is_what_is_denied(draft: Draft, outer: Draft) -> bool:
    """Tell whether a nobody's claim is named only to be denied: "dismissed as invention a report that ..."."""
    return draft.form is Form.NOUN_CLAUSE and draft.speaker is None and outer.kind == "denial"


def sort_drafts(drafts: Sequence[Draft]) -> list[Draft]:
    """Return drafts in order of their starts, longer ones first."""
    return sorted(drafts, key=lambda draft: (draft.start, -length(draft.content), draft.head or -1))


def is_telling(parse: Parse, draft: Draft) -> bool:
    """Tell whether a cue within somebody's statement reports a statement of its own."""
    if draft.head is None:
        return True
    head = parse.tokens[draft.head]
    lemma = lemma_of(head)
    own_words = draft.speaker is not None and parse.tokens[draft.speaker].text.lower() in {"i", "we"}
    if own_words and head.tag != "VBD":
        return False
    is_verb = head.tag.startswith("VB")
    match draft.form:
        case Form.CLAUSE:
            return draft.kind in {"answer", "hearsay"} or lemma not in cues.KNOWING
        case Form.INFINITIVE:
            return draft.kind in TOLD_KINDS - {"statement"}
        case Form.DESCRIPTION:
            return lemma in cues.NAMING
        case Form.OBJECT:
            return draft.kind == "denial"
        case Form.ABOUT:
            return is_verb
        case Form.QUOTE | Form.NOUN_CLAUSE | Form.ADJECTIVE:
            return True
        case Form.GERUND | Form.NOUN_INFINITIVE:
            return False
