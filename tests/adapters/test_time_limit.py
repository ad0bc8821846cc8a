"""Promise that what takes too long is stopped, and that the next is not."""

from __future__ import annotations

import time
from collections.abc import Callable

from safeconduct.adapters.spacy_parser import SpacyParser
from safeconduct.adapters.time_limit import run_within
from safeconduct.app.read_documents import read_documents
from safeconduct.core.intake.document import Document
from safeconduct.core.intake.places import Gazetteer
from safeconduct.core.intake.read import Knowledge
from safeconduct.core.intake.reading import Reading


def work_for(seconds: float) -> int:
    """Compute until a moment."""
    until = time.monotonic() + seconds
    rounds = 0
    while time.monotonic() < until:
        rounds += 1
    return rounds


def test_what_takes_too_long_is_stopped_in_time() -> None:
    """Soon after its limit, and without a trace in what comes next."""
    began = time.monotonic()
    assert run_within(0.2, lambda: work_for(30.0)) is None
    assert time.monotonic() - began < 5.0
    assert run_within(30.0, lambda: work_for(0.01))


def test_a_text_that_takes_too_long_goes_to_a_person() -> None:
    """It is kept whole, with a question; the text after it is read."""
    documents = [Document(str(n), "Police said the gate is shut.", "en", "text/html") for n in range(2)]
    stopped: list[float] = []

    def stop_the_first(seconds: float, compute: Callable[[], Reading]) -> Reading | None:
        stopped.append(seconds)
        return compute() if len(stopped) > 1 else None

    first, second = read_documents(documents, SpacyParser(), Knowledge(Gazetteer(())), stop_the_first, lambda _: None)
    assert first.attributions == ()
    assert "stopped after 2 seconds" in first.questions[0].what
    assert first.document is documents[0]
    assert second.attributions
