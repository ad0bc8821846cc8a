"""Turn bytes into text: a byte-order mark first, then what is declared, UTF-8, and a guess with a caution."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from safeconduct.core.basics import CannotReadError

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip
# Codecs that Python offers and no text comes in; punycode would even take quadratic time.
NO_TEXT = {"idna", "mbcs", "oem", "punycode", "raw_unicode_escape", "undefined", "unicode_escape", "utf_7"}
GUESSED_BYTES = 30_000  # how much is looked at for a guess
MIXED_SHARE_MAX = 0.02  # of bytes that may be wrong in a text that is otherwise UTF-8
NUL_SHARE_MAX = 0.01  # more make a file binary

_BAD_RUN = re.compile("[\udc80-\udcff]+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Hold the text of a file; a byte-order mark stays as its first character."""

    text: str
    encoding: str
    cautions: tuple[str, ...] = ()


def decode_text(data: bytes, declared: str = "") -> Decoded:
    """Return the text of the bytes; raise CannotReadError where they are no text.

    >>> decode_text("Grüße".encode()).text
    'Grüße'
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return Decoded(data.decode(encoding, "replace"), encoding)
    if data.count(0) > NUL_SHARE_MAX * len(data):
        return _decode_wide(data)
    cautions: tuple[str, ...] = ()
    if codec := find_codec(declared):
        try:
            return Decoded(data.decode(codec), codec)
        except UnicodeDecodeError:
            cautions = (f"declared as {declared[:40]}, which it is not",)
    elif declared:
        cautions = (f"declared as {declared[:40]!r}, an encoding that is not known",)
    decoded = _decode_undeclared(data)
    return Decoded(decoded.text, decoded.encoding, cautions + decoded.cautions)


def find_codec(declared: str) -> str:
    """Return Python's name of a declared encoding of text; "" where there is none.

    >>> find_codec("windows-1256"), find_codec("rot13")
    ('cp1256', '')
    """
    try:
        found = codecs.lookup(declared.strip().strip("\"'").encode("ascii", "ignore").decode()).name
        b"a".decode(found)
    except (LookupError, ValueError):
        return ""
    return "" if found.replace("-", "_") in NO_TEXT else {"iso8859-1": "cp1252", "ascii": ""}.get(found, found)


def peek_text(first: bytes) -> str:
    """Return the first bytes of a file as text in lower case, whatever its encoding, to tell its kind by."""
    for mark, encoding in BOMS:
        if first.startswith(mark):
            return first[len(mark) :].decode(encoding, "replace").lstrip().lower()
    return first.decode("latin-1").replace("\0", "").lstrip().lower()


def _decode_wide(data: bytes) -> Decoded:
    """Read UTF-16 without a byte-order mark, as Windows writes it; anything else with so many NULs is no text."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        if max(even, odd) < 0.3 * (len(data) / 2) or min(even, odd) > 0.1 * max(even, odd):
            raise ValueError
        text = data.decode(encoding)
    except ValueError:
        raise CannotReadError("not a text: too many NUL bytes; save it as text, HTML, e-mail or CSV") from None
    return Decoded(text, encoding, (f"no encoding declared: read as {encoding.upper()}",))


def _decode_undeclared(data: bytes) -> Decoded:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "surrogateescape")
    bad = sum(len(run) for run in _BAD_RUN.findall(text))
    if bad <= MIXED_SHARE_MAX * len(data) and bad < sum(character > "\x7f" for character in text) - bad:
        mended = _BAD_RUN.sub(_as_windows, text)
        return Decoded(mended, "utf-8", (f"mixed encodings: {bad:,} bytes are not UTF-8, read as Windows-1252",))
    start = max(0, next(at for at, byte in enumerate(data) if byte > 0x7F) - GUESSED_BYTES // 2)
    best = from_bytes(data[start : start + GUESSED_BYTES]).best()
    guess = find_codec(best.encoding) if best else ""
    encoding = guess or "cp1252"
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, (f"no encoding that fits is declared: guessed {encoding}; check names and figures",))


def _as_windows(run: re.Match[str]) -> str:
    return run.group().encode("utf-8", "surrogateescape").decode("cp1252", "replace")
