"""Write and read what passes to and from the converting process: no pickles, for the other side is not trusted."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from safeconduct.core.basics import CannotReadError, Fault, InputFaultsError, SafeconductError
from safeconduct.core.intake.document import Document

_HEAD = struct.Struct(">II")  # lengths of the JSON and of the bytes after it


def write_frame(said: dict[str, Any], data: bytes = b"") -> bytes:
    """Return a frame: a JSON object, and bytes beside it.

    >>> frame = write_frame({"name": "a.txt"}, b"text")
    >>> read_frame(__import__("io").BytesIO(frame).read)
    ({'name': 'a.txt'}, b'text')
    """
    words = json.dumps(said).encode()
    return _HEAD.pack(len(words), len(data)) + words + data


def read_frame(read: Callable[[int], bytes]) -> tuple[dict[str, Any], bytes]:
    """Return what a frame holds; raise EOFError where it is cut short.

    `read(n)` gives n bytes, fewer only at the end.
    """
    head = read(_HEAD.size)
    if len(head) < _HEAD.size:
        raise EOFError
    words, size = _HEAD.unpack(head)
    said, data = read(words), read(size)
    if len(said) < words or len(data) < size:
        raise EOFError
    return json.loads(said), data


def write_documents(documents: Sequence[Document]) -> bytes:
    """Return the frame of some documents."""
    offsets = b"".join(_offsets_of(document) for document in documents)
    return write_frame({"documents": [_write_document(document) for document in documents]}, offsets)


def write_error(error: SafeconductError) -> bytes:
    """Return the frame of an error."""
    if isinstance(error, InputFaultsError):
        return write_frame({"faults": [asdict(fault) for fault in error.faults]})
    return write_frame({"cannot_read": str(error)})


def read_answer(said: dict[str, Any], data: bytes) -> tuple[Document, ...]:
    """Return the documents of a frame, or raise the error that it carries."""
    if "faults" in said:
        raise InputFaultsError([Fault(**fault) for fault in said["faults"]])
    if "cannot_read" in said:
        raise CannotReadError(said["cannot_read"])
    documents, at = [], 0
    for item in said["documents"]:
        length = len(item["text"]) + 1
        mapped = item.pop("mapped")
        offsets = np.frombuffer(data, np.int32, length, at).copy() if mapped else None
        at += 4 * length if mapped else 0
        documents.append(Document(**{**item, "cautions": tuple(item["cautions"])}, original_offsets=offsets))
    return tuple(documents)


def _write_document(document: Document) -> dict[str, Any]:
    return {
        "document_id": document.document_id,
        "text": document.text,
        "language": document.language,
        "media_type": document.media_type,
        "title": document.title,
        "outlet": document.outlet,
        "address": document.address,
        "published": document.published,
        "cautions": document.cautions,
        "mapped": document.original_offsets is not None,
    }


def _offsets_of(document: Document) -> bytes:
    return b"" if document.original_offsets is None else document.original_offsets.astype(np.int32).tobytes()
