"""Fetch a page or a feed from the public internet, and from nowhere else."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import PurePosixPath
from typing import Any, Protocol
from urllib.parse import urljoin, urlsplit

from safeconduct.adapters.sources.addresses import is_inside_name, is_public, read_address
from safeconduct.adapters.sources.draft import BYTES_MAX, MEGABYTE
from safeconduct.core.basics import CannotReadError

REDIRECTS_MAX = 5
SECONDS_MAX = 30.0  # for the whole, redirects and all
ADDRESS_LENGTH_MAX = 2_000
SCHEMES = {"http": 80, "https": 443}
REDIRECTED = frozenset({301, 302, 303, 307, 308})
CHUNK = 1 << 16
HEADERS = {
    "User-Agent": "safeconduct",
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, text/*",
    "Accept-Encoding": "identity",  # nothing is unpacked: an archive could be a bomb
}
# What a name must end in to be read as what the server says it is.
ENDINGS = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/csv": ".csv", "message/rfc822": ".eml",
    "application/rss+xml": ".rss", "application/atom+xml": ".atom", "application/cap+xml": ".cap", "text/plain": ".txt",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """Name what is asked of which machine: the address is the one that was checked, and the only one connected to."""

    scheme: str
    host: str
    port: int
    address: str
    path: str  # with the query


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """Hold what was fetched."""

    data: bytes
    name: str  # with the ending that the server's media type asks for
    address: str  # where it stood in the end
    charset: str  # as the server declares it; "" = not said


class Response(Protocol):
    """Hold the answer of a server."""

    status: int
    headers: Any  # a mapping of names, in whatever case

    def read(self, size: int) -> bytes:
        """Return at most so many bytes of the body; none at its end."""
        ...


Resolve = Callable[[str, int], Sequence[str]]
Open = Callable[[Target, float], AbstractContextManager[Response]]


class WebFetcher:
    """Fetch over http and https. A proxy of the environment is not used: it would hide which machine is asked."""

    def __init__(self, resolve: Resolve | None = None, open_target: Open | None = None) -> None:
        """Take what resolves names and what opens connections; the system's, if not given."""
        self._resolve = resolve or resolve_name
        self._open = open_target or open_connection

    def fetch(self, url: str) -> FetchedPage:
        """Return what stands at an address; raise CannotReadError where it is refused, too large, too slow or missing.

        Every name is resolved once, every address that it has must be public, and the connection goes to the address
        that was checked. A redirect is followed after the same checks, at most 5 times.
        """
        deadline = time.monotonic() + SECONDS_MAX
        at = url
        for _ in range(REDIRECTS_MAX + 1):
            target = self._aim(at)
            try:
                with self._open(target, deadline) as response:
                    onward = response.headers.get("Location", "") if response.status in REDIRECTED else ""
                    if not onward:
                        return _take(response, at, deadline)
            except (OSError, http.client.HTTPException, ValueError) as error:
                raise CannotReadError(
                    f"{at}: no answer ({_word_trouble(error)}); try again, or save the page"
                ) from None
            at = urljoin(at, onward)
        raise CannotReadError(
            f"{url}: redirected more than {REDIRECTS_MAX} times; open it in a browser and save the page"
        )

    def _aim(self, url: str) -> Target:
        """Return the checked target of an address."""
        try:
            parts = urlsplit(url)
            scheme, host, port = parts.scheme.lower(), parts.hostname or "", parts.port
            ascii_host = host.encode("idna").decode() if host and ":" not in host else host
        except (ValueError, UnicodeError):
            raise CannotReadError(f"{url[:80]}: no address that can be understood; check it") from None
        if scheme not in SCHEMES or not host or len(url) > ADDRESS_LENGTH_MAX:
            raise CannotReadError(f"{url[:80]}: only http and https addresses with a host are fetched; check it")
        if parts.username is not None or parts.password is not None or any(ord(mark) <= 0x20 for mark in url):
            raise CannotReadError(f"{parts.hostname}: an address with a user's name, or with spaces, is not fetched")
        if is_inside_name(ascii_host):
            raise CannotReadError(
                f"{host}: refused, for this is a name inside a network; save the page and give the file"
            )
        written = read_address(ascii_host)
        try:
            addresses = [written] if written else self._resolve(ascii_host, port or SCHEMES[scheme])
        except (OSError, UnicodeError):
            raise CannotReadError(f"{host}: no such host; check the address and the connection") from None
        refused = [address for address in addresses if not is_public(address)]
        if refused or not addresses:
            why = f"its address {refused[0]} is not of the public internet" if refused else "it has no address"
            raise CannotReadError(f"{host}: refused, for {why}; save the page and give the file")
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        safe = "".join(mark if mark.isascii() else _quote(mark) for mark in path)
        return Target(scheme, ascii_host, port or SCHEMES[scheme], addresses[0], safe)


