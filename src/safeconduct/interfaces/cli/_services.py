"""Name what the commands need from the outside; wiring fills it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # only names of types: a command waits for what it uses, and for nothing else
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


class Services(Protocol):
    """Carry the filled ports to the commands; each may be made when it is first asked for."""

    @property
    def cases(self) -> CaseStore: ...

    @property
    def plans(self) -> PlanStore: ...

    @property
    def events(self) -> EventReader: ...

    @property
    def maps(self) -> MapStore: ...

    @property
    def map_importers(self) -> tuple[MapImporter, ...]: ...  # the first that knows a file reads it

    @property
    def write_files(self) -> Callable[[Path, Mapping[str, str]], None]: ...  # texts by name into a folder, all or none

    @property
    def report_page(self) -> ReportPage: ...

    @property
    def picture_page(self) -> PicturePage: ...

    @property
    def calibration_page(self) -> CalibrationPage: ...

    @property
    def answers(self) -> AnswerKeeper: ...

    @property
    def crews(self) -> CrewHirer: ...

    @property
    def make_certificates(self) -> Callable[[Path, int], None]: ...  # folder, days

    @property
    def enough_page(self) -> EnoughPage: ...

    @property
    def enough_sheet(self) -> EnoughSheet: ...

    @property
    def sufficiency(self) -> SufficiencyReader: ...

    @property
    def secrets(self) -> SecretKeeper: ...

    @property
    def draw_frontier(self) -> Callable[[Mixture], str]: ...

    @property
    def schemas(self) -> Callable[[], Mapping[str, object]]: ...  # the published schemas by name

    @property
    def sources(self) -> SourceReader: ...

    @property
    def pages(self) -> PageFetcher: ...

    @property
    def reader(self) -> DocumentReader: ...

    @property
    def gazetteers(self) -> GazetteerReader: ...

    @property
    def exports(
        self,
    ) -> Mapping[str, Callable[[Sequence[Reading], float], str]]: ...  # by name; the number is when, a POSIX second

    @property
    def evidence(self) -> EvidenceReader: ...

    @property
    def likeness(self) -> Likeness: ...  # of two statements

    @property
    def readings(self) -> ReadingReader: ...

    @property
    def reviews(self) -> ReviewLogs: ...

    @property
    def decisions(self) -> DecisionReader: ...

    @property
    def exercise_script(self) -> Callable[[Path], tuple[Inject, ...]]: ...

    @property
    def append_override(self) -> AppendOverride: ...

    @property
    def append_reports(
        self,
    ) -> Callable[[Path, Sequence[Report], int], tuple[Report, ...]]: ...  # to a case; gives those that are new

    @property
    def grouper(self) -> TextGrouper: ...

    @property
    def series(self) -> SeriesFiles: ...

    @property
    def origin_log(self) -> Callable[[Path], OriginLog]: ...  # in a file

    @property
    def on_screen(
        self,
    ) -> Callable[[], bool]: ...  # whether what is printed is seen by a person, and not stored or sent on

    @property
    def incidents(self) -> IncidentReader: ...

    @property
    def ledgers(self) -> SourceLedgers: ...

    @property
    def vaults(self) -> VaultKeeper: ...

    @property
    def stores(self) -> EventStores: ...

    @property
    def backups(self) -> Backups: ...

    @property
    def anchors(self) -> AnchorFiles: ...

    @property
    def doors(self) -> Callable[[EventStore], Door]: ...

    @property
    def bundles(self) -> BundleFiles: ...

    @property
    def reach_peer(
        self,
    ) -> Callable[[str, Path | None], Peer]: ...  # at an address, vouched for by a certificate of the team's own

    @property
    def sessions(self) -> Callable[[Path], SessionKeeper]: ...  # folder of an operation

    @property
    def passkeys(
        self,
    ) -> Callable[[Path, str, str], AskingFactor]: ...  # folder and name of an operation, origin of its service

    @property
    def second_factors(self) -> Callable[[Path, str], SecondFactor]: ...  # folder and name of an operation

    @property
    def draw_qr(self) -> Callable[[str], str]: ...  # for a terminal

    @property
    def instruction_keys(self) -> InstructionKeys: ...

    @property
    def registries(self) -> RegistryReader: ...

    @property
    def activity_page(self) -> ActivityPage: ...

    @property
    def shelves(self) -> PageShelves: ...

    @property
    def page_codes(self) -> PageCodes: ...

    @property
    def page_writer(self) -> Callable[[str], PageWriter]: ...  # title of every page

    @property
    def page_front(
        self,
    ) -> Callable[[str, str, str], PageFront]: ...  # title, label and button of the page with the field

    @property
    def phrasebook(
        self,
    ) -> Callable[[str], Phrasebook]: ...  # every language; the tag is of the one for those who have none

    @property
    def cards(self) -> CardPrinter: ...

    @property
    def sheets(self) -> SheetPrinter: ...

    @property
    def track_formats(self) -> Mapping[str, Callable[[Track], str]]: ...  # by the name of the format

    @property
    def write_private(self) -> Callable[[Path, bytes], None]: ...  # for its owner alone

    @property
    def lock_folder(
        self,
    ) -> Callable[[Path, str], AbstractContextManager[None]]: ...  # folder, and what runs in it once

    @property
    def open_channels(
        self,
    ) -> Callable[[Path], tuple[Mapping[str, Channel], Mapping[str, ChannelRule]]]: ...  # of an operation's folder

    @property
    def work_apart(self) -> WorkApart: ...

    @property
    def open_map(
        self,
    ) -> Callable[[Path, frozenset[str], bool], ThingMap | None]: ...  # folder, ids that never leave, exercise

    @property
    def incident_table(
        self,
    ) -> Callable[[Sequence[Incident], int], str]: ...  # the text of an incident.csv; seconds east of UTC

    @property
    def alert_files(self) -> Callable[[Path], AlertFiles]: ...  # in a folder

    @property
    def alert_format(self) -> AlertFormat: ...

    @property
    def alert_outlet(
        self,
    ) -> Callable[[Path, str, str], AlertOutlet]: ...  # folder, title, and where it can be read from

    @property
    def areas(self) -> AreaReader: ...

    @property
    def warning_page(self) -> WarningPage: ...

    @property
    def warning_words(self) -> WarningWords: ...
