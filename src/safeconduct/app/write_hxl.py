"""Write the table by district as HXL, for those who put figures of many organisations side by side.

Source: HXL 1.1, tagging conventions and hashtag dictionary (https://hxlstandard.org/standard/1-1final/).
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Sequence
from typing import Final

from safeconduct.core.operation.need_to_know import round_people
from safeconduct.core.picture.district_table import DistrictLine
from safeconduct.core.vault.exports import make_safe

Column = tuple[str, str, Callable[[DistrictLine], object]]

COLUMNS: Final[tuple[Column, ...]] = (
    ("District", "#loc+name", lambda one: make_safe(one.district.name)),
    ("People who stay there, about", "#affected+num+about", lambda one: round_people(math.ceil(one.people))),
    ("Incidents before the start", "#event+num", lambda one: one.incidents),
    ("Reports", "#meta+num+reports", lambda one: one.reports),
    ("Share that is not known", "#indicator+num+unknown", lambda one: round(one.whole.unknown, 3)),
    ("Likelihood, 1 to 5", "#severity+likelihood+num", lambda one: one.line.form.likelihood.value),
    ("Impact, 1 to 5", "#impact+num", lambda one: one.line.form.impact.value),
    ("Level of risk", "#severity+level+name", lambda one: one.line.form.level.name.lower().replace("_", " ")),
)
"""Header, hashtag with attributes, and what stands in a row. People are rounded up: a count of few could tell who."""


def write_districts_hxl(lines: Sequence[DistrictLine]) -> str:
    """Return a CSV with a header, a row of hashtags, and a row for each district in the order of `lines`."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(header for header, _, _ in COLUMNS)
    table.writerow(tag for _, tag, _ in COLUMNS)
    table.writerows([value(one) for _, _, value in COLUMNS] for one in lines)
    return out.getvalue()
