"""Write what is thought of sources as sources.json, and read it back (docs/formats.md, schemas/sources.schema.json)."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from safeconduct.adapters.case_files.lines import find_file, read_whole
from safeconduct.adapters.readings.forms import NUMBER, TEXT, Form, Place, many, record
from safeconduct.core.basics import Fault
from safeconduct.core.intake import SourceClass
from safeconduct.core.picture.belief import Character, Rate, Record, SourceLedger, SourcePriors

VERSION = 1
REMEDY = "write the file anew with safeconduct sources --out, or mend the value by docs/formats.md"
SHARES = 1e-6  # by which the shares of a class may miss 1


def ledger_text(ledger: SourceLedger) -> str:
    """Return the text of a sources.json: equal ledgers are written alike.

    >>> '"version": 1' in ledger_text(SourceLedger())
    True
    """
    priors = ledger.priors
    said = {
        "version": VERSION,
        "base": RATE.write(priors.base, ""),
        "letters": LETTERS.write(priors.letters, ""),
        "classes": CLASSES.write(priors.classes, ""),
        "records": RECORDS.write(priors.records, ""),
        "links": [{"origins": list(pair), "chance": chance} for pair, chance in sorted(priors.links.items())],
        "learned": sorted(ledger.learned),
    }
    return json.dumps(said, indent=1, ensure_ascii=False) + "\n"


def read_ledger(file: Path, faults: list[Fault]) -> SourceLedger | None:
    """Return what the file says, where it says nothing the conventions; None, with the faults recorded, otherwise."""
    found: list[Fault] = []
    said = _read_object(file, found)
    ledger = _read(said, Place(file.name, "", faults=found, remedy=REMEDY)) if said is not None else None
    faults += found
    return None if found else ledger


def _read_object(file: Path, faults: list[Fault]) -> dict[str, Any] | None:
    text = read_whole(file, file.name, faults) if find_file(file, file.name, True, faults) else None
    if text is None:
        return None
    try:
        said = json.loads(text)
    except json.JSONDecodeError as error:
        faults.append(Fault(file.name, error.lineno, "", "", f"not JSON: {error.msg}", REMEDY))
        return None
    except (ValueError, RecursionError) as error:
        faults.append(Fault(file.name, 0, "", "", f"not JSON that can be read: {error}", REMEDY))
        return None
    if not isinstance(said, dict):
        faults.append(Fault(file.name, 1, "", "", "holds no JSON object", REMEDY))
        return None
    if said.get("version") != VERSION or isinstance(said.get("version"), bool):
        problem = f"not the version that is read here, which is {VERSION}"
        faults.append(Fault(file.name, 0, "version", str(said.get("version", "(missing)"))[:80], problem, REMEDY))
        return None
    return said


def _read(said: Mapping[str, Any], place: Place) -> SourceLedger:
    usual = SourcePriors()

    def part(key: str, form: Form[Any], otherwise: Any) -> Any:
        return form.read(said[key], place.at(key)) if key in said else otherwise

    priors = SourcePriors(
        base=part("base", RATE, usual.base),
        letters={**usual.letters, **part("letters", LETTERS, {})},
        classes={**usual.classes, **part("classes", CLASSES, {})},
        records=part("records", RECORDS, {}),
        links=dict(part("links", many(LINK), ())),
    )
    return SourceLedger(priors, frozenset(part("learned", many(TEXT), ())))


def _bounded(allows: Callable[[float], bool], words: str) -> Form[float]:
    def read(said: Any, place: Place) -> float:
        number = NUMBER.read(said, place)
        if number is not None and not allows(number):
            place.fault(said, words)
        return number

    return Form(NUMBER.write, read)


COUNT = _bounded(lambda number: number >= 0.0, "less than 0")
WORTH = _bounded(lambda number: number > 0.0, "not above 0")
CHANCE = _bounded(lambda number: 0.0 <= number <= 1.0, "not from 0 to 1")


def _rate(number: Form[float]) -> Form[Rate]:
    return record(Rate, {"affirmed": ("affirmed", number), "denied": ("denied", number)})


RATE, COUNTS = _rate(WORTH), _rate(COUNT)
RECORD: Form[Record] = record(Record, {"hit": ("hit", COUNTS), "false_alarm": ("false_alarm", COUNTS)})
CHARACTER: Form[Character] = record(
    Character,
    {
        "share": ("share", CHANCE),
        "hit": ("hit", RATE),
        "false_alarm": ("false_alarm", RATE),
        "pooled": ("pooled", WORTH),
    },
)


def _read_mixture(said: Any, place: Place) -> tuple[Character, ...]:
    before = len(place.faults)
    found = many(CHARACTER).read(said, place)
    if len(place.faults) == before and not math.isclose(sum(one.share for one in found), 1.0, abs_tol=SHARES):
        place.fault(sum(one.share for one in found), "shares that do not add up to 1")
    return found


MIXTURE: Form[Any] = Form(many(CHARACTER).write, _read_mixture)


def _by_name(form: Form[Any], known: Sequence[str] = (), make: Callable[[str], Any] = str) -> Form[Any]:
    """Write a mapping as an object; `known` are the names there may be, any where there are none."""

    def read(said: Any, place: Place) -> dict[Any, Any]:
        found = {}
        for name, value in (said if isinstance(said, dict) else place.fault(said, "not an object") or {}).items():
            if (known and name not in known) or not name.strip():
                place.at(name).fault(name, f"not one of {', '.join(known)}" if known else "a name that is empty")
            else:
                found[make(name)] = form.read(value, place.at(name))
        return found

    return Form(lambda values, text: {str(name): form.write(values[name], text) for name in sorted(values)}, read)


LETTERS = _by_name(MIXTURE, tuple("ABCDEF"))
CLASSES = _by_name(MIXTURE, tuple(SourceClass), SourceClass)
RECORDS = _by_name(RECORD)


def _read_link(said: Any, place: Place) -> tuple[tuple[str, str], float]:
    parts = said if isinstance(said, dict) else place.fault(said, "not an object") or {}
    origins = many(TEXT).read(parts.get("origins"), place.at("origins"))
    if len(set(origins)) != 2 or not all(isinstance(name, str) and name.strip() for name in origins):
        place.at("origins").fault(parts.get("origins"), "not two origins")
        origins = ("", "")
    return (min(origins), max(origins)), CHANCE.read(parts.get("chance"), place.at("chance"))


LINK: Form[Any] = Form(lambda value, _: value, _read_link)
