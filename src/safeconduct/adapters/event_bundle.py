"""Write events for another device: as a file, or as lines that a QR code holds and a phone reads."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from safeconduct.core.basics import CannotReadError
from safeconduct.core.record import ActorId, Bundle, DeviceId, Event, EventId, HybridTime, Sealed

FORMAT = "safeconduct-events"
BYTES_MAX = 200_000_000  # unpacked
FRAME_CHARACTERS = 700  # a QR code of 97 x 97 that a poor camera still reads
FRAME_HEAD = "SCX1"
ANEW = "ask for it again"


class EventBundles:
    """Pack and unpack bundles; fills the port BundleFiles."""

    def pack(self, bundle: Bundle) -> bytes:
        """Return a bundle as bytes."""
        said = {
            "format": FORMAT,
            "operation": bundle.operation,
            "exercise": bundle.exercise,
            "events": [_to_json(sealed) for sealed in bundle.events],
        }
        return zlib.compress(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode(), 9)

    def unpack(self, data: bytes) -> Bundle:
        """Return the bundle of its bytes; digests and signatures are checked by who takes it.

        Raises:
            CannotReadError: where they are no bundle, or one beyond all measure.
        """
        try:
            opened = zlib.decompressobj()
            text = opened.decompress(data, BYTES_MAX)
            if not opened.eof:
                raise CannotReadError(f"the bundle is cut, or greater than {BYTES_MAX // 1_000_000} MB: {ANEW}")
            said = json.loads(text)
            if said["format"] != FORMAT:
                raise ValueError
            events = tuple(_from_json(one) for one in said["events"])
            return Bundle(str(said["operation"]), said["exercise"] is True, events)
        except (zlib.error, ValueError, KeyError, TypeError, RecursionError) as error:
            raise CannotReadError(f"this is no bundle of events: {ANEW}") from error

    def read(self, file: Path) -> Bundle:
        """Return the bundle of a file, or of a file that holds the lines of its QR codes."""
        try:
            data = file.read_bytes()
        except OSError as error:
            raise CannotReadError(f"{file.name}: {error.strerror}") from error
        if data.lstrip().startswith(FRAME_HEAD.encode()):
            return self.join_frames(data.decode("ascii", "replace").split())
        return self.unpack(data)

    def cut_frames(self, bundle: Bundle) -> list[str]:
        """Return the lines of a bundle's QR codes; each names its place, so that they may be read in any order."""
        text = base64.b32encode(self.pack(bundle)).decode().rstrip("=")
        name = hashlib.sha256(text.encode()).hexdigest()[:8].upper()
        parts = [text[at : at + FRAME_CHARACTERS] for at in range(0, len(text), FRAME_CHARACTERS)]
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
            if head != FRAME_HEAD or not (at.isdecimal() and count.isdecimal()):
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
    whole = all(type(one) is int for one in (number, millis, counter)) and type(exercise) is bool
    if not whole or not all(isinstance(one, str) for one in (device, actor, kind)) or not isinstance(payload, dict):
        raise TypeError
    ident, time = EventId(DeviceId(device), number), HybridTime(millis, counter)
    event = Event(ident, time, ActorId(actor), kind, payload, exercise, bytes.fromhex(previous))
    return Sealed(event, bytes.fromhex(digest), bytes.fromhex(signature))
