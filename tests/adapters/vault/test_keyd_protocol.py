"""Promise that whatever is sent to keyd, it goes on, and answers with one identity at most."""

from __future__ import annotations

import json
import os
import random
import socket
import struct
import time
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from safeconduct.adapters.vault.frames import write_frame
from safeconduct.adapters.vault.wire import parse_ask, write_ask
from safeconduct.core.record import ActorId
from safeconduct.core.vault import (
    Allow,
    Approval,
    Ask,
    BeginCase,
    CaseId,
    EraseCase,
    Export,
    ExportRequest,
    Field,
    Fingerprint,
    KeepSealed,
    Lock,
    OpenContact,
    OpenIdentity,
    TagReferences,
    TellStatus,
)
from vault_attacker import read_people
from vault_process import Keyd, invent

ACTOR, CASE = ActorId("o1"), CaseId("P1")
REQUEST = ExportRequest("X1", "visa_request", ("name",), (CASE,), "age1x", 1, True)
ASKS: list[Ask] = [
    BeginCase(ACTOR, CASE), KeepSealed(ACTOR, CASE, b"box"), Fingerprint(ACTOR, CASE), EraseCase(ACTOR, CaseId("P0")),
    OpenIdentity(ACTOR, CASE, "call_back", (Field.NAMES,)), OpenContact(ACTOR, CASE, "m1", "sms"), TellStatus(ACTOR),
    TellStatus(ACTOR, (1, 7)), TagReferences(ACTOR, (bytes(32), bytes(range(32)))), Allow(ACTOR, 9, "n1", bytes(32)),
    Allow(ACTOR, 0, "n2", bytes(32), 8_000, 3),
    Export(ACTOR, REQUEST, (Approval(ACTOR, b"d", 1, b"s"),)),
]  # fmt: skip
HOSTILE: list[object] = [
    None,
    True,
    -1,
    1e308,
    2**70,
    "",
    "P2",
    "*",
    "../x",
    "\ud800",
    "a" * 500,
    [],
    ["P1", "P2"],
    {},
    {"P1": 1},
]


def test_every_ask_goes_through_the_wire_unchanged() -> None:
    """What the client writes is what keyd decides about."""
    for ask in [*ASKS, Lock(ACTOR)]:
        assert parse_ask(json.loads(json.dumps(write_ask(ask)))) == ask


@given(st.sampled_from(ASKS), st.data())
def test_a_bent_ask_is_an_ask_or_no_ask(ask: Ask, data: st.DataObject) -> None:
    """Nothing but the errors that keyd answers, whatever stands in whichever place."""
    said = write_ask(ask)
    for key in data.draw(st.lists(st.sampled_from([*said, "x"]), max_size=3)):
        said[key] = data.draw(st.sampled_from(HOSTILE))
    with suppress(ValueError, KeyError, TypeError):
        parse_ask(said)


def draw_bytes(rng: random.Random) -> bytes:
    """Return frames that are good, bent, cut, spliced, too long, or none."""
    said = write_ask(rng.choice(ASKS))
    for _ in range(rng.randrange(3)):
        said[rng.choice([*said, "x"])] = rng.choice(HOSTILE)
    frame = write_frame(said)
    match rng.randrange(9):
        case 0:
            return rng.randbytes(rng.randrange(200))
        case 1:
            return frame[: rng.randrange(len(frame))]
        case 2:
            return struct.pack(">I", rng.choice([0, 65_537, 2**32 - 1])) + frame
        case 3:
            deep = b"[" * 20_000
            return struct.pack(">I", len(deep)) + deep
        case 4:
            return frame * rng.randrange(1, 5)
        case 5:
            spoiled = bytearray(frame)
            spoiled[rng.randrange(len(frame))] ^= 1 << rng.randrange(8)
            return bytes(spoiled)
        case 6:
            number = b'{"op": ' + b"9" * 5_000 + b"}"
            return struct.pack(">I", len(number)) + number
        case _:
            return frame


def test_keyd_lives_through_a_storm_of_frames(keyd: Keyd) -> None:
    """Good, bent, cut and spliced frames, and bytes that are none: every answer is one, of one identity at most."""
    for number in range(3):
        keyd.client.seal(CaseId(f"P{number}"), invent(number))
    rng = random.Random(5)
    answered = 0
    for _ in range(300):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as asking:
            asking.settimeout(20)
            asking.connect(os.fspath(keyd.socket))
            try:
                asking.sendall(draw_bytes(rng))
                asking.shutdown(socket.SHUT_WR)
                for answer in read_answers(asking):
                    answered += 1
                    assert len(read_people(answer)) <= 1
                    assert answer["ok"] is True or set(answer) == {"ok", "code", "why", "wait_seconds"}
            except (BrokenPipeError, ConnectionResetError):
                pass  # keyd had heard enough
    assert answered > 200
    assert keyd.client.read_status()["cases"] >= 1
    assert b"Zarmina" not in (keyd.folder / "ledger.jsonl").read_bytes()


def read_answers(asking: socket.socket) -> list[dict[str, object]]:
    """Return every answer until keyd ends the connection."""
    data = b""
    while piece := asking.recv(65_536):
        data += piece
    answers = []
    while data:
        (length,) = struct.unpack(">I", data[:4])
        answers.append(json.loads(data[4 : 4 + length]))
        data = data[4 + length :]
    return answers


def test_who_holds_a_connection_and_says_nothing_holds_nobody_up(keyd: Keyd) -> None:
    """Thirty idle connections, and frames that never end, leave room for one that asks."""
    idle = [socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) for _ in range(30)]
    try:
        for number, connection in enumerate(idle):
            connection.connect(os.fspath(keyd.socket))
            connection.sendall(b"\0\0" if number % 2 else b"")
        assert keyd.client.read_status()["cases"] == 0
    finally:
        for connection in idle:
            connection.close()


def test_a_flood_of_refusals_is_answered_slowly(keyd: Keyd) -> None:
    """Each stands in the ledger, so six hundred an hour come at once and the others one a second: no disk is filled."""
    frame = write_frame(write_ask(OpenIdentity(ACTOR, CASE, "curiosity", (Field.NAMES,))))
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as asking:
        asking.connect(os.fspath(keyd.socket))
        for number in range(601):
            begun = time.monotonic()
            asking.sendall(frame)
            assert asking.recv(65_536)
            if number == 600:
                assert time.monotonic() - begun >= 1
