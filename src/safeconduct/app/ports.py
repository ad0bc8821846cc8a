"""Name what the use cases need from the outside; the adapters fill these."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, NoReturn, Protocol

from safeconduct.core.basics import Fault
from safeconduct.core.intake.document import Document
from safeconduct.core.intake.evidence import Evidence
from safeconduct.core.intake.places import Gazetteer, Place
from safeconduct.core.intake.read import Knowledge
from safeconduct.core.intake.reading import Reading
from safeconduct.core.intake.review import Decision, Entry, Setting
from safeconduct.core.network import ImportedMap
from safeconduct.core.operation.activity import ActivityLog
from safeconduct.core.people import Registration
from safeconduct.core.picture.belief import SourceLedger
from safeconduct.core.picture.cells import Cells, Floats
from safeconduct.core.picture.forecast import Events
from safeconduct.core.picture.forecast.hindcast import Hindcast
from safeconduct.core.picture.incident import IncidentRows
from safeconduct.core.picture.origin import Receipt, Request
from safeconduct.core.plan import Case, Plan
from safeconduct.core.plan.replanning import Event
from safeconduct.core.plan.shown import StoredSufficiency
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
from safeconduct.core.vault import Approval, CaseId, ExportRequest, Field, Identity


class CaseStore(Protocol):
    """Keep cases."""

    def read(self, folder: Path) -> Case:
        """Return the case; raise InputFaultsError with every fault at once."""
        ...

    def write(self, case: Case, folder: Path) -> None:
        """Write the case in the open format."""
        ...


class PlanStore(Protocol):
    """Keep plans."""

    def read(self, folder: Path, case: Case | None = None) -> Plan:
        """Return the plan; raise InputFaultsError or CannotReadError. Given its case, pass junk no judge looks at."""
        ...

    def write(self, plan: Plan, utc_offset_seconds: int, folder: Path) -> None:
        """Write the plan in the open format, times with the case's offset."""
        ...


class EventReader(Protocol):
    """Read what has happened since a plan was made."""

    def read(self, texts: Sequence[str], files: Sequence[Path], case: Case) -> tuple[Event, ...]:
        """Return the events worded in texts and files, in order; raise InputFaultsError with every fault at once.

        What an event leaves open ("from", "to") is taken from the case's clock.
        """
        ...


class MapImporter(Protocol):
    """Read one kind of street map."""

    name: str

    def reads(self, file: Path) -> bool:
        """Tell by name and first bytes whether this importer reads the file."""
        ...

    def read(self, file: Path) -> ImportedMap:
        """Return the map, cleaned; raise InputFaultsError or CannotReadError."""
        ...


class MapStore(Protocol):
    """Keep imported maps: node.csv, link.csv, zone.csv, map.json."""

    def read(self, folder: Path) -> ImportedMap:
        """Return the map; raise InputFaultsError with every fault at once."""
        ...

    def write(self, imported: ImportedMap, folder: Path) -> None:
        """Write the map."""
        ...


class SufficiencyReader(Protocol):
    """Read answers that `safeconduct sufficiency` wrote."""

    def read(self, file: Path) -> StoredSufficiency:
        """Return the answer; raise InputFaultsError with every fault at once, or CannotReadError."""
        ...


class EvidenceReader(Protocol):
    """Read readings that `safeconduct read` wrote, and tables of counts."""

    def read(self, files: Sequence[Path]) -> Evidence:
        """Return all that the files hold; raise InputFaultsError with every fault at once, or CannotReadError."""
        ...


class SeriesFiles(Protocol):
    """Read a series of events and its cells, and keep its forecasts."""

    def read_events(self, file: Path) -> tuple[Events, int]:
        """Return the events in order of time, and how many had no place or time; raise InputFaultsError or
        CannotReadError.
        """
        ...

    def read_cells(self, file: Path) -> Cells:
        """Return the cells; raise InputFaultsError or CannotReadError."""
        ...

    def read_watched(self, file: Path, cells: Cells, periods: int) -> Floats:
        """Return how well cells are watched, (cells,) or (periods, cells); raise InputFaultsError or
        CannotReadError.
        """
        ...

    def write(self, file: Path, made: Hindcast) -> None:
        """Write the forecasts, whole or not at all."""
        ...


