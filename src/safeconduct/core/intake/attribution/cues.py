"""List the words that attribute: what each does with its content, and how the content stands in a sentence.

Classes follow FactBank's source-introducing predicates and VerbNet's say, tell, order, promise and judgement classes;
which grammar each word takes was checked against counts in news.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """Name where a cue's content stands in the grammar."""

    CLAUSE = "clause"  # says that the road is open
    INFINITIVE = "infinitive"  # vows to return, orders them to leave
    GERUND = "gerund"  # proposes opening the gate
    OBJECT = "object"  # rejects the plan
    DESCRIPTION = "description"  # calls it a trap, describes it as a trap
    QUOTE = "quote"  # "No," he snapped
    ADJECTIVE = "adjective"  # is confident that ...
    NOUN_CLAUSE = "noun clause"  # the claim that ...
    NOUN_INFINITIVE = "noun infinitive"  # the decision to ...
    ABOUT = "about"  # complains about the delay: the preposition is the cue's own


def lemmas(words: str) -> frozenset[str]:
    """Return the words of a list written with spaces between them."""
    return frozenset(words.split())


LEMMAS = {"hop": "hope", "retweete": "retweet", "reiterat": "reiterate", "learnt": "learn"}  # the lemmatizer's slips

TAKES: dict[Form, frozenset[str]] = {
    Form.CLAUSE: lemmas(
        "accept acknowledge add admit advise affirm agree allege announce answer anticipate argue ask assert "
        "assess assume assure attest believe bet boast brag calculate caution charge claim clarify comment "
        "complain concede conclude confess confirm contend continue convince counter cry decide declare decree "
        "deduce demand demonstrate deny determine disclose discover discuss doubt emphasise emphasize estimate "
        "exclaim expect explain fear feel figure find forecast gather grant guarantee guess hear highlight hint "
        "hold hope imagine imply indicate infer inform insist instruct interject joke judge know lament learn "
        "maintain mean mention muse note notice notify observe opine order pledge point point_out posit post pray "
        "predict presume proclaim promise pronounce propose protest prove query question quip read realise realize "
        "reason reassure recall reckon recognise recognize recommend record recount reflect regret reiterate relay "
        "remark remember remind repeat reply report request respond reveal rule rule_out say see sense shout show "
        "signal speculate spell_out state stipulate stress submit suggest suppose surmise suspect swear teach tell "
        "testify think threaten tweet underline underscore understand urge verify vow warn whisper wish wonder "
        "worry write yell"
    ),
    Form.INFINITIVE: lemmas(
        "advise agree ask beg call claim command consent decline demand direct encourage forbid implore instruct "
        "invite offer order plead pledge promise propose refuse request swear tell threaten undertake urge "
        "volunteer vow warn"
    ),
    Form.GERUND: lemmas(
        "admit deny describe discuss mention oppose propose recall recommend regret report rule_out suggest"
    ),
    Form.OBJECT: lemmas(
        "acknowledge admit allege announce claim condemn confirm contradict criticise criticize debunk decry "
        "demand denounce deny disavow disclose discuss dismiss dispute emphasize estimate explain express forecast "
        "lament lay_out mention note outline play_down point_out predict promise propose question rebut recommend "
        "recount refute reiterate reject repeat report reveal rule_out say set_out spell_out state stress suggest "
        "turn_down underline underscore urge voice"
    ),
    Form.DESCRIPTION: lemmas(
        "brand call characterise characterize condemn criticise criticize decry denounce depict describe dismiss "
        "dub label liken portray quote refer slam"
    ),
    Form.QUOTE: lemmas(
        "begin chant chime conclude continue cry explode finish go gush intone laugh message murmur mutter offer "
        "pipe post quote retort retweet rule scoff sigh sing snap sneer start text thunder urge warn"
    ),
    Form.ADJECTIVE: lemmas(
        "adamant afraid certain clear concerned confident convinced doubtful fearful hopeful optimistic "
        "pessimistic positive sceptical skeptical sure unsure worried"
    ),
    Form.NOUN_CLAUSE: lemmas(
        "accusation acknowledgement admission agreement allegation announcement argument assertion assessment "
        "assumption assurance belief claim complaint concern conclusion confidence confirmation contention "
        "declaration denial doubt estimate expectation fear feeling finding forecast guarantee hint hope "
        "hypothesis idea impression indication insistence intelligence message notion opinion perception pledge "
        "prediction promise proposal recognition remark report rumor rumour sense speculation statement "
        "suggestion suspicion theory threat view vow warning word"
    ),
    Form.NOUN_INFINITIVE: lemmas("call demand offer order pledge promise proposal refusal request threat vow warning"),
}

