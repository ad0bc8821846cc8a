"""Name days in seven languages and two calendars, by tables and an equinox of this file's own."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta
from functools import lru_cache

WEEKDAYS = {  # Monday first
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "uk": "понеділок вівторок середа четвер пʼятниця субота неділя",
    "ar": "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
    "fa-AF": "دوشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه شنبه یکشنبه",
    "ps": "دوشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه شنبه یکشنبه",
}
WEEKDAYS_SHORT = {
    "en": "Mon Tue Wed Thu Fri Sat Sun",
    "fr": "lun mar mer jeu ven sam dim",
    "es": "lun mar mié jue vie sáb dom",
    "uk": "пн вт ср чт пт сб нд",
}
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "fa-AF": "جنوری فبروری مارچ اپریل می جون جولای اگست سپتمبر اکتوبر نومبر دسمبر",
    "ps": "جنوري فبروري مارچ اپریل مۍ جون جولای اګست سېپتمبر اکتوبر نومبر دسمبر",
}
MONTHS_SHORT = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "fr": "janv févr mars avr mai juin juil août sept oct nov déc",
    "es": "ene feb mar abr may jun jul ago sept oct nov dic",
    "uk": "січ лют бер квіт трав черв лип серп вер жовт лист груд",
}
SOLAR_MONTHS = {
    "fa-AF": "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت",
    "ps": "وری غویی غبرګولی چنګاښ زمری وږی تله لړم لیندۍ مرغومی سلواغه کب",
}
_TERMS = (  # amplitude, phase and speed of what disturbs the equinox: J. Meeus, Astronomical Algorithms, table 27.C
    (485, 324.96, 1934.136), (203, 337.23, 32964.467), (199, 342.08, 20.186), (182, 27.85, 445267.112),
    (156, 73.14, 45036.886), (136, 171.52, 22518.443), (77, 222.54, 65928.934), (74, 296.72, 3034.906),
    (70, 243.58, 9037.513), (58, 119.81, 33718.147), (52, 297.17, 150.678), (50, 21.02, 2281.226),
    (45, 247.54, 29929.562), (44, 325.15, 31555.956), (29, 60.93, 4443.417), (18, 155.12, 67555.328),
    (17, 288.79, 4562.452), (16, 198.04, 62894.029), (14, 199.76, 31436.921), (12, 95.39, 14577.848),
    (12, 287.11, 31931.756), (12, 320.81, 34777.259), (9, 227.73, 1222.114), (8, 15.45, 16859.074),
)  # fmt: skip
_J2000 = datetime(2000, 1, 1, 12)
_LATE = timedelta(seconds=70)  # the Earth's clock is behind the ephemeris by a minute or so in this century
_TEHRAN = timedelta(hours=3, minutes=30)


def name_day(language: str, day: date) -> dict[str, str]:
    """Return the words and numbers that a date in a language may be made of, by the names the catalogues give them."""
    weekday = WEEKDAYS[language].split()[day.weekday()]
    month = MONTHS[language].split()[day.month - 1]
    named = {
        "weekday": weekday,
        "weekday-short": WEEKDAYS_SHORT[language].split()[day.weekday()] if language in WEEKDAYS_SHORT else weekday,
        "day": str(day.day),
        "month": month,
        "month-short": MONTHS_SHORT[language].split()[day.month - 1] if language in MONTHS_SHORT else month,
        "year": str(day.year),
    }
    if language in SOLAR_MONTHS:
        year, number, solar_day = find_solar_date(day)
        months = SOLAR_MONTHS[language].split()
        named |= {"solar-day": str(solar_day), "solar-month": months[number - 1], "solar-year": str(year)}
    return named


def find_solar_date(day: date) -> tuple[int, int, int]:
    """Return year, month and day by which Iran and Afghanistan count, from the sky: the year begins at the equinox.

    >>> find_solar_date(date(2021, 8, 15)), find_solar_date(date(2025, 3, 20)), find_solar_date(date(2031, 3, 4))
    ((1400, 5, 24), (1403, 12, 30), (1409, 12, 13))
    """
    year = day.year if day >= find_new_year(day.year) else day.year - 1
    gone = (day - find_new_year(year)).days
    month = gone // 31 if gone < 186 else 6 + (gone - 186) // 30
    return year - 621, month + 1, gone - (31 * month if month < 6 else 186 + 30 * (month - 6)) + 1


@lru_cache(maxsize=512)
def find_new_year(year: int) -> date:
    """Return the day on which a year begins in a Gregorian one: its noon in Tehran is the first after the equinox.

    Source: J. Meeus, Astronomical Algorithms, chapter 27.
    """
    millennia = (year - 2000) / 1000.0
    mean = 2451623.80984 + millennia * (
        365242.37404 + millennia * (0.05169 + millennia * (-0.00411 - 0.00057 * millennia))
    )
    centuries = (mean - 2451545.0) / 36525.0
    sway = math.radians(35999.373 * centuries - 2.47)
    stretch = 1 + 0.0334 * math.cos(sway) + 0.0007 * math.cos(2 * sway)
    moved = sum(size * math.cos(math.radians(phase + speed * centuries)) for size, phase, speed in _TERMS)
    equinox = _J2000 + timedelta(days=mean + 0.00001 * moved / stretch - 2451545.0) - _LATE + _TEHRAN
    return equinox.date() if equinox.hour < 12 else equinox.date() + timedelta(days=1)
