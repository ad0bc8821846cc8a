"""Pack a page so that its length on the wire and on the disk says little about it."""

from __future__ import annotations

import gzip
import struct
import zlib
from typing import Final

BYTES_MOST: Final = 40_000  # of a page's HTML
ANSWER_BYTES: Final = 12_288  # every answer has this length or, where it does not fit, a multiple of it
_HEAD: Final = b"\x1f\x8b\x08\x04\x00\x00\x00\x00\x02\xff"  # deflate, with an extra field, no time, no system
_EXTRA_MOST: Final = 0xFFFF


def pack_page(html: str) -> bytes:
    """Return a page as gzip of ANSWER_BYTES, or of the next multiple: what is missing stands in the extra field.

    Source: RFC 1952, sections 2.3.1 and 2.3.1.1.

    >>> len(pack_page("short")), unpack_page(pack_page("short"))
    (12288, b'short')
    """
    data = html.encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = packer.compress(data) + packer.flush() + struct.pack("<II", zlib.crc32(data), len(data))
    frame = len(_HEAD) + 2 + 4  # the field's own length, and its name and length within
    padding = -(frame + len(body)) % ANSWER_BYTES
    assert padding + 4 <= _EXTRA_MOST
    return _HEAD + struct.pack("<H2sH", padding + 4, b"sp", padding) + bytes(padding) + body


def unpack_page(packed: bytes) -> bytes:
    """Return the HTML of a packed page, in UTF-8."""
    return gzip.decompress(packed)