ATTITUDES: dict[Form, frozenset[str]] = {
    Form.CLAUSE: lemmas("allow appear consider envision follow love overstate prefer want"),
    Form.INFINITIVE: lemmas(
        "aim appear attempt challenge choose decide expect hope intend lead like lobby long look love mean opt "
        "plan prefer press pressure push require resolve say seek seem show vote want wish"
    ),
    Form.GERUND: lemmas("advocate appear consider contemplate continue endorse favor include seem show support"),
    Form.OBJECT: lemmas(
        "accept address admire advocate affirm applaud appreciate approve articulate assail attack authorize back "
        "bash believe bemoan blame blast boo broadcast call champion chant cite congratulate consider contemplate "
        "credit declare defend deride detail document downplay echo email embrace endorse expect exploit explore "
        "expose extoll favor fear feel float hail hammer hate herald highlight hype identify illustrate insult "
        "interpret invoke issue know list love mock mull offer oppose overstate point post praise preach prefer "
        "project publicize publish quash reaffirm rebuff rebuke recall recite recognize reference release "
        "remember remind renounce repudiate resist retweet revisit ridicule rip satirize seek share show sign "
        "slam support taunt thank tout trumpet tweet understand veto want welcome"
    ),
    Form.DESCRIPTION: lemmas(
        "bill cast cite consider declare deem defend frame hail identify introduce know list mention name paint "
        "perceive pitch point position praise present regard see term title tout treat view"
    ),
    Form.ADJECTIVE: lemmas("aware eager free glad happy inclined proud reluctant unaware unwilling upset wary willing"),
    Form.NOUN_CLAUSE: lemmas("case debate evidence fact"),
    Form.NOUN_INFINITIVE: lemmas("decision desire inclination intention plan reluctance unwillingness willingness"),
}  # what somebody wants, backs or thinks of something, without its being said

ABOUT: dict[str, frozenset[str]] = {
    "accuse": lemmas("of"),
    "agree": lemmas("with on about"),
    "apologise": lemmas("for"),
    "apologize": lemmas("for"),
    "argue": lemmas("for against about"),
    "ask": lemmas("about for"),
    "boast": lemmas("of about"),
    "brag": lemmas("about of"),
    "call": lemmas("for"),
    "caution": lemmas("against"),
    "charge": lemmas("with"),
    "comment": lemmas("on about"),
    "complain": lemmas("about of"),
    "debate": lemmas("about over"),
    "disagree": lemmas("with on about"),
    "discuss": lemmas("about"),
    "elaborate": lemmas("on"),
    "hear": lemmas("about of"),
    "hint": lemmas("at"),
    "inquire": lemmas("about"),
    "insist": lemmas("on"),
    "object": lemmas("to"),
    "plead": lemmas("for"),
    "report": lemmas("on about"),
    "speak": lemmas("about of"),
    "talk": lemmas("about of"),
    "tell": lemmas("about of"),
    "think": lemmas("about of"),
    "threaten": lemmas("with"),
    "vouch": lemmas("for"),
    "warn": lemmas("of against about"),
    "wonder": lemmas("about"),
    "worry": lemmas("about"),
    "write": lemmas("about of"),
}

ATTITUDES_ABOUT: dict[str, frozenset[str]] = {
    "advocate": lemmas("for"),
    "attack": lemmas("for"),
    "balk": lemmas("at"),
    "believe": lemmas("in"),
    "blame": lemmas("for"),
    "blast": lemmas("for"),
    "bristle": lemmas("at"),
    "campaign": lemmas("for against"),
    "care": lemmas("about"),
    "compare": lemmas("to"),
    "criticise": lemmas("for over"),
    "criticize": lemmas("for over"),
    "distance": lemmas("from"),
    "double": lemmas("on"),
    "empathize": lemmas("with"),
    "focus": lemmas("on"),
    "hit": lemmas("for"),
    "hope": lemmas("for"),
    "joke": lemmas("about"),
    "know": lemmas("about of"),
    "lash": lemmas("at"),
    "look": lemmas("to"),
    "muse": lemmas("about"),
    "point": lemmas("to"),
    "praise": lemmas("for"),
    "push": lemmas("for on against"),
    "rail": lemmas("against"),
    "refer": lemmas("to"),
    "respond": lemmas("to"),
    "rip": lemmas("for"),
    "seem": lemmas("like"),
    "show": lemmas("with"),
    "side": lemmas("with"),
    "slam": lemmas("for"),
    "stand": lemmas("by"),
    "thank": lemmas("for"),
    "touch": lemmas("on"),
    "vote": lemmas("for against"),
    "weigh": lemmas("on"),
}

