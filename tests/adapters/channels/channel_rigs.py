"""Give each kind of channel a server on loopback that can be told to fail: one line a kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from delivery_gateway import GatewayFaults, GatewayStub
from delivery_mail import MailFaults, MailStub
from delivery_smsc import Faults, Smsc
from safeconduct.adapters.channels.http_gateway.channel import Gateway, HttpGateway
from safeconduct.adapters.channels.letter_folder import LetterFolder
from safeconduct.adapters.channels.mail.channel import MailChannel, MailServer
from safeconduct.adapters.channels.smpp.channel import Sender, SmppChannel
from safeconduct.adapters.channels.smpp.session import Centre
from safeconduct.app.ports import Channel
from safeconduct.core.delivery import Address, Handover, Signal

TEXT = "Stay where you are. همانجا بمانید"
STATES = {"queued": Signal.TAKEN, "delivered": Signal.DELIVERED, "undelivered": Signal.FAILED}


def make_handover(to: str, message: str = "m1", reference: int = 7, text: str = TEXT) -> Handover:
    """Return one text to one recipient."""
    return Handover(message, 0, 1, reference, Address(to), text, "fa-AF", 1_930_000_000_000)


@dataclass(slots=True)
class Rig:
    """Hold a channel and its server."""

    to: str
    channel: Channel
    server: Any
    copies: Callable[[], Mapping[str, int]]
    idempotent: bool = False

    async def start(self) -> None:
        """Start the server; the channel keeps the address."""
        started = self.server.start() if self.server else None
        if started is not None:
            await started

    async def stop(self) -> None:
        """Stop the server."""
        stopped = self.server.stop() if self.server else None
        if stopped is not None:
            await stopped

    def fail(self, **faults: float) -> None:
        """Have the server fail from now on."""
        self.server.faults = replace(self.server.faults, **faults)


async def make_smpp(_: Path) -> Rig:
    smsc = Smsc(Faults())
    await smsc.start()
    centre = Centre("127.0.0.1", smsc.port, "tester", "secret", answer_seconds=2.0, reconnect_seconds=0.01)
    return Rig("+999700000001", SmppChannel(centre, Sender("4477", 3)), smsc, lambda: smsc.taken)


async def make_gateway(_: Path, *, knows_names: bool = False) -> Rig:
    stub = GatewayStub(GatewayFaults(), knows_names=knows_names)
    await stub.start()
    base = f"http://127.0.0.1:{stub.port}"
    body = {"to": "{to}", "text": "{text}", "name": "{name}"}
    gateway = Gateway(f"{base}/send", body, states=STATES, status_url=f"{base}/status/{{name}}", answer_seconds=2.0)
    channel = HttpGateway(replace(gateway, knows_names=knows_names))
    return Rig("+999700000001", channel, stub, lambda: stub.taken, knows_names)


async def make_knowing_gateway(folder: Path) -> Rig:
    return await make_gateway(folder, knows_names=True)


async def make_mail(_: Path) -> Rig:
    stub = MailStub(MailFaults())
    stub.start()
    server = MailServer("127.0.0.1", stub.port, "desk@safeconduct.invalid", "safeconduct.invalid", answer_seconds=5.0)
    return Rig("p1@mail.invalid", MailChannel(server), stub, lambda: stub.taken)


async def make_letters(folder: Path) -> Rig:
    def copies() -> dict[str, int]:
        files = (folder / "letters").glob("*.txt")
        return {one.read_text(encoding="utf-8").split("\n\n", 1)[1].strip(): 1 for one in files}

    return Rig("box-P1", LetterFolder(folder / "letters"), None, copies, idempotent=True)


RIGS = {
    "smpp": make_smpp,
    "gateway": make_gateway,
    "gateway that knows names": make_knowing_gateway,
    "mail": make_mail,
    "letters": make_letters,
}
