"""Turn the bytes of a source into documents."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from safeconduct.adapters.identify_language import identify_language
from safeconduct.adapters.sources.decode import peek_text
from safeconduct.adapters.sources.draft import MEGABYTE, Draft, Source, SourceKind
from safeconduct.adapters.sources.kinds import KINDS
from safeconduct.adapters.sources.refused import refuse_unreadable
from safeconduct.core.basics import CannotReadError
from safeconduct.core.intake.cleaning import clean_text
from safeconduct.core.intake.document import Document
from safeconduct.core.intake.mapped_text import MappedText

PEEK = 2_000


def convert_source(data: bytes, name: str, charset: str = "") -> tuple[Document, ...]:
    """Return the documents of a source, in its order; one at least.

    Raises CannotReadError or InputFaultsError where it is of no kind that is read, too large, damaged or empty.

    >>> convert_source(b"The gate is shut, officials said.", "note.txt")[0].language
    'en'
    """
    first = data[:PEEK]
    refuse_unreadable(name, first)
    kind = next(kind for kind in KINDS if kind.reads(name, first))
    _check_size(data, name, kind)
    if kind is KINDS[-1] and peek_text(first).startswith("<?xml"):
        raise CannotReadError(f"{name}: XML that is neither a feed, a CAP alert nor a page; save its text as .txt")
    try:
        documents = tuple(_finish(draft, name) for draft in kind.read(Source(data, name, charset)))
    except CannotReadError as error:
        raise CannotReadError(f"{name}: {str(error).removeprefix(f'{name}: ')}") from None
    documents = tuple(document for document in documents if document.text.strip())
    if not documents:
        raise CannotReadError(f"{name}: no text in it that could be read; open it and see")
    return documents


def _check_size(data: bytes, name: str, kind: SourceKind) -> None:
    if len(data) > kind.bytes_max:
        limit = f"{kind.bytes_max // MEGABYTE} MB, the most of a source of this kind ({kind.name})"
        raise CannotReadError(f"{name}: larger than {limit}; give the part that matters")


def _finish(draft: Draft, name: str) -> Document:
    """Clean a draft, tell its language and give it its id."""
    cleaned = clean_text(draft.mapped)
    text = cleaned.mapped.text
    language, doubts = identify_language(text, draft.language)
    return Document(
        document_id=hashlib.sha256(text.encode()).hexdigest()[:16],
        text=text,
        language=language,
        media_type=draft.media_type,
        original_offsets=_offsets(cleaned.mapped),
        title=_one_line(draft.title),
        outlet=_one_line(draft.outlet),
        address=_one_line(draft.address) or name,
        published=draft.published,
        cautions=_once((*draft.cautions, *cleaned.cautions, *doubts)),
    )


def _one_line(text: str) -> str:
    """Return a label of a source fit to be shown: cleaned as the text is, on one line, not endless."""
    mapped = MappedText(text, np.zeros(len(text) + 1, np.int32))
    return " ".join(clean_text(mapped).mapped.text.split())[:300]


def _once(cautions: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cautions))


def _offsets(mapped: MappedText) -> np.ndarray[tuple[int], np.dtype[np.int32]] | None:
    """Return the offsets; None where the text stands in the original as it is."""
    same = bool((mapped.offsets == np.arange(len(mapped.offsets))).all())
    return None if same else np.ascontiguousarray(mapped.offsets)
