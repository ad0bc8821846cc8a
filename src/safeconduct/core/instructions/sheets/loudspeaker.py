"""Write what a loudspeaker says at each site: GO, HOLD and STOP, each sentence twice, in each language needed there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from safeconduct.core.instructions.directory import Directory, index_plan
from safeconduct.core.instructions.itinerary import lay_out
from safeconduct.core.instructions.phrases import Phrases
from safeconduct.core.instructions.sheets.sheet import Section, Sheet
from safeconduct.core.instructions.words import Phrasebook, Words
from safeconduct.core.network import Site, SiteKind
from safeconduct.core.plan import Case, Plan, Trip

NEWS_MINUTES = 15
"""After so many minutes those who wait hear again, "no change" included."""

_HOLD = ("speaker-hold", "speaker-sit")
_STOP = ("speaker-stop", "speaker-inside", "speaker-await")
_AREA = ("stay-inside", "stay-away", "stay-wait")


def write_scripts(case: Case, plan: Plan, phrasebook: Phrasebook) -> tuple[Sheet, ...]:
    """Return a script for each transit point and gate where the plan brings people, then one for the whole area.

    The languages are those of the parties that come there, that of most people first; the whole area's are those of
    all parties. No place is named that is not the one where the script is read, and no number of people.

    Raises PlanMisfitError where the plan is for another case, or names what this one does not have.
    """
    directory = index_plan(case, plan)
    everybody: Counter[str] = Counter()
    there: defaultdict[str, Counter[str]] = defaultdict(Counter)
    trips: defaultdict[str, dict[str, Trip]] = defaultdict(dict)
    for party in case.parties:
        language = phrasebook.of(party.language).language
        everybody[language] += party.size
        stages = lay_out(directory, party)
        met = {site.site_id for stage in stages for site in (stage.place, stage.board) if site is not None}
        for site_id in met:
            there[site_id][language] += party.size
        for stage in stages:
            if stage.board is not None and stage.trip is not None:
                trips[stage.board.site_id][stage.trip.trip_id] = stage.trip
    made = [
        _write(directory, phrasebook, site, there[site.site_id], trips[site.site_id])
        for site in case.sites
        if site.site_id in there and site.kind in (SiteKind.TRANSIT_POINT, SiteKind.GATE)
    ]
    return (*made, _write_area(directory, phrasebook, everybody))


def _write(
    directory: Directory, phrasebook: Phrasebook, site: Site, people: Counter[str], trips: Mapping[str, Trip]
) -> Sheet:
    spoken = [phrasebook.words[language] for language, _ in _most_first(people)]
    going = sorted(trips.values(), key=lambda trip: (trip.depart, trip.trip_id))
    sections = [one for words in spoken for one in _say_site(directory, words, site, going)]
    title = spoken[0].say("speaker-title", site=Phrases.of(spoken[0], directory.clock).label(site))
    return _sheet(directory, f"loudspeaker-{site.site_id}", title, sections, spoken)


def _say_site(directory: Directory, words: Words, site: Site, trips: Sequence[Trip]) -> Iterator[Section]:
    phrases = Phrases.of(words, directory.clock)
    others = words.say("speaker-others")
    for trip in trips:
        vehicle, when = phrases.vehicle(trip), phrases.time(trip.depart)
        go = (words.say("speaker-go", vehicle=vehicle, when=when), words.say("speaker-come", vehicle=vehicle), others)
        head = words.say("speaker-head-go")
        day = phrases.day(trip.depart)
        yield _section(directory, words, f"{head}: {vehicle}{words.say('comma')} {when}{words.say('comma')} {day}", go)
    if site.kind is SiteKind.GATE:
        yield _section(directory, words, words.say("speaker-head-go"), (words.say("speaker-gate"), others))
    hold = (*(words.say(message) for message in _HOLD), words.say("speaker-again", number=NEWS_MINUTES))
    yield _section(directory, words, words.say("speaker-head-hold"), hold)
    yield _section(directory, words, words.say("speaker-head-stop"), [words.say(message) for message in _STOP])


def _write_area(directory: Directory, phrasebook: Phrasebook, people: Counter[str]) -> Sheet:
    spoken = [phrasebook.words[language] for language, _ in _most_first(people)]
    sections = [
        _section(directory, words, words.say("speaker-head-hold"), [words.say(message) for message in _AREA])
        for words in spoken
    ]
    title = spoken[0].say("speaker-title", site=spoken[0].say("speaker-area")) if spoken else "-"
    return _sheet(directory, "loudspeaker-area", title, sections, spoken)


def _sheet(directory: Directory, name: str, title: str, sections: list[Section], spoken: Sequence[Words]) -> Sheet:
    drafted = any(words.machine_drafted for words in spoken)
    return Sheet(name, title, sections, directory.case.is_exercise, drafted)


def _section(directory: Directory, words: Words, heading: str, sentences: Sequence[str]) -> Section:
    """Say each sentence twice, between a call for attention and, in an exercise, its mark."""
    drill = [words.say("exercise")] if directory.case.is_exercise else []
    twice = [sentence for sentence in sentences for _ in range(2)]
    lines = (*drill, words.say("speaker-attention"), *twice, *drill)
    return Section(heading, words.language, words.direction, lines)


def _most_first(people: Counter[str]) -> list[tuple[str, int]]:
    return sorted(people.items(), key=lambda one: (-one[1], one[0]))
