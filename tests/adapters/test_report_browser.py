"""Promise that the report fits a phone and a desk, as Debian's Chromium lays it out."""

from __future__ import annotations

import html
import re
import subprocess
from pathlib import Path

import pytest
from report_town import PICTURE, SAMPLE, START, SUFFICIENCY, judged, make_town

from safeconduct.adapters.report_html import HtmlReport

pytestmark = pytest.mark.browser

# Headless Chromium has a least window width of some 500 px: the page is laid out in a frame as narrow as a phone.
FRAME = """<!DOCTYPE html><body><iframe id="f" style="width:{width}px;height:800px;border:0" srcdoc="{page}"></iframe>
<script>
window.onload = () => {{
  const inside = document.getElementById("f").contentDocument, root = inside.documentElement;
  inside.querySelectorAll("details").forEach((part) => (part.open = true));
  const small = [...inside.querySelectorAll("svg:not(.key) text")]
    .filter((t) => t.getBoundingClientRect().height < 9).length;
  const over = [...inside.querySelectorAll("body *")]
    .filter((e) => !e.closest(".scroll, .skip") && e.getBoundingClientRect().right > root.clientWidth + 1);
  document.body.dataset.found = [root.scrollWidth, root.clientWidth, over.length, small].join(" ");
}};
</script></body>"""


@pytest.mark.parametrize("width", [390, 1280])
def test_page_never_runs_over_the_side(width: int, chromium: str, tmp_path: Path) -> None:
    """With all its tables open the page is as wide as the window, and no drawing has letters under 9 px high."""
    case, plan = make_town()
    page = HtmlReport().render(
        case, plan, judged(case, plan), START, picture=PICTURE, sufficiency=SUFFICIENCY, instructions=(SAMPLE,)
    )
    frame = tmp_path / "frame.html"
    frame.write_text(FRAME.format(width=width, page=html.escape(page)), encoding="utf-8")
    quiet = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    quiet += " --disable-component-update --disable-sync --dump-dom"
    found = subprocess.run(
        [chromium, *quiet.split(), f"--user-data-dir={tmp_path / 'profile'}", frame.as_uri()],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    ).stdout
    told = re.search(r'data-found="(\d+) (\d+) (\d+) (\d+)"', found)
    assert told, found[-500:]
    scroll, client, over, small = map(int, told.groups())
    assert client <= width
    assert (scroll, over, small) == (client, 0, 0)
