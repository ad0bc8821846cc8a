"""Keep an operation's record, and carry it from device to device."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from safeconduct.core.record import (
        ActorId,
        Anchor,
        Bundle,
        DeviceId,
        Flaw,
        FoldPlace,
        Operation,
        Outgoing,
        Sealed,
        Snapshot,
        Unsealed,
    )


class BundleFiles(Protocol):
    """Carry events from device to device; raise CannotReadError for what is none of ours."""

    def pack(self, bundle: Bundle) -> bytes:
        """Return a bundle as bytes."""
        ...

    def unpack(self, data: bytes) -> Bundle:
        """Return the bundle of its bytes; who takes it checks digests and signatures."""
        ...

    def read(self, file: Path) -> Bundle:
        """Return the bundle of a file, or of a file that holds the lines of its QR codes."""
        ...

    def cut_frames(self, bundle: Bundle) -> list[str]:
        """Return the lines of a bundle's QR codes."""
        ...


class Peer(Protocol):
    """Reach another device's service; raise CannotReadError where it does not answer, DeniedError where it denies."""

    def enter(self, token: str) -> None:
        """Show a session of that service from now on."""
        ...

    def login(self, operator: ActorId, digits: str) -> None:
        """Begin a session by a second factor that was enrolled there."""
        ...

    def heads(self) -> Mapping[DeviceId, int]:
        """Return up to which number it has each device's events."""
        ...

    def give(self, after: Mapping[DeviceId, int], at_most: int) -> Bundle:
        """Return the first events that come after these numbers."""
        ...

    def take(self, bundle: Bundle) -> Sequence[DeviceId]:
        """Hand it events; return the devices that it does not know, of which it took none."""
        ...


class EventStore(Protocol):
    """Keep the record of an operation on one device; many threads may use it at once."""

    def operation(self) -> Operation:
        """Return whose store this is."""
        ...

    def now_millis(self) -> int:
        """Return the clock by which events are dated: the wall's, or that of an exercise."""
        ...

    def append(
        self, events: Sequence[Unsealed], follows: Sequence[Outgoing] = (), request: str = "", seen: int | None = None
    ) -> tuple[Sealed, ...]:
        """Record events and what follows from them, all or nothing; a power cut does not take it back.

        The same request again returns what was recorded then. Where something has arrived after the number that was
        `seen`, nothing is recorded or returned: another process was quicker. Raise StoreError; nothing is acknowledged.
        """
        ...

    def find_answer(self, request: str) -> tuple[Sealed, ...] | None:
        """Return the events that a request was answered with; None where it was not made yet."""
        ...

    def receive(self, arrived: Iterable[Sealed]) -> list[Sealed]:
        """Record other devices' events, in any order, any number of times; return the new ones.

        Raise MixedError or StoreError for what is not taken; nothing is recorded then.
        """
        ...

    def read(self, after: FoldPlace | None = None) -> Iterator[Sealed]:
        """Return the events that count and come after a place, in the order of folding."""
        ...

    def read_beyond(self, heads: Mapping[DeviceId, int], at_most: int | None = None) -> Iterator[Sealed]:
        """Return the first events that count and come after these numbers of their devices, in the order of folding.

        However many come before, it takes as long as what it returns.
        """
        ...

    def read_as_arrived(self, after: int = 0) -> Iterator[tuple[int, Sealed]]:
        """Return all events in the order in which they came here, each with its number in that order."""
        ...

    def newest(self) -> int:
        """Return the number, in the order in which they came here, of the newest event; 0 where there is none."""
        ...

    def kinds_since(self, after: int) -> tuple[int, frozenset[str]]:
        """Return the newest number in that order, and the kinds of all events that came after a number."""
        ...

    def read_kind(self, kind: str) -> Iterator[Sealed]:
        """Return the events of a kind that count, in the order of folding."""
        ...

    def heads(self) -> list[Anchor]:
        """Return each known device's newest event up to which there is no gap and no rival."""
        ...

    def forks(self) -> Mapping[DeviceId, int]:
        """Return the devices of which two events claim one number, and the first such number."""
        ...

    def doubtful(self) -> Set[DeviceId]:
        """Return the devices of which an event is held that does not follow on the one before it."""
        ...

    def branches(self) -> Iterator[Sealed]:
        """Return all that is held of forked devices from there on, by device, number and digest."""
        ...

    def heir(self) -> bytes:
        """Return the public key that proves, out of a backup, who stands in for this device; b"" where it has none."""
        ...

    def devices(self) -> Mapping[DeviceId, bytes]:
        """Return the public keys of the known devices; b"" for one that does not sign."""
        ...

    def introduce(self, device: DeviceId, public_key: bytes) -> None:
        """Take this device's events from now on; raise StoreError where it is known with another key."""
        ...

    def outbox(self, at_most: int = 100, after: int = 0) -> list[tuple[int, Outgoing]]:
        """Return what has to leave the device, the oldest after a number first, each with its number."""
        ...

    def settle(self, numbers: Sequence[int]) -> None:
        """Take out of the outbox what has left the device."""
        ...

    def snapshot(self) -> Snapshot | None:
        """Return the newest kept state that still holds: all other events come after its place."""
        ...

    def save_snapshot(self, snapshot: Snapshot) -> None:
        """Keep a state; raise StoreError where events arrived meanwhile that it was made without."""
        ...

    def verify(self, anchors: Iterable[Anchor] = ()) -> list[Flaw]:
        """Return every break in every log."""
        ...

    def export(self, beside: Mapping[str, str]) -> Iterator[bytes]:
        """Return all that a backup holds, line by line, and the texts of files kept beside the store."""
        ...


class EventStores(Protocol):
    """Make and open stores, each in a folder."""

    def create(self, folder: Path, name: str, exercise: bool, postgresql: str = "") -> None:
        """Make the store of a new operation; raise StoreError where the folder holds one."""
        ...

    def open(
        self, folder: Path, exercise: bool | None = None, clock: Callable[[], int] | None = None
    ) -> AbstractContextManager[EventStore]:
        """Give the store in a folder; raise MixedError where it is not what is expected, or StoreError.

        A `clock` (milliseconds since 1970) other than the wall's dates an exercise's events alone.
        """


class Backups(Protocol):
    """Write encrypted backups of stores, and make stores of them."""

    def write(
        self,
        store: EventStore,
        file: Path,
        recipients: Sequence[str] = (),
        passphrase: str = "",
        folder: Path | None = None,
    ) -> int:
        """Replace a file by a new backup in one step, and return its bytes; raise StoreError.

        The operators' second factors, kept in the store's folder, go with it.
        """
        ...

    def restore(
        self,
        file: Path,
        folder: Path,
        exercise: bool,
        identities: Sequence[str] = (),
        passphrase: str = "",
        postgresql: str = "",
        *,
        lost: bool = False,
    ) -> DeviceId:
        """Make the store of a backup in a new folder once it is checked, and return its device's new name.

        Where the device that made it is `lost`, the new one says on record that it stands in for it.

        Raise CannotReadError, MixedError or StoreError; nothing is there then.
        """
        ...


class AnchorFiles(Protocol):
    """Read and write what attests, outside a store, what its newest events were."""

    def read(self, file: Path) -> tuple[Anchor, ...]:
        """Return the anchors; raise InputFaultsError or CannotReadError."""
        ...

    def word(self, anchor: Anchor) -> str:
        """Return an anchor as one line; `read` takes a file of such lines."""
        ...

    def write(self, file: Path, anchors: Sequence[Anchor]) -> None:
        """Write them; raise StoreError."""
        ...
