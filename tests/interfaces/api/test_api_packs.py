"""Promise that what pages show is made once, by whoever asks first, and holds nobody else up."""

from __future__ import annotations

import threading

import pytest

from safeconduct.interfaces.api.packs import Packs


def test_who_asks_for_something_else_does_not_wait():
    """While one answer is being made another is given; who asks for the same waits, and it is made once."""
    packs, may_end, begun, made = Packs(), threading.Event(), threading.Event(), []

    def make():
        begun.set()
        assert may_end.wait(10)
        made.append(1)
        return "slow"

    askers = [threading.Thread(target=lambda: packs.recall(("slow",), make)) for _ in range(2)]
    askers[0].start()
    assert begun.wait(10)
    askers[1].start()
    assert packs.recall(("quick",), lambda: "quick") == "quick"
    may_end.set()
    for asker in askers:
        asker.join(10)
    assert (packs.recall(("slow",), lambda: "anew"), made) == ("slow", [1])


def test_what_could_not_be_made_is_tried_again():
    """A failure is said to who asked, and keeps nothing."""
    packs = Packs()
    with pytest.raises(ZeroDivisionError):
        packs.recall(("it",), lambda: 1 // 0)
    assert packs.recall(("it",), lambda: 7) == 7
