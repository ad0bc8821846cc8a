"""Hold what the endpoints work with, and tell whose request it is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Annotated, Protocol

from fastapi import Depends, HTTPException, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from safeconduct.app.access import Door
from safeconduct.app.board_ground import GroundFinder
from safeconduct.app.drive_clock import DrivenClock, find_start
from safeconduct.app.exercise_room import EntryCodes, ExerciseRoom
from safeconduct.app.find_plan import AdoptedFinder
from safeconduct.app.ports import (
    AlertFiles,
    AlertFormat,
    AlertOutlet,
    AnswerKeeper,
    AskingFactor,
    BundleFiles,
    CaseStore,
    Channel,
    EventStore,
    EventStores,
    InstructionKeys,
    PlanStore,
    SecondFactor,
    SessionKeeper,
    Vault,
    VaultKeeper,
    WorkApart,
)
from safeconduct.app.show_replan import ChangeLine
from safeconduct.app.throw_in import throw_in
from safeconduct.app.warning_desk import WarningDesk
from safeconduct.core.basics import MixedError
from safeconduct.core.delivery import ChannelRule
from safeconduct.core.exercise.injects import Inject
from safeconduct.core.instructions import Phrasebook
from safeconduct.core.record import ActorId, Operation
from safeconduct.core.vault import VaultLockedError
from safeconduct.core.warnings import WarningWords
from safeconduct.interfaces.api.jobs import JobBook
from safeconduct.interfaces.api.tell_desk import TellDesk

BEARER = HTTPBearer(auto_error=False, description="A token that POST /login gave, or `safeconduct login`.")


class ApiServices(Protocol):
    """Carry the filled ports that the service needs."""

    @property
    def stores(self) -> EventStores:
        """Open operations."""
        ...

    @property
    def doors(self) -> Callable[[EventStore], Door]:
        """Make the door of a store."""
        ...

    @property
    def bundles(self) -> BundleFiles:
        """Pack and unpack events."""
        ...

    @property
    def sessions(self) -> Callable[[Path], SessionKeeper]:
        """Keep the sessions of an operation's folder."""
        ...

    @property
    def second_factors(self) -> Callable[[Path, str], SecondFactor]:
        """Prove operators, by folder and name of an operation."""
        ...

    @property
    def passkeys(self) -> Callable[[Path, str, str], AskingFactor]:
        """Prove operators, by folder and name of an operation and the origin of its service."""
        ...

    @property
    def vaults(self) -> VaultKeeper:
        """Reach vaults."""
        ...

    @property
    def cases(self) -> CaseStore:
        """Read cases."""
        ...

    @property
    def plans(self) -> PlanStore:
        """Read plans."""
        ...

    @property
    def instruction_keys(self) -> InstructionKeys:
        """Read the key of an operation's folder."""
        ...

    @property
    def phrasebook(self) -> Callable[[str], Phrasebook]:
        """Load the words of every language, and the default one."""
        ...

    @property
    def open_channels(self) -> Callable[[Path], tuple[Mapping[str, Channel], Mapping[str, ChannelRule]]]:
        """Open the channels of an operation's folder."""
        ...

    @property
    def answers(self) -> AnswerKeeper:
        """Keep answers to whether the means suffice."""
        ...

    @property
    def work_apart(self) -> WorkApart:
        """Do long work in a process of its own."""
        ...

    @property
    def write_files(self) -> Callable[[Path, Mapping[str, str]], None]:
        """Write files into a folder."""
        ...

    @property
    def alert_files(self) -> Callable[[Path], AlertFiles]:
        """Keep alerts in a folder."""
        ...

    @property
    def alert_format(self) -> AlertFormat:
        """Read and write alerts."""
        ...

    @property
    def alert_outlet(self) -> Callable[[Path, str, str], AlertOutlet]:
        """Show alerts in a folder, by its title and address."""
        ...

    @property
    def warning_words(self) -> WarningWords:
        """Word alerts."""
        ...


@dataclass(frozen=True, slots=True)
class Shelf:
    """Name the folders that hold the cases and the plans of which one may be adopted."""

    cases: Path
    plans: Path


