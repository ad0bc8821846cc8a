"""Compile a document of this folder from data: data stay data, and are never read as markup."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import typst

from safeconduct.adapters.print_pdf.fonts import load_fonts


def compile_pdf(document: str, data: object) -> bytes:
    """Return the PDF of a document and its data; the same data give the same bytes.

    Raises:
        MissingFontError: where a font is not on this machine.
    """
    made = _compile(document, data, "pdf", None)
    assert isinstance(made, bytes)
    return made


def compile_png(document: str, data: object, dots_per_inch: float) -> list[bytes]:
    """Return a PNG of each page."""
    made = _compile(document, data, "png", dots_per_inch)
    return made if isinstance(made, list) else [made]


def _compile(
    document: str, data: object, form: Literal["pdf", "png"], dots_per_inch: float | None
) -> bytes | list[bytes]:
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    compiler = typst.Compiler(_read(document), font_paths=load_fonts(), sys_inputs=inputs)
    made = compiler.compile(format=form, ppi=dots_per_inch)
    assert made is not None
    return made


@lru_cache(maxsize=4)
def _read(document: str) -> bytes:
    return files(__package__).joinpath(document).read_bytes()
