"""Keep one session with a message centre: bind, answer, ask, notice when the line is dead, and bind again."""

from __future__ import annotations

import asyncio
import itertools
import ssl
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from safeconduct.adapters.channels.smpp.pdu import HEADER, LENGTH_MAX, RESPONSE, Command, Pdu, pack_bind

UNBIND_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Centre:
    """Say where a message centre is, and as whom we bind."""

    host: str
    port: int
    system_id: str
    password: str
    system_type: str = ""
    tls: ssl.SSLContext | None = None
    answer_seconds: float = 30.0  # for each response
    enquire_seconds: float = 30.0  # of silence, before the line is tried
    reconnect_seconds: float = 1.0  # doubled with each failure
    reconnect_seconds_max: float = 60.0


class NoLineError(Exception):
    """Say that nothing was sent: the centre is not bound, and cannot be now."""


class LineLostError(Exception):
    """Say that something was sent, and no answer came."""


class Session:
    """Hold the connection; several requests may be on the way at once."""

    def __init__(self, centre: Centre, take: Callable[[int, Pdu], None]) -> None:
        """Name the centre, and who takes the units that it sends of its own: the line's number, and the unit."""
        self._centre, self._take = centre, take
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None
        self._answers: dict[int, asyncio.Future[Pdu]] = {}
        self._numbers = itertools.cycle(range(1, 0x7FFF_FFFF))
        self._tasks: set[asyncio.Task[None]] = set()
        self._binding = asyncio.Lock()
        self._reviving: asyncio.Task[None] | None = None
        self._heard = self._next_try = 0.0
        self._failures = 0
        self.line = 0  # raised with each connection

    async def request(self, command: Command, body: bytes = b"") -> Pdu:
        """Send a request and return its response.

        Raises:
            NoLineError: where nothing was sent.
            LineLostError: where it was, and no response came.
        """
        await self.bind()
        return await self._exchange(command, body)

    async def bind(self) -> None:
        """Make sure that the session is bound; raise NoLineError where it cannot be."""
        async with self._binding:
            if self._writer is not None and not self._writer.is_closing():
                return
            now = asyncio.get_running_loop().time()
            if now < self._next_try:
                raise NoLineError("waiting before the next try")
            try:
                await self._connect()
            except (OSError, TimeoutError, LineLostError, NoLineError) as error:
                await self._drop()
                pause = min(self._centre.reconnect_seconds * 2**self._failures, self._centre.reconnect_seconds_max)
                self._failures, self._next_try = self._failures + 1, now + pause
                raise NoLineError(type(error).__name__) from error
            self._failures = 0

    def revive(self) -> None:
        """Begin to bind where the session is not bound; nobody waits for it."""
        if self._writer is not None and not self._writer.is_closing():
            return
        if self._reviving is None or self._reviving.done():
            self._reviving = asyncio.get_running_loop().create_task(self._try_bind())

    def answer(self, line: int, command: int, sequence: int, body: bytes = b"") -> None:
        """Answer a unit that came on a line; on another line by now, it is left out: the centre says it again."""
        if line == self.line and self._writer is not None and not self._writer.is_closing():
            self._writer.write(Pdu(command | RESPONSE, 0, sequence, body).pack())

    async def close(self) -> None:
        """Unbind, and close the line."""
        if self._reviving is not None:
            self._reviving.cancel()
            await asyncio.gather(self._reviving, return_exceptions=True)
        if self._writer is not None and not self._writer.is_closing():
            with suppress(LineLostError, NoLineError, TimeoutError):
                async with asyncio.timeout(UNBIND_SECONDS):
                    await self._exchange(Command.UNBIND, b"")
        await self._drop()

    async def _try_bind(self) -> None:
        with suppress(NoLineError):
            await self.bind()

    async def _connect(self) -> None:
        centre = self._centre
        async with asyncio.timeout(centre.answer_seconds):
            self._reader, self._writer = await asyncio.open_connection(centre.host, centre.port, ssl=centre.tls)
        self.line += 1
        self._heard = asyncio.get_running_loop().time()
        self._spawn(self._listen(self._reader, self.line))
        bound = await self._exchange(
            Command.BIND_TRANSCEIVER, pack_bind(centre.system_id, centre.password, centre.system_type)
        )
        if bound.status:
            raise NoLineError(f"bind refused: 0x{bound.status:08X}")
        self._spawn(self._watch(self.line))

    async def _exchange(self, command: Command, body: bytes) -> Pdu:
        writer = self._writer
        if writer is None or writer.is_closing():
            raise NoLineError("the line was lost")
        sequence = next(self._numbers)
        answer: asyncio.Future[Pdu] = asyncio.get_running_loop().create_future()
        self._answers[sequence] = answer
        try:
            writer.write(Pdu(command, 0, sequence, body).pack())
            async with asyncio.timeout(self._centre.answer_seconds):
                await writer.drain()
                return await answer
        except (OSError, TimeoutError) as error:
            raise LineLostError(type(error).__name__) from error
        finally:
            self._answers.pop(sequence, None)
            if not answer.done() or answer.cancelled() or answer.exception() is not None:
                answer.cancel()  # nobody waits for it any more

    async def _listen(self, reader: asyncio.StreamReader, line: int) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            while True:
                length, command, status, sequence = HEADER.unpack(await reader.readexactly(HEADER.size))
                if not HEADER.size <= length <= LENGTH_MAX:
                    break  # out of step: nothing that follows can be read
                body = await reader.readexactly(length - HEADER.size)
                self._heard = asyncio.get_running_loop().time()
                self._sort(line, Pdu(command, status, sequence, body))
        if line == self.line:
            self._hang_up()

    def _sort(self, line: int, pdu: Pdu) -> None:
        if pdu.command & RESPONSE:
            waiting = self._answers.get(pdu.sequence)
            if waiting is not None and not waiting.done():
                waiting.set_result(pdu)
        elif pdu.command == Command.ENQUIRE_LINK:
            self.answer(line, pdu.command, pdu.sequence)
        elif pdu.command == Command.UNBIND:
            self.answer(line, pdu.command, pdu.sequence)
            self._hang_up()
        else:
            self._take(line, pdu)

    async def _watch(self, line: int) -> None:
        """Try the line when it has been silent, and give it up where nothing comes back."""
        while line == self.line:
            silent = asyncio.get_running_loop().time() - self._heard
            if silent < self._centre.enquire_seconds:
                await asyncio.sleep(self._centre.enquire_seconds - silent)
                continue
            try:
                await self._exchange(Command.ENQUIRE_LINK, b"")
            except NoLineError:
                return
            except LineLostError:
                if line == self.line:
                    self._hang_up()
                return

    def _hang_up(self) -> None:
        """Close the line; who waits for an answer on it will get none."""
        if self._writer is not None:
            self._writer.close()
        waiting, self._answers = self._answers, {}
        for one in waiting.values():
            if not one.done():
                one.set_exception(ConnectionResetError("the line was lost"))

    async def _drop(self) -> None:
        self._hang_up()
        self._reader = self._writer = None
        for task in list(self._tasks):
            task.cancel()
        if self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
