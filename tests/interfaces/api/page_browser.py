"""Run Debian's Chromium with a profile of its own, and search everything that it leaves on the disk."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from find_chromium import find_chromium
from safeconduct.core.instructions.reach import group_code

RUN = "from safeconduct.wiring import main; main()"
QUIET = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-port=0",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
"""What a test needs; nothing that changes what a page leaves behind."""


@contextmanager
def serve_pages(store: Path) -> Iterator[str]:
    """Serve a folder of pages in a process of its own; give the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    served = subprocess.Popen(
        [sys.executable, "-c", RUN, "page", "serve", str(store), "--port", str(port)], stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(400):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/"
    finally:
        served.terminate()
        served.wait(20)


class Browser:
    """Hold a running Chromium."""

    def __init__(self, profile: Path, *more: str) -> None:
        """Start it."""
        self._started = subprocess.Popen(
            [find_chromium(), *QUIET, *more, f"--user-data-dir={profile}", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        told = profile / "DevToolsActivePort"
        for _ in range(400):
            if told.exists() and "\n" in told.read_text():
                break
            time.sleep(0.05)
        port = told.read_text().split("\n")[0]
        self._driver = sync_playwright().start()
        self._linked = self._driver.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
        self.page: Page = self._linked.contexts[0].pages[0]

    def close(self) -> None:
        """Close it as a person does."""
        with suppress(Exception):
            self._linked.new_browser_cdp_session().send("Browser.close")
        self._started.wait(20)
        self._driver.stop()

    def kill(self) -> None:
        """End it with no chance to tidy up."""
        os.killpg(self._started.pid, signal.SIGKILL)
        self._started.wait(20)
        self._driver.stop()


def type_code(page: Page, code: str) -> None:
    """Press the keys of the page's own pad, as a person does."""
    for digit in code:
        page.click(f"#keys button:text-is('{digit}')")
    page.click("#keys button[data-do=send]")


def spell(words: Iterable[str], codes: Iterable[str] = ()) -> dict[bytes, str]:
    """Return every way in which a browser might have written words and codes."""
    spelled: dict[bytes, str] = {}
    for code in codes:
        words = [*words, code, group_code(code), group_code(code).replace(" ", "-"), group_code(code).replace(" ", "+")]
    for word in words:
        for form in (word, urllib.parse.quote(word), json.dumps(word)[1:-1]):
            spelled[form.encode()] = word
            spelled[form.encode("utf-16-le")] = word
            spelled[form.encode("utf-16-be")] = word
    return spelled


def search_profile(profile: Path, needles: dict[bytes, str]) -> list[tuple[str, str]]:
    """Return (file, word) of all that is found in any file, its name, or what is compressed in it."""
    found = set()
    for file in sorted(path for path in profile.rglob("*") if path.is_file() and not path.is_symlink()):
        name = str(file.relative_to(profile))
        for data in (name.encode(), *_layers(file.read_bytes())):
            found |= {(name, word) for needle, word in needles.items() if needle in data}
    return sorted(found)


def _layers(data: bytes) -> Iterator[bytes]:
    """Give the bytes, and what unpacks from each place where gzip or zlib data may begin."""
    yield data
    for magic, bits in ((b"\x1f\x8b\x08", 31), (b"\x78\x01", 15), (b"\x78\x9c", 15), (b"\x78\xda", 15)):
        at = data.find(magic)
        while at >= 0:
            with suppress(zlib.error):
                unpacked = zlib.decompressobj(bits).decompress(data[at : at + 5_000_000], 20_000_000)
                if len(unpacked) > 20:
                    yield unpacked
            at = data.find(magic, at + 1)
