"""Send each text by a request of its own to a gateway; fills the port Channel.

An answer counts as "taken" where it says so in its own words. A 200 without a status, a 5xx, and a line that breaks
after the request left are doubts: the gateway may have sent the text, and is asked, or given the same name again where
it promises to know it.
"""

from __future__ import annotations

import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import httpx

from safeconduct.adapters.channels.http_gateway.template import fill, find_value, name_known, name_values
from safeconduct.core.delivery import Handover, Heard, Known, Outcome, Signal

BUSY, TIMED_OUT, CONFLICT, NOT_FOUND = frozenset({429, 503}), 408, 409, 404
BUSY_SECONDS, BUSY_SECONDS_MAX = 2.0, 300.0
BODY_BYTES_MAX = 65_536


@dataclass(frozen=True, slots=True)
class Gateway:
    """Say how a gateway is asked, and how its answers are read."""

    url: str
    body: Mapping[str, Any]
    form: bool = False  # the body is sent as a form, not as JSON
    headers: Mapping[str, str] = field(default_factory=dict)
    id_path: str = "id"
    state_path: str = "status"
    states: Mapping[str, Signal] = field(default_factory=dict)  # what its words of state mean
    status_url: str = ""  # "" where it cannot be asked
    knows_names: bool = False  # the same name again is not sent again
    answer_seconds: float = 30.0
    tls: ssl.SSLContext | None = None


class HttpGateway:
    """Hand texts to a gateway."""

    def __init__(self, gateway: Gateway) -> None:
        """Name the gateway; nothing is opened yet."""
        self._gateway = gateway
        self._client: httpx.AsyncClient | None = None

    async def open(self) -> None:
        """Make ready. Redirects are not followed: they would carry an address to whoever they name."""
        self._client = httpx.AsyncClient(
            timeout=self._gateway.answer_seconds,
            headers=dict(self._gateway.headers),
            follow_redirects=False,
            limits=httpx.Limits(max_connections=None),  # the dispatcher's window bounds them
            trust_env=False,
            verify=self._gateway.tls or True,
        )

    async def hand_over(self, handover: Handover) -> Outcome:
        """Ask the gateway to send one text."""
        assert self._client is not None
        if handover.to.on_paper:
            return Outcome(Signal.FAILED, why="an address on paper")
        body = fill(self._gateway.body, name_values(handover))
        sent: dict[str, Any] = {"data": body} if self._gateway.form else {"json": body}
        try:
            answer = await self._client.post(self._gateway.url, **sent)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            return Outcome(Signal.NOT_TAKEN, why=f"no line: {type(error).__name__}", wait_seconds=BUSY_SECONDS)
        except httpx.HTTPError as error:
            return Outcome(Signal.LOST, why=type(error).__name__)
        return self._read_answer(answer)

    async def ask(self, known: Known) -> Outcome | None:
        """Ask how a text stands; what the gateway does not know it has not taken."""
        assert self._client is not None
        url = self._gateway.status_url
        if not url or ("{id}" in url and not known.receipt):
            return None
        filled = fill(url, {key: quote(value, safe="") for key, value in name_known(known).items()})
        try:
            answer = await self._client.get(filled)
        except httpx.HTTPError:
            return None
        if answer.status_code == NOT_FOUND:
            return None if known.receipt else Outcome(Signal.NOT_TAKEN, why="the gateway does not know it")
        if answer.status_code != httpx.codes.OK:
            return None
        said = _read_json(answer)
        signal = self._gateway.states.get(find_value(said, self._gateway.state_path))
        return None if signal is None else self._as_said(said, signal)

    async def hear(self) -> Sequence[Heard]:
        """Return nothing: the gateway is asked."""
        return ()

    async def thank(self, tokens: Sequence[int]) -> None:
        """Do nothing."""

    async def close(self) -> None:
        """Close the lines."""
        if self._client is not None:
            await self._client.aclose()

    def _read_answer(self, answer: httpx.Response) -> Outcome:
        code = answer.status_code
        if code in BUSY:
            return Outcome(Signal.NOT_TAKEN, why=f"http {code}", wait_seconds=_read_pause(answer))
        if code == CONFLICT and self._gateway.knows_names:
            return Outcome(Signal.TAKEN, find_value(_read_json(answer), self._gateway.id_path))
        if 400 <= code < 500 and code != TIMED_OUT:
            return Outcome(Signal.FAILED, why=f"http {code}")
        if not 200 <= code < 300:
            return Outcome(Signal.LOST, why=f"http {code}")
        said = _read_json(answer)
        signal = self._gateway.states.get(find_value(said, self._gateway.state_path))
        if signal is None:
            return Outcome(Signal.LOST, why=f"http {code} without a status")
        return self._as_said(said, signal)

    def _as_said(self, said: object, signal: Signal) -> Outcome:
        why = f"gateway {find_value(said, self._gateway.state_path)}" if signal is Signal.FAILED else ""
        return Outcome(signal, find_value(said, self._gateway.id_path), why)


def _read_json(answer: httpx.Response) -> object:
    try:
        return answer.json() if len(answer.content) <= BODY_BYTES_MAX else None
    except ValueError:
        return None


def _read_pause(answer: httpx.Response) -> float:
    told = answer.headers.get("Retry-After", "")
    return min(float(told), BUSY_SECONDS_MAX) if told.isdecimal() else BUSY_SECONDS
