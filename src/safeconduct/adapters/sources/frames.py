"""Write and read documents as the frame in which they pass between processes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from safeconduct.adapters.apart.frames import write_frame
from safeconduct.core.intake.document import Document


def write_documents(documents: Sequence[Document]) -> bytes:
    """Return the frame of some documents."""
    return write_frame(*lay_out_documents(documents))


def lay_out_documents(documents: Sequence[Document]) -> tuple[dict[str, Any], bytes]:
    """Return what a frame says of some documents, and their offsets as bytes."""
    offsets = b"".join(_offsets_of(document) for document in documents)
    return {"documents": [_write_document(document) for document in documents]}, offsets


def take_documents(said: dict[str, Any], data: bytes) -> tuple[Document, ...]:
    """Return the documents of a frame.

    >>> given = Document("d1", "No.", "en", "text/plain")
    >>> take_documents(*lay_out_documents([given]))[0].text
    'No.'
    """
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
