"""Say in words and figures what holds in every district, and what persons set against the figures."""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.adapters.html_page.figure import Table
from safeconduct.adapters.html_page.words import Clock, count, per_thousand, percent
from safeconduct.adapters.picture_html.maps import word_spell
from safeconduct.core.picture import ThreatPicture
from safeconduct.core.picture.district_table import DistrictLine, Measure
from safeconduct.core.picture.override import span_of
from safeconduct.core.picture.risk_form import Override
from safeconduct.core.picture.series import Spell

THREAT_SHOWN = 0.01  # of the streets and hours


def tabulate_districts(lines: Sequence[DistrictLine], clock: Clock) -> Table:
    """Return a row for each district over all hours, the gravest first."""
    head = (
        "District", "People", "At sites", "UNKNOWN", "Rate", "Up to", "Incidents", "Reports", "Level", "Likelihood",
        "Impact", "Override",
    )  # fmt: skip
    rows = tuple(
        (
            one.district.name,
            count(one.people),
            count(one.crowd),
            percent(one.whole.unknown),
            per_thousand(one.whole.rate),
            per_thousand(one.whole.high),
            count(one.incidents),
            count(one.reports),
            _word_level(one),
            _from_to(one.expected.likelihood.value, one.line.form.likelihood.value),
            f"{one.line.form.impact.value} ({one.line.form.impact.name.lower()})",
            "; ".join(word_short(placed.override, clock) for placed in one.overrides),
        )
        for one in lines
    )
    caption = (
        "What holds in every district, the mean over its streets and all hours: rate that is planned with and upper "
        "bound, in people harmed of 1,000 in the open for an hour; likelihood and impact from 1 to 5"
    )
    return Table(caption, head, rows, 1, 8)


def _word_level(one: DistrictLine) -> str:
    said = _from_to(_name(one.expected.level.name), _name(one.line.form.level.name))
    if one.line.in_effect is None:
        return said
    level, figures = (_name(form.level.name) for form in (one.line.form, one.line.of_figures))
    return f"{level}, set by {one.line.in_effect.by}; by the figures {figures}"


def _from_to(expected: object, counts: object) -> str:
    return str(counts) if expected == counts else f"{expected} → {counts}"


def _name(word: str) -> str:
    return word.replace("_", " ").lower()


def tabulate_hours(lines: Sequence[DistrictLine], spells: Sequence[Spell], clock: Clock) -> Table:
    """Return a row for each district and a column for each spell."""
    head = ("District", *(word_spell(spell, clock) for spell in spells))
    rows = tuple((one.district.name, *map(_word_measure, one.by_spell)) for one in lines)
    caption = (
        "Share UNKNOWN, rate that is planned with and upper bound by district and hours, the mean over its streets, in "
        "people harmed of 1,000 in the open for an hour"
    )
    return Table(caption, head, rows, len(head))


def _word_measure(measure: Measure) -> str:
    threat = f", threat {percent(measure.threat)}" if measure.threat >= THREAT_SHOWN else ""
    rates = f"{per_thousand(measure.rate)}, up to {per_thousand(measure.high)}"
    return f"{rates}; UNKNOWN {percent(measure.unknown)}{threat}"


def tabulate_overrides(picture: ThreatPicture, clock: Clock) -> Table:
    """Return a row for every override, those that count within the picture first."""
    ordered = sorted(picture.overrides, key=lambda one: (span_of(one, picture.window) is None, one.when))
    rows = tuple(
        (
            one.place,
            _word_setting(one),
            clock.full(one.when.start),
            clock.full(one.when.end),
            "counts" if span_of(one, picture.window) else "has no effect in these hours",
            one.by,
            one.reason,
        )
        for one in ordered
    )
    head = ("Place", "Sets", "From", "Until", "Here", "By", "Why")
    return Table("Overrides, those that have run out too", head, rows, len(head))


def _word_setting(one: Override) -> str:
    of_kind = f" ({one.kind.value.replace('_', ' ')})" if one.kind else ""
    return (f"level {_name(one.level.name)}" if one.level else f"rate × {one.rate_factor:g}") + of_kind


def word_short(one: Override, clock: Clock) -> str:
    """Say where an override is, what it sets and until when."""
    return f"{one.place}: {_word_setting(one)} until {clock.short(one.when.end)}"
