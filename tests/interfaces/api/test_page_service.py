"""Promise that the neutral page answers codes alone, keeps nothing, and lets nobody guess."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from api_site import TestClient
from page_samples import CODE, DARI_PLACES, FAR, OTHER, PARTY, UNUSED, fill_store

from safeconduct.adapters.page_html import ANSWER_BYTES, Wording, make_front
from safeconduct.adapters.page_store import Shelves
from safeconduct.core.instructions.reach import complete_code
from safeconduct.interfaces.api.pages import GuessLimit, build_pages


class Clock:
    """Stand still until told otherwise."""

    now = FAR - 90_000.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with a store of two pages."""
    fill_store(tmp_path)
    return tmp_path


@pytest.fixture
def clock() -> Clock:
    """Give the service's clock."""
    return Clock()


@pytest.fixture
def client(folder: Path, clock: Clock) -> Iterator[TestClient]:
    """Give a client of the service."""
    shelf = Shelves().open(folder / "pages", folder / "pages.pepper")
    with TestClient(build_pages(shelf, make_front(Wording()), GuessLimit(3, 6, 5, 60), True, clock)) as made:
        yield made


def ask(client: TestClient, code: str, address: str = "192.0.2.1"):
    return client.post("/", data={"c": code}, headers={"X-Forwarded-For": f"198.51.100.7, {address}"})


def test_a_code_gives_its_page_alone(client: TestClient) -> None:
    """Typed in any way a code gives its own page; another, or none, gives the field again."""
    for typed in (CODE, "701 234-5675", "۷۰۱ ۲۳۴ ۵۶۷۵"):
        assert all(place in ask(client, typed).text for place in DARI_PLACES[:2])
    assert "Inventor Street" in ask(client, OTHER).text
    for typed in (UNUSED, "1234567890", "", "<script>", "7" * 400):
        answer = ask(client, typed)
        assert answer.status_code == 200
        assert "There is no entry" in answer.text
        assert PARTY not in answer.text
        assert "<script>7" not in answer.text


def test_every_answer_forbids_to_keep_it(client: TestClient) -> None:
    """No answer sets a cookie, a validator, or sends elsewhere; all have the same headers and the same length."""
    answers = [client.get("/"), ask(client, CODE), ask(client, UNUSED), ask(client, "x"), *[ask(client, UNUSED)] * 3]
    headers = [{k: v for k, v in answer.headers.items() if k != "date"} for answer in answers]
    assert all(one == headers[0] for one in headers)
    assert headers[0]["cache-control"] == "no-store"
    assert headers[0]["referrer-policy"] == "no-referrer"
    assert headers[0]["content-length"] == str(ANSWER_BYTES)
    assert not {"set-cookie", "etag", "last-modified", "location"} & set(headers[0])
    assert "unsafe" not in headers[0]["content-security-policy"]


def test_the_field_speaks_of_nothing(client: TestClient) -> None:
    """The first page holds no address, and no word of what it is for."""
    page = client.get("/").text.lower()
    assert not [word for word in ("http", "evacu", "safeconduct", "instruction", "party", "gate") if word in page]
    assert client.get("/docs").status_code == 404


def test_a_get_never_takes_a_code(client: TestClient) -> None:
    """A code in an address gives nothing: it would stay in histories and logs."""
    assert PARTY not in client.get("/", params={"c": CODE}).text


def test_guessing_is_slowed_by_address_and_over_all(client: TestClient, clock: Clock) -> None:
    """An address has three wrong codes, all together five; then right ones wait too, and time gives them back."""
    wrong = [complete_code(number) for number in range(1, 9)]
    assert [ask(client, code).status_code for code in wrong[:4]] == [200, 200, 200, 429]
    assert ask(client, CODE).status_code == 429
    assert ask(client, CODE, "192.0.2.2").status_code == 200
    assert [ask(client, code, "192.0.2.3").status_code for code in wrong[4:7]] == [200, 200, 429]
    assert ask(client, CODE, "192.0.2.4").status_code == 429
    clock.now += 120
    assert ask(client, CODE, "192.0.2.4").status_code == 200
    assert ask(client, CODE).status_code == 429
    clock.now += 600
    assert ask(client, CODE).status_code == 200


def test_a_slip_of_the_finger_is_no_guess(client: TestClient) -> None:
    """A wrong check digit is answered at once, however often."""
    assert {ask(client, "1234567890").status_code for _ in range(20)} == {200}
    assert PARTY in ask(client, CODE).text


def test_one_household_counts_as_one(client: TestClient) -> None:
    """Addresses of one IPv6 network share their guesses."""
    wrong = [complete_code(number) for number in range(11, 15)]
    asked = [ask(client, code, f"2001:db8::{at}").status_code for at, code in enumerate(wrong)]
    assert asked == [200, 200, 200, 429]


def test_a_page_goes_when_its_time_is_over(client: TestClient, clock: Clock) -> None:
    """After its hour a page is not given any more."""
    clock.now = FAR + 3600
    assert PARTY not in ask(client, CODE).text


def test_a_browser_that_unpacks_nothing_is_answered_too(client: TestClient) -> None:
    """Without gzip the same page comes plain."""
    plain = client.post("/", data={"c": CODE}, headers={"Accept-Encoding": "identity", "X-Forwarded-For": "192.0.2.9"})
    assert "content-encoding" not in plain.headers
    assert PARTY in plain.text
