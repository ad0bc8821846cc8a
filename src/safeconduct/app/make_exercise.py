"""Make an exercise case from an imported map and keep it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from safeconduct.app.ports import CaseStore, MapStore
from safeconduct.core.basics import CannotReadError, InputFaultsError, SafeconductError
from safeconduct.core.exercise import ExerciseOptions, make_exercise
from safeconduct.core.plan import Case

MARKER_FILE = "EXERCISE.txt"


def make_exercise_case(
    maps: MapStore, cases: CaseStore, map_folder: Path, options: ExerciseOptions, seed: int, out: Path
) -> Case:
    """Write an exercise on the map's streets to `out` and return it; same map, options and seed, same files.

    Beside the case stands EXERCISE.txt, which says to everybody who opens the folder what it is and whose the map is.

    Raises InputFaultsError with every fault of the map or of the options, and CannotReadError where `out` holds a case
    that is not an exercise: an exercise never takes the place of a live case.
    """
    if (out / "case.toml").exists() and not _holds_exercise(cases, out):
        problem = f"{out}: holds a case that is not an exercise, and it is kept"
        raise CannotReadError(f"{problem}; give --out another folder")
    imported = maps.read(map_folder)
    case = make_exercise(imported.network, imported.zones, options, np.random.default_rng(seed))
    cases.write(case, out)
    try:
        (out / MARKER_FILE).write_text(word_marker(case, seed, imported.summary), encoding="utf-8")
    except OSError as error:
        problem = f"cannot write {MARKER_FILE} to {out}: {error.strerror}"
        raise SafeconductError(f"{problem}: check the disk and the rights") from error
    return case


def word_marker(case: Case, seed: int, summary: Mapping[str, object]) -> str:
    """Say what the folder is, and whose the streets are, from what the map says of itself."""
    lines = [
        f"EXERCISE. This folder holds the case {case.name!r}, made by safeconduct exercise with seed {seed}.",
        "The streets are a map's. The people, sites, vehicles, flights, threats and reports are invented.",
        "Do not act on it, and do not send it to anybody as a warning.",
    ]
    licence = summary.get("licence")
    if isinstance(licence, str) and licence:
        lines.append(f"Street data: {licence}")
    return "\n".join(lines) + "\n"


def _holds_exercise(cases: CaseStore, folder: Path) -> bool:
    """Tell whether the folder holds an exercise; what cannot be read might be a live case and is kept."""
    try:
        return cases.read(folder).is_exercise
    except (InputFaultsError, CannotReadError):
        return False
