"""Promise that a warning can be drafted, looked at, released, sent and withdrawn from a terminal."""

from __future__ import annotations

import json
import re
import shlex
import time
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.app.join_operation import begin
from safeconduct.core.network import Site, SiteKind, StreetNetwork
from safeconduct.core.people import Mode, Party
from safeconduct.core.plan import Case, Limits, Objective
from safeconduct.core.record import ActorId
from safeconduct.interfaces.cli import build_cli, load_command
from safeconduct.interfaces.cli.operation._desk import SESSION
from safeconduct.wiring import services

SERVICES = services()
CLI = build_cli(SERVICES)
CIRCLE = ("--circle", "24.91,60.1,900", "--people", "45")
DRAFT = ("--danger", "attack", "--action", "keep-away", "--place", "Gate <G1>", "--languages", "en,ps")


class Desk:
    """Type `safeconduct warn` as one of two operators."""

    def __init__(self, tmp_path: Path) -> None:
        self.folder, self.case = tmp_path / "op", str(tmp_path / "case")
        SERVICES.stores.create(self.folder, "EXERCISE harbour", exercise=True)
        now = time.time_ns() // 1_000_000
        with SERVICES.stores.open(self.folder) as store:
            door = SERVICES.doors(store)
            begin(door, "EXERCISE harbour", ActorId("o1"))
            said = {"operator": "o2", "roles": ["approver"], "code": "", "expires_millis": now + 100_000}
            door.act(ActorId("o1"), "operator.invited", said)
            door.record("operator.joined", {"operator": "o2", "by": "totp"})
        self.sessions = {one: SERVICES.sessions(self.folder).start(ActorId(one), now) for one in ("o1", "o2")}
        CaseFolder().write(make_case(), tmp_path / "case")

    def warn(self, by: str, command: str, *words: str) -> tuple[int, str]:
        """Return exit code and all that is printed."""
        typed = ["warn", command, str(self.folder), *words, "--by", by]
        made = CliRunner().invoke(CLI, typed, env={SESSION: self.sessions[by]})
        if made.exception is not None and not isinstance(made.exception, SystemExit):
            raise made.exception
        return made.exit_code, made.output

    def names(self) -> list[dict[str, object]]:
        """Return what the list says."""
        return list(json.loads(self.warn("o1", "list", "--json")[1]))


def make_case() -> Case:
    """Give two streets with a gate and two parties."""
    network = StreetNetwork(
        ("a", "b", "c"),
        np.array([24.90, 24.91, 24.92]),
        np.array([60.10, 60.10, 60.11]),
        ("1", "2"),
        np.array([0, 1], np.int32),
        np.array([1, 2], np.int32),
        np.full(2, 700.0),
        np.full(2, 30.0),
        np.ones(2, np.bool_),
        np.ones(2, np.bool_),
        np.full(2, np.nan),
        ("Quay", "Quay"),
    )
    walk = frozenset({Mode.WALK})
    start = 1_930_467_600.0
    return Case(
        "EXERCISE small",
        start,
        start + 43200,
        7200,
        15.0,
        Limits(),
        Objective(0.02),
        network,
        (Site("G1", SiteKind.GATE, "b", serves="A1"), Site("A1", SiteKind.AIRHEAD, "c")),
        (Party("P1", "a", 40, 1.0, walk, start), Party("P2", "b", 5, 1.0, walk, start)),
        (),
        (),
    )


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Give an exercise with a duty officer and an approver."""
    return Desk(tmp_path)


def test_a_warning_goes_from_draft_to_feed_and_back(desk, tmp_path):
    """Drafted, seen with its count, asked for, approved by another, sent, withdrawn: each is one command."""
    code, out = desk.warn("o1", "draft", "--case", desk.case, *CIRCLE, *DRAFT, "--price", "0.05")
    assert code == 0, out
    assert "EXERCISE: Danger of attack. Gate <G1>: keep away until" in out
    assert "NOT REVIEWED" in out
    assert "NOBODY TELLS 45 of 45 people" in out
    name = str(desk.names()[0]["identifier"])
    assert desk.warn("o1", "send", name)[0] == 3
    assert desk.warn("o1", "ask", name)[0] == 0
    assert desk.warn("o1", "approve", name)[0] == 3
    assert desk.warn("o2", "approve", name)[0] == 0
    assert desk.warn("o1", "send", name)[0] == 0
    begun = time.monotonic()
    assert desk.warn("o2", "cancel", name)[0] == 0
    assert time.monotonic() - begun < 60
    assert {file.name for file in (desk.folder / "feed").iterdir()} == {
        f"{name}.cap.xml",
        f"{name}.c.cap.xml",
        "rss.xml",
        "atom.xml",
    }
    assert {line["identifier"]: line["standing"] for line in desk.names()} == {
        name: f"ended by {name}.c",
        f"{name}.c": "withdraws",
        f"{name}.2": "drafted",
    }
    code, out = desk.warn("o1", "feed", "--feed", str(tmp_path / "www"), "--url", "https://example.org/a", "--json")
    assert json.loads(out) == {"shown": [name, f"{name}.c"]}


def test_what_is_shown_says_whom_it_reaches_and_draws_it(desk, tmp_path):
    """As JSON, and as a page with the area on the streets, its count and every language in its direction."""
    assert desk.warn("o1", "draft", "--case", desk.case, *CIRCLE, *DRAFT)[0] == 0
    name, page = str(desk.names()[0]["identifier"]), tmp_path / "a.html"
    code, out = desk.warn("o2", "show", name, "--case", desk.case, "--html", str(page), "--price", "0.1", "--json")
    assert code == 0, out
    said = json.loads(out)
    assert (said["status"], said["people"], said["counted"]) == ("Exercise", 45, 45)
    assert [text["language"] for text in said["texts"]] == ["en", "ps"]
    assert said["coverage"][-1]["nobody_tells"] == 45
    assert said["sms"]["cost"] == 0
    assert said["by_channels"] == {"parties": 0, "sms": 0, "cost": None}
    html = page.read_text(encoding="utf-8")
    assert 'class="warned"' in html
    assert "45 people" in html
    assert 'lang="ps" dir="rtl"' in html
    assert "<G1>" not in html
    assert "P1" not in html


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Give an exercise in which nothing is ever kept."""
    return Desk(tmp_path_factory.mktemp("bare"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((*CIRCLE[2:], *DRAFT), "a warning without one is refused"),
        ((*CIRCLE, "--site", "G1", *DRAFT), "more than one area"),
        (("--circle", "60.1,24.91,900", "--people", "45", *DRAFT), "longitude and latitude are swapped"),
        (("--circle", "24.91,60.1", "--people", "45", *DRAFT), "not a circle"),
        (("--site", "G9", "--people", "45", *DRAFT), "no such site"),
        (("--district", "Moon", "--people", "45", *DRAFT), "no such district"),
        ((*CIRCLE, *DRAFT, "--until", "tomorrow"), "not an ISO 8601 time"),
        ((*CIRCLE, *DRAFT[:-1], "xx"), "no such language here"),
        ((*CIRCLE, *DRAFT, "--place-in", "ps"), "no language and name"),
        (("--circle", "24.91,60.1,900", "--people", "4500", *DRAFT), "fewer people are counted"),
    ],
)
def test_what_is_wrong_with_a_draft_is_said_and_nothing_is_kept(bare, words, said):
    """Each fault with its remedy; exit code 2."""
    code, out = bare.warn("o1", "draft", "--case", bare.case, *words)
    assert (code, said in out) == (2, True), out
    assert not (bare.folder / "alerts").exists()


