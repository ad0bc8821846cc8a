"""Say distances, turns, needs and things to bring in plain English."""

from __future__ import annotations

from typing import assert_never

from safeconduct.core.instructions.directory import KIND_WORDS, clean_name, full_label
from safeconduct.core.instructions.route import Stretch, Turn
from safeconduct.core.network import Site

BRING = ("papers", "water", "medicine")
BRING_IN_FULL = "papers (passports, identity cards, permits), water, medicine, phone and charger"
_NEEDS = {
    "wheelchair": "Take the wheelchair. Tell the crew and the gate that you use one.",
    "stretcher": "Take the stretcher. Tell the crew and the gate that somebody is lying down.",
    "oxygen": "Take the oxygen and all that belongs to it. Tell the crew and the gate.",
    "infant": "Take milk, nappies and a blanket.",
    "pregnant": "Take the papers of the pregnancy. Tell the crew and the gate.",
    "deaf": "Show this text to the crew and at the gate.",
    "blind": "Stay in contact with your guide. Tell the crew and the gate.",
}


def say_metres(metres: float) -> str:
    """Round as a walker needs it: to 10 m below 200 m, to 50 m below 1 km, to 100 m above; never to nothing.

    >>> [say_metres(length) for length in (3.0, 87.0, 420.0, 980.0, 1249.0, 2000.0)]
    ['10 m', '90 m', '400 m', '1 km', '1.2 km', '2 km']
    """
    grain = 10 if metres < 200 else 50 if metres < 1000 else 100
    rounded = max(10, int(metres / grain + 0.5) * grain)
    return f"{rounded} m" if rounded < 1000 else f"{rounded / 1000:.1f}".removesuffix(".0") + " km"


def say_stretch(stretch: Stretch) -> str:
    """Say one street of a route, without the full stop.

    >>> say_stretch(Stretch(Turn.LEFT, "Main Street", 420.0, "west"))
    'Turn left onto Main Street. Follow it for 400 m'
    """
    street = stretch.name or "the unnamed street"
    follow = f"Follow it for {say_metres(stretch.metres)}"
    match stretch.turn:
        case Turn.START:
            return f"Go {stretch.heading} on {street}. {follow}"
        case Turn.STRAIGHT:
            onto = f", onto {street}" if not stretch.same_street else ""
            return f"Go straight on{onto}. {follow}"
        case Turn.LEFT | Turn.RIGHT:
            if stretch.same_street and stretch.name:
                return f"Turn {stretch.turn.value}. You stay on {street}. {follow}"
            unnamed = "another unnamed street" if stretch.same_street else street
            return f"Turn {stretch.turn.value} onto {unnamed}. {follow}"
        case Turn.BACK:
            return f"Turn round. Go back on {street}. {follow}"
    assert_never(stretch.turn)


def say_passed(stretch: Stretch) -> list[str]:
    """Say the checkpoints passed on a street, one line each."""
    return [f"You pass {say_site(site)}. Have your papers ready." for site in stretch.checkpoints]


def say_site(site: Site) -> str:
    """Say a site with its kind, unless its label tells the kind already.

    >>> from safeconduct.core.network import SiteKind
    >>> say_site(Site("C1", SiteKind.CHECKPOINT, "n1", "Old Bridge")), say_site(Site("C2", SiteKind.CHECKPOINT, "n2"))
    ('the checkpoint Old Bridge (C1)', 'checkpoint C2')
    """
    label, kind = full_label(site), KIND_WORDS[site.kind]
    return label if kind in label.lower() else f"the {kind} {label}"


def say_needs(needs: str) -> list[str]:
    """Say what a party with needs has to think of; a need without a sentence of its own is repeated as it is.

    >>> say_needs("wheelchair; insulin")
    ['Take the wheelchair. Tell the crew and the gate that you use one.', 'Take all that you need for: insulin.']
    """
    return [_NEEDS.get(need.lower(), f"Take all that you need for: {need}.") for need in split_needs(needs)]


def split_needs(needs: str) -> list[str]:
    """Return the needs of a registry cell one by one.

    >>> split_needs("wheelchair;infant, insulin")
    ['wheelchair', 'infant', 'insulin']
    """
    parts = (clean_name(part) for part in needs.replace(",", ";").split(";"))
    return [part for part in parts if part]
