"""Write a text as the octets of a short message: in the GSM alphabet where that holds it, else in UCS-2.

Source: 3GPP TS 23.038, default alphabet and its extension table; SMPP v3.4, section 5.2.19.
"""

from __future__ import annotations

GSM, UCS2 = 0, 8
OCTETS = {GSM: 160, UCS2: 140}
"""What one short message holds: 160 septets, each in an octet of its own, or 70 units of two octets."""

ALPHABET = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = {"\f": 10, "^": 20, "{": 40, "}": 41, "\\": 47, "[": 60, "~": 61, "]": 62, "|": 64, "€": 101}
ESCAPE = 27

_CODES = {sign: bytes((code,)) for code, sign in enumerate(ALPHABET) if code != ESCAPE} | {
    sign: bytes((ESCAPE, code)) for sign, code in EXTENSION.items()
}
_EXTENDED = {code: sign for sign, code in EXTENSION.items()}


def encode_text(text: str) -> tuple[int, bytes]:
    """Return the data coding and the octets of a text.

    >>> encode_text("Stay [G1]"), encode_text("Так")[0]
    ((0, b'Stay \\x1b<G1\\x1b>'), 8)

    Raises:
        ValueError: where it does not fit one short message; nothing is cut and nothing is joined.
    """
    gsm = [_CODES.get(sign) for sign in text]
    known = [code for code in gsm if code is not None]
    coding, data = (GSM, b"".join(known)) if len(known) == len(gsm) else (UCS2, text.encode("utf-16-be"))
    if len(data) > OCTETS[coding]:
        raise ValueError("too long for one short message")
    return coding, data


def decode_text(coding: int, data: bytes) -> str:
    """Return the text of octets; what cannot be read stands as a replacement character.

    >>> decode_text(*encode_text("Stay [G1] €")), decode_text(*encode_text("بمانید"))
    ('Stay [G1] €', 'بمانید')
    """
    match coding:
        case 8:
            return data.decode("utf-16-be", errors="replace")
        case 1 | 3:
            return data.decode("latin-1")
        case _:
            return _decode_gsm(data)


def _decode_gsm(data: bytes) -> str:
    signs, escaped = [], False
    for code in data:
        if escaped:
            signs.append(_EXTENDED.get(code, " "))
            escaped = False
        elif code == ESCAPE:
            escaped = True
        else:
            signs.append(ALPHABET[code] if code < len(ALPHABET) else "\N{REPLACEMENT CHARACTER}")
    return "".join(signs)
