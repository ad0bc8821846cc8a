"""Compile a document of this folder from data: data stay data, and are never read as markup.

typst keeps what it has set for the next ten documents, megabytes a card. So a PDF is made in a process of its own, and
its memory goes with it: `python -m safeconduct.adapters.print_pdf.typesetting card.typ` takes JSON and gives a PDF.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files
from typing import Literal

import typst

from safeconduct.adapters.print_pdf.fonts import load_fonts


class TypesettingError(Exception):
    """Hold what typst says of a document that it cannot set."""


def compile_pdf(document: str, data: object) -> bytes:
    """Return the PDF of a document and its data; the same data give the same bytes.

    Raises:
        MissingFontError: where a font is not on this machine.
        TypesettingError: where the document refuses its data.
    """
    load_fonts()
    command = [sys.executable, "-m", "safeconduct.adapters.print_pdf.typesetting", document]
    made = subprocess.run(command, input=_to_json(data).encode(), capture_output=True, check=False)
    if made.returncode != 0:
        raise TypesettingError(made.stderr.decode(errors="replace"))
    return made.stdout


def compile_png(document: str, data: object, dots_per_inch: float) -> list[bytes]:
    """Return a PNG of each page."""
    made = _compile(document, _to_json(data), "png", dots_per_inch)
    return made if isinstance(made, list) else [made]


def _to_json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


def _compile(
    document: str, text: str, form: Literal["pdf", "png"], dots_per_inch: float | None = None
) -> bytes | list[bytes]:
    source = files(__package__).joinpath(document).read_bytes()
    compiler = typst.Compiler(source, font_paths=load_fonts(), sys_inputs={"data": text})
    made = compiler.compile(format=form, ppi=dots_per_inch, pdf_tags=False)
    assert made is not None
    return made


def main() -> None:
    """Set the document that is named from the data of the input."""
    try:
        made = _compile(sys.argv[1], sys.stdin.buffer.read().decode(), "pdf")
    except typst.TypstError as error:
        sys.exit(f"{error.message}\n{error.diagnostic}")
    assert isinstance(made, bytes)
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
