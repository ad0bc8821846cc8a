"""Read the files that are compared: readings as JSON, tables of counts as CSV."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from safeconduct.adapters.readings.count_csv import read_counts
from safeconduct.adapters.readings.reading_json import reading_from_json
from safeconduct.core.basics import CannotReadError, Fault, InputFaultsError
from safeconduct.core.intake.contradictions import CountTable, join_tables
from safeconduct.core.intake.evidence import Evidence
from safeconduct.core.intake.reading import Reading

MOST_BYTES = 100_000_000
REMEDY = "name a file that `safeconduct read --json` wrote, or a table of counts that ends in .csv"


class EvidenceFiles:
    """Read readings and tables of counts; fills the port EvidenceReader."""

    def read(self, files: Sequence[Path]) -> Evidence:
        """Return the readings of the .json files and the tables of the .csv files; tables of the same columns are one.

        Raises:
            InputFaultsError: with every fault of every file at once.
            CannotReadError: where a file is not there, is too large, or holds neither.
        """
        faults: list[Fault] = []
        readings: list[Reading] = []
        tables: list[CountTable] = []
        for file in files:
            text = _read_text(file)
            try:
                if file.suffix.lower() == ".csv":
                    tables.append(read_counts(text, file.name))
                else:
                    readings += _readings(text, file)
            except InputFaultsError as error:
                faults += error.faults
        if faults:
            raise InputFaultsError(faults)
        return Evidence(tuple(readings), join_tables(tables))


def _read_text(file: Path) -> str:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise CannotReadError(f"{file}: more than {MOST_BYTES // 1_000_000} MB; split it")
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CannotReadError(f"{file}: {error.strerror}; {REMEDY}") from error
    except UnicodeDecodeError:
        raise CannotReadError(f"{file}: not UTF-8; save the file as UTF-8") from None


def _readings(text: str, file: Path) -> list[Reading]:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CannotReadError(f"{file}: not JSON that can be read ({str(error)[:80]}); {REMEDY}") from None
    items = said if isinstance(said, list) else [said]
    return [
        reading_from_json(item, file.name if len(items) == 1 else f"{file.name}[{number}]")
        for number, item in enumerate(items)
    ]
