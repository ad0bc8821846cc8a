"""Read events (.csv, .npy, .npz) and cells (.npz), and write forecasts (.npz); fills the port SeriesFiles."""

from __future__ import annotations

import csv
import math
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.basics import CannotReadError, Fault, InputFaultsError
from safeconduct.core.picture.cells import Cells, Floats
from safeconduct.core.picture.forecast import Events, make_events
from safeconduct.core.picture.forecast.hindcast import Hindcast

COLUMNS = ("x", "y", "t")
REMEDY = "give columns x and y in metres and t in days"
BROKEN = (ValueError, EOFError, zipfile.BadZipFile)


class SeriesFiles:
    """Read and write what a hindcast takes and gives."""

    def read_events(self, file: Path) -> tuple[Events, int]:
        """Return the events in order of time, and how many were left out for want of a place or a time.

        Raises:
            InputFaultsError: with every value that is no number.
            CannotReadError: where there is no such file, or it is of another kind.
        """
        table = _read_csv(file) if file.suffix.lower() == ".csv" else _read_array(file)
        events = make_events(table[:, 0], table[:, 1], table[:, 2])
        return events, len(table) - len(events.t)

    def read_cells(self, file: Path) -> Cells:
        """Return the cells; raise InputFaultsError or CannotReadError."""
        held = _load(file)
        remedy = "write mask (rows go north, True inside), x0, y0 and h in metres with numpy.savez"
        if not isinstance(held, dict):
            raise CannotReadError(f"{file}: not an .npz of cells; {remedy}")
        missing = [name for name in ("mask", "x0", "y0", "h") if name not in held]
        if missing:
            raise InputFaultsError([Fault(file.name, 0, name, "", "missing", remedy) for name in missing])
        mask = held["mask"]
        if mask.ndim != 2 or mask.dtype.kind not in "bui" or not mask.any():
            raise InputFaultsError([Fault(file.name, 0, "mask", str(mask.shape), "no cell is inside", remedy)])
        numbers = {name: np.asarray(held[name], dtype=np.float64) for name in ("x0", "y0", "h")}
        faults = [
            Fault(file.name, 0, name, str(value), "not a usable number of metres", remedy)
            for name, value in numbers.items()
            if value.size != 1 or not np.isfinite(value).all() or (name == "h" and value.item() <= 0)
        ]
        if faults:
            raise InputFaultsError(faults)
        return Cells(mask.astype(bool), *(numbers[name].item() for name in ("x0", "y0", "h")))

    def read_watched(self, file: Path, cells: Cells, periods: int) -> Floats:
        """Return how well cells are watched, (cells,) or (periods, cells); raise InputFaultsError, CannotReadError."""
        held = _load(file)
        remedy = f"write seen, from 0 to 1, as {cells.count} cells in mask order or as {periods} periods by cells"
        if not isinstance(held, dict) or "seen" not in held:
            raise CannotReadError(f"{file}: no array seen; {remedy}")
        seen = held["seen"]
        if seen.shape not in ((cells.count,), (periods, cells.count)) or seen.dtype.kind not in "bfiu":
            told = f"{seen.shape}, {seen.dtype}"
            raise InputFaultsError([Fault(file.name, 0, "seen", told, "not one value per cell", remedy)])
        seen = seen.astype(np.float64)
        wrong = ~((seen >= 0) & (seen <= 1))
        if wrong.any():
            told = f"{seen[wrong][0]:g}"
            raise InputFaultsError([Fault(file.name, 0, "seen", told, "not a chance from 0 to 1", remedy)])
        return seen

    def write(self, file: Path, made: Hindcast) -> None:
        """Write the forecasts, whole or not at all."""
        part = file.with_name(file.name + ".part")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with part.open("wb") as handle:
                np.savez(
                    handle,
                    starts=made.starts,
                    expected=made.expected,
                    u95=made.u95,
                    totals=made.totals,
                    totals_low=made.totals_low,
                    totals_high=made.totals_high,
                )
            part.replace(file)
        except OSError as error:
            raise CannotReadError(f"{file}: {error.strerror}; choose another place for --out") from error


def _load(file: Path) -> NDArray[Any] | dict[str, NDArray[Any]]:
    try:
        with file.open("rb") as handle:
            held = np.load(handle, allow_pickle=False)
            return {name: held[name] for name in held.files} if hasattr(held, "files") else held
    except OSError as error:
        raise CannotReadError(f"{file}: {error.strerror}; name a file that is there") from error
    except BROKEN as error:
        raise CannotReadError(f"{file}: not a numpy file ({error}); write it with numpy.save or numpy.savez") from error


def _read_array(file: Path) -> Floats:
    held = _load(file)
    if isinstance(held, dict):
        if not all(name in held for name in COLUMNS):
            raise CannotReadError(f"{file}: holds {', '.join(held) or 'nothing'}; write arrays x, y and t")
        held = np.column_stack([held[name] for name in COLUMNS])
    if held.dtype.names:
        if not set(COLUMNS) <= set(held.dtype.names):
            raise CannotReadError(f"{file}: fields {', '.join(held.dtype.names)}; {REMEDY}")
        held = np.column_stack([held[name] for name in COLUMNS])
    if held.size == 0:
        return np.zeros((0, 3))
    if held.ndim != 2 or held.shape[1] < 3 or held.dtype.kind not in "fiu":
        raise CannotReadError(f"{file}: an array of shape {held.shape}, {held.dtype}; {REMEDY}")
    return held[:, :3].astype(np.float64)


def _read_csv(file: Path) -> Floats:
    try:
        with file.open(encoding="utf-8-sig", newline="") as handle:
            lines = list(csv.reader(handle))
    except OSError as error:
        raise CannotReadError(f"{file}: {error.strerror}; name a file that is there") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise CannotReadError(f"{file}: not a table in UTF-8 ({error}); save it as CSV in UTF-8") from error
    head = [name.strip().lower() for name in lines[0]] if lines else []
    missing = [name for name in COLUMNS if name not in head]
    if missing:
        raise InputFaultsError([Fault(file.name, 1, name, "", "no such column", REMEDY) for name in missing])
    faults: list[Fault] = []
    at = [head.index(name) for name in COLUMNS]
    rows = [
        [
            _number(file, number, name, row[place] if place < len(row) else "", faults)
            for name, place in zip(COLUMNS, at, strict=True)
        ]
        for number, row in enumerate(lines[1:], 2)
        if row
    ]
    if faults:
        raise InputFaultsError(faults)
    return np.array(rows, dtype=np.float64).reshape(-1, 3)


def _number(file: Path, line: int, column: str, text: str, faults: list[Fault]) -> float:
    """Return the number; nothing written is not known, which is no fault."""
    if not text.strip():
        return math.nan
    try:
        return float(text)
    except ValueError:
        faults.append(Fault(file.name, line, column, text, "not a number", REMEDY))
        return math.nan
