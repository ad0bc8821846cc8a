"""List the words that attribute: what each does with its content, and how the content stands in a sentence.

Classes follow FactBank's source-introducing predicates and VerbNet's say, tell, order, promise and judgement classes;
which grammar each word takes was checked against counts in news.
"""

from __future__ import annotations

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
        "accept acknowledge add admit advise affirm agree allege announce answer anticipate appear argue ask assert "
        "assess assume assure attest believe bet boast brag calculate caution charge claim clarify comment complain "
        "concede conclude confess confirm contend continue convince counter cry decide declare decree deduce demand "
        "demonstrate deny determine disclose discover discuss doubt emphasise emphasize estimate expect explain "
        "exclaim fear feel figure find forecast gather grant guarantee guess hear highlight hint hold hope imagine "
        "imply indicate infer inform insist instruct interject joke judge know lament learn maintain mean mention "
        "muse note notice notify observe opine order pledge point pray predict presume proclaim promise pronounce "
        "propose protest prove quip read realise realize reason reassure recall reckon recognise recognize recommend "
        "record recount reflect regret reiterate relay remark remember remind repeat reply report request respond "
        "reveal rule say see shout show signal speculate state stipulate stress submit suggest suppose surmise "
        "suspect swear teach tell testify think threaten tweet underline underscore understand urge verify vow warn "
        "whisper wonder worry write yell"
    ),
    Form.INFINITIVE: lemmas(
        "advise agree aim appear ask beg call challenge choose claim command consent decide decline demand direct "
        "encourage expect forbid hope implore instruct intend invite like long love look mean offer opt order plan "
        "pledge plead prefer promise propose push refuse request resolve seek seem swear tell threaten undertake "
        "urge volunteer vote vow want warn wish"
    ),
    Form.GERUND: lemmas(
        "admit advocate consider contemplate deny discuss favor oppose propose recall recommend regret report "
        "suggest support"
    ),
    Form.OBJECT: lemmas(
        "accept acknowledge admit advocate affirm allege announce answer applaud approve assail bemoan cite claim "
        "condemn confirm congratulate consider contradict criticise criticize debunk decry defend demand denounce deny "
        "detail disavow disclose discuss dismiss dispute echo emphasize endorse estimate explain expect express "
        "favor fear forecast guarantee hail highlight identify invoke lament list mention mock note oppose outline "
        "praise predict prefer project promise propose question raise_concern rebut recommend recount reference "
        "refute reject reiterate release repeat report reveal say slam state stress suggest support tout "
        "underline underscore voice want welcome"
    ),
    Form.DESCRIPTION: lemmas(
        "brand call cast characterise characterize cite condemn consider criticise criticize declare decry deem "
        "defend denounce depict describe dismiss dub frame hail identify know label liken name paint perceive "
        "portray present quote refer regard see term title tout treat view"
    ),
    Form.QUOTE: lemmas(
        "begin chant chime conclude continue cry explode finish go gush intone laugh message murmur mutter offer "
        "pipe post quote retort retweet rule scoff sigh sing snap sneer start text thunder urge warn"
    ),
    Form.ADJECTIVE: lemmas(
        "adamant afraid aware certain clear concerned confident convinced doubtful eager fearful glad hopeful inclined "
        "optimistic pessimistic positive proud reluctant sceptical skeptical sure unaware unsure unwilling wary "
        "willing worried"
    ),
    Form.NOUN_CLAUSE: lemmas(
        "accusation acknowledgement admission agreement allegation announcement argument assertion assessment "
        "assumption assurance belief claim complaint concern conclusion confidence confirmation declaration doubt "
        "estimate expectation fear feeling finding forecast guarantee hint hope hypothesis idea impression "
        "indication insistence intelligence message notion opinion perception pledge prediction promise proposal "
        "remark report rumor rumour speculation statement suggestion suspicion theory threat view vow warning word"
    ),
    Form.NOUN_INFINITIVE: lemmas(
        "call decision demand desire inclination intention offer order plan pledge promise proposal refusal "
        "reluctance request threat vow warning willingness"
    ),
}

