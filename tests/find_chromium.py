"""Find Debian's Chromium."""

from __future__ import annotations

import os
import shutil

import pytest


def find_chromium() -> str:
    """Return the browser; skip where there is none, fail where CI=true."""
    found = shutil.which("chromium")
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("chromium is missing, and CI must have it")
        pytest.skip("chromium is not here (apt-get install chromium)")
    return found
