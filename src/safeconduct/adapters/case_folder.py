"""Keep cases as folders of open files (docs/formats.md)."""

from __future__ import annotations

from pathlib import Path

from safeconduct.adapters.case_files.reader import read_case
from safeconduct.adapters.case_files.safe_write import write_files
from safeconduct.adapters.case_files.writer import case_texts, party_text
from safeconduct.core.basics import CannotReadError
from safeconduct.core.plan import Case


class CaseFolder:
    """Read and write a case in the open format; fills the port CaseStore."""

    def read(self, folder: Path) -> Case:
        """Return the case in the folder.

        Raises:
            InputFaultsError: with every fault of every file at once.
            CannotReadError: where there is no such folder, or the system refuses to read it.
        """
        if not folder.is_dir():
            raise CannotReadError(f"{folder}: no such folder; name the folder that holds case.toml")
        try:
            return read_case(folder)
        except OSError as error:
            raise CannotReadError(f"{folder}: {error.strerror}: check the disk and the rights") from error

    def write(self, case: Case, folder: Path) -> None:
        """Write the case; what was there is replaced at once, or not at all.

        Raises:
            SafeconductError: where the system refuses; the old files are then still there.
        """
        write_files(folder, case_texts(case))

    def write_parties(self, case: Case, folder: Path) -> None:
        """Write party.csv anew, and leave all else of the folder as it is.

        Raises:
            SafeconductError: where the system refuses; the old file is then still there.
        """
        write_files(folder, {"party.csv": party_text(case)})
