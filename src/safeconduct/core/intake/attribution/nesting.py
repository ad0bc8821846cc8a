"""Tell which statements are told within others, and which of those are worth keeping."""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.core.intake.attribution import cues
from safeconduct.core.intake.attribution.cues import Form
from safeconduct.core.intake.attribution.drafts import Draft, length, likeness
from safeconduct.core.intake.attribution.frames import lemma_of
from safeconduct.core.intake.parse import Parse

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
    """Return for each draft the number of the smallest one that it is told in; None for the outermost."""
    return [_find_parent(parse, drafts, number) for number in range(len(drafts))]


def _find_parent(parse: Parse, drafts: Sequence[Draft], number: int) -> int | None:
    draft = drafts[number]
    size = length(draft.content)
    best: int | None = None
    for other, outer in enumerate(drafts):
        if outer.content[-1].end <= draft.start or outer.start > draft.start or length(outer.content) <= size:
            continue
        if draft.frame is not None:  # a claim of a block belongs to the block
            inside = outer.frame == draft.frame and outer.is_whole_block
        elif outer.frame is not None:
            inside = outer.is_whole_block and all(outer.covers(span.start) for span in draft.content)
        else:
            inside = is_told_in(parse, draft, outer)
        if inside and (best is None or length(outer.content) < length(drafts[best].content)):
            best = other
    return best


def drop_doubles(parse: Parse, drafts: Sequence[Draft]) -> list[Draft]:
    """Keep one draft of those with nearly the same content: the one whose cue comes first."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda each: (-length(each.content), each.head is None, each.head or 0)):
        doubles = (
            other for other in kept if other.content[-1].end > draft.start and draft.content[-1].end > other.start
        )
        if not any(likeness(draft.content, o.content) >= SAME and not is_told_in(parse, draft, o) for o in doubles):
            kept.append(draft)
    return kept


def drop_untold(parse: Parse, drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out what stands within another statement without being one: aims, things known, "I can tell you that"."""
    kept = []
    for draft in drafts:
        told_in = any(
            outer.start <= draft.start
            and draft.content[-1].end <= outer.content[-1].end
            and is_told_in(parse, draft, outer)
            for outer in drafts
        )
        if not told_in or is_telling(parse, draft):
            kept.append(draft)
    return kept


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
