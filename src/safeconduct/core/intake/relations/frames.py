"""List the verbs and nouns that say how actors stand to each other, and where their grammar puts whom.

The classes of verbs follow VerbNet (Kipper Schuler 2005) and the verb lists of CAMEO, from which PLOVER grew.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VerbFrame:
    """Say what a verb tells: its subject stands in the relation to what fills the first slot that is filled."""

    relation: str
    slots: tuple[str, ...]  # "dobj" (in the passive the subject), "dative", or a preposition
    when: str = ""  # "place", "actor", "people": what the object is; "question", "order": what follows; "weapons"


@dataclass(frozen=True, slots=True)
class NounFrame:
    """Say what the noun of an event tells: by whom and to whom."""

    relation: str
    agents: tuple[str, ...]  # prepositions
    patients: tuple[str, ...]  # prepositions
    owner: str = "agent"  # what "X's" before it is
    carried: bool = True  # whether "launched", "poses", "held" before it bring its agent
    within: bool = False  # whether "is in ..." brings its agent ("in control of")
    inmate: bool = False  # whether "is in ..." brings its patient ("in a government prison")


# verbs | relation | slots | when
_VERBS = """
abduct, kidnap, snatch | kidnapped | dobj |
take hostage | kidnapped | dobj |
accuse, blame, condemn, criticise, criticize, denounce, decry, fault, rebuke, lambast, lambaste | accused | dobj | actor
agree | agreed_with | with, to | actor
sign, pledge, promise, vow | agreed_with | with, dative, dobj, to | actor
aid, assist, help | aids | dobj | actor
arm, equip, supply, provide, furnish | armed | dobj, dative, to | weapons
arm, equip | armed | dobj | actor
supply, give, deliver, send, ship, sell | armed | to, dative, dobj | weapons
arrest, apprehend, detain, round_up | arrested | dobj | actor
ambush, assault, attack, batter, bomb, bombard, hit, raid, rocket | attacked | dobj |
shell, storm, strafe, strike, target, torch | attacked | dobj |
fire, shoot | attacked | on, at |
open fire | attacked | on, at |
beat, beat_up, injure, mistreat, rape, shoot, stab, torture, wound | wounded | dobj | actor
ban, outlaw, prohibit, suspend | banned | dobj |
besiege, blockade, encircle, surround, cut_off | besieges | dobj |
capture | captured | dobj | actor
block, disperse, evict, extort, harass, intimidate, repress | coerced | dobj | people
search, stop, suppress, teargas, turn_back | coerced | dobj | people
clash, fight, battle, skirmish, war, duel | fights | dobj, against, with | actor
communicate, correspond, liaise | communicates_with | with |
contact, reach_out | communicates_with | dobj, to | actor
accede, yield, bow, cave_in, give_in | conceded_to | to | actor
ask, consult | consults | dobj | question
confer, consult, discuss, negotiate, meet, speak, talk, debate, parley | consults | with, to | actor
consult, meet, visit, phone, telephone, brief, host, receive, update | consults | dobj | actor
control, govern, hold, man, occupy, police, rule, run, administer, dominate, operate | controls | dobj | place
collaborate, cooperate, ally, partner, side, team_up, work | cooperates_with | with | actor
coordinate | coordinates_with | with | actor
deconflict | deconflicts_with | with | actor
avert, combat, confront, contain, counter, deter, disrupt, foil | counters | dobj |
neutralise, neutralize, prevent, stop, thwart | counters | dobj |
defend, escort, guard, protect, safeguard, secure, shield | defends | dobj |
deploy, dispatch, mobilise, mobilize | deployed_to | to, in, at, around, near, outside | place
barricade, block, close, obstruct, seal, seal_off | blocks | dobj | place
blow_up, burn, burn_down, demolish, destroy, flatten, loot, ransack | destroyed | dobj | place
raze, sabotage, vandalise, vandalize | destroyed | dobj | place
airlift, evacuate, extract, fly_out, repatriate, relocate, bring_out, bring_home, move_out | evacuates | dobj | actor
bring, fly, get, take, ship | evacuates | dobj | out
execute, hang, behead | executed | dobj | actor
deport, expel | expelled | dobj | actor
flee, escape | fled | dobj, from | place
free, release, let_go, liberate, pardon | freed | dobj | actor
bankroll, finance, fund | funds | dobj | actor
harbor, harbour, shelter, hide, give_shelter | harboured | dobj | actor
imprison, incarcerate, intern, jail, lock_up | imprisoned | dobj | actor
hold | imprisoned | dobj | person
bus, collect, gather, gather_up, instruct, pick_up | instructs_and_collects | dobj | public
invade | invaded | dobj | place
investigate, probe | investigates | dobj |
assassinate, kill, massacre, murder, slaughter, slay, gun_down, shoot_dead | killed | dobj | actor
command, head, lead, found | led | dobj | organised
operate, lurk | present_in | in | place
demonstrate, march, protest, rally, riot, strike | protested | against |
protest | protested | dobj |
decline, rebuff, reject, refuse, spurn, dismiss | rejected | dobj |
drive_back, push_back, repel, repulse, rout, defeat, beat_back | repelled | dobj |
advise, alert, caution, order, tell, urge, warn, instruct, inform, ask | warned | dobj | warned
call | warned | on, upon | warned
appeal, call, plead | requested | to, on, upon, with | order
ask, beg, demand, implore, press, pressure, urge, call_on | requested | dobj, from | order
rescue, save | rescued | dobj | actor
blacklist, penalise, penalize, sanction | sanctioned | dobj |
back, endorse, praise, recognise, recognize, support | supports | dobj | actor
capitulate, surrender | surrendered_to | to | actor
endanger, imperil, jeopardise, jeopardize, menace, threaten | threatens | dobj |
capture, conquer, occupy, overrun, recapture, retake, seize, take_over, annex, overtake | took_over | dobj | place
advise, coach, drill, train | trained | dobj | armed
pull_out, retreat, withdraw, evacuate, leave | withdrew_from | from, dobj | left
"""

# nouns | relation | agents | patients | owner | flags
_NOUNS = """
accusation, allegation, condemnation | accused | by, from | against, of | agent |
agreement, deal, accord, pact, truce, ceasefire | agreed_with | by | with | agent |
aid, assistance, help, relief | aids | from, by | to, for | agent |
arrest, detention | arrested | by | of | patient |
airstrike, ambush, assault, attack | attacked | by, from | on, against, at, of, outside, near, in | agent |
bombardment, bombing | attacked | by, from | on, against, at, of, outside, near, in | agent |
offensive, onslaught, raid, shelling, strike | attacked | by, from | on, against, at, of, outside, near, in | agent |
blockade, siege | besieges | by | of, on | agent |
abduction, kidnapping, hijacking | kidnapped | by | of | patient |
assassination, killing, massacre, murder, slaying | killed | by | of | patient |
battle, clash, combat, fight, fighting, firefight, skirmish, war, gunfight | fights | by | with, against | agent |
communication, contact, touch | communicates_with | from, by | with | agent | within
consultation, conversation, dialogue, discussion, meeting, negotiation, talk | consults | by | with | agent | within
charge | controls | by | of | none | within, bare
control | controls | by | of, over | agent | within
alliance, collaboration, cooperation, partnership | cooperates_with | by | with | agent | within
coordination | coordinates_with | by | with | agent | within
deconfliction | deconflicts_with | by | with | agent | within
protection, defence, defense | defends | by, from | of | none |
airlift, evacuation, repatriation | evacuates | by | of | agent |
execution, beheading, hanging | executed | by | of | patient |
expulsion, deportation | expelled | by | of | patient |
release, liberation | freed | by | of | patient |
haven, refuge, sanctuary, shelter | harboured | by, from | to, for | agent |
jail, prison, captivity, custody | imprisoned | by, of | none | agent | inmate
invasion | invaded | by | of | agent |
demonstration, protest, rally | protested | by | against | agent |
appeal, call, demand, request | requested | by, from | to | agent |
sanction, embargo | sanctioned | by, from | on, against | none |
support, backing | supports | from, by | for, of | agent |
danger, menace, threat | threatens | from, of, by | to, against, for | agent |
capture, seizure, takeover | took_over | by | of | none |
warning | warned | from, by | to | agent |
withdrawal, retreat | withdrew_from | by, of | from | agent |
"""

# verbs that bring the agent of the noun after them: "posed a threat", "held talks", "called off an attack"
CARRYING = frozenset(
    {
        "abandon", "abort", "call_off", "cancel", "delay", "hold_off", "postpone", "put_off", "scrap", "shelve",
        "be", "begin", "broker", "carry", "carry_out", "commit", "conduct", "constitute", "continue", "establish",
        "execute", "exercise", "exert", "extend", "facilitate", "gain", "give", "have", "hold", "impose", "inflict",
        "issue", "keep", "launch", "lead", "maintain", "make", "mount", "offer", "open", "order", "organise",
        "organize",
        "perform", "perpetrate", "plan", "plot", "pose", "prepare", "present", "provide", "reach", "remain",
        "represent", "resume", "retain", "seize", "send", "sign", "slap", "stage", "start", "stay", "step_up",
        "strike", "take", "tighten", "undertake", "wage",
    }
)  # fmt: skip

# verbs that bring the patient of the noun after them: "suffered an attack", "faces a threat"
SUFFERING = frozenset({"face", "suffer", "survive", "sustain", "undergo", "come", "endure", "repel", "escape"})

CLAIMING = frozenset({"accept", "admit", "bear", "claim"})  # responsibility for a deed

SEIZING = frozenset({"seize", "take", "wrest", "assume"})  # to seize control is to take over

PROTECTING = frozenset({"defend", "guard", "protect", "safeguard", "secure", "shield"})  # "... against an attack"

PRESENT = frozenset({"active", "based", "present", "stationed"})  # adjectives before "in"

WEAPONS = frozenset(
    {
        "ammunition", "arm", "arms", "artillery", "drone", "equipment", "explosive", "grenade", "gun", "helicopter",
        "jet", "missile", "munition", "rifle", "rocket", "tank", "warplane", "weapon", "weaponry",
    }
)  # fmt: skip


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip().replace(" ", "_") for part in cell.split(",") if part.strip() and part.strip() != "none")


def _read_verbs() -> dict[str, tuple[VerbFrame, ...]]:
    table: dict[str, tuple[VerbFrame, ...]] = {}
    for row in _VERBS.strip().splitlines():
        verbs, relation, slots, when = (cell.strip() for cell in row.split("|"))
        for verb in _split(verbs):
            table[verb] = (*table.get(verb, ()), VerbFrame(relation, _split(slots), when))
    return table


def _read_nouns() -> dict[str, NounFrame]:
    table: dict[str, NounFrame] = {}
    for row in _NOUNS.strip().splitlines():
        words, relation, agents, patients, owner, flags = (cell.strip() for cell in row.split("|"))
        told = _split(flags)
        frame = NounFrame(
            relation, _split(agents), _split(patients), owner, "bare" not in told, "within" in told, "inmate" in told
        )
        table.update(dict.fromkeys(_split(words), frame))
    return table


VERBS = _read_verbs()
NOUNS = _read_nouns()
