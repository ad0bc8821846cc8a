"""Make cards of the small town, sealed by a key of the tests, and read pictures of them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

import numpy as np
from instruction_town import BOOK, case, plan
from nacl.signing import SigningKey
from numba import njit
from numpy.typing import NDArray

from safeconduct.core.instructions import instruct_all
from safeconduct.core.instructions.sheets import CardSeal, PrintedCard, complete_card, write_cards
from safeconduct.core.trust import (
    SignedInstruction,
    address,
    derive_secret,
    list_codes,
    name_key,
    seal_instruction,
    to_base45,
)

KEY = SigningKey(bytes(32))
PUBLIC = KEY.verify_key.encode().hex()
SECRET, ISSUED, OPERATION = bytes(32), 1_900_000_000, "9f2c" * 4
DRILL = "EXERCISE harbour town"


def make_cards(language: str, *, title: str = DRILL, sealed: bool = True, **changes: object) -> list[PrintedCard]:
    """Return a card for each party of the town; `changes` are of its case."""
    told_case, told_plan = case(title, **changes), plan(title)
    told = instruct_all(told_case, told_plan, BOOK, languages=[language])
    texts = write_cards(told_case, told_plan, BOOK, told)
    words = BOOK.words[language]
    return [complete_card(text, words, _seal(text.instruction) if sealed else None, "701 234 5675") for text in texts]


def _seal(one) -> CardSeal:
    told = SignedInstruction(
        OPERATION, one.is_exercise, address(one.party_id, SECRET), 1, ISSUED, int(one.valid_until), one.language,
        one.short,
    )  # fmt: skip
    sealed = seal_instruction(told, lambda body: KEY.sign(body).signature)
    codes = list_codes(derive_secret(SECRET, one.party_id, 1))
    return CardSeal(to_base45(sealed, "I1:"), name_key(PUBLIC), 1, codes)


def read_png(data: bytes) -> NDArray[np.uint8]:
    """Return the lightness of a PNG of 8 bits a channel with opacity (source: the PNG specification, section 9)."""
    at, packed, wide, high = 8, b"", 0, 0
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            wide, high, *form = struct.unpack(">IIBBBBB", body)
            assert form[:2] == [8, 6]
        packed += body if kind == b"IDAT" else b""
        at += 12 + length
    rows = np.frombuffer(zlib.decompress(packed), np.uint8).reshape(high, 4 * wide + 1)
    return _unfilter(rows).reshape(high, wide, 4)[:, :, :3].mean(axis=2).astype(np.uint8)


@njit(cache=True)
def _unfilter(rows):  # type: ignore[no-untyped-def]
    high, wide = rows.shape[0], rows.shape[1] - 1
    out = np.zeros((high, wide), np.uint8)
    for y in range(high):
        kind = rows[y, 0]
        for x in range(wide):
            left = int(out[y, x - 4]) if x >= 4 else 0
            up = int(out[y - 1, x]) if y else 0
            corner = int(out[y - 1, x - 4]) if y and x >= 4 else 0
            guess = 0
            if kind == 1:
                guess = left
            elif kind == 2:
                guess = up
            elif kind == 3:
                guess = (left + up) // 2
            elif kind == 4:
                by_left, by_up, by_corner = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
                guess = left if by_left <= by_up and by_left <= by_corner else up if by_up <= by_corner else corner
            out[y, x] = (int(rows[y, x + 1]) + guess) & 255
    return out


def ink(pictures: Sequence[bytes]) -> list[NDArray[np.bool_]]:
    """Return where each picture is dark."""
    return [read_png(picture) < 128 for picture in pictures]
