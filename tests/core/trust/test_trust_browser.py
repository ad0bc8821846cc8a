"""Promise that the JavaScript in docs/trust.md checks and reads an instruction, as Debian's Chromium runs it."""

from __future__ import annotations

import json
import random
import re
import subprocess
from dataclasses import astuple
from html import unescape
from pathlib import Path

import pytest

from forging import OLDER, OURS, World
from safeconduct.core.trust import to_base64url

pytestmark = pytest.mark.browser

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "trust.md").read_text(encoding="utf-8")
SCRIPT = """<!DOCTYPE html><meta charset="utf-8"><body><script type="module">
const found = [];
for (const [carried, hex] of {given}) {{
  const publicKey = Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
  {lines}
  found.push([genuine, what, operation, exercise, addressee, number, issued, validUntil, language, shown, map]);
}}
document.body.textContent = JSON.stringify(found);
</script></body>"""


def test_a_browser_reads_what_was_signed_and_refuses_what_was_changed(chromium: str, tmp_path: Path) -> None:
    """Every field of genuine ones in four languages comes out; with a bit of the signature flipped none holds."""
    told = World(random.Random(5), 40).told
    given = [(to_base64url(one.sealed), key) for one in told for key in (OURS[0], OLDER[0])]
    given += [(to_base64url(bytes([one.sealed[0] ^ 1]) + one.sealed[1:]), OURS[0]) for one in told]
    lines = re.search(r"```js\n(.*?)```", PAGE, re.DOTALL)
    assert lines is not None
    page = tmp_path / "page.html"
    page.write_text(SCRIPT.format(given=json.dumps(given), lines=lines[1]), encoding="utf-8")
    quiet = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    quiet += " --disable-component-update --disable-sync --virtual-time-budget=10000 --dump-dom"
    made = subprocess.run(
        [chromium, *quiet.split(), f"--user-data-dir={tmp_path / 'profile'}", page.as_uri()],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    body = re.search(r"<body>(.*?)</body>", made.stdout, re.DOTALL)
    assert body is not None
    found = json.loads(unescape(body[1]))
    holds = [row[0] for row in found]
    assert [mine != older for mine, older in zip(holds[:80:2], holds[1:80:2], strict=True)] == [True] * 40
    assert holds[80:] == [False] * 40
    assert [row[1:] for row in found[:80:2]] == [["instruction/1", *astuple(one.told)] for one in told]
