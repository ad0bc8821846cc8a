"""Take over, seize and break a vault of many people, and write what was found to benchmarks/results/vault.json.

    python benchmarks/vault.py [--people 10000] [--steps 100000] [--folder FOLDER]

A real keyd serves a folder on a real disk, by clocks that this program sets; its Argon2id is made cheap, which bears on
nothing but the start. Every figure is of one run.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import tempfile
import time
from pathlib import Path

import nacl

from one_person import count_one_person_exports
from safeconduct.adapters.vault.boxes import open_box
from safeconduct.adapters.vault.case_keys import CaseKeys
from safeconduct.adapters.vault.operation_key import Cost, Passphrase
from safeconduct.adapters.vault.sealed_file import SealedFile
from safeconduct.core.vault import CaseId, Field, Role
from seized_disk import find_needles, list_needles, list_values
from vault_attacker import HOUR, Attacker
from vault_process import Keyd, invent

RESULTS = Path(__file__).parent / "results" / "vault.json"
ASKS = 3_000  # of the hour's attack
MINUTE = 60_000


def main() -> None:
    """Run every part and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--steps", type=int, default=100_000, help="of one person who wants an export")
    parser.add_argument("--folder", type=Path, help="where the vault is made; a temporary one, if not given")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as name:
        room = Path(name)
        keyd = Keyd(room / "vault")
        copies = {one: room / f"{one}.keys" for one in ("stick", "server")}
        (keyd.folder / "copies.json").write_text(json.dumps({one: str(path) for one, path in copies.items()}))
        found: dict[str, object] = {
            "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
            "pynacl": nacl.__version__,
            "load": os.getloadavg()[0],
            "people": asked.people,
            **fill(keyd, asked.people),
            **take_over(keyd, asked.people),
            **erase(keyd, copies, room),
            **seize(keyd, room, asked.people),
            **dispatch(keyd, asked.people),
            **restart(keyd),
            **export_alone(room, asked.steps),
            **unlock(),
        }
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=1))


def fill(keyd: Keyd, people: int) -> dict[str, object]:
    """Seal everybody, one after the other."""
    keyd.start()
    took = []
    for number in range(people):
        begun = time.perf_counter()
        keyd.client.seal(CaseId(f"P{number}"), invent(number))
        took.append(time.perf_counter() - begun)
    sizes = {file.name: file.stat().st_size for file in sorted(keyd.folder.iterdir()) if file.is_file()}
    return {"seal_ms": round(statistics.median(took) * 1e3, 2), "bytes": sizes}


def take_over(keyd: Keyd, people: int) -> dict[str, object]:
    """Ask everything for an hour, with clocks set, boots and restarts; then open as fast as one can."""
    keyd.pass_time(HOUR)
    attacker = Attacker(keyd, seed=1, people=people)
    spent = asks = 0
    while asks < ASKS:
        attacker.ask(attacker.anything())
        asks += 1
        if asks % (ASKS // 50) == 0 and spent < 50 * MINUTE:
            keyd.pass_time(MINUTE)
            spent += MINUTE
        if asks % 400 == 0:  # keyd answers slowly after 600 refusals; a new one has forgotten that, and no more
            attacker.play_tricks()
            keyd.stop(kill=True)
            keyd.start()
    for number in range(300):
        attacker.ask(attacker.open_something(number))
    return {"takeover": {"asks": asks + 300, "identities": len(attacker.seen), "largest_answer": attacker.most}}


def erase(keyd: Keyd, copies: dict[str, Path], room: Path) -> dict[str, object]:
    """Erase one person, and try to open them from every key file and every backup with the operation key in hand."""
    backup = shutil.copy(keyd.folder / "identities.sealed", room / "backup.sealed")
    keyd.pass_time(HOUR)
    case = CaseId("P7")
    begun = time.perf_counter()
    owed = keyd.client.erase(case)
    took = time.perf_counter() - begun
    tried = opened = others = 0
    for keys in (keyd.folder / "cases.keys", *copies.values()):
        for sealed in (keyd.folder / "identities.sealed", backup):
            tried += 1
            opened += opens(keyd, case, keys, Path(sealed))
            others += opens(keyd, CaseId("P8"), keys, Path(sealed))
    return {"erase": {"seconds": round(took, 3), "owed": owed, "tried": tried, "recovered": opened, "others": others}}


def opens(keyd: Keyd, case: CaseId, keys: Path, sealed: Path) -> bool:
    """Tell whether who has the operation key opens a case from these files."""
    held, boxes = CaseKeys(keys, keyd.key.derive("case keys")), SealedFile(sealed)
    try:
        return not held.is_erased(case) and open_box(boxes.read(case), case, held.private(case)) is not None
    finally:
        held.close()
        boxes.close()


def seize(keyd: Keyd, room: Path, people: int) -> dict[str, object]:
    """Search every file, backup and copy for everything that anybody said."""
    keyd.stop(kill=True)
    needles = list_needles(value for number in range(people) for value in list_values(invent(number)))
    found = find_needles(room, needles)
    size = sum(file.stat().st_size for file in room.rglob("*") if file.is_file())
    return {"seized": {"bytes": size, "needles": len(needles), "found": len(found)}}


def dispatch(keyd: Keyd, people: int) -> dict[str, object]:
    """Open contacts for messages, as the dispatcher."""
    keyd.start(Role.DISPATCHER)
    took = []
    for number in range(1_000):
        if number % 250 == 0:
            keyd.pass_time(MINUTE)
        begun = time.perf_counter()
        keyd.client.open_contact(CaseId(f"P{100 + number % (people - 100)}"), f"bench{number}", "sms")
        took.append(time.perf_counter() - begun)
    keyd.stop()
    cuts = statistics.quantiles(took, n=100)
    return {"contact_ms": {"p50": round(cuts[49] * 1e3, 2), "p99": round(cuts[98] * 1e3, 2)}}


def restart(keyd: Keyd) -> dict[str, object]:
    """Start with the ledger that has come together: every entry and signature is checked."""
    begun = time.perf_counter()
    keyd.start()
    took = time.perf_counter() - begun
    number = keyd.client.read_status()["ledger"]["number"]
    keyd.client.open_identity(CaseId("P100"), "correct_record", list(Field))
    keyd.stop()
    return {"restart": {"seconds": round(took, 2), "entries": number}}


def export_alone(room: Path, steps: int) -> dict[str, object]:
    """Have one person try to export."""
    return {"one_person": {"steps": steps, "exports": count_one_person_exports(room, steps, seed=1)}}


def unlock() -> dict[str, object]:
    """Time one guess of a passphrase at the cost that a vault is made with."""
    begun = time.perf_counter()
    Passphrase("marble otter lantern quiet sixty", Cost()).wrap(bytes(32), b"")
    return {"guess_seconds": round(time.perf_counter() - begun, 2), "guess_mib": Cost().memory >> 20}


if __name__ == "__main__":
    main()
