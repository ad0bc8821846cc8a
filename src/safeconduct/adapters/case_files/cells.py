"""Turn the text of one cell into a value, or say what is wrong with it and what to write instead."""

from __future__ import annotations

import math
from typing import Any

from safeconduct.adapters.case_files.formats import Field
from safeconduct.core.basics import Window, parse_time

TIME_REMEDY = "write a time such as 2031-03-04T06:00:00+02:00"


class CellError(ValueError):
    """Carry the problem of one cell and its remedy."""

    def __init__(self, problem: str, remedy: str) -> None:
        """Keep both."""
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy


def read_number(text: str, field: Field) -> float:
    """Return the finite number within the field's bounds; an empty cell gives the default, NaN where that is null."""
    if not text:
        default = _default(field)
        return math.nan if default is None else float(default)
    try:
        value = float(text)
    except ValueError:
        raise CellError("not a number", "write a plain number such as 12.5") from None
    if not math.isfinite(value):
        raise CellError("not a finite number", "write a plain number such as 12.5")
    check_bounds(value, field)
    return value


def read_integer(text: str, field: Field) -> int:
    """Return the whole number within the field's bounds."""
    if not text:
        raise CellError("no value", "fill in the cell")
    try:
        value = int(text)
    except ValueError:
        raise CellError("not a whole number", "write digits alone, such as 12") from None
    check_bounds(value, field)
    return value


def check_bounds(value: float, field: Field) -> None:
    """Refuse a value outside the field's bounds."""
    bounds = field.bounds
    if "minimum" in bounds and value < bounds["minimum"]:
        raise CellError(f"less than {bounds['minimum']:g}", f"write {bounds['minimum']:g} or more")
    if "exclusiveMinimum" in bounds and value <= bounds["exclusiveMinimum"]:
        raise CellError(f"not above {bounds['exclusiveMinimum']:g}", f"write more than {bounds['exclusiveMinimum']:g}")
    if "maximum" in bounds and value > bounds["maximum"]:
        raise CellError(f"more than {bounds['maximum']:g}", f"write {bounds['maximum']:g} or less")


def read_moment(text: str) -> float:
    """Return the POSIX second of an ISO 8601 time with an offset."""
    try:
        return parse_time(text)
    except (ValueError, OverflowError) as error:
        problem = "time without an offset" if "without an offset" in str(error) else "not an ISO 8601 time"
        raise CellError(problem, TIME_REMEDY) from None


def read_windows(text: str) -> tuple[Window, ...]:
    """Return the windows `FROM/TO;FROM/TO`, sorted; an empty cell has none."""
    windows = []
    for part in text.split(";"):
        if not part.strip():
            continue
        ends = part.split("/")
        if len(ends) != 2:
            raise CellError("a window is not FROM/TO", "write FROM/TO;FROM/TO, each a time with an offset")
        window = Window(read_moment(ends[0].strip()), read_moment(ends[1].strip()))
        if window.end <= window.start:
            raise CellError("a window ends before it starts", "put the earlier time first")
        windows.append(window)
    return tuple(sorted(windows))


def read_words(text: str, field: Field) -> frozenset[str]:
    """Return the listed words, separated by `;` or `,`; at least one, all of them known."""
    words = {word.strip() for word in text.replace(",", ";").split(";")} - {""}
    remedy = f"write {' or '.join(field.enum)}, or both with ; between"
    if not words:
        raise CellError("no value", remedy)
    if unknown := words - set(field.enum):
        raise CellError(f"unknown word {', '.join(sorted(unknown))}", remedy)
    return frozenset(words)


def read_text(text: str, field: Field) -> str:
    """Return the text; refuse an unknown word, a forbidden character, and emptiness where there is no default."""
    if field.enum and text not in field.enum and (text or not field.has_default):
        raise CellError(f"not one of {', '.join(field.enum)}", "write one of these words")
    if not text:
        return str(_default(field))
    if field.forbidden and field.forbidden in text:
        raise CellError(f"holds {field.forbidden}, which separates lists", f"write it without {field.forbidden}")
    return text


def _default(field: Field) -> Any:
    if not field.has_default:
        raise CellError("no value", "fill in the cell")
    return field.default