@dataclass(frozen=True, slots=True)
class Drive:
    """Say how an exercise is driven: by which clock, what is thrown in, and who hears the codes that let people in."""

    clock: Callable[[int], DrivenClock]  # by the moment at which it begins
    script: tuple[Inject, ...] = ()
    announce: Callable[[Mapping[ActorId, str]], None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Desk:
    """Hold one operation that is open, and the ways to it."""

    store: EventStore
    door: Door
    operation: Operation
    sessions: SessionKeeper
    factor: SecondFactor
    passkeys: AskingFactor
    bundles: BundleFiles
    reach: Callable[[ActorId], Vault]
    cases: CaseStore
    plans: PlanStore
    shelf: Shelf | None
    tell: TellDesk
    grounds: GroundFinder | None  # what the boards are laid upon; None where no plans are reached
    folder: Path  # of the operation
    answers: AnswerKeeper
    finder: AdoptedFinder | None  # of the plans on the shelf
    warnings: WarningDesk
    work_apart: WorkApart
    jobs: JobBook = field(default_factory=JobBook)
    corrections: dict[str, str] = field(default_factory=dict)  # by request: the draft that it made
    shown_replans: dict[str, tuple[ChangeLine, ...]] = field(default_factory=dict)  # by replan, the newest last
    exercise: ExerciseRoom | None = None  # None: nobody drives the clock

    def now_millis(self) -> int:
        """Return the operation's clock, by which its events are dated: in an exercise somebody may drive it."""
        return self.store.now_millis()

    def wall_millis(self) -> int:
        """Return the wall clock, by which sessions and digits hold."""
        return time.time_ns() // 1_000_000


@contextmanager
def open_desk(
    services: ApiServices,
    folder: Path,
    vault: Path | None,
    shelf: Shelf | None,
    origin: str,
    drive: Drive | None = None,
) -> Iterator[Desk]:
    """Open an operation; raise StoreError where that is refused, MixedError where a live one was to be driven."""

    def reach(actor: ActorId) -> Vault:
        if vault is None:
            raise VaultLockedError("this service reaches no vault: start it with --vault")
        return services.vaults.reach(vault, actor)

    clock = None if drive is None else drive.clock(_find_start(services, folder))
    with services.stores.open(folder, clock=None if clock is None else clock.now_millis) as store:
        operation, door = store.operation(), services.doors(store)
        factor = services.second_factors(folder, operation.name)
        adopted = None if shelf is None else AdoptedFinder(services.cases, services.plans, shelf.cases, shelf.plans)
        room = None
        if drive is not None and clock is not None:
            room = _open_room(services, folder, door, drive, clock)
            factor = EntryCodes(factor, [name for name, one in door.state().operators.items() if one.is_on_duty()])
            drive.announce(factor.codes)
        try:
            yield Desk(
                store=store,
                door=door,
                operation=operation,
                sessions=services.sessions(folder),
                factor=factor,
                passkeys=services.passkeys(folder, operation.name, origin),
                bundles=services.bundles,
                reach=reach,
                cases=services.cases,
                plans=services.plans,
                shelf=shelf,
                tell=TellDesk(
                    folder,
                    services.instruction_keys,
                    cache(lambda: services.phrasebook("en")),
                    lambda: services.open_channels(folder)[1],
                    adopted,
                ),
                grounds=GroundFinder(adopted) if adopted else None,
                folder=folder,
                answers=services.answers,
                finder=adopted,
                warnings=WarningDesk(
                    door,
                    operation.exercise,
                    services.alert_files(folder / "alerts"),
                    services.alert_format,
                    services.warning_words,
                    services.alert_outlet(folder / "feed", operation.name, f"{origin}/feed"),
                    lambda: services.open_channels(folder)[1] if (folder / "channels.toml").exists() else {},
                ),
                work_apart=services.work_apart,
                exercise=room,
            )
        finally:
            if room is not None:
                room.end()


def _find_start(services: ApiServices, folder: Path) -> int:
    with services.stores.open(folder) as store:
        if not store.operation().exercise:
            raise MixedError(f"{folder} is a live operation: nobody drives its clock")
        return find_start(store)


def _open_room(services: ApiServices, folder: Path, door: Door, drive: Drive, clock: DrivenClock) -> ExerciseRoom:
    def throw(inject: Inject) -> str:
        return throw_in(door, inject, True, clock.now_millis(), folder / "inbox", services.write_files)

    room = ExerciseRoom(clock, drive.script, throw, clock.now_millis())
    room.begin()
    return room


def find_desk(request: Request) -> Desk:
    """Return the desk of the service that is asked."""
    desk: Desk = request.app.state.desk
    return desk


At = Annotated[Desk, Depends(find_desk)]


def find_operator(desk: At, given: Annotated[HTTPAuthorizationCredentials | None, Security(BEARER)]) -> ActorId:
    """Return whose session the request shows; raise 401 where it is nobody's.

    That is not on record: who can reach the port could fill the disk. What operators are denied is.
    """
    operator = None if given is None else desk.sessions.find(given.credentials, desk.wall_millis())
    if operator is None:
        raise HTTPException(401, "show a session that holds: POST /login gives one", {"WWW-Authenticate": "Bearer"})
    return operator


Who = Annotated[ActorId, Depends(find_operator)]
