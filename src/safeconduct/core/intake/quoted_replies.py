"""Find in a message what it quotes of an earlier one."""

from __future__ import annotations

from collections.abc import Iterator

from safeconduct.core.intake.document import Span

# Lines after which the rest of a message is an earlier one, as mail programs write them, in lower case.
DIVIDERS = ("-----original message-----", "-------- original message --------", "---------- forwarded message")
HEADERS = ("from:", "sent:", "to:", "date:", "subject:")
INTRODUCED = (" wrote:", " a écrit :", " schrieb:", " escribió:", " написав:", " писав:")


def find_quoted_replies(text: str) -> tuple[Span, ...]:
    r"""Return the stretches of lines that a message quotes: lines with ">", and what follows a mail program's divider.

    The line that introduces a quote ("On Monday somebody wrote:") belongs to it.

    >>> [(span.start, span.end) for span in find_quoted_replies("No.\n> Is it open?\n> Now?\nGo home.")]
    [(4, 25)]
    """
    return tuple(_join_lines(_quoted_lines(text)))


def _quoted_lines(text: str) -> Iterator[tuple[Span, bool]]:
    """Give the place of each line, and whether it is quoted."""
    lines = text.splitlines(keepends=True)
    at, rest = 0, False
    for number, line in enumerate(lines):
        bare = line.strip().lower()
        follows = lines[number + 1].lstrip() if number + 1 < len(lines) else ""
        rest = rest or bare.startswith(DIVIDERS) or _is_header_block(lines[number : number + 4])
        introduces = bare.endswith(INTRODUCED) and (follows.startswith(">") or not follows.strip())
        yield Span(at, at + len(line)), rest or bare.startswith(">") or introduces
        at += len(line)


def _is_header_block(lines: list[str]) -> bool:
    """Tell whether four lines are the headers that Outlook puts over a quoted message."""
    return len(lines) == 4 and all(line.strip().lower().startswith(HEADERS) for line in lines[:3])


def _join_lines(lines: Iterator[tuple[Span, bool]]) -> Iterator[Span]:
    start, end = None, 0
    for span, quoted in lines:
        if quoted:
            start, end = span.start if start is None else start, span.end
        elif start is not None:
            yield Span(start, end)
            start = None
    if start is not None:
        yield Span(start, end)
