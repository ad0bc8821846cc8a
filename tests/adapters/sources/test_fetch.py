"""Hold that pages are fetched from the public internet and from nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.adapters.sources.addresses import is_public
from safeconduct.adapters.sources.fetch import REDIRECTS_MAX, Target, WebFetcher
from safeconduct.core.basics import CannotReadError

NAMES = {
    "courier.example": ["93.184.216.34"],
    "other.example": ["2606:2800:220:1:248:1893:25c8:1946"],
    "inside.example": ["10.1.2.3"],
    "mixed.example": ["93.184.216.34", "127.0.0.1"],
    "mapped.example": ["::ffff:192.168.0.1"],
    "nowhere.example": [],
}


class Answer:
    """Answer as a web server does."""

    def __init__(self, status: int = 200, body: bytes = b"", **headers: str) -> None:
        """Keep what is answered; a header's name is given with underscores."""
        self.status, self.body = status, body
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}

    def read(self, size: int) -> bytes:
        """Return the next bytes of the body."""
        piece, self.body = self.body[:size], self.body[size:]
        return piece


class Web:
    """Stand in for the internet: names, and an answer for each address."""

    def __init__(self, **answers: Answer) -> None:
        """Keep the answers by the path's first word."""
        self.answers = answers
        self.asked: list[Target] = []

    def resolve(self, host: str, port: int) -> Sequence[str]:
        """Return the addresses of a host."""
        assert port > 0
        return NAMES[host]

    @contextmanager
    def open(self, target: Target, deadline: float) -> Iterator[Answer]:
        """Answer a request."""
        assert deadline > 0
        self.asked.append(target)
        yield self.answers[target.path.strip("/").split("?")[0] or "root"]

    def fetcher(self) -> WebFetcher:
        """Return what fetches from here."""
        return WebFetcher(self.resolve, self.open)


def test_page_is_fetched_from_the_checked_address() -> None:
    """The name is resolved once; the connection goes to that address; the charset is handed on."""
    web = Web(news=Answer(body=b"<p>Gate shut", Content_Type="text/html; charset=koi8-u"))
    page = web.fetcher().fetch("https://courier.example/news?id=7#top")
    assert (page.data, page.name, page.charset) == (b"<p>Gate shut", "news.html", "koi8-u")
    assert web.asked == [Target("https", "courier.example", 443, "93.184.216.34", "/news?id=7")]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://10.0.0.8/", "http://172.16.0.1/", "http://192.168.1.1/", "http://169.254.169.254/meta",
        "http://0.0.0.0/", "http://100.64.0.1/", "http://224.0.0.1/", "http://240.0.0.1/", "http://255.255.255.255/",
        "http://[::1]/", "http://[::]/", "http://[fe80::1]/", "http://[fc00::1]/", "http://[ff02::1]/",
        "http://[::ffff:10.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/",
        "http://localhost:8000/", "http://a.LOCALHOST./", "http://2130706433/", "http://0x7f.1/", "http://127.1/",
        "http://0177.0.0.1/",
        "http://inside.example/", "http://mixed.example/", "http://mapped.example/", "http://nowhere.example/",
    ],
)  # fmt: skip
def test_address_inside_is_refused_unasked(url: str) -> None:
    """Private, loopback, link-local, multicast and reserved addresses, however they are written."""
    web = Web(root=Answer(), meta=Answer())
    with pytest.raises(CannotReadError, match="refused"):
        web.fetcher().fetch(url)
    assert not web.asked


@pytest.mark.parametrize(
    "url",
    ["ftp://courier.example/a", "file:///etc/passwd", "http:///a", "http://user:word@courier.example/", "gopher://a/",
     "http://courier.example:99999/", "http://courier.example/a b", "http://courier.example/\r\nHost: x", "http://[::1"],
)  # fmt: skip
def test_address_of_another_sort_is_refused(url: str) -> None:
    """Only http and https, no users, nothing that would break out of the request."""
    web = Web(root=Answer())
    with pytest.raises(CannotReadError):
        web.fetcher().fetch(url)
    assert not web.asked


def test_redirect_is_followed_after_the_same_checks() -> None:
    """Where the page stood in the end is kept."""
    web = Web(old=Answer(301, Location="//other.example/new"), new=Answer(body=b"Gate shut", Content_Type="text/plain"))
    page = web.fetcher().fetch("http://courier.example/old")
    assert (page.address, page.name) == ("http://other.example/new", "new.txt")


@pytest.mark.parametrize(
    "onward",
    [
        "http://127.0.0.1/",
        "http://inside.example/",
        "http://[::ffff:127.0.0.1]/",
        "file:///etc/passwd",
        "ftp://courier.example/",
    ],
)
def test_redirect_inside_is_refused(onward: str) -> None:
    """A public server must not lead to a private one."""
    web = Web(old=Answer(302, Location=onward), root=Answer())
    with pytest.raises(CannotReadError):
        web.fetcher().fetch("http://courier.example/old")
    assert len(web.asked) == 1


def test_redirects_end() -> None:
    """A circle is left after five rounds."""
    web = Web(old=Answer(302, Location="/old"))
    with pytest.raises(CannotReadError, match="redirected more than 5 times"):
        web.fetcher().fetch("http://courier.example/old")
    assert len(web.asked) == REDIRECTS_MAX + 1


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (Answer(404), "answered 404"),
        (Answer(200, b"x" * 21_000_000), "larger than 20 MB"),
        (Answer(200, b"x", Content_Encoding="gzip"), "packed"),
    ],
)
def test_answer_that_is_no_use_is_refused(answer: Answer, word: str) -> None:
    """Missing, too large or packed: nothing is unpacked, for it could be a bomb."""
    with pytest.raises(CannotReadError, match=word):
        Web(root=answer).fetcher().fetch("http://courier.example/")


def test_broken_connection_is_said() -> None:
    """The system's error comes as ours."""

    @contextmanager
    def break_off(target: Target, deadline: float) -> Iterator[Answer]:
        raise ConnectionResetError(104, f"reset by {target.host} before {deadline > 0}")
        yield Answer()

    with pytest.raises(CannotReadError, match="no answer"):
        WebFetcher(Web().resolve, break_off).fetch("http://courier.example/")


@settings(deadline=None)
@given(st.ip_addresses(v=4, network="10.0.0.0/8") | st.ip_addresses(v=4, network="127.0.0.0/8"))
def test_private_address_within_ipv6_is_not_public(address: object) -> None:
    """Mapped, translated or tunnelled, it stays private."""
    number = int(address)  # type: ignore[call-overload]
    for prefix in ("::ffff:", "64:ff9b::", "::"):
        assert not is_public(f"{prefix}{number >> 16:x}:{number & 0xFFFF:x}")
    assert not is_public(f"2002:{number >> 16:x}:{number & 0xFFFF:x}::1")
