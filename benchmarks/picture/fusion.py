"""Compare the belief in reports with crowd-kit's majority vote, Dawid-Skene and MACE, in simulated worlds.

    pip install -r benchmarks/requirements-peers-fusion.txt   (into an environment of its own, beside safeconduct)
    python benchmarks/picture/fusion.py

All get the same reports of the same worlds, one after the other in one process. What a peer says is scored as it says
it (clipped at 1e-6), and besides clipped where it suits that peer best over all worlds of the row, which only hindsight
can know; ours is clipped at 1e-6 alone. Intervals are paired bootstraps over the worlds. There are two sets of worlds:
those that our settings were chosen on, and fresh ones. Results go to benchmarks/results/fusion.json, from which
fusion_page.py writes docs/benchmarks-fusion.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from fusion_worlds import NOBODY, SETTINGS, Setting, World, make_world
from numpy.typing import NDArray

from safeconduct.core.picture.belief import (
    EVEN_HANDED,
    Proposition,
    Rate,
    SourcePriors,
    Testimony,
    believe,
    learn_priors,
)

try:
    import pandas as pd
    from crowdkit.aggregation import MACE, DawidSkene, MajorityVote
except ImportError:
    pd = None

Chances = NDArray[np.float64]
CLIPS = (1e-6, 1e-4, 1e-3, 0.003, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.25, 0.3)
EVEN = SourcePriors(base=Rate(1.0, 1.0))
FIRST_SEED = {"chosen": 0, "fresh": 1000}  # our settings were chosen on the worlds from 0 on, and on no others
RESULTS = Path(__file__).resolve().parents[1] / "results" / "fusion.json"


def make_propositions(world: World, *, declared: bool) -> list[Proposition]:
    """Return the claims as our software takes them, with the origins that reports name or without."""
    told: list[list[Testimony]] = [[] for _ in world.truth]
    for claim, source, said, names in zip(world.claim, world.source, world.said, world.names, strict=True):
        origin = names if declared and names != NOBODY else source
        told[claim].append(Testimony(f"s{origin}", bool(said), outlet=f"s{source}"))
    return [Proposition(str(number), tuple(words)) for number, words in enumerate(told)]


def learn(world: World, *, declared: bool, known: Mapping[str, bool] | None = None) -> Chances:
    """Return our chances, all claims at once."""
    learned = learn_priors(make_propositions(world, declared=declared), known, EVEN)
    return np.array(list(learned.chances.values()))


def learn_then_believe(world: World) -> Chances:
    """Return our chances of the second half of the claims from the outcomes of the first alone."""
    claims, half = make_propositions(world, declared=True), len(world.truth) // 2
    priors = learn_priors(claims[:half], name_known(world), EVEN).priors
    return np.array([0.5] * half + [one.chance for one in believe(claims[half:], priors, EVEN_HANDED)])


def name_known(world: World) -> dict[str, bool]:
    """Return the outcomes of the first half of the claims."""
    return {str(claim): bool(world.truth[claim]) for claim in range(len(world.truth) // 2)}


def ask_peer(world: World, make: Callable[[], Any], *, fold: bool = False, known: bool = False) -> Chances:
    """Return a peer's chances; with `fold` it is spared the copies that name their origin."""
    rows = world.names == NOBODY if fold else np.ones(len(world.claim), dtype=bool)
    said = world.said[rows].astype(int)
    labels = pd.DataFrame({"task": world.claim[rows], "worker": world.source[rows], "label": said})
    peer = make()
    if known:
        half = len(world.truth) // 2
        found = peer.fit_predict_proba(labels, true_labels=pd.Series(world.truth[:half].astype(int), index=range(half)))
    else:
        found = peer.fit_predict_proba(labels)
    found = found.reindex(range(len(world.truth)))
    return np.asarray(found[1].fillna(0.0) if 1 in found else np.zeros(len(world.truth)), dtype=np.float64)


