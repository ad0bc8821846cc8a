"""Measure an operation's record: devices apart, edits, one-person paths, a seized disk.

Usage: benchmarks/operation.py partitions|mutations|two_people|forged|taken_over|laws|seized ... (all, without a name),
with the tests' folders on PYTHONPATH as `make bench-operation` puts them: the trials are those of the tests, at length.
results/operation.json keeps what was found.
"""

from __future__ import annotations

import json
import os
import platform
import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from attacks import storm
from operation_machine import TALLY, walk_machine
from partitions import run, run_forged
from test_chain import make_log, mutate
from test_corridors import walk as walk_corridor
from test_mutations import EVENTS, is_found, mutate_row, read_anchors
from test_two_people import walk

from operation_seized import seize_operation
from safeconduct.adapters.store.operation_folder import DATABASE, OperationFolder
from safeconduct.core.record import ActorId, Anchor, Snapshot, Unsealed, check_anchors, check_chain, fold_order

ROOT = Path(__file__).resolve().parents[1]
RESULT = ROOT / "benchmarks" / "results" / "operation.json"
SHORT, LONG = range(10_000), range(10_000, 110_000)
CARELESS, KINDS = range(1_000), range(2_000)
FORGED, SILENT = range(10_000), range(300)
STORMS, STEPS_A_STORM = 500, 200
MUTATIONS, OF_ROWS = 10_000, 2_000
STEPS, STEPS_A_WALK = 100_000, 5_000
PEOPLE = 10_000
MACHINES, WALKS, STEPS_OF_A_MACHINE = 100, 20, 50
CORRIDORS, STEPS_OF_A_CORRIDOR = range(1_000), 30


def measure_partitions() -> dict[str, object]:
    """Let three devices work apart, by 110,000 seeds; as a check, with devices that mind no share."""
    figures: dict[str, object] = {}
    for name, seeds in (("short", SHORT), ("long", LONG)):
        begun = time.monotonic()
        ended = [run(seed) for seed in seeds]
        figures[name] = {
            "seeds": len(ended),
            "differed": sum(differed for differed, _ in ended),
            "oversold": sum(oversold for _, oversold in ended),
            "seconds": round(time.monotonic() - begun),
        }
    kinds = [run(seed, kinds=True) for seed in KINDS] + [run_forged(seed, kinds=True) for seed in KINDS]
    figures["of every kind, with and without a forger"] = {
        "seeds": len(kinds),
        "differed": sum(differed for differed, _ in kinds),
        "oversold, refused or taken back": sum(wrong for _, wrong in kinds),
    }
    careless = [run(seed, careless=True) for seed in CARELESS]
    figures["check: devices that mind no share"] = {
        "seeds": len(careless),
        "differed": sum(differed for differed, _ in careless),
        "oversold": sum(oversold for _, oversold in careless),
    }
    return figures


def measure_mutations() -> dict[str, object]:
    """Edit, lose, double and exchange events of a log, and rows of a store; count what nobody finds."""
    log, dice = make_log(60), random.Random(5)
    anchor, unseen = Anchor(log[-1].event.ident, log[-1].digest), 0
    for _ in range(MUTATIONS):
        changed = mutate(list(log), dice)
        digests = {one.event.ident: one.digest for one in changed}
        unseen += not (check_chain(changed) or check_anchors(digests, [anchor]))
    return {"of a log": {"mutations": MUTATIONS, "unseen": unseen}, "of rows": _mutate_rows()}


