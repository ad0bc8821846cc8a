"""Stand in for an HTTP gateway that fails, delays and answers 200 without a status, and keeps the truth."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field

from delivery_stub import LoopbackStub


@dataclass(frozen=True, slots=True)
class GatewayFaults:
    """Say how often what goes wrong, as a share of the requests."""

    reset_before: float = 0.0
    reset_after: float = 0.0
    busy: float = 0.0  # 503, not taken
    broken_before: float = 0.0  # 500, not taken
    broken_after: float = 0.0  # 500, taken
    statusless_before: float = 0.0  # 200 without a status, not taken
    statusless_after: float = 0.0  # the same, taken
    refused: float = 0.0  # 400
    late_seconds: float = 0.0  # some are taken only so late
    late: float = 0.0
    undelivered: float = 0.0


@dataclass(slots=True)
class GatewayStub(LoopbackStub):
    """Take messages over a real socket."""

    faults: GatewayFaults = GatewayFaults()
    knows_names: bool = False
    _states: dict[str, str] = field(default_factory=dict)  # by name
    _texts: dict[str, str] = field(default_factory=dict)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._lines.add(writer)
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                sizes = [one.split(":")[1] for one in head.split("\r\n") if one.lower().startswith("content-length")]
                body = await reader.readexactly(int(sizes[0]) if sizes else 0)
                method, path, _ = head.split(" ", 2)
                answer = self._tell(path) if method == "GET" else await self._take(writer, json.loads(body))
                if answer is None:
                    return
                code, said = answer
                data = json.dumps(said).encode()
                writer.write(b"HTTP/1.1 %d x\r\nContent-Length: %d\r\n\r\n" % (code, len(data)) + data)
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            self._lines.discard(writer)
            writer.close()

    async def _take(self, writer: asyncio.StreamWriter, said: dict[str, str]) -> tuple[int, object] | None:
        faults, name, text = self.faults, said["name"], said["text"]
        if self.knows_names and name in self._states:
            self.events["same name"] += 1
            return 409, {"id": f"g{name}"}
        for share, event, answer in (
            (faults.busy, "busy", (503, {})),
            (faults.broken_before, "500 before", (500, {})),
            (faults.statusless_before, "statusless before", (200, {})),
            (faults.refused, "refused", (400, {})),
            (faults.reset_before, "reset before", None),
        ):
            if self.dies(share):
                self.events[event] += 1
                self.refusals[text] += event == "refused"
                return answer if answer else self._cut(writer)
        if self.dies(faults.late):
            self.events["late"] += 1
            await asyncio.sleep(self.dice.uniform(0, faults.late_seconds))
        if self.knows_names and name in self._states:
            return 409, {"id": f"g{name}"}
        self.taken[text] += 1
        self._texts[name] = text
        self._states[name] = "undelivered" if self.dies(faults.undelivered) else "delivered"
        for share, event, answer in (
            (faults.broken_after, "500 after", (500, {})),
            (faults.statusless_after, "statusless after", (200, {"ok": True})),
            (faults.reset_after, "reset after", None),
        ):
            if self.dies(share):
                self.events[event] += 1
                return answer if answer else self._cut(writer)
        return 200, {"id": f"g{name}", "status": "queued"}

    def _tell(self, path: str) -> tuple[int, object]:
        name = path.rpartition("/")[2]
        if name not in self._states:
            self.events["asked, unknown"] += 1
            return 404, {}
        self.events["asked"] += 1
        self.said.setdefault(self._texts[name], set()).add(self._states[name])
        return 200, {"id": f"g{name}", "status": self._states[name]}

    def _cut(self, writer: asyncio.StreamWriter) -> None:
        writer.transport.abort()