def list_methods(*, folded: bool) -> dict[str, Callable[[World], Chances]]:
    """List who is compared; the rows with known outcomes are scored on the second half of the claims."""
    methods: dict[str, Callable[[World], Chances]] = {
        "ours": lambda world: learn(world, declared=True),
        "ours, no origin named": lambda world: learn(world, declared=False),
        "ours, half known": lambda world: learn(world, declared=True, known=name_known(world)),
        "ours, no origin named, half known": lambda world: learn(world, declared=False, known=name_known(world)),
        "ours, learned before": learn_then_believe,
        "knows all": lambda world: world.oracle,
    }
    if pd is not None:
        for name, make in {"majority": MajorityVote, "Dawid-Skene": DawidSkene, "MACE": MACE}.items():
            methods[name] = lambda world, make=make: ask_peer(world, make)  # type: ignore[misc]
            if folded:
                methods[f"{name}, copies taken out"] = lambda world, make=make: ask_peer(world, make, fold=True)  # type: ignore[misc]
        methods["Dawid-Skene, half known"] = lambda world: ask_peer(world, DawidSkene, known=True)
    return methods


def score(chance: Chances, truth: NDArray[np.bool_], clip: float) -> float:
    """Return the log loss in nats per claim."""
    held = np.clip(chance, clip, 1.0 - clip)
    return float(-np.mean(np.log(np.where(truth, held, 1.0 - held))))


def calibrate(chance: Chances, truth: NDArray[np.bool_]) -> tuple[float, list[list[float]]]:
    """Return the expected calibration error, and for each tenth of chance: how many, mean chance, share true."""
    tenth = np.minimum((chance * 10).astype(int), 9)
    rows = [
        [float(here.sum()), float(chance[here].mean()), float(truth[here].mean())]
        for here in (tenth == number for number in range(10))
        if here.any()
    ]
    return sum(row[0] * abs(row[1] - row[2]) for row in rows) / len(chance), rows


def bootstrap(ours: Sequence[float], theirs: Sequence[float]) -> list[float]:
    """Return the ratio of the means and its 95 % interval over the worlds."""
    one, other = np.array(ours), np.array(theirs)
    draws = np.random.default_rng(0).integers(0, len(one), (2000, len(one)))
    ratios = one[draws].mean(axis=1) / other[draws].mean(axis=1)
    return [float(one.mean() / other.mean()), *np.quantile(ratios, [0.025, 0.975]).tolist()]


def ask(method: Callable[[World], Chances], world: World, file: Path | None) -> tuple[Chances, float]:
    """Return what a method answers and the seconds it took; kept in a file where one is named."""
    if file is not None and file.exists():
        kept = np.asarray(np.load(file), dtype=np.float64)
        return kept[:-1], float(kept[-1])
    begin = time.perf_counter()
    answer = method(world)
    seconds = time.perf_counter() - begin
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        np.save(file, np.append(answer, seconds))
    return answer, seconds


def name_world(world: World) -> str:
    """Name a world by what it holds."""
    rows = (world.claim, world.source, world.said, world.names, world.truth)
    return hashlib.sha256(b"".join(row.tobytes() for row in rows)).hexdigest()[:16]


def is_peer(name: str) -> bool:
    """Tell whether a method is crowd-kit's."""
    return not name.startswith(("ours", "knows"))


def run_setting(setting: Setting, worlds: int, first: int, keep: Path | None = None) -> dict[str, Any]:
    """Score every method in every world of a setting."""
    methods = list_methods(folded=setting is SETTINGS[0])  # MACE takes seconds a world
    chances: dict[str, list[Chances]] = {name: [] for name in methods}
    truths, seconds = [], dict.fromkeys(methods, 0.0)
    for seed in range(first, first + worlds):
        world = make_world(setting, seed)
        truths.append(world.truth)
        for name, method in methods.items():
            kept = keep / f"{name.replace(' ', '_')}-{name_world(world)}.npy" if keep and is_peer(name) else None
            answer, taken = ask(method, world, kept)
            chances[name].append(answer)
            seconds[name] += taken
    half = setting.claims // 2
    rows: dict[str, Any] = {}
    for name, found in chances.items():
        begin = half if "half known" in name or "before" in name else 0
        parts = [(one[begin:], truth[begin:]) for one, truth in zip(found, truths, strict=True)]
        plain = [score(*part, 1e-6) for part in parts]
        clipped = plain
        if is_peer(name):
            clipped = min(([score(*part, clip) for part in parts] for clip in CLIPS), key=np.mean)
        error, bins = calibrate(np.concatenate([one for one, _ in parts]), np.concatenate([one for _, one in parts]))
        rows[name] = {
            "log_loss": float(np.mean(plain)), "clipped": float(np.mean(clipped)), "by_world": plain,
            "clipped_by_world": clipped, "ece": error, "bins": bins, "ms": 1000.0 * seconds[name] / worlds,
        }  # fmt: skip
    return {"setting": setting.name, "worlds": worlds, "first_seed": first, "rows": rows, "ratios": list_ratios(rows)}


