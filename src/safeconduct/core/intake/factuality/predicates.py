"""List predicates by their signature: verbs, adjectives, and nouns that take a clause or name what they are about."""

from __future__ import annotations

from safeconduct.core.intake.factuality import signatures as s
from safeconduct.core.intake.factuality.signatures import Signature

_VERBS: tuple[tuple[Signature, str], ...] = (
    (
        s.SAYING,
        "acknowledge add admit affirm agree announce answer argue assert brief caution certify claim "
        "comment concede confirm contend declare describe detail disclose elaborate emphasise emphasize "
        "explain give indicate inform insist maintain mention note offer pledge promise provide read "
        "reaffirm recount reiterate relate release reply report respond say share speak specify state "
        "stress swear tell testify tweet underline underscore vow warn write",
    ),
    (
        s.BELIEVING,
        "anticipate appear assess assume believe calculate conclude estimate expect feel figure forecast "
        "foresee imagine imply predict presume project reckon seem suggest suppose suspect think understand",
    ),
    (
        s.GUESSING,
        "fear guess hint hop hope hypothesise hypothesize speculate worry",
    ),
    (
        s.DOUBTING,
        "doubt question",
    ),
    (
        s.DENYING,
        "contradict deny disavow dismiss disprove dispute rebut refute reject repudiate",
    ),
    (
        s.KNOWING,
        "celebrate condemn confess discover know learn mourn notice realise realize recall recognise "
        "recognize regret remember see welcome",
    ),
    (
        s.PRETENDING,
        "fake feign mimic pretend reenact rehearse simulate",
    ),
    (
        s.MANAGING,
        "begin bother come commence complete conduct continue dare deign finish get go happen help keep "
        "launch make manage proceed remain resume see start succeed tend turn",
    ),
    (
        s.FAILING,
        "avoid decline delay escape fail forget forgo neglect omit refuse skip",
    ),
    (
        s.CANCELLING,
        "abort call_off cancel ditch nix recant retract scotch scrap scuttle shelve",
    ),
    (
        s.POSTPONING,
        "abandon adjourn defer hold_off postpone put_off reschedule",
    ),
    (
        s.FORCING,
        "cause compel drive force induce lead oblige press push",
    ),
    (
        s.PREVENTING,
        "avert ban bar block counter deter discourage disrupt dissuade fend_off foil forbid forestall frustrate "
        "head_off hinder inhibit oppose preclude prevent prohibit stave stave_off thwart veto ward_off",
    ),
    (
        s.ALLOWING,
        "allow authorise authorize enable let permit",
    ),
    (
        s.HESITATING,
        "hesitate",
    ),
    (
        s.PLANNING,
        "aim arrange commit decide intend plan prepare schedule set",
    ),
    (
        s.WANTING,
        "aspire bid desire like love need want wish",
    ),
    (
        s.TRYING,
        "attempt battle endeavor endeavour fight strive struggle try work",
    ),
    (
        s.WEIGHING,
        "consider contemplate debate deliberate discuss explore mull negotiate propose study threaten weigh",
    ),
    (
        s.DIRECTING,
        "advise ask beg call command demand encourage instruct invite order recommend request require urge",
    ),
    (
        s.ASKING,
        "ask enquire inquire wonder",
    ),
    (
        s.ALLEGING,
        "accuse allege incriminate",
    ),
    (
        s.STOPPING,
        "cease halt quit refrain stop suspend",
    ),
    (
        s.ENGAGING,
        "seek undertake use",
    ),
    (
        s.EXCLUDING,
        "discount exclude rule",
    ),
)