class SecretKeeper(Protocol):
    """Keep secrets apart from everything else that is written."""

    def keep(self, file: Path, text: str) -> None:
        """Write a new file that its owner alone can read; raise SafeconductError where there is one already."""
        ...


class SourceReader(Protocol):
    """Turn the bytes of a source into documents, in bounded time and memory."""

    bytes_max: int  # more is refused

    def read(self, data: bytes, name: str, charset: str = "") -> tuple[Document, ...]:
        """Return its documents, one at least; raise CannotReadError or InputFaultsError."""
        ...


class DocumentReader(Protocol):
    """Read documents, each in bounded time and memory."""

    def know(self, knowledge: Knowledge) -> None:
        """Take what is known before the first text is read."""
        ...

    def read(self, document: Document, seconds: float) -> Reading:
        """Return its reading; raise CannotReadError where it takes longer or breaks down."""
        ...


class Fetched(Protocol):
    """Hold what was fetched from the web."""

    @property
    def data(self) -> bytes:
        """Return the body."""
        ...

    @property
    def name(self) -> str:
        """Return a file's name for it, with the ending that the server's media type asks for."""
        ...

    @property
    def address(self) -> str:
        """Return where it stood in the end, after redirects."""
        ...

    @property
    def charset(self) -> str:
        """Return the encoding that the server declares; "" where it declares none."""
        ...


class PageFetcher(Protocol):
    """Fetch pages of the public internet."""

    def fetch(self, url: str) -> Fetched:
        """Return what stands at an address; raise CannotReadError."""


class ReadingReader(Protocol):
    """Read what `safeconduct read --json` wrote."""

    def read(self, file: Path) -> Reading:
        """Return the reading; raise InputFaultsError with every fault at once, or CannotReadError."""
        ...


class ReviewLog(Protocol):
    """Hold the log of one review, open to nobody else."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return all entries, in order."""
        ...

    def append(self, entry: Entry) -> None:
        """Keep an entry; when this returns, a power cut does not take it back."""
        ...


class ReviewLogs(Protocol):
    """Keep the logs of reviews, each beside its reading."""

    def open(self, reading_file: Path, reading: Reading) -> AbstractContextManager[ReviewLog]:
        """Give the log of a reading, made where there is none; raise InputFaultsError or SafeconductError."""
        ...

    def read(self, reading_file: Path, reading: Reading) -> tuple[Entry, ...]:
        """Return the entries of a reading's log, none where there is no log."""
        ...


class DecisionReader(Protocol):
    """Read decisions that somebody wrote into a file."""

    def read(self, file: Path, reading: Reading, setting: Setting) -> tuple[Decision, ...]:
        """Return the decisions in order; raise InputFaultsError with every fault at once, or CannotReadError."""
        ...


class TextGrouper(Protocol):
    """Compare texts by what they say, in whatever languages."""

    def cluster(self, texts: Sequence[str]) -> tuple[tuple[int, ...], ...]:
        """Return the numbers of the texts in groups that say much the same; a text like no other is alone."""
        ...


class GazetteerReader(Protocol):
    """Know the names of places."""

    @property
    def world(self) -> Gazetteer:
        """Return regions, countries and cities."""
        ...

    def read(self, file: Path) -> tuple[tuple[Place, ...], tuple[Fault, ...]]:
        """Return the places of a file, and its rows that are in doubt; raise InputFaultsError or CannotReadError."""
        ...


class IncidentReader(Protocol):
    """Read tables of incidents."""

    def read(self, files: Sequence[Path], utc_offset_seconds: int, day_first: bool | None = None) -> IncidentRows:
        """Return every incident and every row that gave none; raise CannotReadError for a file that is no such table.

        `day_first` says how days like 03/04/2031 are meant; None = each column tells, or its rows are faults.
        """
        ...


