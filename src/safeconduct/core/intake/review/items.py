"""List what a person has to look at in a reading: every statement, every relation, every question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from safeconduct.core.intake.document import Span
from safeconduct.core.intake.reading import Attribution, Question, Reading, Relation


@dataclass(frozen=True, slots=True)
class Item:
    """Hold one thing to decide on; `item_id` is its own id, made distinct where two share one."""

    item_id: str
    what: Attribution | Relation | Question
    focus: Span | None  # where the text is looked at first

    @property
    def kind(self) -> str:
        """Name it: statement, relation or question."""
        return type(self.what).__name__.lower().replace("attribution", "statement")


def list_items(reading: Reading) -> tuple[Item, ...]:
    """Return the statements in order of the text, then the relations, then the questions.

    Statements come first because they alone become reports: a person who has little time stops after them.
    """
    items: list[Item] = []
    taken: set[str] = set()
    for wanted, what, focus in (*_statements(reading), *_relations(reading), *_questions(reading)):
        ident = wanted
        while ident in taken:
            ident += "'"
        taken.add(ident)
        items.append(Item(ident, what, focus))
    return tuple(items)


def find_item(reading: Reading, words: str) -> Item | None:
    """Return the item with this id; else the statement whose content holds these words; None where neither is one.

    The words must stand once in the text. Of statements within each other it is the innermost: whoever said it. So
    decisions written down once still find their statements when the text is read anew.
    """
    items = list_items(reading)
    for item in items:
        if item.item_id == words:
            return item
    text = reading.document.text
    start = text.find(words) if words else -1
    if start < 0 or text.find(words, start + 1) >= 0:
        return None
    wanted = Span(start, start + len(words))
    holding = [
        (sum(span.end - span.start for span in item.what.content), number)
        for number, item in enumerate(items)
        if isinstance(item.what, Attribution) and any(span.holds(wanted) for span in item.what.content)
    ]
    return items[min(holding)[1]] if holding else None


Found = Iterator[tuple[str, Attribution | Relation | Question, Span | None]]


def _statements(reading: Reading) -> Found:
    for said in sorted(reading.attributions, key=lambda one: min(one.content, default=one.cue or Span(0, 0))):
        yield said.attribution_id, said, min(said.content, default=said.cue)


def _relations(reading: Reading) -> Found:
    for relation in sorted(reading.relations, key=lambda one: one.evidence):
        yield relation.relation_id, relation, relation.evidence


def _questions(reading: Reading) -> Found:
    for number, question in enumerate(reading.questions, 1):
        yield f"Q{number}", question, question.span
