"""Lay an operator's activity log out as a PDF, after the form ICS 214."""

from __future__ import annotations

import json

import typst

from safeconduct.core.basics import format_time
from safeconduct.core.operation.activity import ActivityLog

PAGE = """
#let log = json(bytes(sys.inputs.log))
#set page(paper: "a4", margin: 18mm, footer: context [
  #set text(8pt)
  #log.actor #h(1fr) page #counter(page).display() of #counter(page).final().first()
])
#set text(10pt)
#if log.exercise [#block(fill: yellow, inset: 6pt, width: 100%)[*EXERCISE EXERCISE EXERCISE*]]
= Activity log (ICS 214)
#table(
  columns: (1fr, 2fr),
  [1. Incident name], [#log.operation],
  [2. Operational period], [#log.from to #log.to],
  [3. Operator], [#log.actor],
  [4. Position], [#log.roles.join(", ")],
)
#table(
  columns: (auto, auto, 1fr),
  table.header([*Date and time*], [*Event*], [*Notable activity*]),
  ..log.lines.flatten(),
)
#if log.lines.len() == 0 [Nothing is on record for this operator in this period.]
"""


class ActivityPdf:
    """Fill the port ActivityPage."""

    def render(self, log: ActivityLog) -> bytes:
        """Return the log as a PDF; times are on the clock of its offset."""
        offset = log.utc_offset_seconds
        said = {
            "operation": log.operation,
            "exercise": log.exercise,
            "actor": log.actor,
            "roles": list(log.roles) or ["none"],
            "from": format_time(log.window.start, offset),
            "to": format_time(log.window.end, offset),
            "lines": [[format_time(one.moment, offset), one.event, one.text] for one in log.lines],
        }
        made = typst.compile(PAGE.encode(), sys_inputs={"log": json.dumps(said, ensure_ascii=False)})
        assert isinstance(made, bytes)
        return made
