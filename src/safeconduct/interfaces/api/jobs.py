"""Work at what takes seconds beside the answering of requests: one job at a time, the others wait."""

from __future__ import annotations

import logging
import secrets
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from fastapi import HTTPException

from safeconduct.core.basics import InputFaultsError, SafeconductError
from safeconduct.core.record import Json
from safeconduct.interfaces.api.models import Model

LOG = logging.getLogger(__name__)

KEPT: Final = 50
"""So many of the newest jobs can be asked for; what older ones made stands on record or in a folder."""

WAITING_MOST: Final = 4
FAULTS_SAID: Final = 40

Tell = Callable[[float, str], None]
"""Take the share of the work that is done, 0 to 1, and what is being done, in words."""

Work = Callable[[Tell], Mapping[str, Json]]
"""Do the whole work and return its result, JSON-ready; it runs in a thread, and its kernels release the GIL."""

JobState = Literal["running", "done", "failed"]


@dataclass(frozen=True, slots=True)
class Job:
    """Say how far a job is: one that waits for another is running, with nothing done of it."""

    ident: str
    name: str
    state: JobState = "running"
    share: float = 0.0  # 0 to 1
    words: str = "Waiting"
    result: Mapping[str, Json] = field(default_factory=dict)  # empty until it is done
    faults: tuple[str, ...] = ()  # why it failed


class JobStarted(Model):
    """Name the job that was started."""

    job: str


class JobSaid(Model):
    """Say how far a job is; what it made, a model that derives from this one adds."""

    state: JobState
    share: float
    words: str
    faults: list[str]


class JobBook:
    """Hold the jobs of one service in memory: they end with its process, what they recorded does not.

    Many threads may come at once.
    """

    def __init__(self) -> None:
        """Begin with no job, and with no thread until there is one."""
        self._lock = threading.Lock()
        self._jobs: dict[str, Job] = {}
        self._named: dict[str, str] = {}  # request -> job
        self._waiting: deque[tuple[str, Work]] = deque()
        self._worker: threading.Thread | None = None

    def start(self, name: str, work: Work, request: str = "") -> str:
        """Begin a job, or let it wait for those before it, and return its id.

        The same `request` again is answered with the job that was started then. Raises HTTPException 429 where too
        many wait.
        """
        with self._lock:
            if request in self._named:
                return self._named[request]
            if len(self._waiting) >= WAITING_MOST:
                raise HTTPException(429, "other work waits: ask again when it is done", {"Retry-After": "10"})
            ident = secrets.token_hex(8)
            self._jobs[ident] = Job(ident, name)
            if request:
                self._named[request] = ident
            self._forget()
            self._waiting.append((ident, work))
            if self._worker is None:
                self._worker = threading.Thread(target=self._work_off, name="jobs", daemon=True)
                self._worker.start()
        return ident

    def find(self, ident: str, name: str) -> Job:
        """Return a job of this name as it is now; raise HTTPException 404 where there is none."""
        with self._lock:
            job = self._jobs.get(ident)
        if job is None or job.name != name:
            raise HTTPException(404, "there is no such job: it was of an earlier run of the service, or is long done")
        return job

    def _work_off(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._worker = None
                    return
                ident, work = self._waiting.popleft()
            self._end(ident, work)

    def _end(self, ident: str, work: Work) -> None:
        def tell(share: float, words: str) -> None:
            self._change(ident, share=min(1.0, max(0.0, share)), words=words)

        try:
            result = work(tell)
        except InputFaultsError as error:
            self._change(ident, state="failed", faults=tuple(map(str, error.faults[:FAULTS_SAID])))
        except SafeconductError as error:
            self._change(ident, state="failed", faults=(str(error),))
        except HTTPException as error:
            self._change(ident, state="failed", faults=(str(error.detail),))
        except Exception as error:  # the thread goes on with the next job, and whoever asked sees that this one is over
            LOG.error("job.failed kind=%s", type(error).__name__)
            self._change(ident, state="failed", faults=("the service failed at this work; its log has the kind",))
        else:
            self._change(ident, state="done", share=1.0, words="Done", result=result)

    def _change(self, ident: str, **changes: object) -> None:
        with self._lock:
            if ident in self._jobs:
                self._jobs[ident] = replace(self._jobs[ident], **changes)  # type: ignore[arg-type]  # fields of Job

    def _forget(self) -> None:
        """Forget the oldest jobs that are over, and by which request they were asked for."""
        over = [one.ident for one in self._jobs.values() if one.state != "running"]
        for ident in over[: max(0, len(self._jobs) - KEPT)]:
            del self._jobs[ident]
        self._named = {request: ident for request, ident in self._named.items() if ident in self._jobs}


def say_job(job: Job) -> JobSaid:
    """Return what is said of every job."""
    return JobSaid(state=job.state, share=job.share, words=job.words, faults=list(job.faults))
