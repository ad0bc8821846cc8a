"""Name what CAP 1.2 and our parameters in it are called."""

from __future__ import annotations

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
DANGER = "safeconduct:danger"  # eventCode
ACTION = "safeconduct:action"  # parameter
TARGET = "safeconduct:target"  # parameter


def tag(name: str) -> str:
    """Return the name of an element as lxml writes it."""
    return f"{{{NAMESPACE}}}{name}"
