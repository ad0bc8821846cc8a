"""Hold what the endpoints work with, and tell whose request it is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Protocol

from fastapi import Depends, HTTPException, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from safeconduct.app.access import Door
from safeconduct.app.find_plan import AdoptedFinder
from safeconduct.app.ports import (
    AlertFiles,
    AlertFormat,
    AlertOutlet,
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
)
from safeconduct.app.warning_desk import WarningDesk
from safeconduct.core.delivery import ChannelRule
from safeconduct.core.instructions import Phrasebook
from safeconduct.core.record import ActorId, Operation
from safeconduct.core.vault import VaultLockedError
from safeconduct.core.warnings import WarningWords
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
    warnings: WarningDesk

    def now_millis(self) -> int:
        """Return the wall clock."""
        return time.time_ns() // 1_000_000


@contextmanager
def open_desk(
    services: ApiServices, folder: Path, vault: Path | None, shelf: Shelf | None, origin: str
) -> Iterator[Desk]:
    """Open an operation; raise StoreError where that is refused."""

    def reach(actor: ActorId) -> Vault:
        if vault is None:
            raise VaultLockedError("this service reaches no vault: start it with --vault")
        return services.vaults.reach(vault, actor)

    with services.stores.open(folder) as store:
        operation, door = store.operation(), services.doors(store)
        yield Desk(
            store,
            door,
            operation,
            services.sessions(folder),
            services.second_factors(folder, operation.name),
            services.passkeys(folder, operation.name, origin),
            services.bundles,
            reach,
            services.cases,
            services.plans,
            shelf,
            TellDesk(
                folder,
                services.instruction_keys,
                cache(lambda: services.phrasebook("en")),
                lambda: services.open_channels(folder)[1],
                AdoptedFinder(services.cases, services.plans, shelf.cases, shelf.plans) if shelf else None,
            ),
            WarningDesk(
                door,
                operation.exercise,
                services.alert_files(folder / "alerts"),
                services.alert_format,
                services.warning_words,
                services.alert_outlet(folder / "feed", operation.name, ""),
                lambda: services.open_channels(folder)[1] if (folder / "channels.toml").exists() else {},
            ),
        )


def find_desk(request: Request) -> Desk:
    """Return the desk of the service that is asked."""
    desk: Desk = request.app.state.desk
    return desk


At = Annotated[Desk, Depends(find_desk)]


def find_operator(desk: At, given: Annotated[HTTPAuthorizationCredentials | None, Security(BEARER)]) -> ActorId:
    """Return whose session the request shows; raise 401 where it is nobody's.

    That is not on record: who can reach the port could fill the disk. What operators are denied is.
    """
    operator = None if given is None else desk.sessions.find(given.credentials, desk.now_millis())
    if operator is None:
        raise HTTPException(401, "show a session that holds: POST /login gives one", {"WWW-Authenticate": "Bearer"})
    return operator


Who = Annotated[ActorId, Depends(find_operator)]
