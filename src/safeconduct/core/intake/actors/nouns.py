"""List the common nouns that stand for actors, by what they say of whom they belong to.

The division follows the role and sector words of the CAMEO and PLOVER actor codes (GOV, MIL, COP, REB, CVL, REF ...).
"""

from __future__ import annotations

GOVERNMENTS = frozenset({"administration", "authority", "cabinet", "government", "regime"})

FORCES = frozenset(
    {
        "airforce", "army", "force", "marine", "military", "navy", "paratrooper", "serviceman", "servicemember",
        "soldier", "troop",
    }
)  # fmt: skip

POLICE = frozenset({"gendarmerie", "police", "policeman"})

OFFICES = frozenset(
    {
        "agency", "command", "community", "consulate", "department", "embassy", "ministry", "office", "parliament",
        "service",
    }
)  # fmt: skip

# an office without one of these before it is no actor ("the intelligence community", but not "the community")
OFFICE_FIELDS = frozenset(
    {
        "border", "consular", "defence", "defense", "finance", "foreign", "health", "home", "immigration",
        "intelligence", "interior", "justice", "police", "refugee", "security", "state", "transport", "war",
    }
)  # fmt: skip

STANDING_OFFICES = frozenset({"consulate", "embassy", "parliament"})  # actors without such a word too

MEMBERS = frozenset(
    {
        "adviser", "advisor", "agent", "aide", "ambassador", "assistant", "boss", "captain", "chairman", "chief",
        "colonel", "commander", "counterpart", "delegate", "delegation", "deputy", "diplomat", "director", "emir",
        "envoy", "fighter", "figure", "founder", "general", "governor", "guard", "head", "inspector", "instructor",
        "lawmaker", "leader", "lieutenant", "major", "mayor", "mediator", "member", "minister", "negotiator",
        "officer", "official", "operative", "politician", "premier", "president", "prisoner", "recruit",
        "representative", "secretary", "senator", "spokesman", "spokesperson", "spokeswoman", "supporter",
        "warlord",
    }
)  # fmt: skip

LEADERS = frozenset(
    {"boss", "chief", "commander", "emir", "founder", "head", "leader", "warlord", "chairman", "director"}
)

SOLDIERLY = frozenset({"commander", "general"})  # of a state they are its military's

STATE_LEADERS = frozenset({"chancellor", "king", "premier", "president", "queen", "sultan"})

SPOKESPEOPLE = frozenset({"spokesman", "spokesperson", "spokeswoman"})

ARMED = frozenset(
    {
        "brigade", "extremist", "faction", "front", "gang", "group", "guerrilla", "insurgency", "insurgent",
        "jihadi", "jihadist", "militant", "militia", "militiaman", "movement", "network", "organisation",
        "organization", "rebel", "separatist",
    }
)  # fmt: skip

# plural words that stand for the one armed group of which the text speaks, with and without an article
ARMED_FOLK = frozenset({"guerrilla", "insurgent", "militia", "militiaman", "rebel", "separatist"})

PERPETRATORS = frozenset(
    {
        "assailant", "attacker", "bandit", "bomber", "criminal", "gunman", "kidnapper", "smuggler", "terrorist",
        "trafficker",
    }
)  # fmt: skip

CITIZENS = frozenset({"citizen", "national"})

CIVILIANS = frozenset({"civilian", "evacuee", "noncombatant"})

PEOPLE = frozenset(
    {
        "activist", "ally", "baker", "boy", "bystander", "child", "clerk", "contractor", "cook", "crew",
        "demonstrator", "detainee", "diaspora", "docker", "doctor", "driver", "employee", "engineer", "expatriate",
        "family", "farmer", "firefighter", "fisherman", "foreigner", "girl", "hostage", "immigrant", "interpreter",
        "journalist", "labourer", "local", "man", "medic", "merchant", "migrant", "miner", "minority", "nurse",
        "paramedic", "partner", "passenger", "patient", "peacekeeper", "people", "personnel", "pilgrim", "porter",
        "priest", "prisoner", "protester", "protestor", "refugee", "reporter", "resident", "serviceman", "shepherd",
        "shopkeeper", "staff", "student", "survivor", "teacher", "tourist", "trader", "translator", "traveler",
        "traveller", "vendor", "villager", "visitor", "volunteer", "woman", "worker",
    }
)  # fmt: skip

