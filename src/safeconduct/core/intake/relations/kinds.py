"""Say, for each relation, what it may take as its object and how it behaves."""

from __future__ import annotations

from dataclasses import dataclass

LAND = "land"  # a country is meant as a land: "attacked the U.S." harms the united_states
PARTY = "party"  # a country is meant as its government: "warned Iran" speaks to the iranian_government
ANY = "any"


@dataclass(frozen=True, slots=True)
class Kind:
    """Describe one relation."""

    name: str
    takes: str = PARTY
    needs: str = ANY  # what its object must be: "actor", "place" or ANY
    symmetric: bool = False  # "X and Y fought"
    potential: str = ""  # what it is called while it is only feared or planned; "" = the same
    unknown_agent: str = ""  # who does it where nobody is named; "" = then there is no relation
    default_object: str = ""  # to whom, where nobody is named; "" = then there is no relation
    through_events: bool = False  # "foiled an attack by X" is done to X
    by_events: bool = False  # "the attack by X killed Y": X did
    with_press: bool = True  # whether reporters count: who speaks to them speaks to the public
    within_side: bool = True  # whether it makes sense between a whole and its part


_KINDS = (
    Kind("accused", needs="actor"),
    Kind("agreed_with", needs="actor", symmetric=True, within_side=False),
    Kind("aids", needs="actor", within_side=False),
    Kind("armed", needs="actor", within_side=False),
    Kind("arrested", needs="actor"),
    Kind("attacked", LAND, potential="may_attack", unknown_agent="unknown_attacker"),
    Kind("banned"),
    Kind("besieges", LAND),
    Kind("blocks", LAND, needs="place"),
    Kind("captured", needs="actor"),
    Kind("coerced", needs="actor"),
    Kind("communicates_with", needs="actor", symmetric=True, within_side=False, with_press=False),
    Kind("conceded_to", needs="actor"),
    Kind("consults", needs="actor", symmetric=True, with_press=False),
    Kind("controls", LAND),
    Kind("cooperates_with", needs="actor", symmetric=True, within_side=False),
    Kind("coordinates_with", needs="actor", symmetric=True, within_side=False),
    Kind("counters", needs="actor", through_events=True),
    Kind("deconflicts_with", needs="actor", symmetric=True, within_side=False),
    Kind("defends", LAND),
    Kind("deployed_to", LAND, needs="place"),
    Kind("destroyed", LAND, by_events=True),
    Kind("evacuates"),
    Kind("executed", needs="actor"),
    Kind("expelled", needs="actor"),
    Kind("fights", needs="actor", symmetric=True),
    Kind("fled", LAND),
    Kind("freed", needs="actor"),
    Kind("funds", needs="actor", within_side=False),
    Kind("harboured", needs="actor"),
    Kind("imprisoned", needs="actor"),
    Kind("instructs_and_collects", needs="actor", potential="will_instruct_and_collect"),
    Kind("invaded", LAND),
    Kind("investigates"),
    Kind(
        "kidnapped",
        needs="actor",
        potential="may_kidnap",
        unknown_agent="unknown_kidnappers",
        default_object="civilians",
    ),
    Kind("killed", needs="actor", by_events=True),
    Kind("led", needs="actor"),
    Kind("present_in", LAND, needs="place"),
    Kind("protested", through_events=True),
    Kind("rejected", needs="actor", through_events=True),
    Kind("repelled", needs="actor", through_events=True),
    Kind("requested", needs="actor"),
    Kind("rescued", needs="actor"),
    Kind("sanctioned"),
    Kind("supports", needs="actor", within_side=False),
    Kind("surrendered_to", needs="actor"),
    Kind("threatens", LAND),
    Kind("took_over", LAND),
    Kind("trained", needs="actor", within_side=False),
    Kind("warned", needs="actor"),
    Kind("wounded", needs="actor", by_events=True),
    Kind("withdrew_from", LAND, needs="place"),
)

KINDS = {kind.name: kind for kind in _KINDS}
