"""Go through a day at the console, with a mouse or with keys; each step waits for what a person would see."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass

from day_hands import Hands, find_button, wait_for_view
from day_service import Service
from day_town import HOLDER, let_reply_arrive
from judge_town import at
from playwright.sync_api import Page, expect

JOB_MILLIS = 120_000
Look = Callable[[Page, str], None]
ON_RECORD = re.compile(r"On record as \S+:\d+")


@dataclass(frozen=True, slots=True)
class Day:
    """Hold two people at the console of one service, and what looks at a page when it has something to show."""

    service: Service
    officer: Hands
    approver: Hands
    look: Look


def log_in(page: Page, console: str, operator: str, digits: str) -> None:
    """Type id and digits, as a person does who has the page open."""
    page.goto(console)
    page.get_by_label("Your operator id").wait_for()
    page.keyboard.type(operator)
    page.keyboard.press("Tab")
    page.keyboard.type(digits)
    page.keyboard.press("Enter")
    wait_for_view(page, "Today")


def report_a_place(day: Day) -> None:
    """What was seen of a place is reported by one, and stands on the other's page by itself."""
    day.approver.go("Today")
    officer = day.officer
    officer.go("Live board")
    officer.pick("Places", "EXERCISE North post")
    officer.mark("Clear: people can pass")
    officer.write("Who saw it? (a post or a role, nobody’s name)", "north patrol")
    officer.press("Report")
    _see_recorded(officer)
    day.look(officer.page, "board")
    seen = day.approver.page.get_by_role("row", name="EXERCISE North post")
    expect(seen).to_contain_text("clear")
    expect(seen).to_contain_text("north patrol")


def look_at_the_picture(day: Day) -> None:
    """A square says why it reads as it does, and what is not known is said."""
    officer = day.officer
    officer.go("Threat")
    expect(officer.page.get_by_text(re.compile(r"\d+ of \d+ squares are not known"))).to_be_visible()
    first = officer.page.locator("main button.cell").first
    officer.pick(first.evaluate("(one) => one.closest('[role=region]').ariaLabel"), first.inner_text())
    expect(officer.page.get_by_role("heading", name=re.compile("^Why: "))).to_be_visible()
    day.look(officer.page, "threat")


def look_at_the_plan(day: Day) -> None:
    """A party's way is there leg by leg, and who is left is named."""
    officer = day.officer
    officer.go("Parties")
    officer.pick("Parties", "P3")
    expect(officer.page.get_by_role("heading", name="P3", exact=True)).to_be_visible()
    day.look(officer.page, "parties")
    officer.go("Plan")
    officer.pick("Moves", "P1")
    expect(officer.page.get_by_role("heading", name="The way of P1")).to_be_visible()
    expect(officer.page.get_by_role("region", name="Legs of the way").get_by_role("row")).not_to_have_count(1)
    expect(officer.page.get_by_role("region", name="Left by the plan").get_by_text("P3")).to_be_visible()
    day.look(officer.page, "plan")


def give_go(day: Day) -> None:
    """GO is given over everybody, and stands in place of the HOLD."""
    officer = day.officer
    officer.go("Today")
    expect(officer.page.get_by_text("HOLD stands over everybody: nobody sets out: before the briefing")).to_be_visible()
    officer.press("Give another order")
    officer.mark("GO: who was told sets out at its time")
    officer.press("Give it")
    _see_recorded(officer)
    expect(officer.page.get_by_text("GO stands over everybody")).to_be_visible()


def tell(day: Day, parties: int, name: str) -> None:
    """So many parties are previewed; another number tells nobody; theirs queues a message to each."""
    officer = day.officer
    officer.go("Send")
    page = officer.page
    expect(page.get_by_text(f"{parties} parties", exact=True)).to_be_visible()
    officer.write("How many parties is that?", str(parties + 1))
    expect(find_button(page, "Tell them")).to_be_disabled()
    officer.write("How many parties is that?", str(parties))
    day.look(page, name)
    officer.press("Tell them")
    expect(page.get_by_text(re.compile(rf"^{parties} messages are queued"))).to_be_visible()


