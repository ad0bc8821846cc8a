"""Promise that the page of peers reports losses as plainly as wins."""

from __future__ import annotations

from peers_page import Row, middle, word_left


def row(left: int, could: int) -> Row:
    """Give what the page needs of one plan."""
    return {
        "case": "town",
        "form": "f",
        "left": left,
        "left_who_could_go": could,
        "cost": 1.5,
        "seconds": 60.0,
        "cpu_seconds": 99.0,
    }


def test_a_case_where_the_peer_leaves_fewer_says_so() -> None:
    """Where our median leaves more people than CCRP, the row says by how much; where it leaves fewer, the same."""
    worse = word_left((row(30, 20), [row(40, 30), row(35, 25), row(60, 50)]))
    assert "50% MORE" in worse
    better = word_left((row(30, 20), [row(20, 10)]))
    assert "50% fewer" in better


def test_nobody_to_take_is_no_win() -> None:
    """Where CCRP leaves nobody who could go, there is no share to boast of."""
    assert "-" in word_left((row(10, 0), [row(10, 0)]))


def test_a_vehicle_that_never_arrives_is_not_hidden() -> None:
    """A median that rests on a vehicle that never arrived is worded, not averaged away."""
    assert middle([{"late": 3.0}, {"late": None}], "late") == "never"
    assert middle([{"late": 1.0}, {"late": 3.0}, {"late": 9.0}], "late") == "3 (1 to 9)"
