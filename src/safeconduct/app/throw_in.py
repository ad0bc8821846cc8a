"""Throw an inject into an exercise: whoever would see it reports it, as in a live operation, and nothing else."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from safeconduct.app.access import Door
from safeconduct.app.report_place import report_place
from safeconduct.core.basics import Fault, InputFaultsError, MixedError
from safeconduct.core.basics.earth import METRES_PER_DEGREE
from safeconduct.core.exercise.injects import REPORTERS, Inject
from safeconduct.core.operation import Role, Seen, State
from safeconduct.core.record import ActorId, DeviceId, Json

PRECISION_METRES = 100.0
ORGANISATION = "EXERCISE"

Act = tuple[str, dict[str, Json]]


def throw_in(
    door: Door,
    inject: Inject,
    exercise: bool,
    now_millis: int,
    inbox: Path,
    write: Callable[[Path, Mapping[str, str]], None],
) -> str:
    """Let it come in, and return whose report it is, or the file in which a message lies.

    A message goes to the inbox as a text, to be read (`safeconduct read`), reviewed and believed or not.

    Raises:
        MixedError: in a live operation; nothing happens there.
        InputFaultsError: where nobody of the exercise is here who would report it.
        DeniedError: where the operation does not follow it.
        StoreError: where the record refuses.
    """
    if not exercise:
        raise MixedError("this is a live operation: nothing is thrown in")
    if inject.kind == "message":
        name = f"{inject.ident}.txt"
        write(inbox, {name: f"{inject.said['text']}\n"})
        return name
    who, said = _find_reporter(door.state(), door.device, inject), inject.said
    match inject.kind:
        case "place":
            seen = Seen(str(said["state"]))
            report_place(door, who, str(said["place"]), seen, now_millis, int(said["valid_minutes"]), "EXERCISE inject")
        case "vehicle" | "flight":
            means = door.state().vehicles if inject.kind == "vehicle" else door.state().flights
            ident = str(said[inject.kind])
            replaces: list[Json] = [*sorted(means[ident].standing)] if ident in means else []
            told: dict[str, Json] = {**said, "replaces": replaces}
            door.act(who, f"{inject.kind}.reported", told)
        case _:
            door.act_all(who, _register(inject))
    return who


def _find_reporter(state: State, device: DeviceId, inject: Inject) -> ActorId:
    """Return who of the exercise reports it: of the role that would, else a duty officer."""
    for role in (REPORTERS[inject.kind], Role.DUTY_OFFICER):
        for name in sorted(state.operators):
            one = state.operators[name]
            if one.is_on_duty() and role in one.roles and device in one.devices:
                return name
    raise InputFaultsError(
        [Fault("inject", 0, inject.ident, "", f"no {REPORTERS[inject.kind].value} has joined here", "invite one")]
    )


def _register(inject: Inject) -> Sequence[Act]:
    """Return the registrations of so many people round a place, in parties of a size; the same ones each time."""
    said, dice = inject.said, random.Random(inject.ident)
    acts: list[Act] = []
    people, size, spread = int(said["people"]), max(1, int(said["size"])), float(said["spread_metres"])
    for number, begin in enumerate(range(0, people, size), start=1):
        party = f"X{inject.ident}-{number:03}"
        place: dict[str, Json] = {
            "lon": float(said["lon"]) + dice.uniform(-spread, spread) / METRES_PER_DEGREE,
            "lat": float(said["lat"]) + dice.uniform(-spread, spread) / METRES_PER_DEGREE,
            "precision_metres": PRECISION_METRES,
        }
        registered: dict[str, Json] = {
            "party": party, "organisation": ORGANISATION, "size": min(size, people - begin), "place": place,
            "modes": ["walk"], "language": "en",
        }  # fmt: skip
        acts += [("party.registered", registered), ("case.opened", {"case": party, "party": party})]
    return acts
