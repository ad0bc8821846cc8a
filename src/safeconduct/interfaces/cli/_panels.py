"""List the commands: where each one lies, and what the help of the whole program says of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Listed(NamedTuple):
    """Say of a command in which module below interfaces/cli it lies, and its first line of help."""

    module: str
    says: str


PANELS: Mapping[str, Mapping[str, Listed]] = {
    "What is reported": {
        "read": Listed(
            "read", "Read what is written: who said what, through whom, how surely, about which place and time."
        ),
        "review": Listed(
            "review",
            "Accept, correct or reject what was read, and grade it; what nobody reviewed never counts as verified.",
        ),
        "reports": Listed("reports", "Make the accepted statements of reviewed readings rows of a case's report.csv."),
        "contradictions": Listed(
            "contradictions", "List what is said, by how many independent origins, and everything that contradicts."
        ),
        "sources": Listed(
            "sources",
            "Show every origin heard: its class and letter, its record, what one word of it moves, and "
            "who copies whom.",
        ),
    },
    "The threat picture": {
        "incidents": Listed(
            "incidents", "Read what has happened, as narrowly as it is known, and say what was dropped and why."
        ),
        "picture": Listed(
            "picture",
            "Show how dangerous the streets are, and where that is UNKNOWN: from reports, incidents and overrides.",
        ),
        "override": Listed(
            "override",
            "Raise or lower what the figures say of a place, with a reason and an end; without --place, list them all.",
        ),
        "hindcast": Listed(
            "hindcast", "Forecast events per cell for every period, each period seeing only what was before it."
        ),
        "calibrate": Listed(
            "calibrate",
            "Score each period's forecast, made from its past alone, by what then happened, and tell drift.",
        ),
        "origin": Listed(
            "origin",
            "Say in which regions (6 km2 or more) attacks may start, and from which side they reach a protected site.",
        ),
    },
    "The plan": {
        "plan": Listed("plan", "Make a feasible plan; Ctrl-C keeps the best so far."),
        "check": Listed(
            "check",
            "Judge any plan against its case: is it feasible, what does it cost, how far is it from the best possible?",
        ),
        "risk": Listed(
            "risk",
            "Say between what the expected harm on the way lies: of the whole plan, of its parties, and where from.",
        ),
        "replan": Listed(
            "replan",
            "Change a plan after something has happened: keep what is under way, change few, say who must be told.",
        ),
        "mix": Listed(
            "mix", "Mix plans so that who strikes once finds few people, and draw one; Ctrl-C keeps the best so far."
        ),
        "sufficiency": Listed(
            "sufficiency",
            "Say how likely it is that all get out in time, and what one more vehicle, flight or hour would change.",
        ),
        "dask-certs": Listed(
            "dask_certs",
            "Make the certificates by which a Dask scheduler, its workers and whoever asks them know each other.",
        ),
        "outlook": Listed(
            "outlook", "Say how many are out, how many will be by the deadline, and which figures contradict."
        ),
        "report": Listed(
            "report",
            "Write one HTML page: who gets out by when, who is left and why, the cost, maps, use of every means.",
        ),
    },
    "Tell people": {
        "instruct": Listed(
            "instruct", "Write what each party is to do: its SMS, one page and one map from the same legs."
        ),
        "card": Listed(
            "card",
            "Print a card for each party: what to do, a map, the signed text as a QR code, codes for SMS; two on a "
            "sheet.",
        ),
        "sheets": Listed(
            "sheets",
            "Write what is read over the radio, and what a loudspeaker says at each site in the languages spoken "
            "there.",
        ),
        "words": Listed(
            "words", "Show the languages in which parties are told, or every string of one for a speaker to review."
        ),
        "sms-lint": Listed(
            "sms_lint",
            "Say how many SMS a text is, in which alphabet, and which characters make it so; exit code 1 for several.",
        ),
        "tell": Listed(
            "operation.tell",
            "Tell each party its instruction out of the adopted plan, signed, in its language, where it has changed.",
        ),
        "page": Listed("page", "Let parties read their instructions on a page that leaves no trace."),
        "trust": Listed("operation.trust", "Name and revoke the keys that sign instructions and passes."),
        "pass": Listed("operation.passes", "Issue gate passes, and let each through once."),
        "dispatch": Listed(
            "operation.dispatch",
            "Hand messages over by the channels of FOLDER/channels.toml until Ctrl-C, and hear what comes back.",
        ),
        "replies": Listed(
            "operation.replies",
            "List the replies that wait for a person, calls for help first; their words are on the device that heard "
            "them.",
        ),
        "card-handed": Listed(
            "operation.cards_handed",
            "Record who holds a printed card: from now on each message to them carries the card's next code.",
        ),
        "warn": Listed("operation.warn", "Warn everybody in an area; two people release it, one withdraws it."),
    },
    "Cases and maps": {
        "import-map": Listed(
            "import_map", "Import a street map, clean it, and say what was kept, dropped, imputed and mended."
        ),
        "exercise": Listed(
            "exercise",
            "Make a marked EXERCISE case of any size on an imported map: invented people, threats and means.",
        ),
        "validate": Listed(
            "validate", "Check every file of a case and list every fault at once; a good case is counted."
        ),
        "warm-up": Listed(
            "warm_up",
            "Compile the kernels of planning, replanning and replay now, so that the first plan does not wait for it.",
        ),
    },
    "Run an operation": {
        "exercise-day": Listed(
            "operation.exercise_day",
            "Prepare an exercise that is run in a browser: parties registered, plan adopted, clock at the case's "
            "start.",
        ),
        "init": Listed("operation.init", "Make the store in which an operation's record is kept on this device."),
        "begin": Listed(
            "operation.operators",
            "Make yourself the first duty officer of a new operation: scan the code, type the six digits "
            "of your phone.",
        ),
        "invite": Listed(
            "operation.operators",
            "Invite an operator: tell them the code by voice; it holds for a quarter of an hour, once, on one device.",
        ),
        "join": Listed(
            "operation.operators",
            "Join an operation: type the code that you were told, scan the picture, type the six digits of your phone.",
        ),
        "login": Listed(
            "operation.operators",
            "Prove once who you are, and print a token that serves this terminal for a shift of twelve hours.",
        ),
        "operators": Listed(
            "operation.operators",
            "List the operators: id, roles, whether they have joined or ended, on which devices, and by which own key.",
        ),
        "end-operator": Listed(
            "operation.operators",
            "End an operator: from now on nothing that they do counts, and their sessions are void.",
        ),
        "stop": Listed(
            "operation.orders",
            "Stop movement at once. One person suffices; a duty officer or planner lifts it by an order.",
        ),
        "order": Listed(
            "operation.orders", "Set an order in place of those that this device has heard of about the same subject."
        ),
        "register": Listed(
            "operation.register",
            "Register the parties of a table: who they are goes to the vault, what planning needs on record.",
        ),
        "backlog": Listed(
            "operation.register",
            "Count the cases that wait for a decision, and how long the oldest has waited since it was first opened.",
        ),
        "fill-case": Listed(
            "operation.fill_case",
            "Write a case's party.csv from the registry: who is neither erased, arrived nor decided, by ids alone.",
        ),
        "case": Listed("operation.cases", "Decide who asked to be moved: a case is open until somebody does."),
        "adopt": Listed("operation.adopt", "Adopt a plan in place of those that this device has heard of."),
        "adopted": Listed(
            "operation.adopt",
            "Say which plan stands; where devices apart adopted different ones, all, until one is adopted anew.",
        ),
        "proposal": Listed(
            "operation.proposals",
            "Replan by what is on record: propose, show what changes for whom, adopt or refuse.",
        ),
        "place": Listed("operation.places", "Say what was seen of gates, checkpoints, corridors and areas."),
        "corridor": Listed("operation.passage", "Say who holds corridors and checkpoints, and which of them are open."),
        "notice": Listed(
            "operation.passage", "Tell those who hold a corridor of a movement, and record what they say."
        ),
        "vehicle": Listed("operation.means", "Say how vehicles stand: ready, out, lost or unknown."),
        "flight": Listed("operation.means", "Say how far flights are: planned, boarding, departed or cancelled."),
        "board": Listed(
            "operation.board",
            "Show what is believed now: places, corridors, vehicles, flights and seats, and who is overdue.",
        ),
        "marks": Listed(
            "operation.marks",
            "Show sites and vehicles, with what is believed of them, on the TAK maps that channels.toml names.",
        ),
        "check-in": Listed(
            "operation.checkins", "Check a party in at a site, also one of which this device has not heard."
        ),
        "arrived": Listed("operation.checkins", "List where each party was checked in last."),
        "release": Listed("operation.releases", "Let a mass warning or a disclosure leave: it takes two people."),
        "log": Listed(
            "operation.log",
            "Print the newest events: when, who and what, by ids alone. That they were read is on record.",
        ),
        "activity": Listed("operation.activity", "Print an operator's activity log. That it was read is on record."),
    },
    "Keep it, and work on several devices": {
        "status": Listed(
            "operation.status",
            "Say which operation a folder holds, how many events and devices, and what waits to leave.",
        ),
        "verify": Listed(
            "operation.verify",
            "Check every event's digest, signature and place in its device's chain, and the anchors.",
        ),
        "backup": Listed(
            "operation.backup",
            "Write all that a store holds into one file that only the named keys open. Ctrl-C ends --every.",
        ),
        "restore": Listed(
            "operation.restore",
            "Make the store of a backup anew, checked before it is there, under a new name for this device.",
        ),
        "add-device": Listed(
            "operation.exchange",
            "Let another device of the operation take part: one that was restored from this operation's backup.",
        ),
        "join-code": Listed(
            "operation.operators",
            "Get a code to join on another device yourself; carry the events there within a quarter of an hour.",
        ),
        "close-device": Listed(
            "operation.exchange",
            "Close a device: from now on nothing of it counts but a STOP, and nothing stands in for it.",
        ),
        "coordinator": Listed("operation.shares", "Name the device that deals first shares from now on."),
        "share": Listed("operation.shares", "Divide seats, slots and vehicles, so that none is promised twice."),
        "give": Listed(
            "operation.exchange",
            "Give the events that another device has not got, all if nobody says what it has. They hold no names.",
        ),
        "take": Listed(
            "operation.exchange",
            "Take another device's events: in any order, any number of times, changes nothing that is here.",
        ),
        "serve": Listed(
            "operation.serve",
            "Serve an operation to operators who are logged in, and to other devices' `safeconduct sync`.",
        ),
        "openapi": Listed(
            "openapi", "Print the OpenAPI of `safeconduct serve`, without an operation; it holds nothing of any."
        ),
        "sync": Listed(
            "operation.sync",
            "Take the events that another device has and this one has not, then give it those that it has not.",
        ),
    },
    "Who people are": {
        "keyd": Listed(
            "keyd",
            "Unlock a vault: ask the passphrase, hold the keys in memory, and answer on a socket until it is stopped.",
        ),
        "vault": Listed("vault", "Seal who people are, and open one at a time, for a purpose."),
    },
}
"""Commands by the stage of the work that they belong to, each in the order in which they are used."""

MODULES: Mapping[str, str] = {name: listed.module for panel in PANELS.values() for name, listed in panel.items()}
"""Where each command lies."""
