"""Promise what one-time passwords let in, and what they keep out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest

from safeconduct.adapters.operators.sessions import Sessions
from safeconduct.adapters.operators.totp import FORGET_MILLIS, WAIT_MILLIS, WAIT_MILLIS_MOST, WRONG_MOST, Totp
from safeconduct.core.basics import CannotReadError
from safeconduct.core.record import ActorId

OPERATOR = ActorId("o7")
NOW = 1_900_000_000_000


@pytest.fixture
def totp(tmp_path: Path) -> Totp:
    """Give the secrets of a new operation."""
    return Totp(tmp_path / "operators.json", "EXERCISE harbour")


def phone(address: str) -> pyotp.TOTP:
    """Return what a phone makes of the address it has read."""
    return pyotp.TOTP(parse_qs(urlsplit(address).query)["secret"][0])


def test_the_digits_of_now_prove_and_only_once(totp):
    """A phone's digits let its holder in; whoever has looked over their shoulder is kept out."""
    digits = phone(totp.enrol(OPERATOR)).at(NOW // 1000)
    assert totp.prove(OPERATOR, f" {digits[:3]} {digits[3:]}", NOW)
    assert not totp.prove(OPERATOR, digits, NOW + 1000)


@pytest.mark.parametrize(("seconds", "proved"), [(-30, True), (30, True), (-60, False), (60, False)])
def test_a_phone_may_be_half_a_minute_off(totp, seconds, proved):
    """A clock a step off still proves; two steps off it does not."""
    made = phone(totp.enrol(OPERATOR))
    assert totp.prove(OPERATOR, made.at(NOW // 1000 + seconds), NOW) == proved


def test_after_five_wrong_ones_even_the_right_one_waits(totp):
    """Guessing is stopped for five minutes, also for a new process."""
    made = phone(totp.enrol(OPERATOR))
    for _ in range(WRONG_MOST):
        assert not totp.prove(OPERATOR, "000000" if made.at(NOW // 1000) != "000000" else "111111", NOW)
    assert not totp.prove(OPERATOR, made.at(NOW // 1000), NOW)
    later = NOW + WAIT_MILLIS
    assert totp.prove(OPERATOR, made.at(later // 1000), later)


def test_each_further_wrong_one_doubles_the_wait_up_to_an_hour(totp):
    """Who goes on guessing waits ten minutes, twenty, forty, then an hour; trying meanwhile prolongs nothing."""
    made = phone(totp.enrol(OPERATOR))
    now = NOW
    for _ in range(WRONG_MOST):
        totp.prove(OPERATOR, "wrong", now)
    for minutes in (5, 10, 20, 40, 60, 60):
        early, later = now + minutes * 60_000 - 1, now + minutes * 60_000
        assert not totp.prove(OPERATOR, made.at(early // 1000), early), minutes
        assert not totp.prove(OPERATOR, "wrong", later)
        now = later
    now += WAIT_MILLIS_MOST
    assert totp.prove(OPERATOR, made.at(now // 1000), now)
    assert not totp.prove(OPERATOR, "wrong", now)
    assert totp.prove(OPERATOR, made.at(now // 1000 + 30), now + 30_000)  # the count began anew


def test_wrong_ones_of_another_day_are_forgotten(totp):
    """Twelve hours after the last slip five are free again: an outsider's guesses of yesterday keep nobody waiting."""
    made = phone(totp.enrol(OPERATOR))
    for _ in range(WRONG_MOST - 1):
        totp.prove(OPERATOR, "wrong", NOW)
    later = NOW + FORGET_MILLIS
    totp.prove(OPERATOR, "wrong", later)
    assert totp.prove(OPERATOR, made.at(later // 1000), later)


def test_a_stranger_proves_nothing(totp):
    """Who was not enrolled is not known."""
    assert not totp.prove(ActorId("o9"), "123456", NOW)


def test_a_secret_that_was_proved_is_not_replaced(totp):
    """Nobody takes an operator's place by enrolling again; an unproved secret may be shown anew."""
    totp.enrol(OPERATOR)
    digits = phone(totp.enrol(OPERATOR)).at(NOW // 1000)
    assert totp.prove(OPERATOR, digits, NOW)
    with pytest.raises(ValueError, match="has proved a secret already"):
        totp.enrol(OPERATOR)


def test_only_the_owner_reads_the_file_and_damage_is_said(totp, tmp_path):
    """The file is its owner's alone; one that is no longer what was written is an error that says what to do."""
    totp.enrol(OPERATOR)
    file = tmp_path / "operators.json"
    assert file.stat().st_mode & 0o077 == 0
    file.write_text("{", encoding="utf-8")
    with pytest.raises(CannotReadError, match=r"operators\.json is damaged"):
        totp.prove(OPERATOR, "123456", NOW)


def test_processes_that_guess_at_once_guess_no_more_than_one(totp, tmp_path):
    """Objects of their own on the same file, as processes have them, count every slip, and digits serve once."""
    made = phone(totp.enrol(OPERATOR))
    others = [Totp(tmp_path / "operators.json", "EXERCISE harbour") for _ in range(16)]
    with ThreadPoolExecutor(16) as pool:
        proved = list(pool.map(lambda one: one.prove(OPERATOR, made.at(NOW // 1000), NOW), others))
    assert sum(proved) == 1
    wrong = "000000" if made.at(NOW // 1000 + 30) != "000000" else "111111"
    later = NOW + 30_000
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda one: one.prove(OPERATOR, wrong, later), others))
    assert not totp.prove(OPERATOR, made.at(later // 1000), later)


def test_a_clock_that_was_ahead_locks_nobody_out(totp):
    """Who proved or slipped while the clock stood a year ahead proves again once it has been set right."""
    made = phone(totp.enrol(OPERATOR))
    ahead = NOW + 365 * 24 * 3_600_000
    assert totp.prove(OPERATOR, made.at(ahead // 1000), ahead)
    for _ in range(WRONG_MOST):
        totp.prove(OPERATOR, "12345", ahead)
    digits = made.at(NOW // 1000)
    assert totp.prove(OPERATOR, digits, NOW)
    assert not totp.prove(OPERATOR, digits, NOW)


def test_sessions_that_start_at_once_are_all_kept(tmp_path):
    """Terminals that log in at the same moment do not log each other out."""
    keepers = [Sessions(tmp_path / "sessions.json") for _ in range(16)]
    with ThreadPoolExecutor(16) as pool:
        tokens = list(pool.map(lambda one: one.start(OPERATOR, NOW), keepers))
    assert all(keepers[0].find(token, NOW) == OPERATOR for token in tokens)
    keepers[0].end(OPERATOR)
    assert not any(keepers[1].find(token, NOW) for token in tokens)
