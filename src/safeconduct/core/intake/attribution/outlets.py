"""Know news outlets and agencies by their names."""

from __future__ import annotations

import re

from safeconduct.core.intake.attribution.cues import lemmas

OUTLETS: dict[str, tuple[str, ...]] = {
    "abc_news": ("ABC", "ABC News"),
    "agence_france_presse": ("AFP", "Agence France-Presse", "Agence France Presse"),
    "al_arabiya": ("Al Arabiya", "Al-Arabiya"),
    "al_jazeera": ("Al Jazeera", "Al-Jazeera"),
    "amaq": ("Amaq", "Amaq News Agency"),
    "anadolu_agency": ("Anadolu", "Anadolu Agency"),
    "associated_press": ("AP", "Associated Press", "the Associated Press"),
    "axios": ("Axios",),
    "bbc": ("BBC", "BBC News", "British Broadcasting Corporation"),
    "bloomberg": ("Bloomberg", "Bloomberg News"),
    "boston_globe": ("Boston Globe",),
    "breitbart": ("Breitbart", "Breitbart News"),
    "buzzfeed_news": ("BuzzFeed", "BuzzFeed News"),
    "cbs_news": ("CBS", "CBS News"),
    "cnbc": ("CNBC",),
    "cnn": ("CNN",),
    "daily_beast": ("Daily Beast",),
    "daily_mail": ("Daily Mail",),
    "der_spiegel": ("Der Spiegel", "Spiegel"),
    "deutsche_welle": ("Deutsche Welle", "DW"),
    "dpa": ("dpa", "DPA", "Deutsche Presse-Agentur"),
    "the_economist": ("Economist",),
    "el_pais": ("El País", "El Pais"),
    "euronews": ("Euronews",),
    "financial_times": ("Financial Times", "FT"),
    "fox_news": ("Fox", "Fox News"),
    "france_24": ("France 24", "France24"),
    "the_guardian": ("Guardian",),
    "haaretz": ("Haaretz",),
    "the_hill": ("The Hill",),
    "huffington_post": ("Huffington Post", "HuffPost"),
    "the_independent": ("The Independent",),
    "interfax": ("Interfax",),
    "khaama_press": ("Khaama Press",),
    "kyiv_independent": ("Kyiv Independent",),
    "kyodo": ("Kyodo", "Kyodo News"),
    "le_monde": ("Le Monde",),
    "los_angeles_times": ("Los Angeles Times", "LA Times", "L.A. Times"),
    "mcclatchy": ("McClatchy",),
    "msnbc": ("MSNBC",),
    "nbc_news": ("NBC", "NBC News"),
    "newsweek": ("Newsweek",),
    "new_york_post": ("New York Post",),
    "new_york_times": ("New York Times", "NYT", "N.Y. Times"),
    "the_new_yorker": ("New Yorker",),
    "npr": ("NPR", "National Public Radio"),
    "politico": ("Politico", "POLITICO"),
    "pbs": ("PBS", "PBS NewsHour"),
    "radio_free_europe": ("RFE/RL", "Radio Free Europe", "Radio Free Europe/Radio Liberty", "Radio Liberty"),
    "reuters": ("Reuters", "Thomson Reuters"),
    "ria_novosti": ("RIA", "RIA Novosti"),
    "sky_news": ("Sky", "Sky News"),
    "tass": ("TASS", "Tass"),
    "the_telegraph": ("Telegraph", "Daily Telegraph"),
    "time": ("Time magazine", "TIME"),
    "the_times": ("The Times",),
    "tolo_news": ("Tolo", "TOLOnews", "Tolo News", "TOLO News"),
    "ukrinform": ("Ukrinform",),
    "united_press_international": ("UPI", "United Press International"),
    "usa_today": ("USA Today", "USA TODAY"),
    "vice_news": ("Vice", "Vice News", "VICE News"),
    "voice_of_america": ("VOA", "Voice of America"),
    "vox": ("Vox",),
    "wafa": ("Wafa", "WAFA"),
    "wall_street_journal": ("Wall Street Journal", "WSJ"),
    "washington_post": ("Washington Post", "WaPo"),
    "xinhua": ("Xinhua", "Xinhua News Agency"),
}  # canonical name, and how the outlet is written; the ones that say "The" in their own title carry it

ENDINGS = lemmas(
    "advertiser agency argus beacon bee broadcaster broadcasting bugle bulletin chronicle clarion courant "
    "courier daily dispatch echo examiner express gazette globe guardian herald independent inquirer journal "
    "ledger magazine mail mercury messenger mirror monitor news newspaper newspapers newswire observer post "
    "press radio record register reporter review sentinel standard star sun telegraph television times today tribune "
    "tv voice weekly wire"
)  # a proper name that ends so is taken for an outlet's
BEGINNINGS = lemmas("agence channel daily radio television tv")
LINKS = lemmas("and de des di la le of")
GENERIC = lemmas(
    "agency broadcaster channel daily magazine network newspaper outlet paper station tabloid website weekly"
)
KNOWN = {alias.lower(): key for key, aliases in OUTLETS.items() for alias in aliases}
WRITTEN = frozenset(alias for aliases in OUTLETS.values() for alias in aliases)  # short names count as written alone
WORDS = re.compile(r"\w+")


def slug(name: str) -> str:
    """Return a name in small letters with underscores, without an article.

    >>> slug("the Harbour Courier")
    'harbour_courier'
    """
    words = [word.lower() for word in WORDS.findall(name.replace("’s", "").replace("'s", "").replace(".", ""))]
    if len(words) > 1 and words[0] in {"the", "a", "an"}:
        words = words[1:]
    return "_".join(words)


def find_outlet(name: str) -> str:
    """Return the canonical name of an outlet; "" where the words name none.

    A name not in the table counts where it begins or ends as outlets' names do.

    >>> find_outlet("the Wall Street Journal"), find_outlet("the Harbour Courier"), find_outlet("the harbour police")
    ('wall_street_journal', 'harbour_courier', '')
    """
    bare = name.strip(" ,.:’'\"”“()").removesuffix("’s").removesuffix("'s")
    short = bare.removeprefix("the ").removeprefix("The ")
    for form in (bare, short):
        key = KNOWN.get(form.lower(), "")
        if key and (form in WRITTEN or (form[:1].isupper() and len(form) > 4)):
            return key
    words = short.split()
    if len(words) < 2 or not all(word[:1].isupper() or word in LINKS for word in words):
        return ""
    return slug(bare) if words[-1].lower() in ENDINGS or words[0].lower() in BEGINNINGS else ""
