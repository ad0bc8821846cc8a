"""Find the fonts that a card needs, and refuse to print without one: a box in place of a letter helps nobody.

Noto Naskh Arabic is not among them: it draws the Persian six in the Arabic form.
"""

from __future__ import annotations

from functools import lru_cache

import typst

from safeconduct.core.basics import SafeconductError

LATIN, ARABIC = "Noto Sans", "Noto Sans Arabic"


class MissingFontError(SafeconductError):
    """Say which font is missing, and how to get it."""


def load_fonts(folders: tuple[str, ...] = (), system: bool = True) -> typst.Fonts:
    """Return the fonts of this machine, or of folders alone; raise MissingFontError where one that is needed is not."""
    fonts = _load(folders, system)
    missing = [family for family in (LATIN, ARABIC) if family not in fonts.families()]
    if missing:
        raise MissingFontError(
            f"the font {' and '.join(missing)} is not on this machine: install it (on Debian: apt-get install "
            "fonts-noto-core); nothing was printed"
        )
    return fonts


@lru_cache(maxsize=4)
def _load(folders: tuple[str, ...], system: bool) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=list(folders))
