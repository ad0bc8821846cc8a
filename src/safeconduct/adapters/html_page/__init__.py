"""Lay out pages of HTML that need no network, no script and no other file."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

_LOADER = PackageLoader("safeconduct.adapters", ".")


def load_template(name: str) -> Template:
    """Return a page's template, by its path below the adapters; every value put into it is escaped.

    Its pages have the style of all pages, and know the software's name and version.
    """
    environment = Environment(
        loader=_LOADER, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals["style"] = _LOADER.get_source(environment, "html_page/page.css")[0]
    environment.globals["software"] = f"safeconduct {_version()}"
    return environment.get_template(name)


def _version() -> str:
    try:
        return version("safeconduct")
    except PackageNotFoundError:
        return ""
