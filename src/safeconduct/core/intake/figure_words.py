"""List the words by which texts put figures."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Bound(StrEnum):
    """Tell what a word before a figure says of it."""

    ABOUT = "about"  # on both sides, by its last digit or a twentieth
    NEARLY = "nearly"  # a little less
    MORE = "more"  # it or more
    LESS = "less"  # it or less
    RANGE = "range"  # two figures, from one to the other


BOUNDS: Mapping[str, Bound] = {
    "<": Bound.LESS,
    ">": Bound.MORE,
    "a little over": Bound.MORE,
    "about": Bound.ABOUT,
    "almost": Bound.NEARLY,
    "approx": Bound.ABOUT,
    "approx.": Bound.ABOUT,
    "approximately": Bound.ABOUT,
    "around": Bound.ABOUT,
    "as many as": Bound.LESS,
    "at least": Bound.MORE,
    "at most": Bound.LESS,
    "c.": Bound.ABOUT,
    "ca.": Bound.ABOUT,
    "close to": Bound.NEARLY,
    "fewer than": Bound.LESS,
    "just over": Bound.MORE,
    "just under": Bound.NEARLY,
    "less than": Bound.LESS,
    "more than": Bound.MORE,
    "nearly": Bound.NEARLY,
    "no fewer than": Bound.MORE,
    "no more than": Bound.LESS,
    "over": Bound.MORE,
    "roughly": Bound.ABOUT,
    "some": Bound.ABOUT,
    "under": Bound.LESS,
    "up to": Bound.LESS,
    "~": Bound.ABOUT,
    "≈": Bound.ABOUT,
    "≤": Bound.LESS,
    "≥": Bound.MORE,
}

SCALES: Mapping[str, float] = {"hundred": 1e2, "k": 1e3, "m": 1e6, "million": 1e6, "thousand": 1e3}

NUMBER_WORDS: Mapping[str, float] = {
    "a dozen": 12,
    "a hundred": 100,
    "a thousand": 1000,
    "eight": 8,
    "eighteen": 18,
    "eighty": 80,
    "eleven": 11,
    "fifteen": 15,
    "fifty": 50,
    "five": 5,
    "forty": 40,
    "four": 4,
    "fourteen": 14,
    "nine": 9,
    "nineteen": 19,
    "ninety": 90,
    "seven": 7,
    "seventeen": 17,
    "seventy": 70,
    "six": 6,
    "sixteen": 16,
    "sixty": 60,
    "ten": 10,
    "thirteen": 13,
    "thirty": 30,
    "three": 3,
    "twelve": 12,
    "twenty": 20,
    "two": 2,
}

_NAMES: Mapping[str, str] = {
    "bomb": "bomb bombs",
    "bus": "bus buses coach coaches",
    "dead": "dead died deaths fatalities killed",
    "flight": "flight flights aircraft plane planes airplane airplanes jet jets sortie sorties",
    "gate": "gate gates",
    "hurt": "hurt injured injuries wounded",
    "people": "adult adults child children citizen citizens civilian civilians evacuee evacuees individuals nationals "
    "passenger passengers pax people person persons refugee refugees resident residents",
    "soldier": "fighters forces personnel servicemembers soldier soldiers troops",
    "vehicle": "car cars truck trucks vehicle vehicles",
}

COUNTED: Mapping[str, str] = {name: counted for counted, names in _NAMES.items() for name in names.split()}
"""Name of what is counted -> one word for all its names; any other word stands for itself."""
