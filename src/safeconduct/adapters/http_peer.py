"""Reach another device's service over HTTP."""

from __future__ import annotations

import ssl
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from safeconduct.adapters.event_bundle import EventBundles
from safeconduct.core.basics import CannotReadError, DeniedError
from safeconduct.core.record import ActorId, Bundle, DeviceId

SECONDS = 60.0
BYTES_MAX = 64 * 1024 * 1024  # packed; more is no answer to what is asked
LOOPBACK = ("127.0.0.1", "::1", "localhost")


def reach_peer(url: str, authority: Path | None = None) -> HttpPeer:
    """Return the service at an address; `authority` is the certificate that vouches for it, where it is a team's own.

    Raises:
        CannotReadError: for an address that is none, or over which a token would travel in the clear.
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        host = None
    if host is None or parts.scheme not in ("http", "https"):
        raise CannotReadError("this is no address of a service: write it like https://laptop-2.example:8443")
    if parts.scheme == "http" and host not in LOOPBACK:
        raise CannotReadError(
            "http to another machine shows the session to everybody on the way: use https (docs/api.md)"
        )
    try:
        trusted = ssl.create_default_context(cafile=authority)
    except OSError as error:
        raise CannotReadError(f"{authority} is no certificate: {error.strerror or 'look at the file'}") from error
    return HttpPeer(httpx.Client(base_url=url, verify=trusted, timeout=SECONDS, trust_env=False))


class HttpPeer:
    """Speak with one service; fills the port Peer."""

    def __init__(self, client: httpx.Client) -> None:
        """Take a client that knows the service's address; nothing is sent before the first question."""
        self._client, self._bundles = client, EventBundles()

    def enter(self, token: str) -> None:
        """Show a session of that service from now on."""
        if not (token.isascii() and token.isprintable()):
            raise DeniedError("this is no session: log in at the other service")
        self._client.headers["Authorization"] = f"Bearer {token}"

    def login(self, operator: ActorId, digits: str) -> None:
        """Begin a session by the six digits of a phone that was enrolled there."""
        self.enter(str(self._ask("POST", "/login", json={"operator": operator, "digits": digits})["token"]))

    def heads(self) -> dict[DeviceId, int]:
        """Return up to which number it has each device's events."""
        try:
            return {DeviceId(str(device)): int(at) for device, at in self._ask("GET", "/operation")["heads"].items()}
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise CannotReadError("the other service does not answer as one of ours: look what runs there") from error

    def give(self, after: Mapping[DeviceId, int], at_most: int) -> Bundle:
        """Return the first events that come after these numbers."""
        heads = ",".join(f"{device}:{number}" for device, number in sorted(after.items()))
        return self._bundles.unpack(self._send("GET", "/events", params={"after": heads, "limit": at_most}))

    def take(self, bundle: Bundle) -> Sequence[DeviceId]:
        """Hand it events; return the devices that it does not know."""
        headers = {"Content-Type": "application/octet-stream"}
        said = self._ask("POST", "/events", content=self._bundles.pack(bundle), headers=headers)
        return tuple(DeviceId(str(one)) for one in said.get("unknown_devices", ()))

    def _ask(self, method: str, path: str, **sent: Any) -> dict[str, Any]:
        said = _read_json(self._send(method, path, **sent))
        if said is None:
            raise CannotReadError("the other service does not answer as one of ours: look what runs there")
        return said

    def _send(self, method: str, path: str, **sent: Any) -> bytes:
        try:
            with self._client.stream(method, path, **sent) as answer:
                data = b""
                for piece in answer.iter_bytes():
                    data += piece
                    if len(data) > BYTES_MAX:
                        raise CannotReadError("the other service answers without end: look what runs there")
        except httpx.HTTPError as error:
            raise CannotReadError(
                f"the other service does not answer ({type(error).__name__}): look whether it runs"
            ) from error
        if answer.status_code in (401, 403):
            raise DeniedError(_find_detail(data) or "the other service denies")
        if not answer.is_success:
            raise CannotReadError(f"the other service refuses ({answer.status_code}): {_find_detail(data)}")
        return data


def _read_json(data: bytes) -> dict[str, Any] | None:
    try:
        said = httpx.Response(200, content=data).json()
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def _find_detail(data: bytes) -> str:
    """Return what a problem says, without what could move a terminal's cursor."""
    said = _read_json(data)
    detail = str(said.get("detail", "")) if said else ""
    return "".join(one for one in detail if one.isprintable())[:300]
