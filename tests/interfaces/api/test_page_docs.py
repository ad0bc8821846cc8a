"""Promise that docs/page.md says what the page does."""

from __future__ import annotations

import json
import re
from pathlib import Path

from safeconduct.adapters.page_html import ANSWER_BYTES, BYTES_MOST
from safeconduct.adapters.page_store.code_keys import MEMORY_BYTES, OPS
from safeconduct.core.instructions.reach import CODES
from safeconduct.interfaces.api.pages import GuessLimit
from safeconduct.interfaces.cli import load_command
from safeconduct.wiring import services

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs/page.md").read_text(encoding="utf-8")
FOUND = json.loads((ROOT / "benchmarks/results/page_speed.json").read_text(encoding="utf-8"))


def test_the_limits_are_those_of_the_code() -> None:
    """Sizes, guesses and the cost of a code stand there as they are."""
    limit = GuessLimit()
    assert f"at most {BYTES_MOST:,} bytes" in PAGE
    assert f"has {ANSWER_BYTES:,} bytes" in PAGE
    assert f"{limit.address_burst} at once and {limit.address_hourly} an hour" in PAGE
    assert f"{limit.all_burst} at once and `--wrong-per-hour` ({limit.all_hourly})" in PAGE
    assert f"{OPS} pass over {MEMORY_BYTES // 2**20} MiB" in PAGE
    assert f"all {CODES:,} codes" in PAGE
    assert f"{round(100 * 10_000 * limit.all_hourly * 24 / CODES)} %" in PAGE


def test_the_figures_are_those_that_were_measured() -> None:
    """Speed and search cost are quoted from the results."""
    middle = FOUND["answers"]["median"]
    assert f"{middle['a_second_of_the_core']} answers for each second of the core" in PAGE
    assert f"{middle['a_second']} a second by the clock" in PAGE
    assert f"{middle['p99_ms']} ms" in PAGE
    assert f"{FOUND['search']['core_days_for_all_codes']} core-days" in PAGE


def test_the_commands_have_the_options_that_are_named() -> None:
    """Every option of the page is one of the commands'."""
    commands = [load_command(services(), "tell"), *load_command(services(), "page").commands.values()]
    known = {name for command in commands for option in command.params for name in option.opts}
    named = set(re.findall(r"--[a-z][a-z-]+", PAGE))
    assert named
    assert named <= known
