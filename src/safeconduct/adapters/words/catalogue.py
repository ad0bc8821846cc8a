"""Read a Fluent catalogue whose every message says whether a speaker has reviewed it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser, ast

from safeconduct.core.basics import SafeconductError
from safeconduct.core.instructions import Review, Wording

Say = Callable[[Mapping[str, str | int]], str]
_STATE = re.compile(r"(reviewed|machine-drafted)\b")


class BrokenCatalogueError(SafeconductError):
    """Say what is wrong in a catalogue, and how to mend it."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Hold the messages of one language: how each is said, and how it stands for review."""

    say: Mapping[str, Say]
    wordings: Sequence[Wording]


def read_catalogue(text: str, language: str) -> Catalogue:
    """Return the messages of a catalogue's text; raise BrokenCatalogueError naming the first that is not right."""
    resource = FluentParser(with_spans=True).parse(text)
    bundle = FluentBundle([language], use_isolating=False)  # the core isolates what needs it, in long texts alone
    bundle.add_resource(FluentResource(text))
    say: dict[str, Say] = {}
    wordings = []
    for entry in resource.body:
        if isinstance(entry, ast.Junk):
            raise _broken(language, str(entry.content).strip().split("\n")[0], "it is no Fluent", "write `name = text`")
        if not isinstance(entry, ast.Message):
            continue
        name = entry.id.name
        if entry.value is None or name in say:
            raise _broken(language, name, "it has no text, or stands there twice", "give each message one text")
        say[name] = _compile(entry.value) or _resolve(bundle, name)
        wordings.append(Wording(name, _show(text, entry.value), _review(language, entry)))
    return Catalogue(say, tuple(wordings))


def _review(language: str, message: ast.Message) -> Review:
    """Return how a message stands for review: the first word of the comment above it."""
    comment = (message.comment.content or "") if message.comment else ""
    found = _STATE.match(comment)
    if found is None:
        remedy = 'write "# reviewed" or "# machine-drafted" on the line above it'
        raise _broken(language, message.id.name, "it does not say whether a speaker has reviewed it", remedy)
    return Review(found[1])


def _compile(pattern: ast.Pattern) -> Say | None:
    """Return a quick way to say a message of text and values alone; None for one that chooses among variants.

    Fluent's own resolver takes some ten times as long, and a text for each of 10,000 parties holds fifty messages.
    """
    pieces = []
    for element in pattern.elements:
        if isinstance(element, ast.TextElement):
            pieces.append(str(element.value).replace("{", "{{").replace("}", "}}"))
        elif isinstance(element.expression, ast.VariableReference):
            pieces.append("{" + element.expression.id.name + "}")
        else:
            return None
    return "".join(pieces).format_map


def _resolve(bundle: FluentBundle, name: str) -> Say:
    """Return Fluent's own way to say a message; an error of it is raised, never shown to a party."""
    pattern = bundle.get_message(name).value
    assert pattern is not None

    @lru_cache(maxsize=1024)
    def say(*values: tuple[str, str | int]) -> str:
        said, errors = bundle.format_pattern(pattern, dict(values))
        if errors:
            raise KeyError(*errors)
        return str(said)

    return lambda values: say(*values.items())


def _show(text: str, pattern: ast.Pattern) -> str:
    assert pattern.span is not None
    return " ".join(text[pattern.span.start : pattern.span.end].split())


def _broken(language: str, what: str, problem: str, remedy: str) -> BrokenCatalogueError:
    return BrokenCatalogueError(f"{language}.ftl, {what!r}: {problem}; {remedy}")
