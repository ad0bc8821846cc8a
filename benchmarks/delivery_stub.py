"""Listen on loopback as a stub server of messages does, and roll its dice."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True, kw_only=True)
class LoopbackStub:
    """Hold what is the same in every stub: a port, its lines, the seed of its faults, and what it has kept in mind."""

    seed: int = 1
    taken: Counter[str] = field(default_factory=Counter)  # by text: how often it was taken
    said: dict[str, set[str]] = field(default_factory=dict)  # by text: what was told of it
    refusals: Counter[str] = field(default_factory=Counter)  # for good, by text
    events: Counter[str] = field(default_factory=Counter)
    port: int = 0
    _lines: set[asyncio.StreamWriter] = field(default_factory=set)
    _server: asyncio.Server | None = None
    _random: random.Random | None = None

    async def start(self) -> None:
        """Listen on loopback; at the same port again after a stop, and with the same dice."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Cut every line and listen no more; what was taken is kept."""
        assert self._server is not None
        self._server.close()
        for line in list(self._lines):
            line.transport.abort()
        self.events["restart"] += 1

    @property
    def dice(self) -> random.Random:
        """Return the dice, which the seed alone decides."""
        self._random = self._random or random.Random(self.seed)
        return self._random

    def dies(self, share: float) -> bool:
        """Draw whether something happens."""
        return self.dice.random() < share

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        raise NotImplementedError
