"""Share work out over Dask.distributed: workers of its own on this machine, or a cluster that is there; TLS always.

Without TLS anybody who reaches a port could run what they like, beside personal data: plain addresses are refused.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TypeVar

import distributed

from safeconduct.adapters.crews.certificates import CA, CERTIFICATE, KEY
from safeconduct.core.basics import CannotReadError, SafeconductError
from safeconduct.core.sufficiency import Crew

S = TypeVar("S")
R = TypeVar("R")
REACHED_SECONDS = 30
DASK: Any = distributed  # its functions say nothing of their types


class DaskCrew:
    """Let the workers of a client do the pieces; fills Crew."""

    def __init__(self, client: Any) -> None:
        """Take a client that is connected."""
        self._client = client

    def share_out(self, work: Callable[[S, range], R], shared: S, pieces: Sequence[range]) -> Iterator[R]:
        """Give the result of each piece in order; raise what the work raised."""
        (everywhere,) = self._client.scatter([shared], broadcast=True, hash=False)  # a mapping alone would be cut up
        tasks = [self._client.submit(work, everywhere, piece, pure=False) for piece in pieces]
        for task in tasks:
            yield task.result()
            task.release()


class DaskCrews:
    """Hire crews of Dask workers; fills the port CrewHirer."""

    @contextmanager
    def hire(self, scheduler: str, certificates: Path | None, workers: int) -> Iterator[Crew]:
        """Give the crew of a scheduler (tls://HOST:PORT), or with "" workers of its own that listen on loopback alone.

        A scheduler needs the folder of certificates that it was started with. Raises SafeconductError where it is not
        reached, its address is plain, or the certificates are not there.
        """
        logging.getLogger("distributed").setLevel(logging.ERROR)
        with ExitStack() as stack:
            if scheduler:
                client = _reach(scheduler, _read_security(certificates))
            else:
                security = DASK.Security.temporary()
                cluster = DASK.LocalCluster(
                    n_workers=workers, threads_per_worker=1, processes=True, host="127.0.0.1", protocol="tls://",
                    security=security, dashboard_address=None,
                )  # fmt: skip
                client = DASK.Client(stack.enter_context(cluster), security=security, set_as_default=False)
            yield DaskCrew(stack.enter_context(client))


def _reach(scheduler: str, security: Any) -> Any:
    if not scheduler.startswith("tls://"):
        raise SafeconductError(f"{scheduler}: plain traffic is refused; start it with TLS and write tls://HOST:PORT")
    try:
        return DASK.Client(scheduler, security=security, timeout=REACHED_SECONDS, set_as_default=False)
    except OSError as error:
        raise SafeconductError(
            f"{scheduler}: no scheduler answers there, or it has other certificates; start it, and say where it is"
        ) from error


def _read_security(folder: Path | None) -> Any:
    if folder is None:
        raise CannotReadError("a scheduler asks for certificates: name their folder (safeconduct dask-certs makes one)")
    missing = [name for name in (CA, CERTIFICATE, KEY) if not (folder / name).is_file()]
    if missing:
        raise CannotReadError(f"{folder}: no {', '.join(missing)}; safeconduct dask-certs makes them")
    files = {"tls_ca_file": str(folder / CA), "tls_client_cert": str(folder / CERTIFICATE)}
    return DASK.Security(**files, tls_client_key=str(folder / KEY), require_encryption=True)
