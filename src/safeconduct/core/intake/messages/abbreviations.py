"""List how words are shortened in field messages; they are read as the long ones, and stay as written in the text."""

from __future__ import annotations

from collections.abc import Mapping

ABBREVIATIONS: Mapping[str, str] = {
    "abt": "about", "acc": "according", "amb": "ambulance", "apx": "approx", "approx": "about", "arty": "artillery",
    "b4": "before", "bldg": "building", "brdg": "bridge", "btw": "by the way", "cas": "casualties", "chk": "check",
    "chkpt": "checkpoint", "ckpt": "checkpoint", "civs": "civilians", "clsd": "closed", "cp": "checkpoint", "dunno": "not sure",
    "evry1": "everyone", "evry": "every", "gd": "guard", "gsw": "gunshot wound", "hosp": "hospital", "hv": "have",
    "idf": "indirect fire", "idk": "not sure", "im": "i am", "kia": "killed", "mil": "military", "mins": "minutes",
    "mov": "moving", "msg": "message", "mtr": "mortar", "neg": "negative", "nr": "near", "nth": "north", "ok": "ok",
    "op": "open", "opn": "open", "pax": "people", "pls": "please", "plz": "please", "pol": "police", "ppl": "people",
    "r": "are", "rd": "road", "rds": "rounds", "rpt": "report", "rptd": "reported", "rpts": "reports", "saf": "gunfire",
    "sb": "somebody", "sby": "somebody", "sm1": "someone", "sum1": "someone", "st": "street", "sth": "south",
    "thru": "through", "thx": "thanks", "til": "until", "till": "until", "tmrw": "tomorrow", "tnx": "thanks",
    "tp": "transit point", "u": "you", "ur": "your", "veh": "vehicle", "vehs": "vehicles", "w": "with", "wia": "wounded",
    "w/": "with", "w/o": "without", "wdd": "wounded", "xpl": "explosion", "cant": "can not", "cannot": "can not",
    "dont": "do not", "doesnt": "does not", "didnt": "did not", "isnt": "is not", "its": "it is", "wasnt": "was not",
    "wont": "will not", "arent": "are not", "havent": "have not", "hasnt": "has not", "aint": "is not", "shld": "should",
    "shd": "should", "cld": "could", "grp": "group", "sldrs": "soldiers", "sldr": "soldier", "hvy": "heavy",
}  # fmt: skip

# A short text with one of these was typed in the field, not published.
MARKS = frozenset(
    "abt acc apx asap b4 btw chkpt cp dunno evry1 evryone gonna hv idk im lol mins nr pax pls plz ppl r rd rn sm1 sth thru thx til till "
    "tmrw tnx tp u ur w w/ w/o wanna cant dont isnt didnt doesnt wont msg shld veh vehs".split()
)
