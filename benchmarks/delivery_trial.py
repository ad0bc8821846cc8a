"""Send many messages through servers that fail, kill the sender, and compare with what the servers took."""

from __future__ import annotations

import asyncio
import json
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from delivery_gateway import GatewayFaults, GatewayStub
from delivery_judge import judge
from delivery_mail import MailFaults, MailStub
from delivery_sender import STATUS, open_door, wall_millis
from delivery_smsc import Faults, Smsc
from safeconduct.adapters.store.operation_folder import OperationFolder
from safeconduct.app.join_operation import begin
from safeconduct.app.queue_messages import queue_messages
from safeconduct.core.delivery import About, Message
from safeconduct.core.operation import State
from safeconduct.core.record import ActorId

OFFICER = ActorId("o1")
HOLDS_MILLIS = 6 * 3_600_000
SENDER = Path(__file__).with_name("delivery_sender.py")
ORDERS = (
    ("sms", "gateway", "letters"),
    ("bulk", "sms", "letters"),
    ("mail", "gateway", "letters"),
    ("gateway", "mail", "letters"),
)

SMSC = Faults(0.02, 0.02, 0.005, 0.004, 0.01, 0.01, 0.03, 0.05, 0.01, 0.03, 2.0)
GATEWAY = GatewayFaults(0.02, 0.02, 0.002, 0.01, 0.01, 0.02, 0.02, 0.01, 2.0, 0.01, 0.03)
MAIL = MailFaults(0.02, 0.02, 0.03, 0.01)

SETTINGS = """
[channel.sms]
kind = "smpp"
host = "127.0.0.1"
port = {smsc}
system_id = "tester"
password_file = "smpp.password"
source = "4477"
source_is = "short code"
encryption = "none"
answer_seconds = 2.5
wait_seconds = {wait}
retry_seconds = 0.5
ask_seconds = 4
tries = 8
per_second = 2000
burst = 500
window = 64

[channel.gateway]
kind = "http"
url = "http://127.0.0.1:{gateway}/send"
body = {{ to = "{{to}}", text = "{{text}}", name = "{{name}}" }}
states = {{ queued = "taken", delivered = "delivered", undelivered = "failed" }}
status_url = "http://127.0.0.1:{gateway}/status/{{name}}"
answer_seconds = 1
wait_seconds = {wait}
retry_seconds = 0.5
ask_seconds = 3.5
tries = 8
per_second = 2000
burst = 500
window = 64

[channel.bulk]
kind = "http"
url = "http://127.0.0.1:{bulk}/send"
body = {{ to = "{{to}}", text = "{{text}}", name = "{{name}}" }}
states = {{ queued = "taken", delivered = "delivered", undelivered = "failed" }}
idempotent = true
answer_seconds = 1
wait_seconds = 4
retry_seconds = 0.5
tries = 8
per_second = 2000
burst = 500
window = 64

[channel.mail]
kind = "mail"
host = "127.0.0.1"
port = {mail}
sender = "desk@safeconduct.invalid"
domain = "safeconduct.invalid"
encryption = "none"
answer_seconds = 5
wait_seconds = 5
retry_seconds = 0.5
tries = 8
per_second = 2000
burst = 500
window = 32

[channel.letters]
kind = "letters"
folder = "letters"
wait_seconds = 1
per_second = 2000
burst = 500
window = 64
"""


