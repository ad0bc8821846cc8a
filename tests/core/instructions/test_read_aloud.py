"""Hold what is read aloud: ids spelled, times digit by digit, no names on the air; every sentence twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from instruction_town import BOOK, PARTIES, case, plan, sites

from safeconduct.core.instructions.isolate import remove_isolates
from safeconduct.core.instructions.sheets import spell, spell_time, to_text, write_radio_sheets, write_scripts

WORDS = BOOK.words


def test_ids_are_spelled_and_times_said_digit_by_digit():
    """Letters by the ICAO alphabet, digits in the sheet's language; a mark between is a pause."""
    assert spell("T1/03", WORDS["en"]) == "Tango one, zero three"
    assert spell("gate:N", WORDS["en"]) == "Golf Alfa Tango Echo, November"
    assert spell_time("06:40", WORDS["en"]) == "zero six four zero"
    assert spell_time("06:40", WORDS["fa-AF"]) == "صفر شش چهار صفر"
    assert spell("B3", WORDS["ps"]) == "\u2066Bravo\u2069 درې"


@pytest.mark.parametrize("language", list(WORDS))
def test_radio_says_every_run_and_no_name(language):
    """Each vehicle's sheet says when it leaves and arrives; no name of a place or party's id is in a line."""
    sheets = {sheet.name: sheet for sheet in write_radio_sheets(case(), plan(), WORDS[language])}
    assert list(sheets) == ["radio-vehicle-B1-3", "radio-site-T1", "radio-site-G1"]
    say = WORDS[language].say
    vehicle, lines = spell("B1/3", WORDS[language]), [line for one in sheets.values() for line in _lines(one)]
    leaves = {"vehicle": vehicle, "site": spell("T1", WORDS[language]), "time": spell_time("23:55", WORDS[language])}
    reaches = {"vehicle": vehicle, "site": spell("G1", WORDS[language]), "time": spell_time("00:05", WORDS[language])}
    assert say("radio-leave", **leaves) in _lines(sheets["radio-vehicle-B1-3"])
    assert say("radio-reach", **reaches) in _lines(sheets["radio-site-G1"])
    assert say("radio-aboard", number=spell("5", WORDS[language])) in _lines(sheets["radio-site-T1"])
    names = [site.name for site in sites() if site.name] + [party.party_id for party in PARTIES]
    assert [line for line in lines for name in names if name in remove_isolates(line)] == []


def test_people_let_through_are_counted_by_minute():
    """Parties that go through a gate in one minute are one number on the air."""
    [gate] = [one for one in write_radio_sheets(case(), plan(), WORDS["en"]) if one.name == "radio-site-G1"]
    assert "People to let through at one zero three five: four." in _lines(gate)
    assert "People to let through at zero zero zero five: five." in _lines(gate)


def test_scripts_are_in_the_languages_of_who_comes_there():
    """A site's script has the languages of its parties, most people first; the whole area's has all of them."""
    tongues = {"P3": "ps", "P6": "fa", "P4": "uk"}
    told = case(parties=tuple(replace(one, language=tongues.get(one.party_id, "fr")) for one in PARTIES))
    scripts = {one.name: one for one in write_scripts(told, plan(), BOOK)}
    assert list(scripts) == ["loudspeaker-T1", "loudspeaker-G1", "loudspeaker-area"]
    assert _languages(scripts["loudspeaker-T1"]) == ["fa-AF", "ps"]
    assert _languages(scripts["loudspeaker-G1"]) == ["fr", "fa-AF", "ps"]
    assert set(_languages(scripts["loudspeaker-area"])) == {"fr", "fa-AF", "ps", "uk"}


@pytest.mark.parametrize("title", ["harbour town", "EXERCISE harbour town"])
def test_every_sentence_is_said_twice_and_each_site_has_go_hold_and_stop(title):
    """Between the call for attention and the mark of an exercise every line stands twice, one after the other."""
    for script in write_scripts(case(title), plan(title), BOOK):
        for section in script.sections:
            lines = [line for line in section.lines if not line.startswith(("EXERCISE", "Attention"))]
            assert lines[::2] == lines[1::2] != []
            assert section.lines[0].startswith("EXERCISE") == title.startswith("EXERCISE")
        heads = [section.heading.split(":")[0] for section in script.sections]
        assert heads == (["HOLD"] if script.name == "loudspeaker-area" else ["GO", "HOLD", "STOP"])
        assert to_text(script).startswith("EXERCISE") == title.startswith("EXERCISE")


def _lines(sheet) -> list[str]:
    return [line for section in sheet.sections for line in section.lines]


def _languages(sheet) -> list[str]:
    return list(dict.fromkeys(section.language for section in sheet.sections))
