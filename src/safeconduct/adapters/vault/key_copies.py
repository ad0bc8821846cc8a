"""Keep copies of the case keys elsewhere, each overwritten when a key is destroyed."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from safeconduct.adapters.vault.case_keys import CaseKeys, sync_folder, write_all
from safeconduct.core.basics import Fault, InputFaultsError, SafeconductError
from safeconduct.core.vault import is_id


class KeyCopies:
    """Hold where the copies are: by name, so that no path stands in the ledger or in an answer."""

    def __init__(self, file: Path) -> None:
        """Read the list; there are no copies where there is none.

        Raises:
            InputFaultsError: where it is no list of copies.
        """
        self._paths: Mapping[str, Path] = {}
        if file.exists():
            try:
                said = json.loads(file.read_bytes())
                self._paths = {name: Path(path) for name, path in said.items()}
            except (ValueError, TypeError, AttributeError) as error:
                remedy = 'write it like {"stick": "/media/stick/cases.keys"}'
                raise InputFaultsError([Fault(file.name, 0, "", "", "not a list of copies", remedy)]) from error
        faults = [
            Fault(file.name, 0, name, "", "not an absolute path under a name without spaces", "correct it")
            for name, path in self._paths.items()
            if not is_id(name) or not path.is_absolute()
        ]
        if faults:
            raise InputFaultsError(faults)

    @property
    def names(self) -> frozenset[str]:
        """Return the names of the copies."""
        return frozenset(self._paths)

    def rewrite(self, name: str, keys: CaseKeys) -> bool:
        """Overwrite a copy with what the keys are now; tell whether it was reached, and is a copy of these keys."""
        try:
            keys.copy_to(self._paths[name])
        except (OSError, KeyError, SafeconductError):
            return False
        return True

    def destroy(self, name: str) -> bool:
        """Overwrite a copy with nothing and remove it; tell whether it was reached."""
        try:
            overwrite(self._paths[name])
        except (OSError, KeyError):
            return False
        return True


def overwrite(file: Path) -> None:
    """Overwrite a file with nothing where it lies, then remove it; raise OSError where the system refuses."""
    handle = os.open(file, os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        write_all(handle, [bytes(os.fstat(handle).st_size)])
        os.fsync(handle)
    finally:
        os.close(handle)
    file.unlink()
    sync_folder(file.parent)
