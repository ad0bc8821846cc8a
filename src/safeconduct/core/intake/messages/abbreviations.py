"""List how words are shortened in field messages; they are read as the long ones, and stay as written in the text."""

from __future__ import annotations

from collections.abc import Mapping

from safeconduct.core.intake.messages.tables import words_of

ABBREVIATIONS: Mapping[str, str] = {
    "abt": "about", "acc": "according", "aint": "is not", "amb": "ambulance", "approx": "about", "apx": "approx",
    "arent": "are not", "arty": "artillery", "b4": "before", "bldg": "building", "brdg": "bridge",
    "btw": "by the way", "cannot": "can not", "cant": "can not", "cas": "casualties", "chk": "check",
    "chkpt": "checkpoint", "civs": "civilians", "ckpt": "checkpoint", "cld": "could", "clsd": "closed",
    "cp": "checkpoint", "didnt": "did not", "doesnt": "does not", "dont": "do not", "dunno": "not sure",
    "evry": "every", "evry1": "everyone", "gd": "guard", "grp": "group", "gsw": "gunshot wound", "hasnt": "has not",
    "havent": "have not", "hosp": "hospital", "hv": "have", "hvy": "heavy", "idf": "indirect fire", "idk": "not sure",
    "im": "i am", "isnt": "is not", "its": "it is", "kia": "killed", "mil": "military", "mins": "minutes",
    "mov": "moving", "msg": "message", "mtr": "mortar", "neg": "negative", "nr": "near", "nth": "north", "ok": "ok",
    "op": "open", "opn": "open", "pax": "people", "pls": "please", "plz": "please", "pol": "police", "ppl": "people",
    "r": "are", "rd": "road", "rds": "rounds", "rpt": "report", "rptd": "reported", "rpts": "reports",
    "saf": "gunfire", "sb": "somebody", "sby": "somebody", "shd": "should", "shld": "should", "sldr": "soldier",
    "sldrs": "soldiers", "sm1": "someone", "st": "street", "sth": "south", "sum1": "someone", "thru": "through",
    "thx": "thanks", "til": "until", "till": "until", "tmrw": "tomorrow", "tnx": "thanks", "tp": "transit point",
    "u": "you", "ur": "your", "veh": "vehicle", "vehs": "vehicles", "w": "with", "w/": "with", "w/o": "without",
    "wasnt": "was not", "wdd": "wounded", "wia": "wounded", "wont": "will not", "xpl": "explosion",
}  # fmt: skip

# A short text with one of these was typed in the field, not published.
MARKS = words_of(
    "abt acc apx asap b4 btw chkpt cp dunno evry1 evryone gonna hv idk im lol mins nr pax pls plz ppl r rd rn "
    "sm1 sth thru thx til till "
    "tmrw tnx tp u ur w w/ w/o wanna cant dont isnt didnt doesnt wont msg shld veh vehs"
)
