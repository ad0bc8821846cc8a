"""Say what warnings say, by one Fluent file for each language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser, ast

from safeconduct.core.warnings import Action, Lexicon

LANGUAGES = ("en", "fa-AF", "ps", "ar", "fr", "es", "uk")
REVIEWED = "reviewed"


class FluentWarnings:
    """Hold the messages of every language; fills the protocol WarningWords."""

    @cached_property
    def lexicons(self) -> Mapping[str, Lexicon]:
        """Return the words of each language, by its code."""
        return {language: self._read_lexicon(language) for language in LANGUAGES}

    def say(self, language: str, key: str, given: Mapping[str, str]) -> str:
        """Return one message with its gaps filled; raise KeyError where there is none, or a gap stays open.

        >>> FluentWarnings().say("en", "headline-stay", {"event": "Fire", "place": "Quay", "until": "18:00"})
        'Fire. Quay: stay inside until 18:00.'
        """
        bundle = self._bundles[language]
        pattern = bundle.get_message(key).value
        assert pattern is not None, key
        text, errors = bundle.format_pattern(pattern, dict(given))
        if errors:
            raise KeyError(f"{language} {key}: {errors[0]}")
        return str(text)

    def count_unreviewed(self, language: str) -> int:
        """Return how many messages of a language nobody has reviewed: those that are not marked `# reviewed`."""
        parsed = FluentParser().parse(_read(language))
        messages = [one for one in parsed.body if isinstance(one, ast.Message)]
        return sum(one.comment is None or one.comment.content != REVIEWED for one in messages)

    @cached_property
    def _bundles(self) -> Mapping[str, FluentBundle]:
        made = {}
        for language in LANGUAGES:
            # marks that isolate gaps would turn an SMS into another alphabet, and are signs that nobody sees
            made[language] = FluentBundle([language], use_isolating=False)
            made[language].add_resource(FluentResource(_read(language)))
        return made

    def _read_lexicon(self, language: str) -> Lexicon:
        def cut(key: str) -> tuple[str, ...]:
            return tuple(part.strip() for part in self.say(language, key, {}).split(","))

        actions = {action: self.say(language, f"word-{action}", {}) for action in Action}
        return Lexicon(actions, cut("exercise-words"), cut("weekdays"), self.say(language, "digits", {}))


def _read(language: str) -> str:
    return files(__name__).joinpath(f"{language}.ftl").read_text(encoding="utf-8")
