"""Find the sites that field messages name: "gate 3", "cp4", "mill bridge", "TP Blue", "the stadium"."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Iterable, Sequence
from dataclasses import replace

from safeconduct.core.intake.document import Span
from safeconduct.core.intake.messages.tables import words_of
from safeconduct.core.intake.places.gazetteer import Gazetteer
from safeconduct.core.intake.places.named import overlaps_any
from safeconduct.core.intake.reading import PlaceMention, Precision
from safeconduct.core.intake.span_index import SpanIndex

# Before a number, a letter or a code word.
NUMBERED = (
    r"gates?|g|cp|c/p|chkpt|checkpoint|check point|tp|transit point|lz|hlz|rv|rp|ap|pickup point|assembly point|"
    r"muster point|point|pier|terminal|"
    r"sector|zone|exit|hangar|block|building|bldg|route|rte|hwy|post|obs? post|op|phase line|bus stop|highway|"
    r"camp|bridge|shelter|platform|ward|school|clinic|hospital|station|junction|jct|tower|unit|dock|bay"
)
CODE = (
    r"alpha|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliett?|kilo|lima|mike|november|oscar|papa|quebec|romeo|"
    r"sierra|tango|uniform|victor|whiskey|xray|yankee|zulu|red|blue|green|white|black|amber|yellow|orange|gold|silver|"
    r"north|south|east|west|one|two|three|four|five|six|seven|eight|nine|ten"
)
STREETS = sorted(words_of("road rd street st avenue ave lane boulevard blvd highway way alley embankment row drive"))
NOUNS = sorted(words_of(
    "airfield airport arena bakery bank barracks bazaar brdg bridge bypass camp cathedral cemetery checkpoint "
    "church clinic college consulate crossing dam depot district docks embassy factory ferry garage gate "
    "gates hall harbor harbour hosp hospital hotel junction library market mill mosque museum office overpass "
    "park pharmacy pier plant plaza police-station port post prison quarter quay ramp refinery roundabout "
    "school shelter sq square stadium station stn suburb supermarket synagogue temple terminal theatre tower "
    "tunnel underpass university village warehouse wharf yard"
))  # fmt: skip
# Words that do not belong to a name in small letters.
STOP = words_of(
    "a about again all along an and are around at back behind beside between big blocked but by close closed "
    "cross for from got has have hear heard her "
    "here his i in inside into is it its just la me my near nearby next no north not nr of off old on one onto "
    "open or other our out outside over "
    "past people ppl say says south that the their there they this to told towards two under until via was we "
    "were west east what when "
    "where which with w your abt thru through shots shot fire is every some same only main any by front end "
    "side entire whole now another"
)
_NUMBERED = re.compile(rf"\b(?:(?:north|south|east|west|main) )?(?:{NUMBERED})\s?(?:#|no\.? ?|-|"
    rf": )?\s?(?:\d{{1,3}}[A-Za-z]?|[A-Z]|(?:{CODE}))\b(?!:\d)", re.I)  # fmt: skip
_CAPITAL = re.compile(
    rf"\b(?:St\.? )?(?:[A-Z][\w'’\-]{{1,40}} (?:of )?){{1,3}}(?:{'|'.join((*NOUNS, *STREETS))})(?: "
    rf"(?:{'|'.join((*NOUNS, *STREETS))}))*s?\b(?: (?:North|South|East|West|\d{{1,2}})\b)?",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"\b(?:Route|Highway|Camp|Hotel|Port|Mount|Place|Plaza|Fort|Lake|Villa|Hill|Point) [A-Z][\w'’\-]+\b"
)
_BARE = re.compile(rf"\b(?:(?:old|main|north|south|east|west|central|new|bus|train|railway|rail|water|power|police|"
    rf"fire|ferry|grain|city|town|post) ){{0,6}}(?:{'|'.join(NOUNS)})(?: (?:{'|'.join(NOUNS)}))*\b", re.I)  # fmt: skip
_NAMED_BY = re.compile(r" of (?:the )?[A-Z]")


def name_sites(text: str, known: Sequence[PlaceMention], gazetteer: Gazetteer) -> list[PlaceMention]:
    """Return the places of a message: its sites, as the gazetteer has them or else unknown, and what else is known."""
    sites = []
    others = [place for place in known if place.precision is not Precision.UNKNOWN]
    listed = SpanIndex(others, lambda place: place.span)
    for span in find_sites(text):
        inside = listed.overlapping(span)
        places = gazetteer.named(text[span.start : span.end])
        if inside and not places:
            sites.append(replace(inside[0], span=Span(min(span.start, inside[0].span.start), span.end)))
        elif places:
            place = places[0]
            sites.append(PlaceMention(span, place.name, place.precision, place.country, place.x, place.y))
        else:
            sites.append(PlaceMention(span, text[span.start : span.end], Precision.UNKNOWN))
    own = SpanIndex(sites, lambda site: site.span)
    others = [place for place in others if not own.overlapping(place.span)]
    return sorted((*sites, *others), key=lambda place: place.span)


def find_sites(text: str, taken: Iterable[Span] = ()) -> list[Span]:
    """Return where sites are named, in order of the text; none overlaps another, or what is taken.

    >>> text = "shots near mill bridge, cp 4 shut"
    >>> [text[span.start : span.end] for span in find_sites(text)]
    ['mill bridge', 'cp 4']
    """
    found: list[Span] = []
    outside = SpanIndex(taken, lambda span: span)
    for pattern in (_NUMBERED, _TITLED, _CAPITAL, _BARE):
        for match in pattern.finditer(text):
            span = _shorten(text, Span(match.start(), match.end())) if pattern is _CAPITAL else Span(*match.span())
            if pattern is _BARE and _NAMED_BY.match(text, match.end()):
                continue  # "the junction of Vane Street" is named by the street
            if span and not overlaps_any(found, span) and not outside.overlapping(span):
                insort(found, span)
    return found


def _shorten(text: str, span: Span) -> Span | None:
    """Leave out the words before a name that are none of it; None where no name is left."""
    words = list(re.finditer(r"\S+", text[span.start : span.end]))
    last = next(at for at in range(len(words) - 1, -1, -1) if _is_noun(words[at].group()))
    first = last
    while first and words[first - 1].group().lower().strip(".,") not in STOP and not _parted(words[first - 1].group()):
        if words[last].group()[0].isupper() and words[first - 1].group()[0].islower():
            break
        first -= 1
    return None if first == last else Span(span.start + words[first].start(), span.end)


def _is_noun(word: str) -> bool:
    return word.lower().rstrip("s") in _SITE_WORDS or word.lower() in _SITE_WORDS


def _parted(word: str) -> bool:
    return word.endswith((",", ".", ":")) and word not in ("St.",)


_SITE_WORDS = frozenset((*NOUNS, *STREETS))
