"""Say whose store it is, and read the keys that backups are encrypted with."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from safeconduct.app.ports import EventStore
from safeconduct.core.basics import CannotReadError

KIND = typer.Option("--exercise/--live", help="Whether nobody moves, or people do.")

Told = dict[str, str | int | bool | None]


def tell_operation(store: EventStore) -> Told:
    """Return whose store it is and what it holds, JSON-ready."""
    operation, heads = store.operation(), store.heads()
    snapshot = store.snapshot()
    own = next((head for head in heads if head.ident.device == operation.device), None)
    return {
        "operation": operation.name,
        "exercise": operation.exercise,
        "device": operation.device,
        "key": store.devices()[operation.device].hex(),
        "copied": operation.copied,
        "version": operation.version,
        "devices": len(store.devices()),
        "events": sum(head.ident.number for head in heads),
        "own_events": own.ident.number if own else 0,
        "newest_digest": own.digest.hex() if own else None,
        "events_in_snapshot": snapshot.events if snapshot else 0,
        "outbox": len(store.outbox(1_000_000)),
        "forked": " ".join(f"{device}:{number}" for device, number in sorted(store.forks().items())),
    }


def show_operation(said: Told) -> str:
    """Say it in words."""
    kind = "exercise" if said["exercise"] else "LIVE"
    lines = [f"{said['operation']} ({kind}), device {said['device']}"]
    lines += [
        f"  {name.replace('_', ' ')}: {value}" for name, value in list(said.items())[3:] if value not in (None, "")
    ]
    if said["copied"]:
        lines.append("  Events of this device were made elsewhere: nothing is added. Back it up and restore it.")
    return "\n".join([*lines, *(f"  {one}" for one in tell_forks(said["forked"]))])


def tell_forks(forked: object) -> list[str]:
    """Return an alarm for each forked device of a text like `k3xw9f:12 p7:3`."""
    return [
        f"FORKED {device} at event {number}: it was copied, or somebody forges with its key; of what comes from there "
        "on nothing but STOP counts. Close it (safeconduct close-device), and restore it from its backup"
        for device, _, number in (one.rpartition(":") for one in str(forked).split())
    ]


def read_identities(file: Path | None) -> list[str]:
    """Return the secret keys that a file holds, in age's form or as an SSH key."""
    if file is None:
        return []
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise CannotReadError(f"{file}: {error}: name the file that holds your secret key") from None
    if text.lstrip().startswith("-----BEGIN"):
        return [text]
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def read_passphrase(confirm: bool) -> str:
    """Ask for a passphrase without showing it; where nobody sits at a terminal, take the first line of the input."""
    if sys.stdin.isatty():
        return str(typer.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm, err=True))
    return sys.stdin.readline().rstrip("\n")
