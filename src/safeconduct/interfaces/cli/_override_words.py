"""Word an override: what it sets, where, by whom, why and until when."""

from __future__ import annotations

from safeconduct.core.basics import format_time
from safeconduct.core.picture.risk_form import Override
from safeconduct.interfaces.cli._review_text import clean


def word_override(one: Override, offset: int) -> str:
    """Return it on one line."""
    begin, end = (format_time(moment, offset)[:16] for moment in (one.when.start, one.when.end))
    return clean(f"{one.place}: {word_setting(one)} by {one.by}, {begin} to {end}: {one.reason}")


def word_setting(one: Override) -> str:
    """Return what it sets."""
    of_kind = f" for {one.kind.value}" if one.kind else ""
    if one.level is not None:
        return f"level {one.level.name.replace('_', ' ')}{of_kind}"
    return f"rate x {one.rate_factor:g}{of_kind}"
