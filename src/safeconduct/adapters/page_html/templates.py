"""Load the templates, styles and scripts of the two pages, and say what a browser may do with them."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

_LOADER: Final = PackageLoader("safeconduct.adapters", "page_html")
_ENVIRONMENT: Final = Environment(
    loader=_LOADER, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


@cache
def load_page(name: str) -> Template:
    """Return a template; every value put into it is escaped."""
    return _ENVIRONMENT.get_template(name)


@cache
def load_part(name: str) -> str:
    """Return a style or a script without what only its readers need: the spaces that set lines in."""
    source = _LOADER.get_source(_ENVIRONMENT, name)[0]
    return re.sub(r"\n\s*", "\n", source).strip()


@cache
def content_policy() -> str:
    """Return the policy that both pages are served with: their own styles and scripts by digest, and nothing else.

    The page with the instruction is written into the page with the field, and so lives under the same policy.
    Source: W3C Content Security Policy Level 3.
    """
    scripts = " ".join(_digest(load_part(name)) for name in ("keypad.js.j2", "check.js.j2"))
    styles = " ".join(_digest(load_part(name)) for name in ("front.css", "answer.css"))
    return (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; img-src data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def _digest(part: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()}'"