def test_ground_is_named_by_site_district_or_drawing(desk, tmp_path):
    """Each of the ways to give an area keeps a draft; without a case the theatre is drawn."""
    square = [[24.895, 60.095], [24.905, 60.095], [24.905, 60.105], [24.895, 60.105], [24.895, 60.095]]
    drawn = tmp_path / "area.geojson"
    drawn.write_text(json.dumps({"type": "Polygon", "coordinates": [square]}), encoding="utf-8")
    ways = (
        ("--case", desk.case, "--site", "G1", "--metres", "400", "--people", "5"),
        ("--case", desk.case, "--district", "middle", "--people", "45"),
        ("--case", desk.case, "--area", str(drawn), "--people", "40"),
        ("--theatre", str(drawn), "--circle", "24.9,60.1,200", "--people", "40"),
    )
    for words in ways:
        code, out = desk.warn("o1", "draft", *words, *DRAFT)
        assert code == 0, out
    assert len(desk.names()) == len(ways)
    code, out = desk.warn("o1", "draft", "--circle", "24.9,60.1,200", "--people", "40", *DRAFT)
    assert (code, "nobody knows where the operation is" in out) == (2, True)


def test_a_correction_says_another_thing_and_waits_for_two(desk):
    """Drafted by one command, and released as the warning was."""
    desk.warn("o1", "draft", "--case", desk.case, *CIRCLE, *DRAFT)
    name = str(desk.names()[0]["identifier"])
    for by, command in (("o1", "ask"), ("o2", "approve"), ("o1", "send")):
        assert desk.warn(by, command, name)[0] == 0
    code, out = desk.warn("o1", "correct", name, "--action", "leave", "--target", "Stadium", "--minutes", "60")
    assert code == 0, out
    assert "leave now, go to Stadium" in out
    assert desk.warn("o1", "send", f"{name}.2")[0] == 3
    for by, command in (("o1", "ask"), ("o2", "approve"), ("o1", "send")):
        assert desk.warn(by, command, f"{name}.2")[0] == 0


PAGE = Path(__file__).resolve().parents[4] / "docs" / "warnings.md"
LINES = re.findall(r"^    safeconduct warn (.*)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("line", LINES)
def test_every_command_in_the_docs_is_one(line):
    """Its name and each of its options are known."""
    name, *words = shlex.split(line)
    command = load_command(SERVICES, "warn").commands[name]
    options = {option for one in command.params for option in one.opts}
    assert {word for word in words if word.startswith("--")} <= options
