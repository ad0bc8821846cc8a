"""Publish what an area is told as files for web servers, radio stations and readers; fills AreaChannel."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from safeconduct.adapters.case_files.safe_write import write_files
from safeconduct.core.basics import SafeconductError
from safeconduct.core.delivery import Notice

_IDENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}")


class FeedFolder:
    """Keep each notice as a text, and as the document that came with it; the same notice again changes nothing."""

    def __init__(self, folder: Path) -> None:
        """Name the folder."""
        self._folder = folder

    def publish(self, notice: Notice) -> None:
        """Write a notice, each of its files in one step.

        Raises:
            SafeconductError: for an id that is no file name, for a notice without an area, or where the system refuses.
        """
        if not _IDENT.fullmatch(notice.ident):
            raise SafeconductError("a notice's id has 1 to 80 letters, digits, . - and _")
        if not notice.area.strip():
            raise SafeconductError(f"{notice.ident}: a notice without an area is not published, never widened")
        until = datetime.fromtimestamp(notice.expires_millis / 1000, UTC).isoformat(timespec="seconds")
        text = f"{notice.headline}\n{notice.area}\n\n{notice.text}\n\n{until}\n"
        files: dict[str, str | None] = {f"{notice.ident}.txt": text}
        if notice.document:
            files[f"{notice.ident}.xml"] = notice.document.decode("utf-8")
        write_files(self._folder, files)