def warn_an_area(day: Day) -> None:
    """One drafts a warning and asks; another approves by the count; it is sent, and withdrawn by one."""
    officer, approver = day.officer, day.approver
    officer.go("Warnings")
    officer.press("Draft a warning")
    officer.select("Which place?", "EXERCISE North gate (G)")
    officer.write("What is the area called?", "North gate")
    officer.write("How many people are there?", "40")
    officer.press("Draft it")
    officer.press("Ask for its release")
    approver.go("Warnings")
    approver.pick("Warnings", approver.page.locator("main button.cell").first.inner_text())
    approver.write("You have read it whole, in a language that you know. How many people does it reach?", "40")
    approver.press("Approve it")
    officer.press("Send it now")
    expect(find_button(officer.page, "Withdraw it now")).to_be_visible()
    day.look(officer.page, "warnings")
    officer.press("Withdraw it now")
    expect(officer.page.locator("main dl").get_by_text("over", exact=True)).to_be_visible()


def settle_a_reply(day: Day) -> None:
    """What a party answers is there without asking anew, in its own words, and a person says what it means."""
    officer = day.officer
    officer.go("Send")
    officer.turn("Replies")
    expect(officer.page.get_by_text("No reply waits for a person.")).to_be_visible()
    let_reply_arrive(day.service.folders.places.operation, int(at("06:00") * 1000), "P1", "چیرته ځو؟")
    officer.pick("Replies", "P1")
    expect(officer.page.locator("blockquote")).to_have_text("چیرته ځو؟")
    day.look(officer.page, "replies")
    officer.mark("We go")
    officer.press("Settle it")
    _see_recorded(officer)
    expect(officer.page.get_by_text("No reply waits for a person.")).to_be_visible()


def check_in(day: Day) -> None:
    """Who has come is checked in, and is expected no more."""
    officer = day.officer
    officer.go("Live board")
    officer.turn("Check-ins")
    officer.pick("Check-ins", "P2")
    officer.press("Check in P2")
    _see_recorded(officer)
    expect(officer.page.get_by_role("row", name="P2")).to_contain_text("arrived")
    day.look(officer.page, "check-ins")


def look_at_the_gate(day: Day) -> None:
    """Whoever guards says at which gate they are, and is asked for the pass."""
    officer = day.officer
    officer.go("At the gate")
    officer.write("Which gate are you at? (its id, such as G1)", "G")
    expect(officer.page.get_by_label("The pass: scan it, or type what stands under its code")).to_be_visible()
    day.look(officer.page, "guard")


def let_things_happen(day: Day) -> None:
    """The exercise's gate closes; a flight is reported cancelled; the other's page says so by itself."""
    officer = day.officer
    day.approver.go("Today")
    officer.go("Exercise")
    officer.press("×1, as real")
    expect(find_button(officer.page, "×1, as real")).to_have_attribute("aria-pressed", "true")
    officer.press("Pause")
    officer.press("Let it happen: Shots near the north gate: the guards close it")
    expect(officer.page.get_by_role("region", name="What was injected").get_by_text("Shots near")).to_be_visible()
    day.look(officer.page, "exercise")
    expect(day.approver.page.get_by_role("row", name="EXERCISE North gate")).to_contain_text("threat")
    officer.go("Live board")
    officer.turn("Vehicles and flights")
    officer.pick("Departures", "F1")
    officer.mark("cancelled")
    officer.press("Report")
    _see_recorded(officer)
    expect(officer.page.get_by_role("row", name="F1")).to_contain_text("cancelled")
    day.look(officer.page, "means")


