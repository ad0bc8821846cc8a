"""Write events for another device: as a file, or as lines that a QR code holds and a phone reads."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from safeconduct.core.basics import CannotReadError
from safeconduct.core.record import ActorId, Bundle, DeviceId, Event, EventId, HybridTime, Sealed

FORMAT = "safeconduct-events"
BYTES_MAX = 100_000_000  # unpacked
LINE_BYTES_MAX = 4_000_000  # of one event
PART_BYTES = 65_536
EVENTS_MAX = 1_000_000
FRAMES_MAX = 200
"""So many QR codes somebody may still read; more are a file."""

NUMBER_MAX = 2**63 - 1  # that a database holds
NAME_SIGNS_MAX = 200
FRAME_CHARACTERS = 700  # a QR code of 97 x 97 that a poor camera still reads
FRAME_HEAD = "SCX1"
ANEW = "ask for it again"
LESS = "give it as a file, and with --heads only what is not there"


class EventBundles:
    """Pack and unpack bundles; fills the port BundleFiles."""

    def pack(self, bundle: Bundle) -> bytes:
        """Return a bundle as bytes: zlib of a line that says whose it is, and a line for each event.

        Raises:
            CannotReadError: where it would be too great to be taken.
        """
        head = {
            "format": FORMAT,
            "operation": bundle.operation,
            "exercise": bundle.exercise,
            "events": len(bundle.events),
        }
        lines = [json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in map(_to_json, bundle.events)]
        text = "".join(f"{line}\n" for line in (json.dumps(head), *lines)).encode()
        if len(text) > BYTES_MAX:
            raise CannotReadError(f"the bundle would be greater than {BYTES_MAX // 1_000_000} MB: {LESS}")
        return zlib.compress(text, 9)

    def unpack(self, data: bytes) -> Bundle:
        """Return the bundle of its bytes; digests and signatures are checked by who takes it.

        Raises:
            CannotReadError: where they are no bundle, or one beyond all measure.
        """
        try:
            lines = _unpack_lines(data)
            said = _read_line(next(lines))
            if said["format"] != FORMAT or not 0 <= said["events"] <= EVENTS_MAX:
                raise ValueError
            events = tuple(_from_json(_read_line(line)) for line in lines)
            if len(events) != said["events"]:
                raise ValueError
            return Bundle(str(said["operation"]), said["exercise"] is True, events)
        except (zlib.error, ValueError, KeyError, TypeError, RecursionError, StopIteration) as error:
            raise CannotReadError(f"this is no bundle of events: {ANEW}") from error

    def read(self, file: Path) -> Bundle:
        """Return the bundle of a file, or of a file that holds the lines of its QR codes."""
        try:
            if file.stat().st_size > BYTES_MAX:
                raise CannotReadError(f"{file.name} is greater than {BYTES_MAX // 1_000_000} MB: {LESS}")
            data = file.read_bytes()
        except OSError as error:
            raise CannotReadError(f"{file.name}: {error.strerror}") from error
        if data.lstrip().startswith(FRAME_HEAD.encode()):
            return self.join_frames(data.decode("ascii", "replace").split())
        return self.unpack(data)

    def cut_frames(self, bundle: Bundle) -> list[str]:
        """Return the lines of a bundle's QR codes; each names its place, so that they may be read in any order.

        Raises:
            CannotReadError: where they are more than anybody reads.
        """
        text = base64.b32encode(self.pack(bundle)).decode().rstrip("=")
        name = hashlib.sha256(text.encode()).hexdigest()[:8].upper()
        parts = [text[at : at + FRAME_CHARACTERS] for at in range(0, len(text), FRAME_CHARACTERS)]
        if len(parts) > FRAMES_MAX:
            raise CannotReadError(f"{len(parts):,} QR codes are more than anybody reads: {LESS}")
        return [f"{FRAME_HEAD}:{name}:{at}/{len(parts)}:{part}" for at, part in enumerate(parts, 1)]

    def join_frames(self, frames: Iterable[str]) -> Bundle:
        """Return the bundle of the lines that were read, in any order, any of them twice.

        Raises:
            CannotReadError: where one is missing, of another bundle, or misread; it says which.
        """
        parts: dict[int, str] = {}
        heads = set()
        for frame in frames:
            head, name, place, part = (frame.split(":") + [""] * 4)[:4]
            at, _, count = place.partition("/")
            numbers = len(place) < 10 and at.isdecimal() and count.isdecimal()
            if head != FRAME_HEAD or not numbers or not 1 <= int(at) <= int(count) <= FRAMES_MAX:
                raise CannotReadError(f"{frame[:20]!r} is no line of a QR code of ours")
            heads.add((name, int(count)))
            parts[int(at)] = part
        if len(heads) != 1:
            raise CannotReadError("the QR codes are of several bundles: read those of one")
        ((digest, size),) = heads
        missing = sorted(set(range(1, size + 1)) - parts.keys())
        if missing:
            raise CannotReadError(f"QR code {missing[0]} of {size} is missing: read it too")
        text = "".join(parts[number] for number in range(1, size + 1))
        if hashlib.sha256(text.encode()).hexdigest()[:8].upper() != digest:
            raise CannotReadError("a QR code was misread: read them again")
        try:
            return self.unpack(base64.b32decode(text + "=" * (-len(text) % 8)))
        except ValueError as error:
            raise CannotReadError("a QR code was misread: read them again") from error


def _unpack_lines(data: bytes) -> Iterator[bytes]:
    """Return the lines one by one, so that a small file does not become a great one in memory."""
    opened, rest, size = zlib.decompressobj(), b"", 0
    while not opened.eof:
        part, data = opened.decompress(data, PART_BYTES), opened.unconsumed_tail
        size += len(part)
        if size > BYTES_MAX or not (part or data or opened.eof):
            raise CannotReadError(f"the bundle is cut, or greater than {BYTES_MAX // 1_000_000} MB: {ANEW}")
        *lines, rest = (rest + part).split(b"\n")
        if len(rest) > LINE_BYTES_MAX:
            raise ValueError
        yield from lines
    if rest:
        raise ValueError


def _read_line(line: bytes) -> Any:
    """Return what a line says; raise ValueError for what no event can be sealed with."""
    said = json.loads(line, parse_constant=_refuse)
    if b"\\ud" in line.lower():  # half a character, written as an escape
        json.dumps(said, ensure_ascii=False).encode()
    return said


def _refuse(_: str) -> None:
    raise ValueError


def _is_flat(payload: dict[str, Any]) -> bool:
    """Tell whether a payload is as deep as one of any kind: values, and lists or maps of values."""
    for value in payload.values():
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        if any(isinstance(one, dict | list) for one in inner):
            return False
    return True


def _to_json(sealed: Sealed) -> Sequence[Any]:
    event = sealed.event
    return [
        event.ident.device,
        event.ident.number,
        event.time.millis,
        event.time.counter,
        event.actor,
        event.kind,
        event.payload,
        event.exercise,
        event.previous.hex(),
        sealed.digest.hex(),
        sealed.signature.hex(),
    ]


def _from_json(said: Sequence[Any]) -> Sealed:
    device, number, millis, counter, actor, kind, payload, exercise, previous, digest, signature = said
    whole = all(type(one) is int and 0 <= one <= NUMBER_MAX for one in (number, millis, counter))
    names = all(
        isinstance(one, str) and len(one) <= NAME_SIGNS_MAX and "\0" not in one for one in (device, actor, kind)
    )
    if not (whole and names and number and type(exercise) is bool and isinstance(payload, dict) and _is_flat(payload)):
        raise TypeError
    ident, time = EventId(DeviceId(device), number), HybridTime(millis, counter)
    event = Event(ident, time, ActorId(actor), kind, payload, exercise, bytes.fromhex(previous))
    return Sealed(event, bytes.fromhex(digest), bytes.fromhex(signature))
