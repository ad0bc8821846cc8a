"""Write docs/safety.md from what store.py, vault.py and operation.py found.

Example: .venv/bin/python benchmarks/safety_page.py
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from safety_limits import LIMITS, NOT_SHOWN

ROOT = Path(__file__).resolve().parents[1]
Figures = dict[str, Any]
Row = tuple[str, str, str, bool, str]  # promise, what is to be, what was found, whether it is kept, how
HEAD = ("promise", "to be", "found", "kept?", "how")
TESTED = "by tests"
WIDTH = 16  # writers


def main() -> None:
    """Read the results and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--results", type=Path, default=ROOT / "benchmarks" / "results", help="folder of the results")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "safety.md", help="page to write")
    options = parser.parse_args()
    options.out.write_text(word_page(*read_results(options.results)), encoding="utf-8")


def read_results(folder: Path) -> tuple[Figures, Figures, Figures]:
    """Return what was found of the store, the vault and the operation."""
    store, vault, operation = (
        json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in ("store", "vault", "operation")
    )
    return store, vault, operation


def word_page(store: Figures, vault: Figures, operation: Figures) -> str:
    """Word the whole page."""
    rows = [*judge_store(store), *judge_vault(vault), *judge_operation(operation)]
    return f"""# What is promised of an operation's record, and what was found

Written by benchmarks/safety_page.py from benchmarks/results/, never by hand. How it is done:
[the store](store.md), [the vault](vault.md), [running an operation](operation.md).

{table(HEAD, [(*row[:3], "yes" if row[3] else "**NO**", row[4]) for row in rows])}

"{TESTED}" means that `make test` fails if it is not so; no figure is measured beyond that.

## What is not reached

{word_unreached(rows)}

{NOT_SHOWN}

## Beside which load

A load is of the last minute, on cores that other programs used too; times on a quiet machine are shorter.

{table(("figures of", "load", "machine"), word_loads(store, vault, operation))}

{word_throughput(store["throughput"])}
{word_checks(store, operation)}
{LIMITS}"""


def judge_store(store: Figures) -> list[Row]:
    """Judge what was found of the store."""
    cut = [store["power"][name] for name in ("sound disk", "disk whose syncs fail")]
    cuts, wrong = sum(one["cuts"] for one in cut), sum(sum(one["wrong"].values()) for one in cut)
    kills, restart, drill = store["kills"], store["restart"], store["drill"]
    sqlite, server = (
        restart["sqlite, seconds to restart"],
        restart["postgresql, seconds to restart, the server's included"],
    )
    million = restart["sqlite, seconds to restore and check"], restart["postgresql, seconds to restore and check"]
    return [
        (
            "acknowledged events lost by power cuts, torn pages and failing syncs included", "0 of 100,000",
            f"{wrong} wrong in {cuts:,} cuts", cuts >= 100_000 and not wrong, "`benchmarks/store.py power`",
        ),
        (
            "acknowledged events lost by kill -9", "0 of 500 kills",
            f"{sum(kills['wrong'].values())} of {kills['acknowledged']:,} events in {kills['kills']} kills",
            kills["kills"] >= 500 and not kills["wrong"], "`benchmarks/store.py kills`",
        ),
        (
            "disk full, fsync error, read-only: every refused write is said, none half done, reading goes on", "always",
            TESTED, True, "`tests/adapters/store/test_refusals.py`",
        ),
        (
            "a migration killed after each statement is the old or the new version, on SQLite and PostgreSQL", "always",
            TESTED, True, "`tests/adapters/store/test_migrations.py`",
        ),
        (
            f"restart after a crash with {restart['events']:,} events, SQLite", "2 s at most",
            f"{span(sqlite)} s", max(sqlite) <= 2, "`benchmarks/store.py restart`",
        ),
        (
            f"restart after a crash with {restart['events']:,} events, PostgreSQL, the server's own start included",
            "10 s at most", f"{span(server)} s", max(server) <= 10, "`benchmarks/store.py restart`",
        ),
        (
            "restore drill: lost", "60 s at most", f"{drill['seconds lost']} s", drill["seconds lost"] <= 60,
            "`benchmarks/store.py drill`",
        ),
        (
            "restore drill: back again", "5 min at most",
            f"{drill['seconds to restore']} s; with {restart['events']:,} events {million[0]:.0f} s (SQLite), "
            f"{million[1]:.0f} s (PostgreSQL)",
            max(drill["seconds to restore"], *million) <= 300, "`benchmarks/store.py drill restart`",
        ),
        *(judge_throughput(name, store["throughput"][name.lower()]) for name in ("SQLite", "PostgreSQL")),
    ]  # fmt: skip


