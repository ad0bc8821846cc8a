"""Promise that two devices whose services speak end in one state, whatever the link does, and say what is wrong."""

from __future__ import annotations

import json
import random
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import httpx
import pyotp
import pytest
from api_site import LATER, OFFICER, SERVICES, SHORT, Site, TestClient, make_operation
from hypothesis import given, settings
from hypothesis import strategies as st
from pyrage.x25519 import Identity

from safeconduct.adapters.http_peer import HttpPeer, reach_peer
from safeconduct.app.exchange_events import add_device, give_events
from safeconduct.app.sync_events import sync_events
from safeconduct.core.basics import CannotReadError, DeniedError, MixedError, StoreError
from safeconduct.core.operation import Level, Role, find_order
from safeconduct.core.record import Bundle
from safeconduct.interfaces.api import build_api
from safeconduct.interfaces.api.problems import answer_error

NOW = time.time_ns() // 1_000_000
Two = tuple[Site, Site]


def open_two(stack: ExitStack, room: Path) -> Two:
    """Serve an exercise on its first device and on one that was restored from its backup, each known to the first."""
    make_operation(room / "a")
    key = Identity.generate()
    with SERVICES.stores.open(room / "a") as store:
        SERVICES.backups.write(store, room / "a.age", [str(key.to_public())])
    SERVICES.backups.restore(room / "a.age", room / "b", True, [str(key)])
    a, b = (Site(room / name, stack.enter_context(TestClient(build_api(SERVICES, room / name)))) for name in ("a", "b"))
    return a, b


def introduce(a: Site, b: Site) -> None:
    device = b.desk.operation.device
    add_device(a.desk.door, a.desk.store, OFFICER, device, b.desk.store.devices()[device].hex())


@pytest.fixture
def two(room: Path) -> Iterator[Two]:
    """Give two devices of one exercise, both served."""
    with ExitStack() as stack:
        yield open_two(stack, room)


def reach(site: Site, role: Role = Role.DUTY_OFFICER) -> HttpPeer:
    """Return a way to a service, with an operator's session."""
    client = TestClient(site.client.app)
    peer = HttpPeer(client)
    peer.enter(site.session(role)["Authorization"].removeprefix("Bearer "))
    return peer


def sync(here: Site, there: Site):
    return sync_events(here.desk.door, here.desk.store, reach(there), OFFICER, NOW)


def test_two_devices_that_meet_know_the_same(two):
    """Each has acted alone; one sync from either side, and both states are equal, with the STOP of one of them."""
    a, b = two
    introduce(a, b)
    a.client.post("/orders", headers=a.session(), json={"level": "GO"})
    b.client.post("/stop", headers=b.session(), json={})
    synced = sync(b, a)
    assert (synced.taken.new, synced.given, synced.unknown_there) == (2, 1, ())
    assert a.desk.door.state() == b.desk.door.state()
    assert find_order(a.desk.door.state().orders).level is Level.STOP
    again = sync(b, a)
    assert (again.taken.new, again.given) == (0, 0)


def test_many_events_go_in_many_bundles(two, monkeypatch):
    """What is more than one bundle holds arrives whole, in both directions, and how far it is goes from 0 to 1."""
    monkeypatch.setattr("safeconduct.app.sync_events.AT_ONCE", 3)
    a, b = two
    introduce(a, b)
    for site in (a, b):
        for number in range(10):
            site.client.post("/stop", headers=site.session(), json={"subject": f"site:G{number}"})
    told = []
    sync_events(b.desk.door, b.desk.store, reach(a), OFFICER, NOW, told.append)
    assert a.desk.door.state() == b.desk.door.state()
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_a_device_that_nobody_has_added_is_named(two):
    """Its events are not given; it is said which device it is; once it is added, a sync carries them."""
    a, b = two
    b.client.post("/stop", headers=b.session(), json={})
    device = b.desk.operation.device
    synced = sync(b, a)
    assert (synced.given, synced.unknown_there) == (0, (device,))
    assert sync(a, b).taken.unknown == (device,)
    introduce(a, b)
    assert sync(a, b).taken.new == 1
    assert a.desk.door.state() == b.desk.door.state()


def test_a_lost_link_leaves_less_and_nothing_half(two):
    """A link that breaks at any question is said; a later sync ends in one state."""
    a, b = two
    introduce(a, b)
    b.client.post("/stop", headers=b.session(), json={})
    for broken in range(1, 5):
        peer, asked = reach(a), 0

        def send(_: httpx.Request, broken=broken) -> None:
            nonlocal asked
            asked += 1
            if asked == broken:
                raise httpx.ConnectError("cut")

        peer._client.event_hooks["request"] = [send]
        with pytest.raises(CannotReadError, match="does not answer"):
            sync_events(b.desk.door, b.desk.store, peer, OFFICER, NOW)
    sync(b, a)
    assert a.desk.door.state() == b.desk.door.state()


