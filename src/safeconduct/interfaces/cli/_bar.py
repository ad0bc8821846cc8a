"""Show how far a long job has come."""

from __future__ import annotations

import time

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

QUIET_SECONDS = 2.0


class Bar:
    """Show how far it has come, once it has taken two seconds."""

    def __init__(self, what: str) -> None:
        """Name what is done; nothing is shown yet."""
        self.display = Progress(
            TextColumn(what), BarColumn(), TaskProgressColumn(), TimeRemainingColumn(),
            console=Console(stderr=True), transient=True,
        )  # fmt: skip
        self._task = self.display.add_task("", total=1.0, visible=False)
        self._begun = time.monotonic()

    def tell(self, share: float) -> None:
        """Take the share that is done."""
        if time.monotonic() - self._begun > QUIET_SECONDS:
            self.display.update(self._task, completed=share, visible=True)
