"""Read tables of incidents: each file by the form its columns tell, every row that cannot be used with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from safeconduct.adapters.importers.rows import Row
from safeconduct.adapters.incident_files.acled import Acled
from safeconduct.adapters.incident_files.cut_rows import cut_rows
from safeconduct.adapters.incident_files.days import find_order
from safeconduct.adapters.incident_files.form import CannotUseError, Clock, Form, NoIncidentError
from safeconduct.adapters.incident_files.ged import Ged
from safeconduct.adapters.incident_files.gtd import Gtd
from safeconduct.adapters.incident_files.own_form import OwnForm
from safeconduct.adapters.incident_files.points import find_exchanged
from safeconduct.adapters.sources.decode import decode_text
from safeconduct.core.basics import CannotReadError, Fault
from safeconduct.core.picture.incident import Incident, IncidentRows, LeftOut

FORMS: tuple[Form, ...] = (Ged(), Acled(), Gtd(), OwnForm())
BYTES_MAX = 600_000_000

Found = list[tuple[int, Incident]]  # line, incident


class IncidentFiles:
    """Read incidents of files; fills the port IncidentReader."""

    def read(self, files: Sequence[Path], utc_offset_seconds: int, day_first: bool | None = None) -> IncidentRows:
        """Return what the files hold, in their order; a row that cannot be used costs no other.

        Days are those of the local clock. An id stands once in a source: a second row with it is a fault.

        Raises:
            CannotReadError: where a file cannot be read at all, or is of no form that is known.
        """
        given = Clock(utc_offset_seconds, day_first)
        faults: list[Fault] = []
        incidents: list[Incident] = []
        left: list[LeftOut] = []
        cautions: list[str] = []
        seen: dict[tuple[str, str], str] = {}
        for file in files:
            found, out, said = _read_file(file, given, faults)
            left += out
            cautions += said
            for line, one in found:
                place = f"{file.name} line {line}"
                first = seen.setdefault((one.source, one.incident_id), place)
                if first != place:
                    remedy = "take one of them out, or give it an id of its own"
                    problem = f"this source has this id already in {first}"
                    faults.append(Fault(file.name, line, "", one.incident_id[:80], problem, remedy))
                else:
                    incidents.append(one)
        return IncidentRows(tuple(incidents), tuple(sorted(faults)), tuple(left), tuple(cautions))


def _read_file(file: Path, given: Clock, faults: list[Fault]) -> tuple[Found, list[LeftOut], list[str]]:
    text, cautions = _read_text(file)
    names, rows = cut_rows(text, file.name, faults)
    form = find_form(names)
    if form is None:
        forms = "; ".join(f"{each.name}: {', '.join(sorted(each.columns))}" for each in FORMS)
        raise CannotReadError(f"{file.name}: its columns are of no table of incidents that is known ({forms})")
    clock = given
    if clock.day_first is None:
        clock = replace(clock, day_first=find_order(row.text(column) for row in rows for column in form.days))
    found, left = _read_rows(form, rows, clock, faults)
    exchanged = set(find_exchanged([one for _, one in found]))
    for number in exchanged:
        line, one = found[number]
        problem = "far from the rest of the file, and within it with longitude and latitude exchanged"
        faults.append(Fault(file.name, line, "", f"{one.lon:g},{one.lat:g}", problem, "exchange the two"))
    kept = [each for number, each in enumerate(found) if number not in exchanged]
    return kept, left, [*(f"{file.name}: {word}" for word in cautions), f"{file.name}: read as {form.name}"]


def find_form(names: Iterable[str]) -> Form | None:
    """Return the form that columns of these names are of.

    >>> find_form(["x_coord", "y_coord", "kind", "date"]).name
    'simple form'
    """
    held = set(names)
    return next((form for form in FORMS if form.columns <= held), None)


def _read_text(file: Path) -> tuple[str, tuple[str, ...]]:
    try:
        if file.stat().st_size > BYTES_MAX:
            raise CannotReadError(f"{file}: more than {BYTES_MAX // 1_000_000} MB; give it in parts")
        decoded = decode_text(file.read_bytes())
    except OSError as error:
        raise CannotReadError(f"{file}: {error.strerror}; name a table of incidents") from error
    return decoded.text, decoded.cautions


def _read_rows(form: Form, rows: Sequence[Row], clock: Clock, faults: list[Fault]) -> tuple[Found, list[LeftOut]]:
    found: Found = []
    left: dict[str, LeftOut] = {}
    for row in rows:
        try:
            found.append((row.line, form.read(row, clock)))
        except CannotUseError as error:
            faults.append(row.fault(error.column, error.problem, error.remedy))
        except NoIncidentError as error:
            why = str(error)
            before = left.setdefault(why, LeftOut(row.file, why, 0, row.line))
            left[why] = replace(before, count=before.count + 1)
    return found, list(left.values())
