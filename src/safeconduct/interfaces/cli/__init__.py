"""Offer every use case as a command: one file per command, found by being in this folder."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from safeconduct.app.access import Door
from safeconduct.app.calibrate_forecast import CalibrationPage
from safeconduct.app.ports import (
    ActivityPage,
    AnchorFiles,
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
    MapImporter,
    MapStore,
    OriginLog,
    PageFetcher,
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
)
from safeconduct.app.set_override import AppendOverride
from safeconduct.app.write_picture import PicturePage
from safeconduct.app.write_report import ReportPage
from safeconduct.core.delivery import ChannelRule
from safeconduct.core.intake import Report
from safeconduct.core.intake.likeness import Likeness
from safeconduct.core.intake.reading import Reading
from safeconduct.core.picture.incident import Incident
from safeconduct.core.plan.mixing import Mixture
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
    second_factors: Callable[[Path, str], SecondFactor]  # folder and name of an operation
    draw_qr: Callable[[str], str]  # for a terminal
    registries: RegistryReader
    activity_page: ActivityPage
    open_channels: Callable[[Path], tuple[Mapping[str, Channel], Mapping[str, ChannelRule]]]  # of an operation's folder
    incident_table: Callable[[Sequence[Incident], int], str]  # the text of an incident.csv; seconds east of UTC


def build_cli(services: Services) -> typer.Typer:
    """Collect the commands: each module here has `add_to(cli, services)`."""
    cli = typer.Typer(
        name="safeconduct",
        help="Plan and run the protected movement of civilians out of a city under threat.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
    )
    for module in sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_")):
        importlib.import_module(f"{__name__}.{module}").add_to(cli, services)
    lay_out(cli)
    return cli
