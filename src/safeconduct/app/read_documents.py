"""Read documents: turn each text into a reading, knowing the places of a case, of given files and of the world."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from safeconduct.app.case_gazetteer import case_places
from safeconduct.app.ports import DocumentReader
from safeconduct.core.basics import CannotReadError
from safeconduct.core.intake.document import Document
from safeconduct.core.intake.places import Gazetteer, Place, PlaceContext
from safeconduct.core.intake.read import Knowledge
from safeconduct.core.intake.reading import Question, Reading
from safeconduct.core.plan import Case


def gather_knowledge(world: Gazetteer, given: Iterable[Place] = (), case: Case | None = None) -> Knowledge:
    """Return what is known before a text is read; a case gives its sites and streets, and the clock of its place."""
    if case is None:
        return Knowledge(Gazetteer(tuple(given), world))
    x, y = float(case.network.x.mean()), float(case.network.y.mean())
    return Knowledge(Gazetteer((*case_places(case), *given), world), PlaceContext(near=(x, y)), case.utc_offset_seconds)


SECONDS_LEAST, CHARACTERS_A_SECOND = 2.0, 5_000  # a text may take so long, and a second more for so many characters


def read_documents(
    documents: Sequence[Document], reader: DocumentReader, knowledge: Knowledge, tell: Callable[[int], None]
) -> Iterator[Reading]:
    """Read one document after the other; `tell` is given how many are done.

    A text that takes too long or breaks the reader, as hostile ones may, is kept with a question to a person.
    """
    reader.know(knowledge)
    for done, document in enumerate(documents, start=1):
        seconds = SECONDS_LEAST + len(document.text) / CHARACTERS_A_SECOND
        try:
            yield reader.read(document, seconds)
        except CannotReadError as error:
            yield Reading(document, questions=(Question(None, f"Not read, so it needs a person. {error}"),))
        tell(done)


def join_alike(readings: Sequence[Reading], groups: Iterable[Sequence[int]]) -> tuple[Reading, ...]:
    """Add to each reading of a group the question whether the others say the same."""
    joined = list(readings)
    for group in groups:
        for number in group:
            others = ", ".join(
                repr(readings[n].document.title or readings[n].document.text[:60]) for n in group if n != number
            )
            asked = Question(
                None, f"Does this text say the same as {others}? They look alike, which is no corroboration."
            )
            joined[number] = replace(joined[number], questions=(*joined[number].questions, asked))
    return tuple(joined)


@dataclass(frozen=True, slots=True)
class Row:
    """Word one statement for a table."""

    number: str  # "3", or "3.1" for a statement within it
    who: str
    through: str
    how: str
    what: str
    where: str
    when: str

    def where_and_when(self) -> tuple[tuple[str, str], ...]:
        """Return both with their names."""
        return (("where", self.where), ("when", self.when))


def list_rows(reading: Reading) -> Iterator[Row]:
    """Word the statements of a reading, each under what it stands in."""
    numbers: dict[str, str] = {}
    children: dict[str | None, int] = {}
    text = reading.document.text
    for said in reading.attributions:
        parent = numbers.get(said.parent or "", "")
        children[said.parent] = children.get(said.parent, 0) + 1
        number = f"{parent}.{children[said.parent]}" if parent else str(children[said.parent])
        numbers[said.attribution_id] = number
        yield Row(
            number,
            said.speaker.canonical + ("" if said.speaker.named else " (not named)"),
            " > ".join(said.outlet_chain[1:]),
            f"{said.quote_type}, {said.certainty}" + ("" if said.polarity == "positive" else f", {said.polarity}"),
            " ... ".join(" ".join(text[span.start : span.end].split()) for span in said.content),
            ", ".join(dict.fromkeys(f"{mention.place} ({mention.precision})" for mention in said.places)),
            ", ".join(dict.fromkeys(mention.value for mention in said.times)),
        )