_ADJECTIVES: tuple[tuple[Signature, str], ...] = (
    (
        s.LIKELY,
        "apparent bound due likely probable set slated",
    ),
    (
        s.POSSIBLE,
        "conceivable feasible plausible possible potential",
    ),
    (
        s.DOUBTING,
        "dubious sceptical skeptical",
    ),
    (
        s.DENYING,
        "false incorrect untrue",
    ),
    (
        s.ALLOWING,
        "capable free",
    ),
    (
        s.WANTING,
        "eager keen ready reluctant willing",
    ),
    (
        s.DIRECTING,
        "crucial essential imperative important necessary vital",
    ),
    (
        s.KNOWING,
        "aware glad happy pleased proud sad sorry",
    ),
    (
        s.ASKING,
        "uncertain unclear undecided unknown unsure",
    ),
    (
        s.CONTENT,
        "correct true",
    ),
    (
        s.ENABLING,
        "able",
    ),
    (
        s.BELIEVING,
        "confident convinced optimistic",
    ),
    (
        s.GUESSING,
        "afraid concerned fearful hopeful worried",
    ),
    (
        s.UNLIKELY,
        "doubtful improbable unlikely",
    ),
    (
        s.EXCLUDING,
        "impossible inconceivable unthinkable",
    ),
    (
        s.INCAPABLE,
        "incapable unable unwilling",
    ),
    (
        s.CLEAR,
        "certain clear evident obvious sure",
    ),
)

_NOUNS: tuple[tuple[Signature, str], ...] = (
    (
        s.CONTENT,
        "claim conclusion confirmation evidence fact finding idea indication news notion proof report sign "
        "statement suggestion talk thought word",
    ),
    (
        s.BELIEVING,
        "assessment assumption belief estimate expectation forecast likelihood prediction probability "
        "prospect suspicion view",
    ),
    (
        s.POSSIBLE,
        "chance concern danger fear hint hope possibility potential risk speculation threat worry",
    ),
    (
        s.DOUBTING,
        "doubt",
    ),
    (
        s.DENYING,
        "denial fabrication falsehood hoax lie rejection",
    ),
    (
        s.PREVENTING,
        "avoidance ban prevention",
    ),
    (
        s.FAILING,
        "absence failure inability lack refusal",
    ),
    (
        s.CANCELLING,
        "cancellation",
    ),
    (
        s.POSTPONING,
        "delay postponement",
    ),
    (
        s.PLANNING,
        "agreement aim commitment decision intention plan promise",
    ),
    (
        s.TRYING,
        "attempt bid effort",
    ),
    (
        s.WEIGHING,
        "discussion negotiation offer option proposal",
    ),
    (
        s.WANTING,
        "desire need wish",
    ),
    (
        s.DIRECTING,
        "call demand order recommendation request",
    ),
    (
        s.ALLOWING,
        "ability capability opportunity permission",
    ),
    (
        s.ASKING,
        "question",
    ),
)


def _table(rows: tuple[tuple[Signature, str], ...]) -> dict[str, Signature]:
    return {word: signature for signature, words in rows for word in words.split()}


VERBS = _table(_VERBS)
ADJECTIVES = _table(_ADJECTIVES)
NOUNS = _table(_NOUNS)

EXISTING = frozenset(
    {"be", "emerge", "exist", "happen", "loom", "occur", "take", "materialise", "materialize", "arise"}
)
"""Verbs that say of their subject no more than that it is there."""

_LIGHT = (
    "be broker carry commit conduct constitute do establish execute exert face gain give have hold impose inflict "
    "issue launch maintain make mount organise organize perform perpetrate pose present represent resume see sign slap "
    "stage suffer take tighten undertake wage"
)
LIGHT = frozenset(_LIGHT.split())
"""Verbs that leave the meaning to their object: what holds of them holds of it."""

COMMISSIVES = frozenset({"agree", "guarantee", "offer", "pledge", "promise", "swear", "vow"})
"""Verbs that bind their subject to what their infinitive names: it is to come, and not yet a fact."""

ALARMS = frozenset({"alert", "anticipate", "await", "brace", "caution", "expect", "foresee", "predict", "risk", "warn"})
"""Verbs whose object or "of" names what may come."""
