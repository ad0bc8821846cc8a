"""Search files for what people said, in every form in which a program may have written it.

A needle is a value, or a word of it, in UTF-8, UTF-16, hexadecimal and base64 (at each of its three alignments), as
given, in lower and in upper case. Needles under eight bytes are left out: random bytes hold them by chance.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from safeconduct.core.vault import Identity

NEEDLE_BYTES_MIN = 8
CHUNK = 4_000_000


def list_values(identity: Identity) -> Iterator[str]:
    """Give every text of an identity, whole and by its words."""
    documents, contacts = identity.documents or (), identity.contacts or ()
    whole = [
        *(identity.names or ()),
        *(identity.phones or ()),
        *((identity.home,) if identity.home else ()),
        *(one.number for one in documents),
        *(one.address for one in contacts),
    ]
    for value in whole:
        yield value
        yield from (word.strip("+,.") for word in value.replace("@", " ").split())


def list_needles(values: Iterable[str]) -> set[bytes]:
    """Return the needles of some values."""
    needles: set[bytes] = set()
    for value in values:
        for text in {value, value.lower(), value.upper(), value.encode("ascii", "backslashreplace").decode()}:
            plain = text.encode()
            needles |= {plain, text.encode("utf-16-le"), text.encode("utf-16-be"), plain.hex().encode()}
            needles.add(plain.hex().upper().encode())
            for skipped in range(3):
                cut = plain[skipped : len(plain) - (len(plain) - skipped) % 3]
                needles.add(base64.b64encode(cut))
    return {needle for needle in needles if len(needle) >= NEEDLE_BYTES_MIN}


def find_needles(folder: Path, needles: set[bytes]) -> list[tuple[Path, bytes]]:
    """Return where needles are found, in every file under a folder and in the names of the files."""
    by_start: dict[bytes, list[bytes]] = {}
    for needle in needles:
        by_start.setdefault(needle[:8], []).append(needle)
    starts = np.unique(np.array([int.from_bytes(start, "little") for start in by_start], dtype=np.uint64))
    found = []
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = file.read_bytes() + b"\n" + str(file.relative_to(folder)).encode() + bytes(16)
        for start in _find_starts(data, starts):
            found += [(file, needle) for needle in by_start[start] if needle in data]
    return found


def _find_starts(data: bytes, starts: np.ndarray) -> set[bytes]:
    hits: set[bytes] = set()
    for offset in range(8):
        words = np.frombuffer(data, dtype="<u8", offset=offset, count=(len(data) - offset) // 8)
        for at in range(0, len(words), CHUNK):
            chunk = words[at : at + CHUNK]
            places = np.searchsorted(starts, chunk)
            same = chunk[starts[np.minimum(places, len(starts) - 1)] == chunk]
            hits |= {int(word).to_bytes(8, "little") for word in np.unique(same)}
    return hits