class SourceLedgers(Protocol):
    """Keep what is thought of sources."""

    def read(self, file: Path) -> SourceLedger:
        """Return what the file says; raise InputFaultsError with every fault at once, or CannotReadError."""
        ...

    def read_outcomes(self, file: Path, report_ids: Collection[str]) -> Mapping[str, bool]:
        """Return by report whether its danger was there; raise InputFaultsError or CannotReadError."""
        ...

    def write(self, file: Path, ledger: SourceLedger) -> Path | None:
        """Replace the file in one step; return where the old one is kept, None where none was, or an equal one."""
        ...


class OriginLog(Protocol):
    """Keep who opened an origin and why."""

    def append(self, request: Request) -> Receipt:
        """Keep a request and return its receipt; raise SafeconductError where it cannot be kept."""
        ...

    def read(self) -> tuple[Request, ...]:
        """Return every request in order; raise InputFaultsError where the log was changed, or CannotReadError."""


class RegistryReader(Protocol):
    """Read registrations."""

    def read(self, file: Path, form: Path | None = None) -> tuple[tuple[Registration, ...], tuple[Fault, ...]]:
        """Return the parties of a table, and what is wrong with the others; `form` is the XLSForm that collected it."""
        ...


class ActivityPage(Protocol):
    """Lay an operator's activity log out for print."""

    def render(self, log: ActivityLog) -> bytes:
        """Return it as a PDF."""
        ...


class SecondFactor(Protocol):
    """Prove that an operator holds what they enrolled: one kind a class."""

    kind: str  # as operator.joined names it

    def enrol(self, operator: ActorId) -> str:
        """Return what the operator puts into their device, and keep what proves it; an unproved one is made anew."""
        ...

    def prove(self, operator: ActorId, proof: str, now_millis: int) -> bool:
        """Tell whether a proof is the operator's, and has not been used before."""
        ...


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


class SessionKeeper(Protocol):
    """Keep who has proved themselves, for the length of a shift."""

    def start(self, operator: ActorId, now_millis: int) -> str:
        """Return the token of a new session of an operator who has proved who they are."""
        ...

    def find(self, token: str, now_millis: int) -> ActorId | None:
        """Return whose session a token is; None where it is nobody's, or has run out."""
        ...

    def end(self, operator: ActorId) -> None:
        """End every session of an operator."""
        ...


class EventStore(Protocol):
    """Keep the record of an operation on one device; many threads may use it at once."""

    def operation(self) -> Operation:
        """Return whose store this is."""
        ...

    def append(
        self, events: Sequence[Unsealed], follows: Sequence[Outgoing] = (), request: str = ""
    ) -> tuple[Sealed, ...]:
        """Record events and what follows from them, all or nothing; a power cut does not take it back.

        The same request again returns what was recorded then. Raise StoreError; nothing is acknowledged then.
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

    def read_as_arrived(self, after: int = 0) -> Iterator[tuple[int, Sealed]]:
        """Return all events in the order in which they came here, each with its number in that order."""
        ...

    def newest(self) -> int:
        """Return the number, in the order in which they came here, of the newest event; 0 where there is none."""
        ...

    def heads(self) -> list[Anchor]:
        """Return each known device's newest event up to which there is no gap."""
        ...

    def devices(self) -> Mapping[DeviceId, bytes]:
        """Return the public keys of the known devices; b"" for one that does not sign."""
        ...

    def introduce(self, device: DeviceId, public_key: bytes) -> None:
        """Take this device's events from now on; raise StoreError where it is known with another key."""
        ...

    def outbox(self, at_most: int = 100) -> list[tuple[int, Outgoing]]:
        """Return what has to leave the device, the oldest first, each with its number."""
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

    def export(self) -> Iterator[bytes]:
        """Return all that a backup holds, line by line."""
        ...


class EventStores(Protocol):
    """Make and open stores, each in a folder."""

    def create(self, folder: Path, name: str, exercise: bool, postgresql: str = "") -> None:
        """Make the store of a new operation; raise StoreError where the folder holds one."""
        ...

    def open(self, folder: Path, exercise: bool | None = None) -> AbstractContextManager[EventStore]:
        """Give the store in a folder; raise MixedError where it is not what is expected, or StoreError."""