ADJECTIVE_ABOUT: dict[str, frozenset[str]] = {
    "afraid": lemmas("of"),
    "concerned": lemmas("about"),
    "confident": lemmas("in about of"),
    "optimistic": lemmas("about"),
    "sceptical": lemmas("of about"),
    "skeptical": lemmas("of about"),
    "worried": lemmas("about"),
}

ATTITUDES_ADJECTIVE_ABOUT: dict[str, frozenset[str]] = {
    "aware": lemmas("of"),
    "critical": lemmas("of"),
    "devoted": lemmas("to"),
    "hopeful": lemmas("about"),
    "interested": lemmas("in"),
    "open": lemmas("to"),
    "pleased": lemmas("with"),
    "supportive": lemmas("of"),
    "unhappy": lemmas("with"),
    "upbeat": lemmas("about"),
    "wary": lemmas("of"),
}

NOUN_ABOUT: dict[str, frozenset[str]] = {
    "accusation": lemmas("of"),
    "allegation": lemmas("of"),
    "call": lemmas("for"),
    "claim": lemmas("of about"),
    "comment": lemmas("about on"),
    "complaint": lemmas("about of"),
    "concern": lemmas("about over"),
    "demand": lemmas("for"),
    "denial": lemmas("of"),
    "doubt": lemmas("about"),
    "fear": lemmas("of about"),
    "question": lemmas("about"),
    "remark": lemmas("about"),
    "report": lemmas("of"),
    "rumor": lemmas("of about"),
    "rumour": lemmas("of about"),
    "threat": lemmas("of"),
    "warning": lemmas("of about against"),
}

ATTITUDES_NOUN_ABOUT: dict[str, frozenset[str]] = {
    "attack": lemmas("on"),
    "campaign": lemmas("against"),
    "condemnation": lemmas("of"),
    "criticism": lemmas("of on over"),
    "critique": lemmas("of"),
    "defense": lemmas("of"),
    "detail": lemmas("about"),
    "endorsement": lemmas("of"),
    "interest": lemmas("in"),
    "mention": lemmas("of"),
    "message": lemmas("of"),
    "opinion": lemmas("on of"),
    "opposition": lemmas("to"),
    "praise": lemmas("for"),
    "story": lemmas("of about"),
    "support": lemmas("for"),
    "thought": lemmas("on"),
    "view": lemmas("of on"),
}

KINDS: dict[str, frozenset[str]] = {
    "accusation": lemmas("accuse allegation accusation allege blame charge"),
    "agreement": lemmas("accept agree agreement approve concur consent endorse"),
    "answer": lemmas("answer reply respond response"),
    "belief": lemmas(
        "afraid anticipate assume assumption belief believe bet certain concerned confident convinced "
        "doubt expect expectation fear feel figure guess hope hopeful imagine judge know opinion optimistic presume "
        "realise realize reckon suppose sure suspect suspicion think understand view wary worried worry"
    ),
    "commitment": lemmas("assure guarantee offer pledge promise swear undertake vow"),
    "deliberation": lemmas("consider contemplate debate discuss mull weigh"),
    "denial": lemmas(
        "contradict debunk denial deny disavow dismiss dispute push_back rebut refute reject repudiate rule_out "
        "turn_down"
    ),
    "directive": lemmas(
        "advise beg call command demand direct encourage forbid implore instruct invite order recommend request "
        "tell_to urge"
    ),
    "estimate": lemmas("assess assessment calculate estimate forecast predict prediction project"),
    "evaluation": lemmas(
        "applaud condemn congratulate criticise criticize decry denounce hail lament mock praise slam support "
        "tout welcome"
    ),
    "hearsay": lemmas("gossip hearsay rumor rumour speculation"),
    "intention": lemmas("aim decide decision intend intention mean plan seek want willing wish"),
    "question": lemmas("ask inquire query question wonder"),
    "refusal": lemmas("decline refusal refuse"),
    "threat": lemmas("threat threaten"),
    "warning": lemmas("alert caution warn warning"),
}

