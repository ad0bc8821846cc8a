"""Name what the use cases need from the outside; the adapters fill these."""

from safeconduct.app.ports.cases import (
    AnswerKeeper,
    CaseStore,
    EventReader,
    MapImporter,
    MapStore,
    PlanStore,
    SecretKeeper,
    SufficiencyReader,
)
from safeconduct.app.ports.channel import AreaChannel, Channel, ThingMap
from safeconduct.app.ports.crew import CrewHirer
from safeconduct.app.ports.desk import ActivityPage, AskingFactor, RegistryReader, SecondFactor, SessionKeeper
from safeconduct.app.ports.pages import PageCodes, PageFront, PageShelf, PageShelves, PageWriter
from safeconduct.app.ports.picture import IncidentReader, OriginLog, SeriesFiles, SourceLedgers
from safeconduct.app.ports.print import CardPrinter, SheetPrinter
from safeconduct.app.ports.reading import (
    DecisionReader,
    DocumentReader,
    EvidenceReader,
    Fetched,
    GazetteerReader,
    PageFetcher,
    ReadingReader,
    ReviewLog,
    ReviewLogs,
    SourceReader,
    TextGrouper,
)
from safeconduct.app.ports.record import AnchorFiles, Backups, BundleFiles, EventStore, EventStores, Peer
from safeconduct.app.ports.trust import InstructionKeys, Signer
from safeconduct.app.ports.vault import Vault, VaultKeeper
from safeconduct.app.ports.warnings import AlertFiles, AlertFormat, AlertOutlet, AreaReader, WarningPage
from safeconduct.app.ports.work import WorkApart

__all__ = [
    "ActivityPage",
    "AlertFiles",
    "AlertFormat",
    "AlertOutlet",
    "AnchorFiles",
    "AnswerKeeper",
    "AreaChannel",
    "AreaReader",
    "AskingFactor",
    "Backups",
    "BundleFiles",
    "CardPrinter",
    "CaseStore",
    "Channel",
    "CrewHirer",
    "DecisionReader",
    "DocumentReader",
    "EventReader",
    "EventStore",
    "EventStores",
    "EvidenceReader",
    "Fetched",
    "GazetteerReader",
    "IncidentReader",
    "InstructionKeys",
    "MapImporter",
    "MapStore",
    "OriginLog",
    "PageCodes",
    "PageFetcher",
    "PageFront",
    "PageShelf",
    "PageShelves",
    "PageWriter",
    "Peer",
    "PlanStore",
    "ReadingReader",
    "RegistryReader",
    "ReviewLog",
    "ReviewLogs",
    "SecondFactor",
    "SecretKeeper",
    "SeriesFiles",
    "SessionKeeper",
    "SheetPrinter",
    "Signer",
    "SourceLedgers",
    "SourceReader",
    "SufficiencyReader",
    "TextGrouper",
    "ThingMap",
    "Vault",
    "VaultKeeper",
    "WarningPage",
    "WorkApart",
]
