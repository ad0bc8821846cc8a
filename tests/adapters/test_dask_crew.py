"""Promise that a scheduler and two workers, processes over TLS, answer bit for bit as this process does."""

from __future__ import annotations

import operator
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest
from judge_town import make_case, make_plan

import safeconduct
from safeconduct.adapters.crews import DaskCrews
from safeconduct.adapters.crews.certificates import CA, CERTIFICATE, KEY, make_certificates
from safeconduct.app.assess_sufficiency import Asking, Replanning, Rounds
from safeconduct.core.basics import CannotReadError, SafeconductError
from safeconduct.core.plan.planners import PLANNERS
from safeconduct.core.sufficiency import (
    Crew,
    PlannerBrokeRulesError,
    Uncertainty,
    compare_changes,
    list_changes,
    play_plan,
)
from safeconduct.core.sufficiency.crew import OneByOne

DAYS = 60
WAIT_SECONDS = 60


def _start(stack: ExitStack, *words: str) -> subprocess.Popen[str]:
    source = str(Path(safeconduct.__file__).parents[1])
    here = {**os.environ, "PYTHONPATH": source}
    process = subprocess.Popen(
        [sys.executable, "-m", "distributed.cli." + words[0], *words[1:]], env=here, text=True, stderr=subprocess.PIPE
    )
    stack.callback(process.wait, WAIT_SECONDS)
    stack.callback(process.kill)
    return process


def _tls(folder: Path) -> tuple[str, ...]:
    return ("--tls-ca-file", str(folder / CA), "--tls-cert", str(folder / CERTIFICATE), "--tls-key", str(folder / KEY))


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder of certificates."""
    folder = tmp_path_factory.mktemp("dask") / "certs"
    make_certificates(folder, 1)
    return folder


@pytest.fixture(scope="module")
def scheduler(certificates: Path) -> Iterator[str]:
    """Give the address of a scheduler with two workers, each a process."""
    with ExitStack() as stack:
        own = ("--host", "127.0.0.1", "--protocol", "tls", "--port", "0", "--no-dashboard", "--no-show")
        process = _start(stack, "dask_scheduler", *own, *_tls(certificates))
        assert process.stderr is not None
        address = next(found[0] for line in process.stderr if (found := re.search(r"tls://127\.0\.0\.1:\d+", line)))
        for _ in range(2):
            _start(stack, "dask_worker", address, "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny",
                   "--no-dashboard", *_tls(certificates))  # fmt: skip
        yield address


@pytest.fixture
def crew(scheduler: str, certificates: Path) -> Iterator[Crew]:
    """Give the crew of the two workers."""
    with DaskCrews().hire(scheduler, certificates, 0) as hired:
        yield hired


@pytest.mark.enable_socket
def test_days_and_prices_are_the_same_bit_for_bit(crew: Crew) -> None:
    """Fates, last departures and every figure of the comparison, from the days and from plans made anew."""
    case = make_case()
    plan, rates = make_plan(case), Uncertainty()
    changes = list_changes(case, brief=True)[0][:2]
    given = []
    for own in (OneByOne(), None, crew):
        played = play_plan(case, plan, rates, days=DAYS, seed=3, crew=own)
        replans = [
            Replanning(case.hazard, True, PLANNERS["default"], seed, Asking(Rounds(30), 4)) for seed in (3, 1_000_006)
        ]
        compared = compare_changes(
            case, plan, played, changes, rates, days=DAYS, seed=3, replan=replans[0], replan_otherwise=replans[1],
            crew=own,
        )  # fmt: skip
        given.append((played.fates.tobytes(), played.last.tobytes(), compared))
    assert given[0] == given[1] == given[2]
    assert len(np.unique(np.frombuffer(given[0][0], np.int8))) > 2


@pytest.mark.enable_socket
def test_faults_of_the_work_come_back_as_what_they_are(crew: Crew) -> None:
    """An error of ours, raised in a worker, is the same error here."""
    with pytest.raises(KeyError):
        list(crew.share_out(operator.getitem, {}, [range(1)]))
    broken = PlannerBrokeRulesError("a seat is taken twice")
    assert str(pickle.loads(pickle.dumps(broken))) == str(broken)


@pytest.mark.enable_socket
def test_who_has_other_certificates_is_refused(scheduler: str, tmp_path: Path) -> None:
    """Certificates of another authority, none, and plain traffic: nothing is run."""
    make_certificates(tmp_path / "other", 1)
    for address, folder, kind in (
        (scheduler, tmp_path / "other", SafeconductError),
        (scheduler, None, CannotReadError),
        (scheduler, tmp_path, CannotReadError),
        (scheduler.replace("tls", "tcp"), tmp_path / "other", SafeconductError),
    ):
        with pytest.raises(kind), DaskCrews().hire(address, folder, 0):
            pass


def test_certificates_are_their_owners_and_never_replaced(tmp_path: Path) -> None:
    """Files that nobody else reads; a folder that holds some is refused."""
    make_certificates(tmp_path / "certs", 1)
    assert {file.stat().st_mode & 0o777 for file in (tmp_path / "certs").iterdir()} == {0o600}
    with pytest.raises(SafeconductError, match="already"):
        make_certificates(tmp_path / "certs", 1)
