"""Undo the encodings in which mail travels, keeping for each character where it stood in the file."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.adapters.sources.decode import decode_text
from safeconduct.core.intake.mapped_text import MappedText

_Places = NDArray[np.int64]
_QUOTED = re.compile(rb"=([0-9A-Fa-f]{2})|[ \t]*=[ \t]*\r?\n")
_ALPHABET = np.full(256, 255, np.uint8)
_ALPHABET[np.frombuffer(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", np.uint8)] = np.arange(64)


@dataclass(frozen=True, slots=True, eq=False)
class MappedBytes:
    """Hold bytes; `places[i]` is where byte i stood in the file, `places[len(data)]` where they ended there."""

    data: bytes
    places: _Places


def undo_transfer(body: bytes, start: int, encoding: str) -> MappedBytes:
    """Return the bytes that a body stands for, the body beginning at byte `start` of the file.

    >>> undo_transfer(b"gr=C3=BC", 0, "quoted-printable").places.tolist()
    [0, 1, 2, 5, 8]
    """
    match encoding.strip().lower():
        case "quoted-printable":
            return _undo_quoted(body, start)
        case "base64":
            return _undo_base64(body, start)
        case _:
            return MappedBytes(body, np.arange(start, start + len(body) + 1))


def _undo_quoted(body: bytes, start: int) -> MappedBytes:
    pieces: list[bytes] = []
    places: list[_Places] = []
    at = 0
    for match in _QUOTED.finditer(body):
        pieces.append(body[at : match.start()])
        places.append(np.arange(at, match.start()))
        if match.group(1):
            pieces.append(bytes([int(match.group(1), 16)]))
            places.append(np.array([match.start()]))
        at = match.end()
    pieces.append(body[at:])
    places.append(np.arange(at, len(body) + 1))
    return MappedBytes(b"".join(pieces), np.concatenate(places) + start)


def _undo_base64(body: bytes, start: int) -> MappedBytes:
    values = _ALPHABET[np.frombuffer(body.split(b"=", 1)[0], np.uint8)]
    used = np.flatnonzero(values < 64)
    sextets = values[used].astype(np.uint32)
    whole = len(sextets) * 6 // 8
    padded = np.concatenate((sextets, np.zeros(-len(sextets) % 4, np.uint32))).reshape(-1, 4)
    words = padded[:, 0] << 18 | padded[:, 1] << 12 | padded[:, 2] << 6 | padded[:, 3]
    data = np.stack((words >> 16 & 255, words >> 8 & 255, words & 255), axis=1).astype(np.uint8).tobytes()[:whole]
    byte = np.arange(whole)
    return MappedBytes(data, np.append(used[byte // 3 * 4 + byte % 3], len(body)) + start)


def decode_mapped(mapped: MappedBytes, charset: str) -> tuple[MappedText, tuple[str, ...]]:
    """Return the text of the bytes, its offsets being bytes of the file, and the cautions of decoding."""
    decoded = decode_text(mapped.data, charset)
    text = decoded.text
    lengths = _byte_lengths(text, decoded.encoding)
    if int(lengths.sum()) == len(mapped.data):
        at = np.concatenate(([0], np.cumsum(lengths)))
    else:  # what could not be decoded, and encodings with shifts: about the right place
        at = np.linspace(0, len(mapped.data), len(text) + 1).astype(np.int64)
    return MappedText(text, mapped.places[at].astype(np.int32)), decoded.cautions


def _byte_lengths(text: str, encoding: str) -> NDArray[np.int64]:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    different, which = np.unique(codes, return_inverse=True)
    lengths = [len(chr(code).encode(encoding, "replace")) for code in different.tolist()]
    return np.array(lengths, np.int64)[which] if lengths else np.zeros(0, np.int64)
