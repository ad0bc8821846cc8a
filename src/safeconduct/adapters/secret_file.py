"""Keep a secret in a file that its owner alone can read."""

from __future__ import annotations

import os
from pathlib import Path

from safeconduct.core.basics import SafeconductError

FOLDER_MODE, FILE_MODE = 0o700, 0o600


class SecretFile:
    """Write secrets; fills the port SecretKeeper."""

    def keep(self, file: Path, text: str) -> None:
        """Write a new file with mode 0600; an old one is never overwritten, since it may be the only record of a draw.

        Raises:
            SafeconductError: where there is such a file, or the system refuses.
        """
        try:
            file.parent.mkdir(parents=True, exist_ok=True, mode=FOLDER_MODE)
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), FILE_MODE)
            with os.fdopen(handle, "w", encoding="utf-8") as opened:
                os.fchmod(opened.fileno(), FILE_MODE)  # whatever the umask says
                opened.write(text)
                opened.flush()
                os.fsync(opened.fileno())
        except FileExistsError as error:
            raise SafeconductError(f"{file}: there is a secret already: name another file") from error
        except OSError as error:
            raise SafeconductError(f"cannot keep the secret in {file}: {error.strerror}") from error
