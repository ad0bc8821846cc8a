"""Speak every language of the catalogues: `load_phrasebook`."""

from safeconduct.adapters.words.catalogue import BrokenCatalogueError, read_catalogue
from safeconduct.adapters.words.fluent_words import LANGUAGES, FluentWords, load_phrasebook, load_words

__all__ = [
    "LANGUAGES",
    "BrokenCatalogueError",
    "FluentWords",
    "load_phrasebook",
    "load_words",
    "read_catalogue",
]