def list_ratios(rows: Mapping[str, Any]) -> dict[str, Any]:
    """Compare ours with the best peer of each row, as it stands and clipped by hindsight."""
    plain = ("majority", "Dawid-Skene", "MACE")
    folded = tuple(f"{name}, copies taken out" for name in plain)
    known = ("Dawid-Skene, half known",)
    pairs = {
        "ours": plain, "ours, no origin named": plain, "ours and peers without named copies": folded,
        "ours, half known": known, "ours, no origin named, half known": known, "ours, learned before": known,
    }  # fmt: skip
    found = {}
    for name, peers in pairs.items():
        ours = rows["ours" if name.startswith("ours and") else name]["by_world"]
        for loss, by_world in (("log_loss", "by_world"), ("clipped", "clipped_by_world")):
            if peers[0] in rows:
                best = min(peers, key=lambda peer: float(rows[peer][loss]))
                found[f"{name}: {loss}"] = {"best": best, "ratio": bootstrap(ours, rows[best][by_world])}
    return found


def time_flood() -> float:
    """Return the seconds in which 10,000 reports of 2,000 claims are believed."""
    world = make_world(Setting("flood", sources=(200, 200), claims=2000, reports=(5, 5)), 0)
    claims = make_propositions(world, declared=True)
    taken = []
    for _ in range(5):
        begin = time.perf_counter()
        believe(claims, EVEN)
        taken.append(time.perf_counter() - begin)
    return float(np.median(taken))


def main() -> None:
    """Run all settings, print a table and write the results; a set of worlds that is not run stays as it was."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worlds", type=int, default=24, help="worlds of the main setting; a third for each other")
    parser.add_argument("--setting", help="run this one alone, and write nothing")
    parser.add_argument("--seeds", choices=FIRST_SEED, action="append", help="which worlds; all, if not given")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep what peers answer there")
    options = parser.parse_args()
    warnings.filterwarnings("ignore")
    if pd is None:
        print("crowd-kit is not installed: ours is run alone")
    for seeds in options.seeds or FIRST_SEED:
        print(f"\nThe {seeds} worlds, from seed {FIRST_SEED[seeds]}")
        found = []
        for setting in SETTINGS:
            if options.setting in (None, setting.name):
                worlds = options.worlds if setting is SETTINGS[0] else max(2, options.worlds // 3)
                found.append(run_setting(setting, worlds, FIRST_SEED[seeds], options.keep))
                print_setting(found[-1])
        if options.setting is None and pd is not None:
            write_results(seeds, found)


def print_setting(found: Mapping[str, Any]) -> None:
    """Print what was found in the worlds of a setting."""
    print(f"\n{found['setting']}: nats per claim (clipped by hindsight), calibration error, ms a world")
    for name, row in found["rows"].items():
        print(f"  {name:36} {row['log_loss']:.4f} ({row['clipped']:.4f})  {row['ece']:.3f} {row['ms']:7.0f}")
    for name, ratio in found["ratios"].items():
        print("  {:44} {:.3f} [{:.3f}, {:.3f}]".format(name, *ratio["ratio"]), "of", ratio["best"], flush=True)


def write_results(seeds: str, found: Sequence[Mapping[str, Any]]) -> None:
    """Write what was found in one set of worlds; the other stays."""
    versions = {name: version(name) for name in ("crowd-kit", "numpy", "scipy")}
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    head = {"machine": machine, "load": os.getloadavg()[0], "versions": versions, "flood_s": time_flood()}
    there = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    new = {**head, "settings": found}
    there = {**there, **new} if seeds == "chosen" else {**there, seeds: new}
    RESULTS.write_text(json.dumps(there, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
