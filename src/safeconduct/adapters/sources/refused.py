"""Know by their first bytes the files that are not read, and say what to do instead."""

from __future__ import annotations

from safeconduct.core.basics import CannotReadError

_TEXT = "open it and save the text as .txt, or the page as .html"
_TABLE = "open it and save the sheet as CSV"
_UNPACK = "unpack it where that is safe, and give the files one by one"
_PICTURE = "a person must read it: type what it says into a text file"

# offset, bytes, what it is, what to do instead
SIGNATURES: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"PK\x03\x04", "a ZIP archive, which XLSX and DOCX are too", f"{_TABLE}, or the text as .txt; or {_UNPACK}"),
    (0, b"PK\x05\x06", "an empty ZIP archive", _UNPACK),
    (0, b"PK\x07\x08", "a part of a ZIP archive", _UNPACK),
    (0, b"\x1f\x8b", "a gzip archive", _UNPACK),
    (0, b"BZh", "a bzip2 archive", _UNPACK),
    (0, b"\xfd7zXZ\0", "an xz archive", _UNPACK),
    (0, b"\x28\xb5\x2f\xfd", "a Zstandard archive", _UNPACK),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (0, b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (257, b"ustar", "a tar archive", _UNPACK),
    (0, b"%PDF", "a PDF", _TEXT),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file or an Outlook message", f"{_TEXT}, a message as .eml"),
    (0, b"{\\rtf", "a rich text file", _TEXT),
    (0, b"\x89PNG", "a PNG image", _PICTURE),
    (0, b"\xff\xd8\xff", "a JPEG image", _PICTURE),
    (0, b"GIF8", "a GIF image", _PICTURE),
    (0, b"BM", "a bitmap image", _PICTURE),
    (0, b"II*\0", "a TIFF image", _PICTURE),
    (0, b"MM\0*", "a TIFF image", _PICTURE),
    (0, b"RIFF", "an image, a sound or a film", _PICTURE),
    (4, b"ftyp", "a film, a sound or a HEIC image", _PICTURE),
    (0, b"OggS", "a sound", _PICTURE),
    (0, b"ID3", "a sound", _PICTURE),
    (0, b"SQLite format 3\0", "a database", _TABLE),
    (0, b"\x7fELF", "a program", "check where it came from; do not run it"),
    (0, b"MZ", "a program", "check where it came from; do not run it"),
)  # fmt: skip
_SHORT = {b"BM", b"MZ"}  # two letters that a text may begin with: a text has no NUL soon after


def refuse_unreadable(name: str, first: bytes) -> None:
    """Raise CannotReadError where the first bytes are those of an archive, a PDF, an image or a program."""
    for offset, signature, what, instead in SIGNATURES:
        if first[offset:].startswith(signature) and (signature not in _SHORT or b"\0" in first[:64]):
            raise CannotReadError(f"{name}: {what} is not read; {instead}")