def judge_throughput(name: str, runs: Sequence[Figures]) -> Row:
    """Judge the durable events a second, and tell the slowest of a hundred waits."""
    rates, waits = [one["events a second"] for one in runs], [one["p99 ms"] for one in runs]
    found = f"{span(rates, ',.0f')} a second; p99 {span(waits)} ms"
    where = "`benchmarks/store.py throughput`"
    return f"durable events, {WIDTH} writers, {name}", "1,000 a second", found, min(rates) >= 1_000, where


def judge_vault(vault: Figures) -> list[Row]:
    """Judge what was found of the vault."""
    people, taken, erased = vault["people"], vault["takeover"], vault["erase"]
    seized, alone = vault["seized"], vault["one_person"]
    how = "`benchmarks/vault.py`"
    return [
        (
            "the service taken over for an hour: identities", f"60 of {people:,} at most",
            f"{taken['identities']} by {taken['asks']:,} asks", taken["identities"] <= 60, how,
        ),
        (
            "largest answer of keyd, the only way to an identity",
            "1 identity", f"{taken['largest_answer']}",
            taken["largest_answer"] <= 1, how,
        ),
        (
            "largest answer of the service, every endpoint crawled from its OpenAPI", "1 identity",
            TESTED, True, "`tests/interfaces/api/test_api_crawl.py`",
        ),
        (
            f"seized vault of {people:,} people, its backups and copies of the keys, searched for all fields",
            "0 found",
            f"{seized['found']} of {seized['needles']:,} needles in {seized['bytes']:,} bytes",
            people >= 10_000 and not seized["found"], how,
        ),
        (
            "erase one person, backups included", "60 s at most, 0 recoverable",
            f"{erased['seconds']} s, {erased['recovered']} of {erased['tried']} ways open them",
            erased["seconds"] <= 60 and not erased["recovered"] and not erased["owed"], how,
        ),
        (
            "one-person paths to an export", "0 in 100,000 steps", f"{alone['exports']} in {alone['steps']:,}",
            alone["steps"] >= 100_000 and not alone["exports"], how,
        ),
    ]  # fmt: skip


