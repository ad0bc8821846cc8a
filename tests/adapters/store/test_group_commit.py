"""Promise that threads that commit together each get their own answer, and none waits for ever."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

import pytest

from safeconduct.adapters.store.group_commit import TOGETHER, GroupCommit
from safeconduct.core.basics import StoreError


def run_threads(commits: GroupCommit[int, int], works: range) -> dict[int, object]:
    """Submit each work by a thread of its own, and return what each got."""
    got: dict[int, object] = {}

    def submit(work: int) -> None:
        try:
            got[work] = commits.submit(work)
        except StoreError as error:
            got[work] = str(error)

    threads = [threading.Thread(target=submit, args=(work,)) for work in works]
    for one in threads:
        one.start()
    for one in threads:
        one.join(10)
    return got


def test_what_waits_is_committed_together_and_each_gets_its_answer():
    """While one batch is at the disk the next ones gather: far fewer commits than works."""
    batches: list[int] = []

    def commit(batch: Sequence[int]) -> list[int]:
        batches.append(len(batch))
        time.sleep(0.01)
        return [work * 2 for work in batch]

    assert run_threads(GroupCommit(commit), range(100)) == {work: work * 2 for work in range(100)}
    assert len(batches) < 50
    assert max(batches) <= TOGETHER


def test_a_batch_that_fails_fails_for_all_in_it_and_the_next_goes_on():
    """Every thread of a failed batch is told, and nobody else."""
    failed: set[int] = set()

    def commit(batch: Sequence[int]) -> list[int]:
        time.sleep(0.005)
        if 7 in batch:
            failed.update(batch)
            raise StoreError("the disk is full")
        return list(batch)

    commits = GroupCommit(commit)
    got = run_threads(commits, range(30))
    assert {work for work, said in got.items() if said == "the disk is full"} == failed
    assert all(got[work] == work for work in set(range(30)) - failed)
    assert commits.submit(31) == 31


def test_an_interrupted_leader_leaves_nobody_waiting():
    """Where the thread that commits is interrupted, the others are told and later ones are served."""
    first = threading.Event()

    def commit(batch: Sequence[int]) -> list[int]:
        if not first.is_set():
            first.set()
            time.sleep(0.05)
            raise KeyboardInterrupt
        return list(batch)

    commits = GroupCommit(commit)

    def lead() -> None:
        with pytest.raises(KeyboardInterrupt):
            commits.submit(0)

    thread = threading.Thread(target=lead)
    thread.start()
    first.wait()
    assert run_threads(commits, range(1, 5)) == {work: work for work in range(1, 5)}
    thread.join()
