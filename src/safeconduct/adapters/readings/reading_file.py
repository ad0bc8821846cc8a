"""Read the file of a reading, as `safeconduct read --json` writes it."""

from __future__ import annotations

import json
from pathlib import Path

from safeconduct.adapters.case_files.lines import FILE_BYTES_MAX
from safeconduct.adapters.readings.reading_json import reading_from_json
from safeconduct.core.basics import CannotReadError, Fault, InputFaultsError
from safeconduct.core.intake.reading import Reading


class ReadingFile:
    """Read readings; fills the port ReadingReader."""

    def read(self, file: Path) -> Reading:
        """Return the reading.

        Raises:
            InputFaultsError: with every fault at once.
            CannotReadError: where there is no such file, it is no JSON, or larger than any reading.
        """
        try:
            if file.stat().st_size > FILE_BYTES_MAX:
                raise CannotReadError(f"{file}: larger than {FILE_BYTES_MAX // 1_000_000} MB: check the file")
            said = json.loads(file.read_bytes())
        except OSError as error:
            problem = f"{file}: {error.strerror}"
            raise CannotReadError(f"{problem}; name a file that `safeconduct read --json` wrote") from error
        except (ValueError, RecursionError) as error:
            remedy = "write the file again with `safeconduct read --json`"
            raise InputFaultsError([Fault(file.name, 0, "", "", f"not JSON: {error}", remedy)]) from error
        return reading_from_json(said, file.name)