class Vault(Protocol):
    """Reach the identities of one vault, one by one; raise VaultLockedError or VaultRefusedError where it does not."""

    def seal(self, case: CaseId, identity: Identity) -> None:
        """Seal an identity to the key of its case and have it kept."""
        ...

    def fingerprint(self, case: CaseId) -> Mapping[str, Sequence[str]]:
        """Return the keyed fingerprints of a case, by what is compared; equal ones may be one person's."""
        ...

    def open_identity(self, case: CaseId, purpose: str, fields: Sequence[Field]) -> Identity:
        """Return the fields asked for of one identity."""
        ...

    def open_contact(self, case: CaseId, message: str, channel: str) -> str:
        """Return the address to which a message goes now; once for each message."""
        ...

    def erase(self, case: CaseId) -> Mapping[str, int]:
        """Destroy the key of a case; return how many erased cases each copy not reached still holds."""
        ...

    def export(self, request: ExportRequest, approvals: Sequence[Approval]) -> str:
        """Have an approved export written for its receiver; return the name of its file."""
        ...

    def read_status(self) -> Mapping[str, Any]:
        """Return how the vault stands."""
        ...

    def lock(self) -> None:
        """Have the keys forgotten, now."""
        ...


class VaultKeeper(Protocol):
    """Make vaults, and what people need to use one; each raises SafeconductError where it cannot."""

    def reach(self, folder: Path, actor: str) -> Vault:
        """Return the vault of a folder."""
        ...

    def make(self, folder: Path, passphrase: str, *, exercise: bool, user: str | None) -> None:
        """Make a new vault, which belongs to a system user."""
        ...

    def enrol(self, folder: Path, passphrase: str, name: str, public: str) -> None:
        """Enrol somebody who may approve exports; keyd knows it when it is started again."""
        ...

    def add_copy(self, folder: Path, name: str, file: Path) -> None:
        """List one more copy of the keys; keyd writes it when it is started again."""
        ...

    def back_up(self, folder: Path, target: Path) -> None:
        """Copy what a backup may hold: everything but the keys of the cases."""
        ...

    def destroy(self, folder: Path, actor: str) -> Sequence[str]:
        """Destroy every key of a vault that is reached; return the names of the copies that were not."""
        ...

    def make_approver(self, file: Path, passphrase: str) -> str:
        """Make a person's key to approve with; return what they enrol with."""
        ...

    def make_receiver(self, file: Path) -> str:
        """Make a key to receive exports with; return what a request names."""
        ...

    def write_request(self, file: Path, request: ExportRequest) -> None:
        """Write a request for people to approve."""
        ...

    def read_request(self, file: Path) -> ExportRequest:
        """Return a request."""
        ...

    def approve(self, request: ExportRequest, name: str, rows: int, key: Path, passphrase: str, out: Path) -> None:
        """Write a person's approval of exactly this request."""
        ...

    def read_approvals(self, files: Sequence[Path]) -> tuple[Approval, ...]:
        """Return approvals."""
        ...

    def receive(self, file: Path, key: Path, out: Path) -> int:
        """Open an export where its receiver is; return its rows, of which one is invented."""
        ...

    def read_passphrase(self, handle: int | None, ask: str) -> str:
        """Return what stands in an open file, or is typed."""
        ...

    def become_keyd(self, arguments: Sequence[str]) -> NoReturn:
        """Make this process keyd."""
        ...


class Backups(Protocol):
    """Write encrypted backups of stores, and make stores of them."""

    def write(self, store: EventStore, file: Path, recipients: Sequence[str] = (), passphrase: str = "") -> int:
        """Replace a file by a new backup in one step, and return its bytes; raise StoreError."""
        ...

    def restore(
        self,
        file: Path,
        folder: Path,
        exercise: bool,
        identities: Sequence[str] = (),
        passphrase: str = "",
        postgresql: str = "",
    ) -> DeviceId:
        """Make the store of a backup in a new folder once it is checked, and return its device's new name.

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