def replan(day: Day) -> None:
    """A replan is proposed, says what changes for whom, and is approved once that was read.

    Who was checked in before its time is in the new plan where it is, and is told nothing.
    """
    officer = day.officer
    officer.go("Plan")
    officer.turn("Replans")
    officer.write("Why a replan? (nobody’s name)", "north gate closed")
    officer.write("Seconds to search", "1")
    officer.press("Search a plan")
    page = officer.page
    expect(page.get_by_role("heading", name=re.compile("^Replan "))).to_be_visible(timeout=JOB_MILLIS)
    changed = page.get_by_role("region", name="What changed for whom")
    expect(changed.get_by_role("row", name="P1")).to_contain_text("gate EXERCISE East gate")
    for unchanged in ("P3", "P4"):
        expect(changed.get_by_role("row", name=unchanged)).to_have_count(0)
    expect(page.get_by_text("flight F1 is cancelled")).to_be_visible()
    day.look(page, "replan")
    officer.mark("I have read what changes for whom.")
    officer.press("Approve: adopt this plan")
    _see_recorded(officer)
    officer.turn("Difference to the last")
    expect(page.get_by_role("region", name="What changed for whom").get_by_role("row", name="P1")).to_be_visible()
    day.look(page, "changes")


def read_messages(day: Day) -> None:
    """Each message stands by its stage."""
    officer = day.officer
    officer.turn("Messages")
    expect(officer.page.get_by_role("region", name="Messages").get_by_text("P1").first).to_be_visible()
    day.look(officer.page, "messages")


def agree_a_passage(day: Day) -> None:
    """Who holds the road is notified of what they need to know, and clears it: then it is open."""
    officer = day.officer
    officer.go("Live board")
    officer.turn("Corridors")
    officer.pick("Corridors", "North road")
    officer.write("People, about", "9")
    officer.write("How are they marked?", "white flag on roof")
    officer.press("Note that they were notified")
    _see_recorded(officer)
    officer.mark("Cleared: they let people pass")
    officer.write("By which word? (a post or a role, nobody’s name)", "radio")
    officer.press("Note it")
    row = officer.page.get_by_role("row", name="North road")
    expect(row).to_contain_text("cleared")
    expect(row).to_contain_text("open")
    expect(row).to_contain_text(HOLDER)
    day.look(officer.page, "corridors")


def ask_whether_it_is_enough(day: Day) -> None:
    """The evening's answer is found and shown, and stands on the first page."""
    officer = day.officer
    officer.go("Is it enough?")
    officer.write("Sampled days", "20")
    officer.clear("Say what one more of each means would buy (takes minutes; without it, seconds)")
    officer.press("Play the days")
    expect(officer.page.get_by_text("from 20 sampled days")).to_be_visible(timeout=JOB_MILLIS)
    expect(officer.page.get_by_role("heading", name="Where it is tight")).to_be_visible()
    day.look(officer.page, "sufficiency")
    officer.go("Today")
    expect(officer.page.get_by_text("Found just now")).to_be_visible()
    day.look(officer.page, "today")


def read_the_log(day: Day) -> None:
    """What was done stands in the log, in words and by whom."""
    officer = day.officer
    officer.go("Log")
    newest = officer.page.get_by_role("region", name="Newest events")
    for words in ("GO for everybody", "replan", "corridor"):
        expect(newest.get_by_text(re.compile(words)).first).to_be_visible()
    day.look(officer.page, "log")


STEPS: tuple[Callable[[Day], None], ...] = (
    report_a_place,
    look_at_the_picture,
    look_at_the_plan,
    give_go,
    lambda day: tell(day, 4, "tell"),
    warn_an_area,
    settle_a_reply,
    check_in,
    look_at_the_gate,
    let_things_happen,
    replan,
    lambda day: tell(day, 1, "tell-again"),
    read_messages,
    agree_a_passage,
    ask_whether_it_is_enough,
    read_the_log,
)


def go_through(day: Day, steps: tuple[Callable[[Day], None], ...] = STEPS) -> dict[str, float]:
    """Go through the steps; return the seconds of each."""
    taken = {}
    for number, step in enumerate(steps):
        begun = time.monotonic()
        step(day)
        taken[f"{number} {step.__name__}"] = round(time.monotonic() - begun, 1)
    return taken


def _see_recorded(hands: Hands) -> None:
    expect(hands.page.locator("main").get_by_text(ON_RECORD).first).to_be_visible()