def resolve_name(host: str, port: int) -> Sequence[str]:
    """Return the addresses of a host, as the system gives them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(item[4][0]) for item in found))


@contextmanager
def open_connection(target: Target, deadline: float) -> Iterator[Response]:
    """Ask a server, connected to the checked address; whatever it does, the connection is shut at the deadline."""
    left = max(0.1, deadline - time.monotonic())
    connection = _Connection(target, left)
    try:
        connection.connect()
        guard = threading.Timer(left, connection.cut)
        guard.daemon = True
        guard.start()
        try:
            connection.request("GET", target.path, headers=HEADERS)
            yield connection.getresponse()
        finally:
            guard.cancel()
    finally:
        connection.close()


class _Connection(http.client.HTTPConnection):
    """Connect to the checked address, whatever the name resolves to by now."""

    def __init__(self, target: Target, timeout: float) -> None:
        super().__init__(target.host, target.port, timeout=timeout)
        self._target = target
        if target.scheme == "https":
            self.default_port = SCHEMES["https"]

    def connect(self) -> None:
        self.sock = socket.create_connection((self._target.address, self._target.port), self.timeout)
        if self._target.scheme == "https":
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self._target.host)

    def cut(self) -> None:
        if self.sock is not None:
            self.sock.shutdown(socket.SHUT_RDWR)


def _take(response: Response, url: str, deadline: float) -> FetchedPage:
    """Return the body of an answer, within its limits."""
    headers = response.headers
    if response.status != 200:
        raise CannotReadError(f"{url}: the server answered {response.status}; check the address")
    if headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
        raise CannotReadError(f"{url}: the server sent it packed, unasked; open it in a browser and save the page")
    pieces, size = [], 0
    while piece := response.read(CHUNK):
        pieces.append(piece)
        size += len(piece)
        if size > BYTES_MAX:
            raise CannotReadError(f"{url}: larger than {BYTES_MAX // MEGABYTE} MB; save the part that matters")
        if time.monotonic() > deadline:
            raise CannotReadError(f"{url}: not there within {SECONDS_MAX:g} seconds; try again, or save the page")
    said = Message()
    said["Content-Type"] = headers.get("Content-Type", "") or "application/octet-stream"
    stem = PurePosixPath(urlsplit(url).path).name or "index"
    ending = ENDINGS.get(said.get_content_type(), "")
    name = stem if stem.lower().endswith(ending) else stem + ending
    return FetchedPage(b"".join(pieces), name[-80:], url, str(said.get_content_charset() or ""))


def _quote(mark: str) -> str:
    return "".join(f"%{byte:02X}" for byte in mark.encode("utf-8", "replace"))


def _word_trouble(error: Exception) -> str:
    match error:
        case TimeoutError():
            return "too slow"
        case ssl.SSLCertVerificationError():
            return "its certificate is not valid"
        case OSError():
            return error.strerror or "the connection broke"
        case _:
            return "not what a web server says"