DENYING = KINDS["denial"]  # the content is put as false: "rejected the idea that ..."
REFUSING = lemmas("decline refuse")
RAISING = lemmas("believe expect feel think suppose imagine want intend plan")  # "does not think that": that not
TELLING = lemmas(
    "address answer comment confirm deny detail disclose discuss elaborate explain give identify mention name offer "
    "provide release reveal say share specify speculate tell"
)  # "declined to say": what is refused is information
IDEAS = lemmas(
    "accusation allegation argument assertion charge claim conclusion idea notion possibility proposal report rumor "
    "rumour suggestion theory view"
)  # "rejected the idea that ...": the noun is part of the cue
SPREADING = lemmas("circulate come emerge indicate say show spread suggest surface")  # "reports have surfaced that"
HEARSAY = lemmas("account claim report rumor rumour word whisper")
ANSWERS = lemmas("answer response reply verdict")  # "the answer has been no"
ADDRESSING = lemmas(
    "advise alert ask assure beg caution challenge command convince counsel direct encourage forbid implore "
    "inform instruct invite notify order persuade press reassure remind request teach tell thank urge warn"
)  # whom: the cue's object
PHRASAL = lemmas("lay_out play_down point_out push_back rule_out set_out spell_out turn_down")
SHY = lemmas("identify name quote")  # "asked not to be named" tells of the speaker, not of the matter
MEETINGS = lemmas(
    "address appearance briefing broadcast call column conference debate dispatch editorial email essay hearing "
    "interview letter memo message note podcast post press remark report show speech statement testimony thread "
    "tweet update video"
)  # where things are said: "in an interview"
EVENTS = lemmas("appear say speak talk tell testify write")  # "Speaking to reporters, ..."


KNOWING = lemmas(
    "decide determine discover feel figure find gather guess hear imagine know learn mean realise realize record "
    "remember see show understand"
)  # they tell of what somebody knows rather than of what was said: no statement of its own within another
NAMING = lemmas("brand call characterise characterize denounce depict describe dismiss dub label portray")


SUPPOSED = lemmas(
    "allege assume believe claim estimate expect fear know presume report rumor rumour say suppose suspect think "
    "understand"
)  # "is believed to have", "was reported to be": nobody need be named


def find_kind(lemma: str) -> str:
    """Name what a cue does; "statement" where nothing else is known.

    >>> find_kind("warn")
    'warning'
    """
    return next((kind for kind, lemmas in KINDS.items() if lemma in lemmas), "statement")


def takes(lemma: str, form: Form, attitudes: bool = False) -> bool:
    """Tell whether a cue takes its content in a form.

    >>> takes("vow", Form.INFINITIVE), takes("want", Form.INFINITIVE), takes("want", Form.INFINITIVE, attitudes=True)
    (True, False, True)
    """
    return lemma in TAKES[form] or (attitudes and lemma in ATTITUDES.get(form, ()))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Answer which words are cues: those of speech and belief, or those of attitudes too."""

    attitudes: bool = False

    def takes(self, lemma: str, form: Form) -> bool:
        """Tell whether a cue takes its content in a form."""
        return takes(lemma, form, self.attitudes)

    def prepositions(self, lemma: str) -> frozenset[str]:
        """Return the prepositions that lead to a verb's content."""
        return _about(lemma, ABOUT, ATTITUDES_ABOUT, self.attitudes)

    def adjective_prepositions(self, lemma: str) -> frozenset[str]:
        """Return the prepositions that lead to an adjective's content."""
        return _about(lemma, ADJECTIVE_ABOUT, ATTITUDES_ADJECTIVE_ABOUT, self.attitudes)

    def noun_prepositions(self, lemma: str) -> frozenset[str]:
        """Return the prepositions that lead to a noun's content."""
        return _about(lemma, NOUN_ABOUT, ATTITUDES_NOUN_ABOUT, self.attitudes)


def _about(
    lemma: str, told: dict[str, frozenset[str]], felt: dict[str, frozenset[str]], attitudes: bool
) -> frozenset[str]:
    found = told.get(lemma, frozenset())
    return found | felt.get(lemma, frozenset()) if attitudes else found
