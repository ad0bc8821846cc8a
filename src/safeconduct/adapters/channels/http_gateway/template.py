"""Fill in what a gateway wants to be asked, and find in its answer what it says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from safeconduct.core.delivery import Handover, Known

_PLACE = re.compile(r"\{(\w+)\}")

PLACES = frozenset({"to", "text", "name", "reference", "part", "parts", "language", "until_seconds", "id"})
"""What may stand in braces: `to` is the address, `name` ours of the text, `id` the gateway's own."""


def list_places(template: object) -> set[str]:
    """Return every name in braces of a template.

    >>> sorted(list_places({"to": "{to}", "messages": [{"body": "{text}"}]}))
    ['text', 'to']
    """
    match template:
        case str():
            return set(_PLACE.findall(template))
        case Mapping():
            return set[str]().union(*(list_places(one) for one in template.values()))
        case list():
            return set[str]().union(*(list_places(one) for one in template))
    return set()


def fill(template: Any, values: Mapping[str, str]) -> Any:
    """Return a template with its places filled; a value is put in as it is, never read as a template.

    >>> fill({"to": "{to}", "n": 1}, {"to": "+999{text}"})
    {'to': '+999{text}', 'n': 1}
    """
    match template:
        case str():
            return _PLACE.sub(lambda found: values.get(found[1], found[0]), template)
        case Mapping():
            return {key: fill(one, values) for key, one in template.items()}
        case list():
            return [fill(one, values) for one in template]
    return template


def name_values(handover: Handover) -> dict[str, str]:
    """Return what may be filled in of a hand-over."""
    return {
        "to": handover.to.value,
        "text": handover.text,
        "name": handover.name,
        "reference": str(handover.reference),
        "part": str(handover.part + 1),
        "parts": str(handover.parts),
        "language": handover.language,
        "until_seconds": str(handover.not_after_millis // 1000),
    }


def name_known(known: Known) -> dict[str, str]:
    """Return what may be filled in of a question."""
    return {"name": known.name, "reference": str(known.reference), "id": known.receipt}


def find_value(answer: object, path: str) -> str:
    """Return what stands at a path such as `messages.0.id` of an answer; "" where nothing stands there.

    >>> find_value({"messages": [{"id": 7}]}, "messages.0.id"), find_value([], "messages.0.id")
    ('7', '')
    """
    for step in path.split("."):
        if isinstance(answer, Mapping):
            answer = answer.get(step)
        elif isinstance(answer, list) and step.isdecimal() and int(step) < len(answer):
            answer = answer[int(step)]
        else:
            return ""
    return str(answer) if isinstance(answer, str | int) and not isinstance(answer, bool) else ""
