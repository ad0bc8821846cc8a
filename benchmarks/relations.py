"""Score the relations found in texts against a reading by hand: `python benchmarks/relations.py ../shared/data/intake`.

A relation is right when subject, relation, object and polarity agree and the evidence overlaps. A folder holds articles
as NAME.txt with NAME_gold.json, or as JSON with text, attributions and relations in one file.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safeconduct.adapters.spacy_parser import SpacyParser
from safeconduct.core.intake.actors import find_actors
from safeconduct.core.intake.document import Document, Span
from safeconduct.core.intake.parse import Parser
from safeconduct.core.intake.reading import Attribution, Certainty, Level, Polarity, QuoteType, Relation, Speaker
from safeconduct.core.intake.relations import find_relations

# keys and labels that mean the same; the second is counted as the first
SYNONYMS = {
    "al_qaida": "al_qaeda",
    "isis": "islamic_state",
}

UNSCORED = frozenset({"AMBIGUOUS"})  # a gold relation whose note says so is neither demanded nor punished


@dataclass(frozen=True, slots=True)
class Case:
    """Hold one article with what a person read in it."""

    name: str
    text: str
    attributions: tuple[Attribution, ...]
    relations: tuple[Relation, ...]
    optional: frozenset[str]  # ids of the relations that are not scored
    held_out: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """Count what was found, what should have been, and what is in both."""

    right: tuple[Relation, ...]
    wrong: tuple[Relation, ...]
    missed: tuple[Relation, ...]
    false_facts: tuple[Relation, ...]  # denied in the gold, affirmed in what was found

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall; 1 where there is nothing to find and nothing found."""
        size = 2 * len(self.right) + len(self.wrong) + len(self.missed)
        return 2 * len(self.right) / size if size else 1.0


def read_cases(folder: Path) -> Iterator[Case]:
    """Go through the articles of a folder."""
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if "text" in gold:
            yield _read_short(path.stem, gold)
        elif path.stem.endswith("_gold") and "relations" in gold:
            text = path.with_name(gold["file"]).read_text(encoding="utf-8")
            yield _read_full(path.stem.removesuffix("_gold"), text, gold)


def _span(cell: dict[str, Any]) -> Span:
    return Span(cell["start"], cell["end"])


def _read_full(name: str, text: str, gold: dict[str, Any]) -> Case:
    attributions = tuple(
        Attribution(
            row["id"],
            tuple(map(_span, row["content"])),
            Speaker(
                row["speaker"]["canonical"],
                row["speaker"]["type"],
                row["speaker"]["named"],
                _span(row["speaker"]["mention"]) if row["speaker"]["mention"] else None,
            ),
            QuoteType(row["quote_type"]),
            parent=row["parent"],
            level=Level(row["level"]),
            certainty=Certainty(row["certainty"]),
            polarity=Polarity(row["polarity"]),
            hedge_cues=tuple(map(_span, row["hedge_cues"])),
            negation_cues=tuple(map(_span, row["negation_cues"])),
        )
        for row in gold["attributions"]
    )
    relations = tuple(
        Relation(
            row["id"],
            row["subject"],
            row["relation"],
            row["object"],
            _span(row["evidence"]),
            tuple(row["attribution"]),
            Polarity(row["polarity"]),
            Certainty(row["certainty"]),
            row["status"],
        )
        for row in gold["relations"]
    )
    optional = {row["id"] for row in gold["relations"] if set((row["note"] or "").split()) & UNSCORED}
    return Case(name, text, attributions, relations, frozenset(optional))


def _read_short(name: str, gold: dict[str, Any]) -> Case:
    text = gold["text"]

    def find(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    attributions = tuple(
        Attribution(
            f"A{count}",
            (find(row["content"]),),
            Speaker(row.get("canonical", row["speaker"]), "person", True, find(row["speaker"])),
            QuoteType(row.get("quote_type", "indirect")),
            polarity=Polarity(row.get("polarity", "positive")),
            certainty=Certainty(row.get("certainty", "certain")),
        )
        for count, row in enumerate(gold["attributions"], 1)
    )
    relations = tuple(
        Relation(
            f"R{count}",
            row["subject"],
            row["relation"],
            row["object"],
            find(row["evidence"]),
            polarity=Polarity(row.get("polarity", "positive")),
            certainty=Certainty(row.get("certainty", "certain")),
            status=row.get("status", ""),
        )
        for count, row in enumerate(gold["relations"], 1)
    )
    return Case(name, text, attributions, relations, frozenset(), gold["held_out"])


def read_relations(case: Case, parser: Parser, *, with_attributions: bool = True) -> tuple[Relation, ...]:
    """Return the relations that the software finds in a case."""
    document = Document(case.name, case.text, "en", "text/plain")
    parse = parser.parse(case.text)
    given = case.attributions if with_attributions else ()
    return find_relations(document, parse, given, find_actors(document, parse))


def _key(relation: Relation) -> tuple[str, str, str]:
    return tuple(SYNONYMS.get(word, word) for word in (relation.subject, relation.relation, relation.object))  # type: ignore[return-value]


def score_case(case: Case, found: tuple[Relation, ...]) -> Score:
    """Compare what was found with the gold; each gold relation counts once."""
    left = list(case.relations)
    right: list[Relation] = []
    wrong: list[Relation] = []
    for relation in found:
        match = next((gold for gold in left if agree(gold, relation)), None)
        if match is None:
            wrong.append(relation)
        else:
            left.remove(match)
            if match.relation_id not in case.optional:
                right.append(relation)
    missed = tuple(gold for gold in left if gold.relation_id not in case.optional)
    false_facts = tuple(
        relation
        for relation in found
        if relation.polarity is Polarity.POSITIVE
        and any(gold.polarity is Polarity.NEGATIVE and _key(gold) == _key(relation) for gold in case.relations)
    )
    return Score(tuple(right), tuple(wrong), missed, false_facts)


def agree(gold: Relation, found: Relation) -> bool:
    """Tell whether a relation is the one that the gold has."""
    return _key(gold) == _key(found) and gold.polarity is found.polarity and gold.evidence.overlaps(found.evidence)


def main() -> None:
    """Print F1 for every article of a folder; with --show, what was missed and what was wrong."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--show", action="store_true")
    arguments.add_argument("--without-attributions", action="store_true")
    chosen = arguments.parse_args()
    parser = SpacyParser()
    for case in read_cases(chosen.folder):
        found = read_relations(case, parser, with_attributions=not chosen.without_attributions)
        score = score_case(case, found)
        kind = "held out" if case.held_out else "development"
        print(
            f"{case.name} ({kind}): F1 {100 * score.f1:.1f}, {len(score.right)} right, {len(score.wrong)} wrong, "
            f"{len(score.missed)} missed, {len(score.false_facts)} denied as facts"
        )
        if chosen.show:
            for label, rows in (("missed", score.missed), ("wrong", score.wrong)):
                for row in rows:
                    words = case.text[row.evidence.start : row.evidence.end].replace("\n", " ")
                    print(
                        f"  {label}: {row.subject} {row.relation} {row.object} [{row.polarity} {row.status}] | {words}"
                    )


if __name__ == "__main__":
    main()
