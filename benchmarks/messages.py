"""Score the reader of field messages against a reading by hand: `python benchmarks/messages.py --half dev`.

A statement is found when its content covers that of the gold with an IoU of 0.5 at least, one to one; of those found,
each field is right or wrong. The general reader of articles is scored beside it, on the same parses.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT))  # the gold is read where it is tested

from tests.core.intake.messages.gold import STYLES, Message, Said, read_half  # noqa: E402

from safeconduct.adapters.spacy_parser import SpacyParser  # noqa: E402
from safeconduct.core.intake.document import Document, Span  # noqa: E402
from safeconduct.core.intake.parse import Parser  # noqa: E402
from safeconduct.core.intake.places import Gazetteer  # noqa: E402
from safeconduct.core.intake.read import Knowledge, read_article, read_document  # noqa: E402
from safeconduct.core.intake.reading import Attribution, Reading  # noqa: E402

RESULTS = ROOT / "benchmarks" / "results" / "messages.json"
LEAST_IOU = 0.5
FIELDS = ("speaker", "event", "polarity", "certainty", "place", "time")
Reader = Callable[[Document, Parser, Knowledge], Reading]


@dataclass(frozen=True, slots=True)
class Score:
    """Count statements in the gold, read, and found, and of those found each field that is right."""

    gold: int
    read: int
    found: int
    right: tuple[int, ...]  # as FIELDS

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall; 1 where there is nothing to find and nothing read."""
        return 2 * self.found / (self.gold + self.read) if self.gold + self.read else 1.0

    def as_row(self) -> dict[str, Any]:
        """Return it JSON-ready."""
        fields = dict(zip(FIELDS, self.right, strict=True))
        return {"gold": self.gold, "read": self.read, "found": self.found, "f1": round(self.f1, 3), **fields}


def add_scores(scores: Iterable[Score]) -> Score:
    """Pool the counts of several messages."""
    rows = list(scores)
    right = tuple(sum(row.right[at] for row in rows) for at in range(len(FIELDS)))
    return Score(sum(r.gold for r in rows), sum(r.read for r in rows), sum(r.found for r in rows), right)


def score_message(message: Message, reading: Reading) -> Score:
    """Compare a reading with the gold of its message."""
    pairs = pair_statements(message.statements, reading.attributions)
    right = [judge_fields(gold, said, message) for gold, said in pairs]
    counts = tuple(sum(row[at] for row in right) for at in range(len(FIELDS)))
    return Score(len(message.statements), len(reading.attributions), len(pairs), counts)


def pair_statements(gold: Sequence[Said], read: Sequence[Attribution]) -> list[tuple[Said, Attribution]]:
    """Pair what covers each other best, each once."""
    overlaps = sorted(
        ((_iou(one.content, two.content), at, to) for at, one in enumerate(gold) for to, two in enumerate(read)),
        key=lambda each: (-each[0], each[1], each[2]),
    )
    pairs: dict[int, int] = {}
    for iou, at, to in overlaps:
        if iou >= LEAST_IOU and at not in pairs and to not in pairs.values():
            pairs[at] = to
    return [(gold[at], read[to]) for at, to in sorted(pairs.items())]


def judge_fields(gold: Said, said: Attribution, message: Message) -> tuple[bool, ...]:
    """Tell which fields of a found statement are right."""
    return (
        _same_speaker(gold, said, message),
        said.event == gold.event,
        said.polarity is gold.polarity,
        said.certainty is gold.certainty,
        _same_place(gold, said, message.text),
        (said.times[0].value if said.times else "") == gold.value,
    )


def _iou(one: Span, parts: Sequence[Span]) -> float:
    """Return shared over all code points."""
    two = {at for part in parts for at in range(part.start, part.end)}
    points = set(range(one.start, one.end))
    return len(points & two) / len(points | two) if points | two else 0.0


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9]+", name.casefold())) - {"the", "a", "my", "our"}


def _same_speaker(gold: Said, said: Attribution, message: Message) -> bool:
    """Tell whether all words of the gold's name are in the name read; where the guard stands is no part of it."""
    read = _words(said.speaker.canonical)
    if gold.speaker == "-":
        return said.speaker.kind == "author" or read == _words(message.sender)
    return bool(read) and _words(gold.speaker.partition("@")[0]) <= read


def _same_place(gold: Said, said: Attribution, text: str) -> bool:
    if not gold.place or not said.places:
        return not gold.place and not said.places
    at = text.find(gold.place)
    span = Span(at, at + len(gold.place))
    return any(place.span.overlaps(span) or _words(place.place) == _words(gold.place) for place in said.places)


def score_half(half: str, parser: Parser, reader: Reader) -> dict[str, Score]:
    """Return the scores of a half by style, and in total."""
    scores: dict[str, list[Score]] = {style: [] for style in STYLES}
    for message in read_half(half):
        document = Document(
            "d1", message.text, "en", "text/plain", outlet=message.sender, published=message.received.timestamp()
        )
        offset = message.received.utcoffset()
        knowledge = Knowledge(Gazetteer(()), utc_offset_seconds=int(offset.total_seconds()) if offset else None)
        scores[message.style].append(score_message(message, reader(document, parser, knowledge)))
    by_style = {style: add_scores(rows) for style, rows in scores.items()}
    return {**by_style, "total": add_scores(by_style.values())}


def main() -> None:
    """Print a table, and keep it among the results."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--half", choices=("dev", "test"), default="dev")
    half = arguments.parse_args().half
    parser = SpacyParser()
    readers: dict[str, Reader] = {"messages": read_document, "general": read_article}
    results = {name: score_half(half, parser, reader) for name, reader in readers.items()}
    print(
        f"{'reader':9} {'style':6} {'gold':>4} {'read':>4} {'found':>5} {'F1':>5}  right of found: {' '.join(FIELDS)}"
    )
    for name, scores in results.items():
        for style, row in scores.items():
            right = " ".join(f"{count:>{len(label)}}" for label, count in zip(FIELDS, row.right, strict=True))
            print(f"{name:9} {style:6} {row.gold:4} {row.read:4} {row.found:5} {row.f1:5.2f}                  {right}")
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    kept[half] = {name: {style: row.as_row() for style, row in rows.items()} for name, rows in results.items()}
    RESULTS.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
