"""Map the relations to PLOVER's event types.

The types and their reach are those of the PLOVER manual and its CAMEO conversion table
(https://github.com/openeventdata/PLOVER, 2021). A relation that is a state rather than an event has none.
"""

from __future__ import annotations

PLOVER_TYPES = frozenset(
    {
        "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST",
        "REJECT", "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN",
    }
)  # fmt: skip

PLOVER = {
    "accused": "ACCUSE",
    "agreed_with": "AGREE",
    "aids": "AID",
    "armed": "AID",
    "arrested": "COERCE",
    "attacked": "ASSAULT",
    "banned": "COERCE",
    "besieges": "COERCE",
    "blocks": "COERCE",
    "captured": "COERCE",
    "coerced": "COERCE",
    "communicates_with": "CONSULT",
    "conceded_to": "CONCEDE",
    "consults": "CONSULT",
    "cooperates_with": "COOPERATE",
    "coordinates_with": "COOPERATE",
    "deconflicts_with": "COOPERATE",
    "deployed_to": "MOBILIZE",
    "destroyed": "ASSAULT",
    "evacuates": "AID",
    "executed": "ASSAULT",
    "expelled": "SANCTION",
    "fights": "ASSAULT",
    "freed": "RETREAT",
    "funds": "AID",
    "harboured": "AID",
    "imprisoned": "COERCE",
    "instructs_and_collects": "AID",
    "invaded": "ASSAULT",
    "investigates": "ACCUSE",
    "kidnapped": "ASSAULT",
    "killed": "ASSAULT",
    "may_attack": "THREATEN",
    "may_kidnap": "THREATEN",
    "protested": "PROTEST",
    "rejected": "REJECT",
    "repelled": "ASSAULT",
    "requested": "REQUEST",
    "rescued": "AID",
    "sanctioned": "SANCTION",
    "supports": "SUPPORT",
    "surrendered_to": "RETREAT",
    "threatens": "THREATEN",
    "took_over": "COERCE",
    "trained": "AID",
    "will_instruct_and_collect": "AID",
    "wounded": "ASSAULT",
    "withdrew_from": "RETREAT",
}
