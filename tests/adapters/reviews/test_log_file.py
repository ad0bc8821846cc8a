"""Hold the log of a review to its promises: what was acknowledged is there, whatever happens after."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from harbour_reading import make_reading
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safeconduct.adapters.reviews.log_file import LogFiles, find_log
from safeconduct.core.basics import InputFaultsError, SafeconductError
from safeconduct.core.intake.review import Action, Entry

READING = make_reading()
ENTRIES = (
    Entry(Action.GRADE, "A1", "duty1", 1.0, 2.5, grade="B2"),
    Entry(Action.CORRECT, "A1", "duty1", 2.0, 0.5, corrections=(("speaker", "أحمد"), ("claim", "threat"))),
    Entry(Action.REJECT, "A2", "duty1", 3.0, 0.5, reason='said "twice"\n'),
    Entry(Action.UNDO, "A2", "duty2", 4.0, undoes=2),
)


def write(file: Path) -> bytes:
    """Write all entries, one sitting each, and return the bytes."""
    for entry in ENTRIES:
        with LogFiles().open(file, READING) as log:
            log.append(entry)
    return find_log(file).read_bytes()


def test_what_is_appended_is_read_again(tmp_path: Path) -> None:
    """Over several sittings, in order, to the letter; where there is no log there are no entries."""
    file = tmp_path / "brief.json"
    assert LogFiles().read(file, READING) == ()
    assert not find_log(file).exists()
    write(file)
    assert LogFiles().read(file, READING) == ENTRIES
    with LogFiles().open(file, READING) as log:
        assert log.entries == ENTRIES


def test_an_entry_is_on_the_disk_when_append_returns(tmp_path: Path) -> None:
    """Another process reads it at once: nothing waits in a buffer."""
    file = tmp_path / "brief.json"
    with LogFiles().open(file, READING) as log:
        log.append(ENTRIES[0])
        assert LogFiles().read(file, READING) == ENTRIES[:1]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.data())
def test_a_log_cut_off_anywhere_keeps_every_whole_line(tmp_path: Path, data: st.DataObject) -> None:
    """After a power cut the next sitting begins with what was whole, and goes on writing whole lines."""
    file = tmp_path / "brief.json"
    find_log(file).unlink(missing_ok=True)
    whole = write(file)
    cut = data.draw(st.integers(0, len(whole)))
    find_log(file).write_bytes(whole[:cut])
    kept = ENTRIES[: max(0, whole[:cut].count(b"\n") - 1)]
    assert LogFiles().read(file, READING) == kept
    with LogFiles().open(file, READING) as log:
        assert log.entries == kept
        log.append(ENTRIES[0])
    assert LogFiles().read(file, READING) == (*kept, ENTRIES[0])


def test_a_log_says_nothing_about_another_reading(tmp_path: Path) -> None:
    """A text read anew may number its statements otherwise: the old decisions are refused, and kept."""
    file = tmp_path / "brief.json"
    before = write(file)
    other = replace(READING, attributions=READING.attributions[:1])
    with pytest.raises(InputFaultsError, match="another reading"), LogFiles().open(file, other):
        pass
    assert find_log(file).read_bytes() == before


@pytest.mark.parametrize("line", ["[]", "{}", "no", '{"action": "praise"}', "[" * 5000])
def test_a_damaged_line_is_named_and_nothing_is_written(tmp_path: Path, line: str) -> None:
    """With its number; the file stays as it is."""
    file = tmp_path / "brief.json"
    damaged = write(file) + line.encode() + b"\n"
    find_log(file).write_bytes(damaged)
    with pytest.raises(InputFaultsError) as caught, LogFiles().open(file, READING):
        pass
    assert [fault.line for fault in caught.value.faults] == [len(ENTRIES) + 2]
    assert find_log(file).read_bytes() == damaged


def test_two_cannot_review_at_once(tmp_path: Path) -> None:
    """The second is told, and loses nothing."""
    file = tmp_path / "brief.json"
    with (
        LogFiles().open(file, READING),
        pytest.raises(SafeconductError, match="somebody else is reviewing"),
        LogFiles().open(file, READING),
    ):
        pass
