"""Read PolNeAR with what else finds who said what, one peer after the other, and save what each finds.

    .cache/peers-nlp/bin/python benchmarks/attribution_peers.py --folder FOLDER_OF_POLNEAR --out .cache/peers-said \\
        --gender-gap FOLDER_OF_GENDERGAPTRACKER

The peers are textacy's direct quotations, sayswho's quote finder, the English quote extractor of GenderGapTracker
(its code is read from a folder; nothing of it is kept here), a baseline by grammar alone and a CRF that is trained on
PolNeAR's training part. All parse with the same model as ours. `attribution.py --peers` scores it beside ours.
Seconds are the processor's, on one thread, from the text to the attributions, with the models loaded before.
"""

from __future__ import annotations

import argparse
import importlib.util
import pickle
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

import attribution_crf
import attribution_rules
from attribution import Gold, read_polnear
from attribution_predictions import Peer, Said, drop_inner, is_quoted, write_peer
from safeconduct.adapters.spacy_parser import MODEL, SpacyParser
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.parse import Parse

Reader = Callable[[str], list[Said]]
Documents = dict[str, tuple[str, list[Gold]]]


def main() -> None:
    """Run the chosen peers and write a file for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, required=True, help="holds PolNeAR's data/")
    parser.add_argument(
        "--part", choices=["dev", "train"], default="dev", help="part to read; the test part stays shut"
    )
    parser.add_argument("--gender-gap", type=Path, required=True, help="a copy of GenderGapTracker's repository")
    parser.add_argument("--cache", type=Path, default=Path(".cache/polnear-crf"), help="folder of the trained CRF")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    parser.add_argument("--peer", action="append", help="only this peer; may be repeated")
    chosen = parser.parse_args()
    documents = read_polnear(chosen.folder, chosen.part)
    for name, (packages, make) in peers(chosen.folder, chosen.gender_gap, chosen.cache).items():
        if chosen.peer and name not in chosen.peer:
            continue
        peer = run_peer(name, packages, make(), documents)
        write_peer(peer, chosen.out)
        print(f"{name:20}{sum(map(len, peer.said.values())):6} found{peer.seconds:8.1f} s{len(peer.failed):4} failed")


def peers(folder: Path, gender_gap: Path, cache: Path) -> dict[str, tuple[tuple[str, ...], Callable[[], Reader]]]:
    """Return for each peer the packages it stands on, and what makes its reader."""
    return {
        "textacy": (("textacy",), make_textacy),
        "sayswho": (("sayswho",), make_sayswho),
        "GenderGapTracker": ((), lambda: make_gender_gap(gender_gap)),
        "dependency rules": ((), lambda: make_rules(folder, cache)),
        "CRF": (("python-crfsuite",), lambda: make_crf(folder, cache)),
    }


def run_peer(name: str, packages: Sequence[str], read: Reader, documents: Documents) -> Peer:
    """Return what a peer reads; a document on which it gives an error counts as one in which it finds nothing."""
    said: dict[str, list[Said]] = {}
    failed: dict[str, str] = {}
    read("Warm up, they said.")
    started = time.process_time()
    for document, (text, _) in documents.items():
        try:
            said[document] = read(text)
        except (ValueError, IndexError, TypeError, AttributeError) as error:
            said[document] = []
            failed[document] = f"{type(error).__name__}: {error}"
    seconds = time.process_time() - started
    versions = {package: version(package) for package in (*packages, "spacy", MODEL)}
    return Peer(name, versions, round(seconds, 2), {key: drop_inner(rows) for key, rows in said.items()}, failed)


# ---- textacy and sayswho: both give a speaker, a cue and a content as tokens


def from_triples(triples: Iterable[Any], place: Callable[[int, int], Span | None]) -> list[Said]:
    """Return the attributions of (speaker, cue, content) triples; each is a direct quote."""
    found = []
    for triple in triples:
        content = place(triple.content[0].idx, triple.content[-1].idx + len(triple.content[-1]))
        if content is not None:
            found.append(Said((content,), _cover(triple.speaker, place), _cover(triple.cue, place), is_direct=True))
    return found


def _cover(tokens: Sequence[Any], place: Callable[[int, int], Span | None]) -> Span | None:
    return place(tokens[0].idx, tokens[-1].idx + len(tokens[-1])) if tokens else None


def make_textacy() -> Reader:
    """Read a paragraph at a time: textacy gives up on a text whose quote marks are odd in number."""
    import spacy
    from textacy.extract import direct_quotations

    pipeline = spacy.load(MODEL)

    def read(text: str) -> list[Said]:
        found = []
        for start, paragraph in split_lines(text):
            try:
                triples = list(direct_quotations(pipeline(paragraph)))
            except ValueError:
                continue
            found += from_triples(triples, lambda first, last, at=start: Span(at + first, at + last))  # type: ignore[misc]
        return found

    return read


def split_lines(text: str) -> list[tuple[int, str]]:
    """Return the lines of a text that are not blank, and where each starts.

    >>> split_lines("One.\\n\\nTwo.")
    [(0, 'One.'), (6, 'Two.')]
    """
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((start, line))
        start += len(line) + 1
    return found


def make_sayswho() -> Reader:
    """Read with its quote finder, on the text as its own preparation makes it.

    Its coreference needs the model en_coreference_web_trf, which is not on PyPI; that concerns which name is
    given to a speaker, not which words are found as one.
    """
    import spacy
    from sayswho.helpers import prep_text_for_quote_detection
    from sayswho.quote_finder import quote_finder

    pipeline = spacy.load(MODEL)

    def read(text: str) -> list[Said]:
        # its preparation breaks down on a line of blanks alone
        prepared = prep_text_for_quote_detection("\n".join(line for _, line in split_lines(text)))
        return from_triples(quote_finder(pipeline(prepared)), placer(prepared, text))

    return read


def placer(changed: str, text: str) -> Callable[[int, int], Span | None]:
    """Return what takes offsets of a changed text back to the text that it was made from.

    >>> placer('He said : "No. "', 'He said: "No."')(10, 14)
    Span(start=9, end=13)
    """
    from rapidfuzz.distance import Indel

    back: dict[int, int] = {}
    for step in Indel.opcodes(changed, text):
        if step.tag == "equal":
            back.update(zip(range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=True))

    def place(start: int, end: int) -> Span | None:
        kept = [back[at] for at in range(start, end) if at in back]
        return Span(kept[0], kept[-1] + 1) if kept else None

    return place


# ---- GenderGapTracker


def make_gender_gap(folder: Path) -> Reader:
    """Read with the extractor of a copy of its repository, on the text as its own preparation makes it."""
    import spacy

    english = folder / "nlp" / "english"
    utils, extractor_module = load_gender_gap(english)
    pipeline = spacy.load(MODEL)
    config = {"spacy_lang": pipeline, "NLP": {"QUOTE_VERBS": str(english / "rules" / "quote_verb_list.txt")}}
    extractor = extractor_module.QuoteExtractor(config)

    def read(text: str) -> list[Said]:
        prepared = utils.preprocess_text(text)
        return from_quotes(extractor.extract_quotes(pipeline(prepared)), text, placer(prepared, text))

    return read


def load_gender_gap(english: Path) -> tuple[Any, Any]:
    """Import its two modules from their files; its log and its database are left out, since only text goes in."""
    import logging

    import pymongo  # noqa: F401  its utils imports it, and bson with it

    utils = _load(english / "utils.py", "utils")
    utils.create_logger = lambda *_, **__: logging.getLogger("quote_extractor")
    return utils, _load(english / "quote_extractor.py", "quote_extractor")


def _load(path: Path, name: str) -> Any:
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module: ModuleType = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def from_quotes(quotes: Iterable[dict[str, Any]], text: str, place: Callable[[int, int], Span | None]) -> list[Said]:
    """Return the attributions of its quotes, whose places are written as "(12,34)"; "(0,0)" stands for none."""

    def span(words: str) -> Span | None:
        if not words:
            return None
        start, end = map(int, words[1:-1].split(","))
        return place(start, end)

    found = []
    for quote in quotes:
        content = span(quote["quote_index"])
        if content is not None:
            said = (content,)
            found.append(Said(said, span(quote["speaker_index"]), span(quote["verb_index"]), is_quoted(text, said)))
    return found


# ---- our own baselines


def make_rules(folder: Path, cache: Path) -> Reader:
    """Read by grammar alone, with the cue words of the training part."""
    parser = SpacyParser()
    cues = attribution_rules.count_cues(parse_training(folder, cache))
    return lambda text: attribution_rules.read_text(parser.parse(text), cues)


def make_crf(folder: Path, cache: Path) -> Reader:
    """Read with a CRF of the training part, trained where the cache has none."""
    import pycrfsuite

    parser = SpacyParser()
    documents = parse_training(folder, cache)
    cues = attribution_rules.count_cues(documents, attribution_crf.CUE_SHARE)
    model = cache / "polnear.crfsuite"
    attribution_crf.train(documents, cues, model)
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    return lambda text: attribution_crf.read_text(parser.parse(text), tagger, cues)


def parse_training(folder: Path, cache: Path) -> list[tuple[Parse, list[Gold]]]:
    """Return the training part with its parses, which are kept in the cache."""
    kept = cache / "train.pickle"
    if not kept.exists():
        parser = SpacyParser()
        cache.mkdir(parents=True, exist_ok=True)
        documents = [(parser.parse(text), gold) for text, gold in read_polnear(folder, "train").values()]
        kept.write_bytes(pickle.dumps(documents))
    found: list[tuple[Parse, list[Gold]]] = pickle.loads(kept.read_bytes())
    return found


if __name__ == "__main__":
    main()