def judge_operation(operation: Figures) -> list[Row]:
    """Judge what was found of the record as it is used."""
    apart, edits, alone = operation["partitions"], operation["mutations"], operation["two_people"]
    log, rows, seized = edits["of a log"], edits["of rows"], operation["seized"]
    taken, forged, laws = operation["taken_over"], operation["forged"], operation["laws"]
    how = "`benchmarks/operation.py {}`".format
    parted = [(name, apart[name]) for name in ("short", "long")]
    return [
        (
            "one-person paths to a mass warning or a disclosure", "0 in 100,000 steps",
            f"{alone['released by one']} in {alone['steps']:,}; {alone['released by two']:,} released by two",
            alone["steps"] >= 100_000 and not alone["released by one"] and alone["released by two"] > 0,
            how("two_people"),
        ),
        (
            "one device taken over, also the duty officer's: releases where approvals take own keys",
            "0 in 100,000 steps", f"{taken['released']} in {taken['steps']:,}",
            taken["steps"] >= 100_000 and not taken["released"], how("taken_over"),
        ),
        (
            "one device's key forges rivals of its log: what was heard before, or a STOP, taken back", "0 of 10,000",
            f"{forged['taken back']} of {forged['seeds']:,}, devices differ in {forged['differed']}",
            forged["seeds"] >= 10_000 and not forged["taken back"] and not forged["differed"], how("forged"),
        ),
        (
            "edits, losses, doublings and reorderings of a log found, its end anchored", "all of 10,000",
            f"{log['mutations'] - log['unseen']:,} of {log['mutations']:,}",
            log["mutations"] >= 10_000 and not log["unseen"], how("mutations"),
        ),
        (
            "edits of a store's rows found by `verify`", "all",
            f"{rows['mutations'] - rows['unseen']:,} of {rows['mutations']:,}", not rows["unseen"], how("mutations"),
        ),
        (
            "an operation on two laptops, whatever is done in whatever order, heard or not: a corridor open against a "
            "holder's word, a STOP or a threat; somebody told over a STOP; a seat promised twice; what ran out "
            "believed; a refused act that changed something; laptops that differ", "0 in 100,000 steps",
            f"{laws['laws broken']} in {laws['steps']:,} and {laws['steps about corridors alone']:,} about corridors",
            laws["steps"] >= 100_000 and not laws["laws broken"] and laws["corridors found open"] > 0, how("laws"),
        ),
        *(
            (
                f"devices merged after partition, reordering, doubling and clocks an hour off, {name} run",
                f"0 of {aim:,} differ, 0 oversold",
                f"{one['differed']} of {one['seeds']:,} differ, {one['oversold']} oversold",
                one["seeds"] >= aim and not one["differed"] and not one["oversold"], how("partitions"),
            )
            for (name, one), aim in zip(parted, (10_000, 100_000), strict=True)
        ),
        (
            f"seized disk of a whole operation of {seized['people']:,} people: database, its write-ahead log, backup "
            "in clear too, bundle, sessions, logs, temporary files, vault", "0 found",
            f"{seized['found']} of {seized['needles']:,} needles in {seized['files']} files, {seized['bytes']:,} bytes",
            not seized["found"] and seized["found where one home is planted"] == 1,
            how("seized"),
        ),
    ]  # fmt: skip


def span(values: Sequence[float], form: str = ".1f") -> str:
    """Word the median, and the range where there is one.

    >>> span([3, 1, 2])
    '2.0 (1.0 to 3.0)'
    """
    low, high = format(min(values), form), format(max(values), form)
    return format(median(values), form) + ("" if low == high else f" ({low} to {high})")


def word_unreached(rows: Sequence[Row]) -> str:
    """Name every promise that was not kept."""
    lost = [f"- {promise}: {found}, where {aim} is promised." for promise, aim, found, kept, _ in rows if not kept]
    return "\n".join(lost) or "No figure above is worse than promised."


def word_loads(store: Figures, vault: Figures, operation: Figures) -> Iterable[tuple[str, str, str]]:
    """Say for each run how busy the machine was, and what machine."""
    yield from ((f"`store.py {name}`", f"{one['load']:.1f}", one["machine"]) for name, one in store.items())
    yield "`vault.py`", f"{vault['load']:.1f}", vault["machine"]
    yield from ((f"`operation.py {name}`", f"{one['load']:.1f}", one["machine"]) for name, one in operation.items())


def word_throughput(found: Figures) -> str:
    """Say how throughput was measured, and on which disk."""
    alone = found["sqlite, one writer"]["events a second"]
    return f"""Throughput is of {WIDTH} threads of one process, each of which waits until its event is on the disk; the
disk's own fsync of 16 KiB took {found["fsync of 16 KiB, median ms"]} ms. By one thread alone it is {alone} a second."""


def word_checks(store: Figures, operation: Figures) -> str:
    """Say what the same trials find where something is wrong, so that finding nothing means something."""
    careless = operation["partitions"]["check: devices that mind no share"]
    power = [
        f"{sum(one['wrong'].values())} of {one['cuts']:,} cuts with {name.removeprefix('check: ')}"
        for name, one in store["power"].items()
        if name.startswith("check: ")
    ]
    return f"""
## What the same trials find where something is wrong

- Power cuts: {", ".join(power)} end wrong. The store runs with EXTRA.
- Devices that mind no share oversell in {careless["oversold"]} of {careless["seeds"]:,} seeds.
- One home planted in one file of the seized disk, in UTF-16, is found.
"""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Lay rows out as a table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


if __name__ == "__main__":
    main()
