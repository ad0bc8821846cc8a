"""Offer every use case as a command: one file per command, or a folder of them, found by being in this folder."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import typer

from safeconduct.app.access import Door
from safeconduct.app.calibrate_forecast import CalibrationPage
from safeconduct.app.ports import (
    ActivityPage,
    AlertFiles,
    AlertFormat,
    AlertOutlet,
    AnchorFiles,
    AreaReader,
    AskingFactor,
    Backups,
    BundleFiles,
    CaseStore,
    Channel,
    DecisionReader,
    DocumentReader,
    EventReader,
    EventStore,
    EventStores,
    EvidenceReader,
    GazetteerReader,
    IncidentReader,
    InstructionKeys,
    MapImporter,
    MapStore,
    OriginLog,
    PageCodes,
    PageFetcher,
    PageFront,
    PageShelves,
    PageWriter,
    Peer,
    PlanStore,
    ReadingReader,
    RegistryReader,
    ReviewLogs,
    SecondFactor,
    SecretKeeper,
    SeriesFiles,
    SessionKeeper,
    SourceLedgers,
    SourceReader,
    SufficiencyReader,
    TextGrouper,
    VaultKeeper,
    WarningPage,
)
from safeconduct.app.set_override import AppendOverride
from safeconduct.app.write_picture import PicturePage
from safeconduct.app.write_report import ReportPage
from safeconduct.core.delivery import ChannelRule
from safeconduct.core.instructions import Phrasebook
from safeconduct.core.intake import Report
from safeconduct.core.intake.likeness import Likeness
from safeconduct.core.intake.reading import Reading
from safeconduct.core.picture.incident import Incident
from safeconduct.core.plan.mixing import Mixture
from safeconduct.core.warnings import WarningWords
from safeconduct.interfaces.cli._panels import lay_out


@dataclass(frozen=True, slots=True)
class Services:
    """Carry the filled ports to the commands."""

    cases: CaseStore
    plans: PlanStore
    events: EventReader
    maps: MapStore
    map_importers: tuple[MapImporter, ...]  # the first that knows a file reads it
    write_files: Callable[[Path, Mapping[str, str]], None]  # texts by name into a folder, all or none
    report_page: ReportPage
    picture_page: PicturePage
    calibration_page: CalibrationPage
    sufficiency: SufficiencyReader
    secrets: SecretKeeper
    draw_frontier: Callable[[Mixture], str]
    schemas: Callable[[], Mapping[str, object]]  # the published schemas by name
    sources: SourceReader
    pages: PageFetcher
    reader: DocumentReader
    gazetteers: GazetteerReader
    exports: Mapping[str, Callable[[Sequence[Reading], float], str]]  # by name; the number is when, a POSIX second
    evidence: EvidenceReader
    likeness: Likeness  # of two statements
    readings: ReadingReader
    reviews: ReviewLogs
    decisions: DecisionReader
    append_override: AppendOverride
    append_reports: Callable[[Path, Sequence[Report], int], tuple[Report, ...]]  # to a case; gives those that are new
    grouper: TextGrouper
    series: SeriesFiles
    origin_log: Callable[[Path], OriginLog]  # in a file
    on_screen: Callable[[], bool]  # whether what is printed is seen by a person, and not stored or sent on
    incidents: IncidentReader
    ledgers: SourceLedgers
    vaults: VaultKeeper
    stores: EventStores
    backups: Backups
    anchors: AnchorFiles
    doors: Callable[[EventStore], Door]
    bundles: BundleFiles
    reach_peer: Callable[[str, Path | None], Peer]  # at an address, vouched for by a certificate of the team's own
    sessions: Callable[[Path], SessionKeeper]  # folder of an operation
    passkeys: Callable[[Path, str, str], AskingFactor]  # folder and name of an operation, origin of its service
    second_factors: Callable[[Path, str], SecondFactor]  # folder and name of an operation
    draw_qr: Callable[[str], str]  # for a terminal
    instruction_keys: InstructionKeys
    registries: RegistryReader
    activity_page: ActivityPage
    shelves: PageShelves
    page_codes: PageCodes
    page_writer: Callable[[str], PageWriter]  # title of every page
    page_front: Callable[[str, str, str], PageFront]  # title, label and button of the page with the field
    phrasebook: Callable[[str], Phrasebook]  # every language; the tag is of the one for those who have none
    lock_folder: Callable[[Path, str], AbstractContextManager[None]]  # folder, and what runs in it once at a time
    open_channels: Callable[[Path], tuple[Mapping[str, Channel], Mapping[str, ChannelRule]]]  # of an operation's folder
    incident_table: Callable[[Sequence[Incident], int], str]  # the text of an incident.csv; seconds east of UTC
    alert_files: Callable[[Path], AlertFiles]  # in a folder
    alert_format: AlertFormat
    alert_outlet: Callable[[Path, str, str], AlertOutlet]  # folder, title, and where it can be read from
    areas: AreaReader
    warning_page: WarningPage
    warning_words: WarningWords


def build_cli(services: Services) -> typer.Typer:
    """Collect the commands: each module or folder here has `add_to(cli, services)`."""
    cli = typer.Typer(
        name="safeconduct",
        help="Plan and run the protected movement of civilians out of a city under threat.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
    )
    for module in find_commands(__name__, __path__):
        module.add_to(cli, services)
    lay_out(cli)
    return cli


def find_commands(package: str, folder: Iterable[str]) -> list[ModuleType]:
    """Return the modules and folders of a package that hold commands, by name: those that no underscore begins."""
    names = sorted(found.name for found in pkgutil.iter_modules(folder) if not found.name.startswith("_"))
    return [importlib.import_module(f"{package}.{name}") for name in names]