@settings(max_examples=10)
@given(st.integers(0, 10**6))
def test_parts_twice_and_in_any_order_end_in_one_state(apart, seed):
    """Both act, hear parts of each other over the service, some twice and shuffled; after a sync they are equal."""
    a, b = apart
    dice = random.Random(seed)
    for _ in range(3):
        for one, other in ((a, b), (b, a)):
            path, said = dice.choice([("/stop", {}), ("/orders", {"level": "GO"}), ("/orders", {"level": "HOLD"})])
            assert one.client.post(path, headers=one.session(), json=said).status_code == 201
            every = list(give_events(one.desk.store, {}).events)
            part = dice.sample(every, dice.randint(0, len(every)))
            part += part[: len(part) // 2]
            dice.shuffle(part)
            held = one.desk.operation
            reach(other).take(Bundle(held.ident, held.exercise, tuple(part)))
    sync(a, b)
    assert a.desk.door.state() == b.desk.door.state()


@pytest.fixture(scope="module")
def apart() -> Iterator[Two]:
    """Give two devices that know of each other, and on both of which the duty officer has joined."""
    with ExitStack() as stack:
        a, b = open_two(stack, Path(stack.enter_context(tempfile.TemporaryDirectory(dir=SHORT))))
        introduce(a, b)
        said = {"device": b.desk.operation.device, "code": "", "expires_millis": LATER}
        a.desk.door.act(OFFICER, "operator.moving", said)
        sync(b, a)
        b.desk.door.record("operator.joined", {"operator": OFFICER, "by": "totp"})
        sync(b, a)
        yield a, b


@settings(max_examples=40)
@given(st.binary(max_size=200) | st.integers(0, 10**6))
def test_a_bundle_that_is_none_is_refused(apart, junk):
    """Junk, and a bundle with one byte changed: 4xx, or nothing new; the state stays as it was."""
    a, b = apart
    if isinstance(junk, int):
        data = bytearray(b.client.get("/events", headers=b.session()).content)
        data[junk % len(data)] ^= 1 + junk % 255
        junk = bytes(data)
    before = a.desk.door.state()
    headers = {**a.session(), "Content-Type": "application/octet-stream"}
    answer = a.client.post("/events", headers=headers, content=junk)
    assert 400 <= answer.status_code < 500 or answer.json()["new"] == 0
    assert a.desk.door.state() == before


@pytest.mark.parametrize("change", ["payload", "surrogate", "signature"])
def test_a_forged_event_is_refused(two, change):
    """An event that is not what was sealed, that cannot be, or that its device did not sign, is 4xx."""
    a, b = two
    introduce(a, b)
    b.client.post("/stop", headers=b.session(), json={})
    bundle = give_events(b.desk.store, reach(a).heads())
    (one,) = bundle.events
    if change == "signature":
        forged = replace(one, signature=bytes(64))
    else:
        said = {"subject": "everybody", "why": "\ud800" if change == "surrogate" else "else"}
        forged = replace(one, event=replace(one.event, payload=said))
    text = (
        a.desk.bundles.pack(replace(bundle, events=(forged,))) if change != "surrogate" else _pack_raw(forged, bundle)
    )
    headers = {**a.session(), "Content-Type": "application/octet-stream"}
    answer = a.client.post("/events", headers=headers, content=text)
    assert answer.status_code in (409, 422)
    assert answer.headers["content-type"] == "application/problem+json"


def _pack_raw(forged, bundle):
    event = forged.event
    row = [
        event.ident.device, event.ident.number, event.time.millis, event.time.counter, event.actor, event.kind,
        event.payload, event.exercise, event.previous.hex(), forged.digest.hex(), forged.signature.hex(),
    ]  # fmt: skip
    said = {"format": "safeconduct-events", "operation": bundle.operation, "exercise": True, "events": [row]}
    return zlib.compress(json.dumps(said).encode())


def test_another_operation_is_refused(two, tmp_path):
    """Nothing of another operation is taken or given."""
    a, _ = two
    make_operation(tmp_path / "c")
    with TestClient(build_api(SERVICES, tmp_path / "c")) as client:
        before = a.desk.door.state()
        with pytest.raises(MixedError, match="another operation"):
            sync(a, Site(tmp_path / "c", client))
    assert a.desk.door.state() == before


def test_without_a_session_nothing_is_exchanged(two):
    """A token of the other service is needed, and an operator who may here."""
    a, b = two
    peer = HttpPeer(TestClient(a.client.app))
    with pytest.raises(DeniedError, match="session"):
        sync_events(b.desk.door, b.desk.store, peer, OFFICER, NOW)
    with pytest.raises(DeniedError):
        sync_events(b.desk.door, b.desk.store, reach(a), "o-nobody", NOW)


def test_the_digits_of_a_phone_enrolled_there_are_enough(two):
    """Without a session, six digits begin one at the other service; wrong ones are denied."""
    a, b = two
    secret = pyotp.parse_uri(a.desk.factor.enrol(OFFICER))
    peer = HttpPeer(TestClient(a.client.app))
    with pytest.raises(DeniedError, match="digits of now"):
        peer.login(OFFICER, "000000")
    peer.login(OFFICER, secret.at(int(time.time())))
    assert sync_events(b.desk.door, b.desk.store, peer, OFFICER, NOW).unknown_there == ()


def test_a_service_that_is_none_of_ours_is_said():
    """Whatever answers: an error that says what to do, without control characters of theirs."""
    for status, data in ((200, b"<html>"), (200, b"[]"), (500, b'{"detail": "a\\u001b[2Jb"}'), (302, b"")):
        transport = httpx.MockTransport(lambda _, status=status, data=data: httpx.Response(status, content=data))
        with pytest.raises(CannotReadError) as caught:
            HttpPeer(httpx.Client(transport=transport, base_url="http://x")).heads()
        assert str(caught.value).isprintable()


def test_no_session_travels_in_the_clear():
    """http is for this machine alone."""
    for url in ("http://laptop-2.example", "laptop-2", "ftp://x", "http://[", ""):
        with pytest.raises(CannotReadError):
            reach_peer(url)
    for url in ("https://laptop-2.example:8443", "http://127.0.0.1:8000", "http://localhost:8000"):
        reach_peer(url)


def test_store_errors_are_refusals_where_nothing_failed():
    """A refusal of what was sent is 409, a disk that fails is 503."""
    assert answer_error(StoreError("is not signed by its device")).status_code == 409
    failed = StoreError("cannot record: the disk is full")
    failed.__cause__ = OSError()
    assert answer_error(failed).status_code == 503
