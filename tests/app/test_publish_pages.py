"""Promise that pages lie under codes that stay, and are signed for their parties, by numbers that rise."""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from judge_town import make_case, make_plan

from safeconduct.adapters.page_html import HtmlPages, unpack_page
from safeconduct.adapters.page_store import CodeTable, Shelves
from safeconduct.adapters.state_json import decode_state, encode_state
from safeconduct.adapters.store.operation_folder import OperationFolder
from safeconduct.adapters.trust.instruction_key import InstructionKeyFiles
from safeconduct.adapters.words import load_phrasebook
from safeconduct.app.access import Door
from safeconduct.app.join_operation import begin
from safeconduct.app.name_instruction_key import name_instruction_key
from safeconduct.app.publish_pages import Published, publish_pages
from safeconduct.app.sign_instructions import sign_instructions
from safeconduct.core.basics import InputFaultsError
from safeconduct.core.instructions import instruct_all
from safeconduct.core.operation.trusting import find_trust
from safeconduct.core.record import ActorId
from safeconduct.core.trust import Reason, address, check_instruction, from_base64url

OFFICER, NOW, KEYS = ActorId("o1"), 1_900_000_000, InstructionKeyFiles()
CASE = make_case()
TOLD = instruct_all(CASE, make_plan(CASE), load_phrasebook())


class Press:
    """Publish the pages of one small plan in an exercise."""

    def __init__(self, folder: Path, door: Door, operation, clock: list[int]) -> None:
        self.folder, self.door, self.operation, self.clock = folder, door, operation, clock
        self.signer = name_instruction_key(door, OFFICER, KEYS, folder)
        self.shelf = Shelves().make(folder / "pages", folder / "pages.pepper")
        self.table, self.drawn = folder / "codes.csv", 0

    def publish(self, now: float = NOW) -> Published:
        """Publish; each code that is drawn is another."""
        self.clock[0] = int(now)
        seal = partial(sign_instructions, self.door, OFFICER, self.signer, self.operation, issued=int(now))
        return publish_pages(
            CASE, TOLD, HtmlPages("Number check"), self.shelf, CodeTable(), self.table,
            lambda asked: seal(asked=asked), self.signer.public_key, self.draw, now, 24.0,
        )  # fmt: skip

    def draw(self) -> int:
        self.drawn += 1
        return self.drawn


@pytest.fixture
def press(tmp_path: Path) -> Iterator[Press]:
    """Give an exercise with a named key and an empty shelf."""
    OperationFolder().create(tmp_path / "a", "EXERCISE town", exercise=True)
    with OperationFolder().open(tmp_path / "a") as store:
        clock = [NOW]
        store._wall_millis = lambda: clock[0] * 1000
        door = Door(store, encode_state, decode_state, store._wall_millis)
        begin(door, "EXERCISE town", OFFICER)
        made = Press(tmp_path / "a", door, store.operation(), clock)
        yield made
        made.shelf.close()


def test_every_party_has_a_page_that_is_signed_for_it(press):
    """Its code gives the page; what the page carries is genuine, for this code and no other, and says what it shows."""
    made = press.publish()
    codes = CodeTable().read(press.table)
    assert (made.pages, made.new_codes, made.removed) == (len(TOLD), len(TOLD), 0)
    trust = find_trust(press.door.state(), press.operation.ident, True)
    for party, code in codes.items():
        page = press.shelf.take(code, NOW)
        assert page
        text = unpack_page(page).decode()
        carried = re.search(r'id="signed">([^<]+)<', text)
        assert carried
        sealed = from_base64url(carried[1])
        for reader, reason in ((code, Reason.GENUINE), ("0000000000", Reason.OTHER_ADDRESSEE)):
            addressee = address(reader, press.signer.secret)
            found = check_instruction(sealed, addressee, NOW, None, trust, KEYS.verify)
            assert found.reason is reason
            if found.told:
                assert press.door.state().told[party] == found.newest
                shown = [html.unescape(re.sub("<[^>]+>", "", one)) for one in re.findall(r"<span>(.*?)</span>", text)]
                assert shown == [line.strip() for line in found.told.text.split("\n") if line.strip()]
        assert made.name_of_key in text


def test_a_party_keeps_its_code_and_its_number_rises(press):
    """Published again, each has the code that its card carries; one that was struck out is drawn anew."""
    press.publish()
    before, numbers = press.table.read_text(), {one.number for one in press.door.state().told.values()}
    assert press.publish().new_codes == 0
    assert press.table.read_text() == before
    assert min(one.number for one in press.door.state().told.values()) > max(numbers)
    with press.table.open() as opened:
        rows = list(csv.reader(opened))
    press.table.write_text("\n".join(",".join(row) for row in rows[:-1]) + "\n")
    assert press.publish().new_codes == 1


def test_a_table_of_codes_with_faults_is_refused_before_anything_is_signed(press):
    """A wrong digit in the table names the line; nothing is published, and nothing on record."""
    press.table.write_text("party_id,code\nP1,123 456 7890\n")
    with pytest.raises(InputFaultsError, match="line 2"):
        press.publish()
    assert (press.shelf.count(), press.door.state().told) == (0, {})


def test_who_may_be_on_the_way_keeps_the_page(press):
    """Published again in the midst of a movement, parties whose time to set out is over keep the page they have."""
    press.publish()
    now = sorted({one.valid_until for one in TOLD})[0]
    codes = CodeTable().read(press.table)
    before = {party: press.shelf.take(code, now) for party, code in codes.items()}
    made = press.publish(now)
    over = {one.party_id for one in TOLD if one.valid_until <= now}
    kept = {party for party, code in codes.items() if press.shelf.take(code, now) == before[party]}
    assert 0 < len(over) < len(TOLD)
    assert (kept, made.over, made.pages) == (over, len(over), len(TOLD) - len(over))
    assert made.expires == CASE.deadline + 24 * 3600
