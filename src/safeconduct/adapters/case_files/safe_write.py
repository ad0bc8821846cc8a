"""Write the files of a folder so that a failure never loses what was good there."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal

from safeconduct.core.basics import SafeconductError


def write_files(folder: Path, texts: Mapping[str, str | None]) -> None:
    """Replace the named files, each in one step, once every new text is safely on the disk; None removes a file.

    Raises:
        SafeconductError: where the system refuses; the old files are then still there.
    """
    parts = {name: folder / f".{name}.{os.getpid()}.part" for name, text in texts.items() if text is not None}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, part in parts.items():
            with part.open("w", encoding="utf-8", newline="") as handle:
                handle.write(texts[name] or "")
                handle.flush()
                os.fsync(handle.fileno())
        for name, text in texts.items():
            if text is None:
                (folder / name).unlink(missing_ok=True)
            else:
                parts[name].replace(folder / name)
    except OSError as error:
        raise SafeconductError(f"cannot write to {folder}: {error.strerror}: check the disk and the rights") from error
    finally:
        if folder.is_dir():
            for part in parts.values():
                part.unlink(missing_ok=True)


def table_text(header: str, rows: Iterable[Sequence[object]]) -> str:
    """Write a table with its header.

    >>> table_text("node_id,x_coord", [("a", 1.5)])
    'node_id,x_coord\\na,1.5\\n'
    """
    text = _csv_text(header, rows := list(rows), csv.QUOTE_MINIMAL)
    # the csv module leaves a lone carriage return bare, which no reader could tell from the end of a row
    return _csv_text(header, rows, csv.QUOTE_ALL) if "\r" in text else text


def _csv_text(header: str, rows: list[Sequence[object]], quoting: Literal[0, 1]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n", quoting=quoting)
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return text.getvalue()


def number_text(value: float | None) -> str:
    """Write a number so that reading it gives it back exactly; None and NaN as an empty cell.

    >>> [number_text(value) for value in (30.0, 0.1, None)]
    ['30', '0.1', '']
    """
    if value is None or value != value:  # NaN alone differs from itself
        return ""
    return repr(float(value)).removesuffix(".0")
