"""Serve tasks from a process that has loaded all that they need: that takes seconds, a fork takes milliseconds.

Started by client.py as `python -m safeconduct.adapters.apart.nursery`.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable
from typing import Any

from safeconduct.adapters.apart.fork import do_apart
from safeconduct.adapters.apart.frames import read_frame, write_frame
from safeconduct.adapters.apart.limits import Limits
from safeconduct.adapters.sources.convert import convert_source
from safeconduct.adapters.sources.frames import take_documents, write_documents

Task = Callable[[], bytes]

# One of each kind that loads something of its own.
WARMING = (
    ("a.html", b"<html><body><article><p>Officials said on Monday that the gate was shut.</p></article></body></html>"),
    ("a.rss", b"<rss><channel><title>A</title><item><title>The gate is shut.</title></item></channel></rss>"),
    ("a.eml", b"From: a@example.org\nSubject: gate\n\nThe gate is shut.\n"),
    ("a.txt", "Das Tor ist für heute geschlossen.".encode("latin-1")),
)


def main() -> None:
    """Serve requests from stdin until it ends."""
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, sys.stdout.fileno())
    os.dup2(nothing, sys.stderr.fileno())  # libraries log what they dislike in a page; the cautions tell it better
    for name, data in WARMING:
        convert_source(data, name)
    answer = write_frame({"ready": True})
    read: Callable[[dict[str, Any], bytes], bytes] | None = None
    while True:
        answers.write(answer)
        answers.flush()
        try:
            asked, data = read_frame(requests.read)
        except EOFError:
            return
        if "know" in asked:
            read, answer = _load_reader(data), write_frame({"ready": True})
            continue
        answer = do_apart(_find_task(asked, data, read), asked["name"], Limits(**asked["limits"]))


def _find_task(asked: dict[str, Any], data: bytes, read: Callable[[dict[str, Any], bytes], bytes] | None) -> Task:
    if "documents" in asked:
        assert read is not None, "what is known comes before the first text"
        return lambda: read(asked, data)
    return lambda: write_documents(convert_source(data, asked["name"], asked["charset"]))


def _load_reader(data: bytes) -> Callable[[dict[str, Any], bytes], bytes]:
    """Return what reads a document; what is known comes from the program itself, so that it may be a pickle."""
    # Only who reads texts waits for the parser.
    from safeconduct.adapters.readings.reading_json import reading_to_json
    from safeconduct.adapters.spacy_parser import SpacyParser
    from safeconduct.core.intake.read import Knowledge, read_document

    knowledge, parser = pickle.loads(data), SpacyParser()
    assert isinstance(knowledge, Knowledge)
    parser.parse("The parser is loaded now, so that no document pays for it.")

    def read(asked: dict[str, Any], offsets: bytes) -> bytes:
        (document,) = take_documents(asked, offsets)
        return write_frame(reading_to_json(read_document(document, parser, knowledge)))

    return read


if __name__ == "__main__":
    main()
