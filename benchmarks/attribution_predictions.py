"""Keep what a peer reads in a text: contents, cue and speaker, as offsets."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from safeconduct.core.intake.document import Span
from safeconduct.core.intake.reading import Attribution, QuoteType, Speaker

MARKS = frozenset("\"“”„«»‘’'`")
LEADS = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Said:
    """Hold one attribution as a peer gives it."""

    content: tuple[Span, ...]
    speaker: Span | None = None
    cue: Span | None = None
    is_direct: bool = False


@dataclass(frozen=True, slots=True)
class Peer:
    """Hold one peer's reading of a corpus."""

    name: str
    versions: Mapping[str, str]
    seconds: float  # of the processor, for the reading of all documents
    said: Mapping[str, Sequence[Said]]
    failed: Mapping[str, str]  # documents on which it gave an error, and which


def is_quoted(text: str, content: Sequence[Span]) -> bool:
    """Tell whether contents stand in quote marks from their first to their last character, the marks in or out.

    >>> is_quoted('"We stay," he said.', [Span(1, 9)]), is_quoted('He said "we" stay.', [Span(8, 17)])
    (True, False)
    """
    first, last = content[0].start, content[-1].end
    opens = text[first : first + 1] in MARKS or text[max(0, first - 1) : first] in MARKS
    after = text[last : last + 2].lstrip(".,!?")[:1]
    return opens and (text[first:last].rstrip()[-1:] in MARKS or after in MARKS) and last > first + 1


def tidy(text: str, start: int, end: int) -> Span | None:
    """Return a span without the blanks, commas and stops around it; None where nothing is left.

    >>> tidy("Ada said , we stay .", 8, 20)
    Span(start=11, end=18)
    """
    while start < end and text[start] in " \t\r\n\xa0,;:.-–—":
        start += 1
    while end > start and text[end - 1] in " \t\r\n\xa0,;:-–—.":
        end -= 1
    return Span(start, end) if end > start else None


def drop_inner(said: Sequence[Said]) -> list[Said]:
    """Leave out what lies in another's content: PolNeAR knows no statement in a statement.

    Of two with the same extent the first stays.
    """
    extents = [(each.content[0].start, each.content[-1].end) for each in said]

    def is_inner(number: int) -> bool:
        start, end = extents[number]
        return any(
            other != number
            and any(span.start <= start and end <= span.end for span in said[other].content)
            and (extents[other] != extents[number] or other < number)
            for other in range(len(said))
        )

    return [each for number, each in enumerate(said) if not is_inner(number)]


def to_attributions(said: Sequence[Said], text: str) -> list[Attribution]:
    """Return a peer's reading of a text in the form in which ours is scored."""
    found = []
    for number, each in enumerate(said):
        named = text[each.speaker.start : each.speaker.end] if each.speaker else ""
        canonical = LEADS.sub("_", named.lower()).strip("_")
        speaker = Speaker(canonical, "", named=bool(named), mention=each.speaker)
        quote_type = QuoteType.DIRECT if each.is_direct else QuoteType.INDIRECT
        found.append(Attribution(f"A{number}", each.content, speaker, quote_type, cue=each.cue))
    return found


def write_peer(peer: Peer, folder: Path) -> None:
    """Write a peer's reading to a file of its name."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{peer.name}.json").write_text(json.dumps(asdict(peer)), encoding="utf-8")


def read_peers(folder: Path) -> list[Peer]:
    """Return the peers whose readings lie in a folder, by name."""
    return [_peer_of(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("*.json"))]


def _peer_of(row: dict[str, object]) -> Peer:
    said = {name: [_said_of(each) for each in rows] for name, rows in row.pop("said").items()}  # type: ignore[attr-defined]
    return Peer(**row, said=said)  # type: ignore[arg-type]


def _said_of(row: dict[str, object]) -> Said:
    def span(piece: object) -> Span | None:
        return Span(**piece) if isinstance(piece, dict) else None

    content = tuple(Span(**piece) for piece in row["content"])  # type: ignore[attr-defined]
    return Said(content, span(row["speaker"]), span(row["cue"]), bool(row["is_direct"]))
