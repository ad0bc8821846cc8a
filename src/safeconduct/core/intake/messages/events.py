"""List the words that tell what happens, and read the event of a clause by them (after PLOVER's and ACLED's types)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from safeconduct.core.intake.messages.tables import words_of

OPEN = "open opens opened opening reopen* passable usable accessible moving flowing"
CLOSED = (
    "close closes closed closing shut* block* impassable not_passable not_open can_not_pass can_not_get_through flood* "
    "barricad* rubble sealed no_passage no_way_through cut_off is_cut cut_at road_cut border_cut obstruct* "
    "collapsed spikes destroyed no_entry not_usable "
    "roadblock* road_block* jammed mined debris burning_tyres burning_tires unpassable"
)
ROADS = (
    "road* street* bridge* tunnel* route* highway* crossing* junction* lane* avenue* motorway* underpass ramp traffic "
    "roundabout* corridor boulevard alley path way ringroad flyover embankment quay border border_crossing "
    "roadblock* road_block*"
)
CHECKPOINTS = "checkpoint* check_point* checkpost post"
GATES = "gate* entrance* door* terminal*"
ARMED = (
    "armed gunmen soldier* troops fighter* militia* militants technical* tank* convoy* apc* vehicles pickup* trucks "
    "insurgents military army men forces column patrol gunman bikes motorbikes vehicle truck jeep* humvee* "
    "police unit* "
    "rebels"
)
MOVES = (
    "moving moved move moves head* advanc* approach* arriv* mass* leaving left withdr* towards toward coming "
    "patrol* pass* "
    "driving drove entered entering deploy* gather* crossing crossed seen spotted setting_up position* pulling* coming "
    "came going went took_up on_foot sighted parked stationed taking_up occupying occupied retreat* marching "
    "southbound "
    "northbound eastbound westbound at in on near inbound"
)
PEOPLE = (
    "people civilians persons families pedestrians refugees evacuees women children passengers residents crowd* youths"
)

# One row is an event that needs a word of each group; "*" stands for any ending, "_" for a space. The first row that
# fits is the event; what is done to people comes before where they are, and harm before its sound.
ROWS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("rumour_other", ("storm* overrun fallen fell_to coup evacuat*_cancel* poison* surrender*",)),
    ("kidnapping", ("kidnap* abduct* hostage* snatch* taken_away taken_by took_*_away took_him took_her "
        "took_them took_his took_my "
     "took_our took_two took_a_man dragged_away dragged_into forced_into pulled_from_*_car",)),
    ("detention", ("detain* arrest* custody held_by held_at being_held holding_anyone holding_our holding_two "
     "holding_three holding_staff prison jail* locked_up in_cells rounded_up",)),
    ("all_clear", ("all_clear stand_down false_alarm",)),
    ("harassment", ("beat beaten beating beats harass* brib* stones stoning robbed robbing slapp* insult* "
        "extort* loot* "
     "shouting_at shoved pushed_around turning_*_back turned_*_back turning_back turned_back turned_away turning_away "
     "turning_*_away confiscat* took_phones taking_phones stole demanded_money demanding_money asking_for_money "
     "taking_money intimidat* spat searching_phones search_phones roughed hit_people whip* molest* groped abus* "
     "pay_to_pass",)),
    ("attack_threat", ("ied ieds vbied suicide threat* suspicious unexploded uxo drone* possible_attack planned_attack "
     "plan*_to_attack going_to_attack imminent bomb_threat attack_expected attack_planned attack_on attack_at "
         "will_attack will_be_attacked to_be_attacked be_attacked attack attacks attacking "
     "attack_tonight car_bomb unattended device warning_of plan*_an_attack sniper_position booby* landmine*",)),
    ("indirect_fire", ("mortar* shelling shelled shells shell artillery rocket* incoming impacts impacted "
        "missile* was_hit "
     "were_hit got_hit airstrike* air_strike* indirect_fire bombard* rounds_landed rounds_impacted rounds_hit grad",)),
    ("shooting", ("shot shots shooting* gunfire gun_fire gunshot* sniper* fired firing small_arms taking_fire "
        "under_fire "
     "opened_fire open_fire rifle* automatic_fire machine_gun_fire firefight crossfire shoot shooter bullets burst_of "
     "bursts",)),
    ("explosion", ("explosion* explode* explod* blast* bang boom detonat* bomb bombing blew_up blown_up grenade*",)),
    ("checkpoint_closed", (CHECKPOINTS, CLOSED)),
    ("checkpoint_open", (CHECKPOINTS, OPEN)),
    ("gate_closed", (GATES, CLOSED)),
    ("gate_open", (GATES, OPEN)),
    ("road_closed", (ROADS, CLOSED)),
    ("crowd", (f"waiting gathered gathering queue* queuing lined_up crowding massing outside stuck pushing "
        f"pushed growing in_line {OPEN}", PEOPLE,
     r"\d+ hundreds thousands crowd* huge large big many dozens some")),
    ("crowd", ("crowd* queue queues stampede crush overcrowd* mob packed protest* demonstrat* rally line_of "
        "gathering",)),
    ("movement_of_armed_actors", (ARMED, MOVES)),
    ("medical", ("wounded injur* casualt* hurt dead killed ambulance* bleed* dehydrat* unconscious died oxygen insulin "
     "patients labour fracture* inj burns burn_wounds man_down men_down medevac casevac collapsed faint* "
         "heatstroke stretcher* tourniquet sick "
     "pregnant birth medical broken_leg broken_arm fever heart asthma* seizure concussion",)),
    ("road_open", (ROADS, f"{OPEN} clear cleared")),
    ("infrastructure", ("power electric* water grid generator* network phone_network mobile internet phones sewage "
     "signal substation gas_main pipeline pylon mains blackout* fuel comms cell_tower lights pump*",
     "out off down back restored cut fail* dead not_working burst leak* no flood* running_again started broke* broken "
     "running working damaged stopped low on contaminated gone without")),
    ("infrastructure", ("blackout power_cut power_outage water_outage outage",)),
    ("infrastructure", ("bridge building roof wall pier", "damaged collapsed cracked destroyed fire burning")),
    ("all_clear", ("clear safe calm quiet no_incident* nothing_to_report nothing_seen secure situation_normal "
     "back_to_normal no_activity nsr ntr no_change",)),
    ("road_closed", ("roadblock* road_block* barricad*",)),
)  # fmt: skip
# A state alone ("closed now") is of the kind of site last spoken of.
STATE_OPENERS = words_of(
    "again all also back blocked both closed closing has is it just no not now open opened opening reopened "
    "shut status still "
    "that they this was yes"
)
STATES = (("closed", CLOSED), ("open", OPEN))
KINDS = (("checkpoint", CHECKPOINTS), ("gate", GATES), ("road", ROADS))

NEGATIONS = re.compile(
    r"\b(no|not|none|never|nobody|nothing|neither|nor|without|false|fake|untrue|no one|denies|denied|negative|"
    r"nil|zero)\b"
)
# A "no" that makes the event, and does not deny it.
MAKING = re.compile(
    r"\b(not passable|not usable|can not pass|can not get through|no way through|no passage|no entry|not working|"
    r"no (power|electricity|signal|network|internet|mobile|water|phone\w*|lights|fuel|comms)|not (started|running)|"
    r"nothing to report|no incident\w*|no activity|nothing seen|no change|no longer|(can|"
    r"could) not (be )?(confirm|verif)\w*|not moving|no problem\w*|not sure|"
    r"not only|no idea|not confirmed|not able|do not know|without water|no one knows|no threat\w*)\b"
)

# What sounds like an event and tells none.
CHATTER = re.compile(
    r"\b(loud and clear|(not|nobody|no one) knows?|do(es)? not know|unknown|not known|stay (safe|clear))\b"
)


@dataclass(frozen=True, slots=True)
class Event:
    """Tell what happens, and whether it is denied."""

    name: str
    denied: bool = False


def read_event(words: str, last_kind: str = "") -> Event | None:
    """Return what happens in a clause whose words are written out; None where nothing of the list does.

    >>> read_event("checkpoint 3 is not open"), read_event("it is shut again", "gate"), read_event("thanks")
    (Event(name='checkpoint_open', denied=True), Event(name='gate_closed', denied=False), None)
    """
    if CHATTER.search(words):
        return None
    left = MAKING.sub(" ", words)
    denied = bool(NEGATIONS.search(left))
    for name, groups in _ROWS:
        if all(group.search(words) for group in groups):
            return _settle(name, words, denied)
    bare = words.split()[:1] and (words.split()[0] in STATE_OPENERS or len(words.split()) < 3)
    for state, pattern in _STATES.items():
        if last_kind and bare and pattern.search(words):
            return _settle(f"{last_kind}_{state}", words, denied)
    return None


def read_main_event(words: str, last_kind: str = "") -> Event | None:
    """Return what happens in the main clause, else in what hangs on it."""
    return read_event(_SUBORDINATE.split(words, maxsplit=1)[0], last_kind) or read_event(words, last_kind)


def find_kind(words: str) -> str:
    """Return the kind of site last spoken of: checkpoint, gate or road; "" where none is."""
    found = [(match.start(), kind) for kind, pattern in _KINDS.items() for match in pattern.finditer(words)]
    return max(found)[1] if found else ""


def _settle(name: str, words: str, denied: bool) -> Event:
    """Take "not open" for a denied opening, and "no threats" for a denied threat."""
    if name.endswith("_closed") and re.search(r"\bnot (yet )?(re)?open", words) and not _CLOSED_ONLY.search(words):
        return Event(name.removesuffix("closed") + "open", denied=True)
    if name == "attack_threat" and re.search(r"\bno (\w+ )?(threat|drone)", words):
        return Event(name, denied=True)
    return Event(name, denied)


def _compile(words: str) -> re.Pattern[str]:
    choices = (word.replace("_", " ").replace(" * ", r" (?:\w+ ){0,4}").replace("*", r"\w*") for word in words.split())
    return re.compile(rf"(?<![\w-])(?:{'|'.join(choices)})(?![\w-])")


_ROWS = tuple((name, tuple(map(_compile, groups))) for name, groups in ROWS)
_STATES: Mapping[str, re.Pattern[str]] = {state: _compile(words) for state, words in STATES}
_KINDS: Mapping[str, re.Pattern[str]] = {kind: _compile(words) for kind, words in KINDS}
_SUBORDINATE = re.compile(r" (?:when|after|before|because|while|so that|where|unless) ")
_CLOSED_ONLY = _compile(CLOSED.replace("not_open ", ""))