@dataclass(slots=True)
class Trial:
    """Hold the servers of a trial, and the texts that it sends."""

    folder: Path
    count: int
    seed: int
    kills: int = 3
    restarts: int = 2
    wait_seconds: float = 15.0
    until_seconds: float = 120.0
    smsc: Smsc = field(default_factory=lambda: Smsc(SMSC))
    gateway: GatewayStub = field(default_factory=lambda: GatewayStub(GATEWAY))
    bulk: GatewayStub = field(default_factory=lambda: GatewayStub(GATEWAY, knows_names=True))
    mail: MailStub = field(default_factory=lambda: MailStub(MAIL))
    messages: dict[str, Message] = field(default_factory=dict)
    events: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)

    def queue(self) -> None:
        """Register the parties, and queue a message to each."""
        draw = random.Random(self.seed)
        OperationFolder().create(self.folder, "EXERCISE delivery", exercise=True)
        (self.folder / "smpp.password").write_text("secret", encoding="utf-8")
        (self.folder / "smpp.password").chmod(0o600)
        with OperationFolder().open(self.folder) as store:
            door = open_door(store)
            begin(door, "EXERCISE delivery", OFFICER)
            parties = [f"P{number:06d}" for number in range(self.count)]
            for first in range(0, self.count, 1000):
                said = [{"party": one, "organisation": "north", "size": 2} for one in parties[first : first + 1000]]
                door.act_all(OFFICER, [("party.registered", one) for one in said])
            self.messages = {one.ident: one for one in (write_message(draw, party) for party in parties)}
            begun = time.perf_counter()
            queue_messages(door, OFFICER, list(self.messages.values()), "trial")
            self.seconds["queueing"] = time.perf_counter() - begun

    async def run(self) -> None:
        """Dispatch everything while servers stop and the sender is killed."""
        begun = time.perf_counter()
        draw = random.Random(self.seed + 1)
        for server in (self.smsc, self.gateway, self.bulk):
            await server.start()
        self.mail.start()
        ports = {name: getattr(self, name).port for name in ("smsc", "gateway", "bulk", "mail")}
        settings = SETTINGS.format(wait=self.wait_seconds, **ports)
        (self.folder / "channels.toml").write_text(settings, encoding="utf-8")
        trouble = asyncio.create_task(self._disturb(draw))
        process = await self._start()
        kills = 0
        try:
            while time.perf_counter() - begun < self.until_seconds:
                try:
                    pause = draw.uniform(0.5, max(1.0, self.count / 2000)) if kills < self.kills else 0.5
                    await asyncio.wait_for(process.wait(), pause)
                    self.events["sender ended of itself"] += 1
                    process = await self._start()
                except TimeoutError:
                    if kills < self.kills:
                        process.kill()
                        await process.wait()
                        kills += 1
                        process = await self._start()
                    elif trouble.done() and self._is_settled():
                        break
            else:
                self.events["not settled in time"] += 1
        finally:
            trouble.cancel()
            with suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)
            await process.wait()
            for server in (self.smsc, self.gateway, self.bulk):
                await server.stop()
            await asyncio.to_thread(self.mail.stop)
        self.events["kill -9"] = kills
        self.seconds["dispatching"] = time.perf_counter() - begun

    def judge(self) -> dict[str, object]:
        """Return what the record says beside what the servers took."""
        with OperationFolder().open(self.folder) as store:
            state: State = open_door(store).state()
            return judge(state, self.messages, self, len(store.outbox(1_000_000)))

    def _is_settled(self) -> bool:
        try:
            told = json.loads((self.folder / STATUS).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        recent = wall_millis() - told["at"] < 2_000
        return recent and self.smsc.is_quiet() and (told["next"] is None or told["next"] > wall_millis() + 3_600_000)

    async def _start(self) -> asyncio.subprocess.Process:
        (self.folder / STATUS).unlink(missing_ok=True)
        return await asyncio.create_subprocess_exec(sys.executable, str(SENDER), str(self.folder))

    async def _disturb(self, draw: random.Random) -> None:
        """Stop servers for a moment, one after the other."""
        for number in range(self.restarts):
            await asyncio.sleep(draw.uniform(0.5, max(1.0, self.count / 2000)))
            if number % 3 == 2:
                await asyncio.to_thread(self.mail.stop)
                await asyncio.sleep(0.5)
                await asyncio.to_thread(self.mail.start)
                continue
            server = (self.smsc, self.gateway)[number % 3]
            await server.stop()
            await asyncio.sleep(0.5)
            await server.start()


def write_message(draw: random.Random, party: str) -> Message:
    """Return an invented message: some of two parts, some in Arabic script."""
    ident, count = f"m{party.removeprefix('P')}", 2 if draw.random() < 0.1 else 1
    words: Callable[[int], str] = lambda part: (  # noqa: E731
        f"{ident}.{part} Stay where you are until you hear from us."
        if draw.random() < 0.7
        else f"{ident}.{part} تا خبر بعدی همانجا بمانید"
    )
    until = wall_millis() + HOLDS_MILLIS
    parts = tuple(words(part) for part in range(count))
    return Message(ident, party, party, About.INSTRUCTION, draw.choice(ORDERS), parts, until)
