"""Promise that long work runs beside the requests, one job at a time, and says how far it is and why it failed."""

from __future__ import annotations

import threading
import time

import pytest
from fastapi import HTTPException

from safeconduct.core.basics import Fault, InputFaultsError, StoreError
from safeconduct.interfaces.api.jobs import KEPT, WAITING_MOST, JobBook, say_job

PATIENCE_SECONDS = 10.0


def wait_for(book, ident, name="count"):
    """Return a job once it is over."""
    until = time.monotonic() + PATIENCE_SECONDS
    while (job := book.find(ident, name)).state == "running":
        assert time.monotonic() < until
        time.sleep(0.002)
    return job


def fail_with(error):
    def work(_):
        raise error

    return work


def test_a_job_tells_how_far_it_is_and_what_it_made():
    """Share and words stand while it runs; then it is done, with its result."""
    book, told, go_on = JobBook(), threading.Event(), threading.Event()

    def work(tell):
        tell(0.5, "Counting")
        told.set()
        assert go_on.wait(PATIENCE_SECONDS)
        return {"count": 4}

    ident = book.start("count", work)
    assert told.wait(PATIENCE_SECONDS)
    said = say_job(book.find(ident, "count"))
    assert (said.state, said.share, said.words) == ("running", 0.5, "Counting")
    go_on.set()
    job = wait_for(book, ident)
    assert (job.state, job.share, job.result, job.faults) == ("done", 1.0, {"count": 4}, ())


def test_jobs_run_one_at_a_time_in_the_order_in_which_they_were_asked_for():
    """No two of them run at once; those that wait stand at 0."""
    book, order, running = JobBook(), [], threading.Semaphore(1)

    def work_as(number):
        def work(_):
            assert running.acquire(blocking=False)
            time.sleep(0.005)
            order.append(number)
            running.release()
            return {}

        return work

    idents = [book.start("count", work_as(number)) for number in range(WAITING_MOST)]
    assert [wait_for(book, ident).state for ident in idents] == ["done"] * WAITING_MOST
    assert order == list(range(WAITING_MOST))


def test_too_many_are_refused_and_nothing_of_them_is_kept():
    """While one runs and four wait, another is told to ask again (429)."""
    book, begun, go_on = JobBook(), threading.Event(), threading.Event()

    def work(_):
        begun.set()
        assert go_on.wait(PATIENCE_SECONDS)
        return {}

    idents = [book.start("count", work)]
    assert begun.wait(PATIENCE_SECONDS)
    idents += [book.start("count", work) for _ in range(WAITING_MOST)]
    with pytest.raises(HTTPException) as refused:
        book.start("count", work)
    assert refused.value.status_code == 429
    go_on.set()
    assert [wait_for(book, ident).state for ident in idents] == ["done"] * (WAITING_MOST + 1)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (InputFaultsError([Fault("plan", 0, "x", "", "is odd", "mend it")]), "plan, x: is odd; mend it"),
        (StoreError("the disk is full"), "the disk is full"),
        (HTTPException(404, "no such plan"), "no such plan"),
        (ZeroDivisionError("P00017 is Maria"), "the service failed at this work; its log has the kind"),
    ],
)
def test_a_job_that_fails_says_why_and_the_next_one_runs(error, said):
    """Our own errors are said in full; of others nothing that might be somebody's."""
    book = JobBook()
    failed = wait_for(book, book.start("count", fail_with(error)))
    assert (failed.state, failed.faults, failed.result) == ("failed", (said,), {})
    assert wait_for(book, book.start("count", lambda _: {})).state == "done"


def test_the_same_request_is_the_same_job_and_old_jobs_are_forgotten():
    """A repeated request starts nothing; memory holds the newest jobs alone."""
    book = JobBook()
    first = book.start("count", lambda _: {}, "r1")
    assert book.start("count", fail_with(ZeroDivisionError()), "r1") == first
    wait_for(book, first)
    for _ in range(KEPT):
        wait_for(book, book.start("count", lambda _: {}))
    with pytest.raises(HTTPException) as gone:
        book.find(first, "count")
    assert gone.value.status_code == 404
    assert book.start("count", lambda _: {}, "r1") != first


def test_a_job_is_found_by_its_own_name_alone():
    """What is asked for as a replan is not answered with a sufficiency."""
    book = JobBook()
    with pytest.raises(HTTPException):
        book.find(book.start("count", lambda _: {}), "other")
