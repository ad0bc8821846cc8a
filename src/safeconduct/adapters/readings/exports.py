"""Name every format that readings are written in."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from safeconduct.adapters.readings.attribution_csv import attributions_to_csv
from safeconduct.adapters.readings.reading_json import reading_to_json
from safeconduct.adapters.readings.web_annotations import readings_to_annotations
from safeconduct.core.intake.reading import Reading

Writer = Callable[[Sequence[Reading], float], str]
"""Turn readings into the text of a file; the number is the POSIX second of the export."""


def readings_to_json(readings: Sequence[Reading]) -> str:
    """Return one reading as an object, any other number of them as a list."""
    said = [reading_to_json(reading) for reading in readings]
    return json.dumps(said[0] if len(said) == 1 else said, indent=1, ensure_ascii=False) + "\n"


def _readings_to_stix(readings: Sequence[Reading], made: float) -> str:
    from safeconduct.adapters.readings.stix_bundle import readings_to_stix  # here: loading stix2 takes 0.3 s

    return readings_to_stix(readings, made)


EXPORTS: Mapping[str, Writer] = {
    "annotations": readings_to_annotations,
    "csv": lambda readings, _: attributions_to_csv(readings),
    "json": lambda readings, _: readings_to_json(readings),
    "stix": _readings_to_stix,
}
"""Name -> writer; docs/exports.md says what each holds."""
