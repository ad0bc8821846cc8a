"""Keep what is thought of sources in files; fills the port SourceLedgers."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection
from pathlib import Path

from safeconduct.adapters.case_files.safe_write import write_files
from safeconduct.adapters.source_files.ledger_json import ledger_text, read_ledger
from safeconduct.adapters.source_files.outcome_table import read_outcomes
from safeconduct.core.basics import CannotReadError, Fault, InputFaultsError, SafeconductError
from safeconduct.core.picture.belief import SourceLedger

OLD = ".bak"


class LedgerFiles:
    """Read and write sources.json, and read tables of outcomes."""

    def read(self, file: Path) -> SourceLedger:
        """Return what the file says; raise InputFaultsError or CannotReadError."""
        faults: list[Fault] = []
        try:
            ledger = read_ledger(file, faults)
        except OSError as error:
            raise CannotReadError(f"{file}: {error.strerror}: check the disk and the rights") from error
        if ledger is None:
            raise InputFaultsError(faults)
        return ledger

    def read_outcomes(self, file: Path, report_ids: Collection[str]) -> dict[str, bool]:
        """Return by report whether its danger was there; raise InputFaultsError or CannotReadError."""
        faults: list[Fault] = []
        try:
            outcomes = read_outcomes(file, report_ids, faults)
        except OSError as error:
            raise CannotReadError(f"{file}: {error.strerror}: check the disk and the rights") from error
        if faults:
            raise InputFaultsError(faults)
        return outcomes

    def write(self, file: Path, ledger: SourceLedger) -> Path | None:
        """Replace the file in one step; return where the old one is kept, None where none was, or an equal one.

        Raises:
            SafeconductError: where the system refuses; the old file is then still there.
        """
        text = ledger_text(ledger)
        try:
            if file.exists() and file.read_bytes() == text.encode():
                return None
        except OSError as error:
            raise SafeconductError(f"{file}: {error.strerror}: check the disk and the rights") from error
        kept = file.with_name(file.name + OLD) if file.exists() else None
        if kept is not None:
            part = file.with_name(f".{kept.name}.{os.getpid()}.part")
            try:
                shutil.copyfile(file, part)
                part.replace(kept)
            except OSError as error:
                raise SafeconductError(f"{kept}: {error.strerror}: check the disk and the rights") from error
            finally:
                part.unlink(missing_ok=True)
        write_files(file.parent, {file.name: text})
        return kept