PEOPLE_ENDINGS = ("ists", "eers", "ees", "women", "dwellers")

# adjectives that make another group of people, as "foreign" does and "frightened" does not
TELLING = frozenset(
    {
        "christian", "dual", "eligible", "foreign", "government", "humanitarian", "internal", "jewish", "medical",
        "military", "muslim", "opposition", "religious", "stranded", "unidentified", "unknown", "vulnerable",
        "western",
    }
)  # fmt: skip

UNKNOWN = frozenset({"unidentified", "unknown"})

# "thousands of people" are people
QUANTITIES = frozenset(
    {
        "all", "any", "both", "bulk", "column", "couple", "crowd", "dozen", "each", "group", "half", "handful",
        "hundred", "kind", "lot", "majority", "many", "member", "million", "most", "none", "number", "one", "part",
        "remainder", "rest", "score", "several", "some", "ten", "tens", "thousand", "type", "wave",
    }
)  # fmt: skip

TITLES = frozenset(
    {
        "adm.", "admiral", "ambassador", "brig.", "brigadier", "capt.", "captain", "chancellor", "col.", "colonel",
        "commander", "defence", "defense", "deputy", "dr.", "emir", "foreign", "gen.", "general", "governor",
        "home", "interior", "king", "lieutenant", "lt.", "maj.", "major", "mayor", "minister", "mr.", "mrs.", "ms.",
        "mullah", "of", "premier", "president", "prime", "prince", "princess", "prof.", "professor", "queen",
        "rep.", "representative", "secretary", "sen.", "senator", "sgt.", "sheikh", "sir", "spokesman",
        "spokesperson", "spokeswoman", "state", "vice",
    }
)  # fmt: skip

# the last word of a name that says what bears it
GROUP_WORDS = frozenset(
    {
        "alliance", "army", "battalion", "brigade", "brigades", "brotherhood", "cartel", "column", "faction",
        "forces", "front", "gang", "guard", "guards", "jihad", "militia", "movement", "rebels", "regiment",
        "resistance",
    }
)  # fmt: skip

ORGANISATION_WORDS = frozenset(
    {
        "agency", "association", "bank", "coalition", "commission", "committee", "company", "council", "court",
        "cross", "elders", "foundation", "fund", "group", "institute", "league", "mission", "organisation",
        "organization", "party", "program", "programme", "society", "union",
    }
)  # fmt: skip

OUTLET_WORDS = frozenset(
    {
        "abc", "afp", "ap", "axios", "bbc", "bloomberg", "bulletin", "cbs", "channel", "chronicle", "cnn",
        "courier", "daily", "dispatch", "dpa", "echo", "examiner", "fox", "gazette", "guardian", "herald",
        "independent", "jazeera", "journal", "mail", "mirror", "monitor", "msnbc", "nbc", "news", "newspaper",
        "newsweek", "npr", "observer", "politico", "post", "press", "radio", "record", "reuters", "review",
        "standard", "star", "sun", "telegraph", "television", "times", "today", "tribune", "tv", "voice", "weekly",
        "wire", "wsj",
    }
)  # fmt: skip

# "the town of X" makes X a place
PLACE_WORDS = frozenset(
    {"capital", "city", "district", "island", "port", "province", "region", "state", "suburb", "town", "village"}
)

# "they fled from X" makes X a place
MOVING = frozenset(
    {
        "drive", "escape", "flee", "fly", "go", "march", "move", "pull", "retreat", "return", "travel", "walk",
        "withdraw",
    }
)  # fmt: skip
