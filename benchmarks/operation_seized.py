"""Run an operation of many invented people by its commands, and search every byte that it leaves for all their fields.

People are registered by `safeconduct register` through a real keyd, opened, erased, stopped, given away and backed up;
then keyd is killed and the folders are searched as they lie, with the write-ahead log of a store that is open.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import pyotp
import pyrage

import safeconduct
from safeconduct.app.join_operation import begin
from safeconduct.core.record import ActorId
from safeconduct.core.vault import CaseId, Field, Identity, Role
from safeconduct.wiring import services
from seized_disk import find_needles, list_needles, list_values
from vault_process import Keyd, invent

COMMAND = [sys.executable, "-P", "-c", "from safeconduct.wiring import main; main()"]
OFFICER = ActorId("o1")
OPENED, ERASED = 20, 5
NAME = "EXERCISE harbour"
MINUTE = 60_000


class Desk:
    """Type commands about one operation as its duty officer, and keep in logs all that they print."""

    def __init__(self, room: Path) -> None:
        """Begin the operation."""
        self.room, self.folder, self.logs, self.temp = room, room / "op", room / "logs", room / "tmp"
        self.logs.mkdir()
        self.temp.mkdir()
        made = services()
        made.stores.create(self.folder, NAME, exercise=True)
        factor = made.second_factors(self.folder, NAME)
        phone = pyotp.parse_uri(factor.enrol(OFFICER))
        assert isinstance(phone, pyotp.TOTP)
        assert factor.prove(OFFICER, phone.now(), time.time_ns() // 1_000_000)
        with made.stores.open(self.folder) as store:
            begin(made.doors(store), NAME, OFFICER)
        self.session = made.sessions(self.folder).start(OFFICER, time.time_ns() // 1_000_000)

    def run(self, command: str, *words: object, by: bool = True, expect: int = 0) -> None:
        """Run a command as a process of its own, whose temporary files lie in the room too."""
        source = str(Path(safeconduct.__file__).parents[1])
        known = {"SAFECONDUCT_SESSION": self.session, "TMPDIR": str(self.temp), "PYTHONPATH": source}
        asked = [*COMMAND, command, self.folder, *words, *(("--by", OFFICER) if by else ())]
        with (self.logs / f"{len(list(self.logs.iterdir()))}-{command}.log").open("wb") as log:
            done = subprocess.run(
                [str(one) for one in asked],
                env={**os.environ, **known}, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        assert done.returncode == expect, (command, done.returncode)


def seize_operation(people: int, disk: str | None = None) -> dict[str, object]:
    """Register and search; return what was searched, for how much, and what was found."""
    with tempfile.TemporaryDirectory(dir=disk) as place, tempfile.TemporaryDirectory(dir=disk) as elsewhere:
        room, table = Path(place), Path(elsewhere) / "people.csv"
        desk, keyd = Desk(room), Keyd(room / "vault")
        keyd.start(Role.IMPORTER)
        began = time.monotonic()
        write_table(table, people)
        desk.run("register", table, "--vault", keyd.folder)
        took = time.monotonic() - began
        _refuse_a_table(desk, keyd, table)
        keyd.stop()
        _use_vault(desk, keyd, people)
        return {"people": people, "seconds to register": round(took), **_search(desk, keyd, people)}


def write_table(file: Path, people: int) -> None:
    """Write everybody as an organisation would, a party each; the file is theirs, and is not searched."""
    with file.open("w", encoding="utf-8", newline="") as text:
        rows = csv.DictWriter(text, describe(0, invent(0)).keys())
        rows.writeheader()
        rows.writerows(describe(number, invent(number)) for number in range(people))


def describe(number: int, identity: Identity) -> Mapping[str, object]:
    """Return the row of a person, with every field that the vault seals.

    >>> describe(7, invent(7))["document"]
    'passport:XQ0000007:ZZZ'
    """
    documents, contacts = identity.documents or (), identity.contacts or ()
    return {
        "organisation": "north",
        "party": number,
        "needs": "infant" if number % 3 == 0 else "",
        "papers": "all",
        "lon": 10.5,
        "lat": 50.5,
        "name": ";".join(identity.names or ()),
        "birth_year": identity.birth_year,
        "phone": ";".join([*(identity.phones or ()), *(one.address for one in contacts if one.channel == "sms")]),
        "document": ";".join(f"{one.kind}:{one.number}:{one.country}" for one in documents),
        "home": identity.home,
        "email": ";".join(one.address for one in contacts if one.channel == "email"),
    }


def _refuse_a_table(desk: Desk, keyd: Keyd, table: Path) -> None:
    """Have every row refused, so that what is said of faults is searched too."""
    bad = table.with_name("bad.csv")
    bad.write_text(table.read_text(encoding="utf-8").replace("10.5,50.5", "1050,x"), encoding="utf-8")
    desk.run("register", bad, "--vault", keyd.folder, "--check", expect=2)


def _use_vault(desk: Desk, keyd: Keyd, people: int) -> None:
    """Open and erase as the service, and open addresses as the dispatcher."""
    made = services()
    with made.stores.open(desk.folder) as store:
        cases = [f"{party}.1" for party in made.doors(store).state().parties]
    assert len(cases) == people, "not everybody was registered"
    keyd.start()
    for case in cases[:OPENED]:
        keyd.client.open_identity(CaseId(case), "correct_record", list(Field))
    for case in cases[OPENED : OPENED + ERASED]:
        keyd.client.erase(CaseId(case))
    keyd.stop()
    keyd.pass_time(MINUTE)
    keyd.start(Role.DISPATCHER)
    for number, case in enumerate(cases[:OPENED]):
        keyd.client.open_contact(CaseId(case), f"m{number}", "email")


def _search(desk: Desk, keyd: Keyd, people: int) -> dict[str, object]:
    """Stop, tell, give and back up; kill keyd with the store open; search."""
    room, identity = desk.room, pyrage.x25519.Identity.generate()
    desk.run("stop", "--why", "shots at the gate")
    desk.run("backlog", "--json")
    desk.run("activity", "--operator", OFFICER, "--out", room / "activity.pdf")
    desk.run("activity", "--operator", OFFICER, "--out", room / "activity.csv")
    desk.run("give", "--out", room / "events.bundle")
    desk.run("verify", "--write-anchor", room / "anchor.json", by=False)
    desk.run("backup", "--to", room / "backup.age", "--recipient", identity.to_public(), by=False)
    shutil.copytree(keyd.folder, room / "vault-backup", ignore=shutil.ignore_patterns("*.sock"))
    made = services()
    with made.stores.open(desk.folder) as store:
        (room / "backup-opened.jsonl").write_bytes(
            b"".join(store.export({}))
        )  # what lies in backup and bundle, in clear
        made.doors(store).act(OFFICER, "order.stopped", {"subject": "everybody", "why": "again"})
        (desk.logs / "keyd.log").write_text(keyd.stop(kill=True), encoding="utf-8")
        events = store.newest()
        needles = list_needles(value for number in range(people) for value in list_values(invent(number)))
        found = find_needles(room, needles)
        files = [file for file in room.rglob("*") if file.is_file()]
        assert (desk.folder / "operation.db-wal").stat().st_size, "nothing is in the write-ahead log"
        figures: dict[str, object] = {
            "events": events,
            "files": len(files),
            "names of files": sorted({file.name for file in files if file.parent != desk.logs}),
            "bytes": sum(file.stat().st_size for file in files),
            "bytes of write-ahead log": (desk.folder / "operation.db-wal").stat().st_size,
            "needles": len(needles),
            "found": len(found),
        }
        (room / "planted").write_text(f"x{invent(people - 1).home}y", encoding="utf-16-be")
        figures["found where one home is planted"] = len({file for file, _ in find_needles(room, needles)} - {
            file for file, _ in found
        })  # fmt: skip
    return figures