def _mutate_rows() -> dict[str, object]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "op"
        OperationFolder().create(folder, "Harbour", exercise=True)
        with OperationFolder().open(folder) as store:
            made = store.append([Unsealed("note", ActorId("o1"), {"text": str(at)}) for at in range(EVENTS)])
            store.save_snapshot(Snapshot(fold_order(made[4]), 5, b'{"state": 5}'))
        anchors, whole = read_anchors(folder), (folder / DATABASE).read_bytes()
        done, refused, unseen, seed = 0, 0, list[str](), 0
        while done < OF_ROWS:
            (folder / DATABASE).write_bytes(whole)
            connection = sqlite3.connect(folder / DATABASE)
            seed += 1
            try:
                said = mutate_row(connection, random.Random(seed))
                connection.commit()
            except sqlite3.IntegrityError:
                said, refused = "", refused + 1
            finally:
                connection.close()
            if said:
                done += 1
                unseen += [] if is_found(folder, anchors) else [said]
    return {"mutations": done, "refused by the table itself": refused, "unseen": len(unseen), "which": unseen}


def measure_two_people() -> dict[str, object]:
    """Walk at random through what people can do about releases; the walk ends where one releases alone."""
    released, alone = 0, 0
    for seed in range(STEPS // STEPS_A_WALK):
        try:
            released += walk(seed, STEPS_A_WALK)
        except AssertionError:
            alone += 1
    return {"steps": STEPS, "released by two": released, "released by one": alone}


def measure_forged() -> dict[str, object]:
    """Let somebody sign rivals with one device's key; as a check, where nobody says what they had heard before."""
    forged = [run_forged(seed) for seed in FORGED]
    return {
        "seeds": len(forged),
        "differed": sum(differed for differed, _ in forged),
        "taken back": sum(lost for _, lost in forged),
        "check: taken back where nobody says what they had heard": {
            "seeds": len(SILENT),
            "taken back": sum(run_forged(seed, silent=True)[1] for seed in SILENT),
        },
    }


def measure_taken_over() -> dict[str, object]:
    """Sign anything with the key of one device, where approvals take own keys; count what it approves or lets leave."""
    return {
        "steps": STORMS * STEPS_A_STORM,
        "released": sum(storm(seed, STEPS_A_STORM) for seed in range(STORMS)),
        "check: released if any signature were good": sum(
            storm(seed, STEPS_A_STORM, lambda *_: True) for seed in range(STORMS)
        ),
    }


def measure_laws() -> dict[str, object]:
    """Let anything be done in any order on two laptops; a walk that breaks a law ends the run."""
    met = Counter[str]()
    try:
        for number in range(MACHINES):
            met += walk_machine(WALKS, STEPS_OF_A_MACHINE, number)
        opened = sum(walk_corridor(seed, STEPS_OF_A_CORRIDOR) for seed in CORRIDORS)
    except (AssertionError, BaseExceptionGroup) as broken:
        return {"steps": met["steps"] + TALLY["steps"], "laws broken": 1, "which": str(broken)[:500]}
    return {
        "steps": met["steps"],
        "laws broken": 0,
        "corridors found open": met["corridors found open"],
        "acts denied": met["denied"],
        "acts recorded": dict(sorted((name, count) for name, count in met.items() if "." in name)),
        "steps about corridors alone": len(CORRIDORS) * STEPS_OF_A_CORRIDOR,
        "corridors found open among them": opened,
    }


MEASURES: dict[str, Callable[[], dict[str, object]]] = {
    "partitions": measure_partitions,
    "mutations": measure_mutations,
    "two_people": measure_two_people,
    "forged": measure_forged,
    "taken_over": measure_taken_over,
    "laws": measure_laws,
    "seized": lambda: seize_operation(PEOPLE),
}


def main(names: list[str]) -> None:
    """Measure what is named and keep it beside what was measured before."""
    for name in names or list(MEASURES):
        figures = MEASURES[name]()
        figures["load"] = round(os.getloadavg()[0], 1)
        figures["machine"] = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
        figures["versions"] = {one: version(one) for one in ("sqlalchemy", "pynacl", "pyrage")}
        kept = json.loads(RESULT.read_text(encoding="utf-8")) if RESULT.exists() else {}
        RESULT.write_text(json.dumps({**kept, name: figures}, indent=1) + "\n", encoding="utf-8")
        print(name, json.dumps(figures, indent=1), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
