"""Hold what telling parties needs besides the operation: keys, words, channels, and the adopted plan."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from safeconduct.app.find_plan import AdoptedFinder
from safeconduct.app.ports import InstructionKeys
from safeconduct.core.delivery import ChannelRule
from safeconduct.core.instructions import Phrasebook


@dataclass(frozen=True, slots=True)
class TellDesk:
    """Hold it for one operation."""

    folder: Path  # the operation's
    keys: InstructionKeys
    words: Callable[[], Phrasebook]
    rules: Callable[[], Mapping[str, ChannelRule]]  # of channels.toml as it stands when it is asked for
    adopted: AdoptedFinder | None  # None: the service was given no plans
    one_at_a_time: threading.Lock = field(default_factory=threading.Lock)  # a STOP waits for nobody

    def secret(self) -> bytes:
        """Return what the codes of cards are made with; b"" where this device has none."""
        key = self.keys.read(self.folder)
        return b"" if key is None else key.secret
