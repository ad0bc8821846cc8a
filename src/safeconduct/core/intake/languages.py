"""Name languages, and send what is not read by the program to a person."""

from __future__ import annotations

from safeconduct.core.intake.document import Document
from safeconduct.core.intake.reading import Question, Reading

UNTOLD = "und"
READ_IN_FULL = frozenset({"en"})

# ISO 639-1; a text is told to be in one of these. Dari and Iranian Persian share a code and a written language.
LANGUAGES = {
    "am": "Amharic", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali",
    "bs": "Bosnian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "et": "Estonian", "fa": "Dari or Persian", "fi": "Finnish", "fr": "French", "ha": "Hausa", "he": "Hebrew",
    "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "it": "Italian",
    "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh", "km": "Khmer", "ko": "Korean", "ku": "Kurdish",
    "ky": "Kyrgyz", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "ms": "Malay", "my": "Burmese",
    "ne": "Nepali", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovene", "so": "Somali", "sq": "Albanian",
    "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "tg": "Tajik", "th": "Thai", "tr": "Turkish",
    "ug": "Uyghur", "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def name_language(code: str) -> str:
    """Return the English name of a language; the code itself where it is not in the table.

    >>> name_language("ps"), name_language("und"), name_language("xx")
    ('Pashto', 'a language that could not be told', 'xx')
    """
    return "a language that could not be told" if code == UNTOLD else LANGUAGES.get(code, code)


def is_read_in_full(document: Document) -> bool:
    """Tell whether the program reads this text itself."""
    return document.language in READ_IN_FULL


def ask_for_reader(document: Document) -> Reading:
    """Return a reading that holds nothing but the question to a person who reads the language.

    >>> document = Document("1", "دروازه بسته است", "fa", "text/plain")
    >>> ask_for_reader(document).questions[0].what
    'This text is in Dari or Persian, which is not read here: give it to somebody who does. Nothing was taken from it.'
    """
    what = (
        f"This text is in {name_language(document.language)}, which is not read here: give it to somebody who does. "
        "Nothing was taken from it."
    )
    return Reading(document, questions=(Question(None, what),))