ABOUT: dict[str, frozenset[str]] = {
    lemma: lemmas(prepositions)
    for lemma, prepositions in {
        "accuse": "of",
        "advocate": "for",
        "agree": "with on about",
        "apologise": "for",
        "apologize": "for",
        "argue": "for against about",
        "ask": "about for",
        "balk": "at",
        "believe": "in",
        "blame": "for",
        "blast": "for",
        "boast": "of about",
        "brag": "about",
        "call": "for",
        "charge": "with",
        "comment": "on about",
        "complain": "about of",
        "criticise": "for over",
        "criticize": "for over",
        "debate": "about over",
        "disagree": "with on about",
        "discuss": "about",
        "elaborate": "on",
        "focus": "on",
        "hear": "about of",
        "hint": "at",
        "hope": "for",
        "insist": "on",
        "inquire": "about",
        "know": "about of",
        "lash": "at",
        "object": "to",
        "point": "to",
        "praise": "for",
        "push": "for",
        "rail": "against",
        "refer": "to",
        "report": "on",
        "slam": "for",
        "speak": "about of",
        "talk": "about of",
        "thank": "for",
        "think": "about of",
        "threaten": "with",
        "touch": "on",
        "vote": "for against",
        "vouch": "for",
        "warn": "of against about",
        "weigh": "on",
        "wonder": "about",
        "worry": "about",
        "write": "about of",
    }.items()
}

ADJECTIVE_ABOUT: dict[str, frozenset[str]] = {
    "afraid": lemmas("of"),
    "aware": lemmas("of"),
    "concerned": lemmas("about"),
    "confident": lemmas("in about of"),
    "critical": lemmas("of"),
    "interested": lemmas("in"),
    "optimistic": lemmas("about"),
    "skeptical": lemmas("of about"),
    "supportive": lemmas("of"),
    "wary": lemmas("of"),
    "worried": lemmas("about"),
}

NOUN_ABOUT: dict[str, frozenset[str]] = {
    "accusation": lemmas("of"),
    "attack": lemmas("on"),
    "call": lemmas("for"),
    "claim": lemmas("of about"),
    "comment": lemmas("about on"),
    "concern": lemmas("about over"),
    "criticism": lemmas("of"),
    "doubt": lemmas("about"),
    "endorsement": lemmas("of"),
    "opposition": lemmas("to"),
    "question": lemmas("about"),
    "report": lemmas("of"),
    "support": lemmas("for"),
    "threat": lemmas("of"),
    "view": lemmas("of on"),
    "warning": lemmas("of about against"),
}

KINDS: dict[str, frozenset[str]] = {
    "accusation": lemmas("accuse allegation accusation allege blame charge"),
    "agreement": lemmas("accept agree agreement approve concur consent endorse"),
    "answer": lemmas("answer reply respond response"),
    "belief": lemmas(
        "afraid anticipate assume assumption belief believe bet certain concerned confident consider convinced "
        "doubt expect expectation fear feel figure guess hope hopeful imagine judge know opinion optimistic presume "
        "realise realize reckon suppose sure suspect suspicion think understand view wary worried worry"
    ),
    "commitment": lemmas("assure guarantee offer pledge promise swear undertake vow"),
    "deliberation": lemmas("consider contemplate debate discuss mull weigh"),
    "denial": lemmas("contradict debunk denial deny disavow dismiss dispute rebut refute reject repudiate"),
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
SEEMING = lemmas("appear seem")
MEETINGS = lemmas(
    "address appearance briefing broadcast call column conference debate dispatch editorial email essay hearing "
    "interview letter memo message note podcast post press remark report show speech statement testimony thread "
    "tweet update video"
)  # where things are said: "in an interview"
EVENTS = lemmas("speak talk testify write appear tell say")  # "Speaking to reporters, ..."


def find_kind(lemma: str) -> str:
    """Name what a cue does; "statement" where nothing else is known.

    >>> find_kind("warn")
    'warning'
    """
    return next((kind for kind, lemmas in KINDS.items() if lemma in lemmas), "statement")


def takes(lemma: str, form: Form) -> bool:
    """Tell whether a cue takes its content in a form.

    >>> takes("vow", Form.INFINITIVE)
    True
    """
    return lemma in TAKES[form]
