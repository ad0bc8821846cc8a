"""Keep codes, numbers and foreign names from turning round in right-to-left text."""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup, escape

_DASH: Final = "- "
_RUN: Final = re.compile(
    r"[+\-−]?[0-9A-Za-zÀ-ʯ\u0370-\u052f]"
    r"(?:[0-9A-Za-zÀ-ʯ\u0370-\u052f .,:/+\-_'’()]*[0-9A-Za-zÀ-ʯ\u0370-\u052f)])?"
)


def isolate_runs(line: str, direction: str) -> Markup:
    """Return a line as HTML of the same text: its leading dash set apart, left-to-right runs isolated in other text.

    >>> str(isolate_runs("کد: AB12-3 را بگویید", "rtl"))
    'کد: <bdi dir="ltr">AB12-3</bdi> را بگویید'
    >>> str(isolate_runs("- Go <north>", "ltr"))
    '<b>- </b>Go &lt;north&gt;'
    """
    head = Markup("")
    if line.startswith(_DASH):
        head, line = Markup("<b>{}</b>").format(_DASH), line[len(_DASH) :]
    if direction != "rtl":
        return head + escape(line)
    parts, at = [head], 0
    for run in _RUN.finditer(line):
        # a bracket that opens in the text and closes in the run stays with the text
        end = run.end() - 1 if run[0].endswith(")") and run[0].count("(") < run[0].count(")") else run.end()
        parts += [escape(line[at : run.start()]), Markup('<bdi dir="ltr">{}</bdi>').format(line[run.start() : end])]
        at = end
    return Markup("").join([*parts, escape(line[at:])])
