"""Refuse covariates that speak of persons or of groups of residents: the picture knows places alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from safeconduct.core.basics import Fault, InputFaultsError

# What a name may not speak of. After the grounds of Article 26 of the International Covenant on Civil and Political
# Rights and the special categories of Article 9 of the GDPR; besides, what singles out a person or a household, and the
# usual stand-ins for a group: where it prays, what it speaks, how it votes. A star stands for any ending.
DENIED: Mapping[str, str] = {
    "descent": "ancest* caste* clan clans descent ethni* ethnic* ethno* indigen* lineage* minorit* race races racial* "
    "sect sects sectar* tribal* tribe*",
    "religion": "church* confession* creed* denominat* faith* gurdwara* imam* mosque* pagoda* parish* pray* priest* "
    "religi* shia* shrine* sunni* synagog* worship*",
    "language": "accent* dialect* language* linguist* mothertongue* tongue*",
    "nationality or status": "asylum* birthplace* citizen* displaced foreign* idp idps immigra* migrant* migration* "
    "nationals nationalit* naturali* passport* refugee* stateless* visa visas",
    "opinion": "affiliat* allegian* election* elector* ideolog* loyal* opinion* partisan* party political* sympath* "
    "unionis* vote* voting",
    "wealth or work": "income* jobless* occupation* poor poverty salar* unemploy* wage wages wealth* welfare*",
    "health, sex or age": "age ages birth* boy boys child* disab* disease* elderly female* fertil* gender* girl* "
    "illness* male males man men patient* pregnan* sex widow* woman women youth*",
    "schooling": "education* illitera* literacy madrasa* pupil* schooling",
    "a person": "account* address* biometr* contact* dna email* face faces facial* fingerprint* forename* identit* "
    "imei* imsi* informant* licenceplate* licenseplate* msisdn* name named names nickname* numberplate* owner* person* "
    "phone* subscriber* surname* suspect* telephone* username* whatsapp*",
    "a household": "dwelling* families family home homes house houses household* landlord* resident residents tenant* "
    "tenure*",
    "a group": "combatant* convict* criminal* fighter* group* insurgent* militan* militia* prisoner* recruit*",
}
RUN_TOGETHER = 6  # letters: so long a beginning is found inside a word as well, as in "popethnicshare"
REMEDY = "leave it out: use what is a property of the place itself, such as roads, relief, light, distance to a gate"


def _pattern(words: str) -> re.Pattern[str]:
    alternatives = []
    for word in words.split():
        stem = word.rstrip("*")
        begin = "" if len(stem) >= RUN_TOGETHER else r"\b"
        alternatives.append(begin + stem + ("" if word.endswith("*") else r"\b"))
    return re.compile("|".join(alternatives))


_PATTERNS = {why: _pattern(words) for why, words in DENIED.items()}


def refuse_covariates(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names, if every one of them speaks of places; raise InputFaultsError with every one that does not.

    A name is cut into words at changes of case, digits and signs. One that is not in Latin letters cannot be checked,
    and is refused.

    >>> refuse_covariates(["distance_to_gate_metres", "slope"])
    ('distance_to_gate_metres', 'slope')
    """
    names = tuple(names)
    faults = [
        Fault("covariates", 0, "", name, f"speaks of {why}, not of a place", REMEDY)
        for name in names
        if (why := _find_denied(name))
    ]
    if faults:
        raise InputFaultsError(faults)
    return names


def _find_denied(name: str) -> str:
    """Return what a name speaks of that it may not; "" where it speaks of nothing of the kind."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    if not re.search("[A-Za-z]", plain) or any(letter.isalpha() and not letter.isascii() for letter in plain):
        return "something that cannot be read"
    words = " ".join(re.findall("[a-z]+", re.sub("(?<=[a-z])(?=[A-Z])", " ", plain).lower()))
    return next((why for why, pattern in _PATTERNS.items() if pattern.search(words)), "")
