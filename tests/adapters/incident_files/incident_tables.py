"""Write small invented tables in the columns of the event databases, for the tests of incidents."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

GED = {
    "id": "9001", "type_of_violence": "3", "source_headline": "", "where_prec": "1",
    "where_coordinates": "Tamber market", "where_description": "Tamber market", "latitude": "12.5",
    "longitude": "41.25",
    "event_clarity": "1", "date_prec": "1", "date_start": "2031-03-04 00:00:00.000",
    "date_end": "2031-03-04 00:00:00.000", "best": "4",
}  # fmt: skip
ACLED = {
    "event_id_cnty": "TAM1", "event_date": "04 March 2031", "time_precision": "1",
    "event_type": "Explosions/Remote violence", "sub_event_type": "Suicide bomb", "location": "Rivertown",
    "latitude": "12.51", "longitude": "41.26", "geo_precision": "1", "notes": "", "fatalities": "3",
}  # fmt: skip
GTD = {
    "eventid": "203103040001", "iyear": "2031", "imonth": "3", "iday": "4", "approxdate": "", "latitude": "12.52",
    "longitude": "41.24", "specificity": "1", "vicinity": "0", "city": "Rivertown", "location": "", "doubtterr": "0",
    "attacktype1": "3", "weaptype1": "6", "weapsubtype1": "", "nkill": "3", "nwound": "2", "summary": "",
}  # fmt: skip
OWN = {
    "incident_id": "t1", "date": "2031-03-04", "x_coord": "41.25", "y_coord": "12.5", "precision": "site",
    "kind": "shooting", "harmed": "1", "p_true": "0.8", "source": "team", "place": "north gate",
}  # fmt: skip


def table(base: Mapping[str, str], *changes: Mapping[str, str], separator: str = ",") -> str:
    """Return a table with a row for each change of the base row; ids run on where a change gives none."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(base), lineterminator="\n", delimiter=separator)
    writer.writeheader()
    ident = next(name for name in base if "id" in name)
    for number, change in enumerate(changes):
        writer.writerow({**base, ident: f"{base[ident]}{number}", **change})
    return text.getvalue()


def write(file: Path, text: str | bytes) -> Path:
    """Write a file and return it."""
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def changes(column: str, values: Sequence[str]) -> list[Mapping[str, str]]:
    """Return a change of one column for each value."""
    return [{column: value} for value in values]
