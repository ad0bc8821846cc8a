"""Run a review at the keyboard: each key is a decision, each decision is on the disk before the next key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from safeconduct.app.ports import ReviewLog
from safeconduct.core.intake.reading import Reading
from safeconduct.core.intake.review import (
    CREDIBILITY,
    FIELDS,
    OPEN,
    RELIABILITY,
    Action,
    Decision,
    Item,
    Setting,
    Standing,
    Verdict,
    check_field,
    find_pace,
    fold_log,
    list_items,
    undo_last,
)
from safeconduct.interfaces.cli._keys import BACKSPACE, END, ENTER, ESCAPE, RESIZE, Keys
from safeconduct.interfaces.cli._review_screen import GRADES, HELP, View
from safeconduct.interfaces.cli._review_words import Line, current_values

REASONS = {"1": "the text does not say so", "2": "not about danger", "3": "said twice", "4": "too vague to act on"}
DIGITS = "1234567890"
DONE = {
    Action.ACCEPT: "accepted",
    Action.CORRECT: "accepted as corrected",
    Action.REJECT: "rejected",
    Action.SKIP: "skipped",
}


@dataclass
class Review:
    """Hold one sitting: where it stands, and how the world outside is reached."""

    reading: Reading
    log: ReviewLog
    setting: Setting
    by: str
    keys: Keys
    show: Callable[[View], None]
    clock: Callable[[], float]  # POSIX seconds
    stopwatch: Callable[[], float]  # seconds that only grow
    items: tuple[Item, ...] = field(init=False)
    at: int = 0
    scroll: int = 0
    message: str = ""

    def __post_init__(self) -> None:
        self.items = list_items(self.reading)
        self.at = next((at for at in (self._find(Verdict.OPEN), self._find(Verdict.SKIPPED)) if at is not None), 0)
        self.began = self.stopwatch()

    def run(self) -> None:
        """Go on until the person quits or the terminal is gone."""
        if not self.items:
            return
        while True:
            self._show()
            key = self.keys.read()
            self.message = "" if key != RESIZE else self.message
            match key:
                case "q" | "END":
                    return
                case "a":
                    self._decide(Decision(self._item.item_id, Action.ACCEPT))
                case "s":
                    self._decide(Decision(self._item.item_id, Action.SKIP))
                case "r":
                    self._reject()
                case "c":
                    self._correct()
                case "g":
                    self._grade()
                case "u":
                    self._undo()
                case "n":
                    self._go(min(self.at + 1, len(self.items) - 1))
                case "p":
                    self._go(max(self.at - 1, 0))
                case "j" | "DOWN":
                    self.scroll += 1
                case "k" | "UP":
                    self.scroll -= 1
                case "?":
                    self._show(HELP, "any key goes back")
                    if self.keys.read() == END:
                        return

    @property
    def _item(self) -> Item:
        return self.items[self.at]

    def _standing(self, item: Item) -> Standing:
        return fold_log(self.log.entries).get(item.item_id, OPEN)

    def _find(self, verdict: Verdict, start: int = 0) -> int | None:
        """Return the next item that stands so, from `start` on and then from the beginning."""
        standings = fold_log(self.log.entries)
        order = [*range(start, len(self.items)), *range(min(start, len(self.items)))]
        return next((n for n in order if standings.get(self.items[n].item_id, OPEN).verdict is verdict), None)

    def _show(self, panel: Sequence[Line] | None = None, prompt: str | None = None) -> None:
        standings = fold_log(self.log.entries)
        verdicts = [standings.get(item.item_id, OPEN).verdict for item in self.items]
        undecided = sum(verdict in (Verdict.OPEN, Verdict.SKIPPED) for verdict in verdicts)
        item, here = self._item, standings.get(self._item.item_id, OPEN)
        self.show(
            View(
                self.reading, item, here, self.setting, self.at + 1, len(self.items), undecided, self._pace(),
                self.message, self.scroll, panel, prompt,
            )
        )  # fmt: skip

    def _pace(self) -> str:
        middle, timed = find_pace(self.log.entries)
        if middle is None:
            return "no times yet"
        last = next(entry.seconds for entry in reversed(self.log.entries) if entry.seconds)
        return f"last {last:.0f} s, median {middle:.0f} s an item ({timed})"

    def _take_seconds(self) -> float:
        """Return how long the person has looked since the last decision or move, and begin anew."""
        now = self.stopwatch()
        seconds, self.began = now - self.began, now
        return round(max(seconds, 0.001), 3)

    def _go(self, at: int) -> None:
        if at != self.at:
            self.at, self.scroll = at, 0
            self._take_seconds()

    def _decide(self, decision: Decision) -> None:
        """Keep a decision, then go to the next item that is open."""
        self._keep(decision)
        following = self._find(Verdict.OPEN, self.at + 1)
        if following is None:
            self.message = f"{decision.item_id}: {DONE[decision.action]}. Nothing is open any more: q quits."
            return
        self._go(following)

    def _keep(self, decision: Decision) -> None:
        timed = replace(decision, seconds=self._take_seconds())
        self.log.append(timed.sign(self.by, self.clock()))

    def _undo(self) -> None:
        entry = undo_last(self.log.entries, self.by, self.clock())
        if entry is None or entry.undoes is None:
            self.message = "there is nothing to undo"
            return
        undone = self.log.entries[entry.undoes]
        self.log.append(entry)
        self._go(next((n for n, item in enumerate(self.items) if item.item_id == entry.item_id), self.at))
        self.message = f"{entry.item_id}: {undone.action} is undone"

    def _reject(self) -> None:
        panel = [("", "Why? A digit, or your own words:"), *REASONS.items()]
        reason = self._ask("reason: ", "", panel)
        while reason == "":
            self.message = "a reason is needed; Esc goes back"
            reason = self._ask("reason: ", "", panel)
        self.message = ""
        if reason is not None:
            self._decide(Decision(self._item.item_id, Action.REJECT, reason=REASONS.get(reason, reason)))

    def _grade(self) -> None:
        """Take two keys: a letter, then a digit."""
        grade = ""
        for known in (RELIABILITY, CREDIBILITY):
            key = ""
            while key not in known:
                self._show(GRADES, f"grade: {grade}")
                key = self.keys.read().upper()
                if key in (ESCAPE, END, BACKSPACE):
                    return
            grade += key
        self._keep(Decision(self._item.item_id, Action.GRADE, grade))
        self.message = f"{self._item.item_id}: graded {grade}"

    def _correct(self) -> None:
        """Let fields be changed one after the other; they hold together, once Enter accepts them."""
        item = self._item
        fields = FIELDS[item.kind]
        before = current_values(self.reading, item, self._standing(item), self.setting)
        changed: dict[str, str] = {}
        while True:
            values = before | changed
            panel = [(f"{DIGITS[n]} {name[:8]}", values[name] + ("  *" if name in changed else ""))
                     for n, name in enumerate(fields)]  # fmt: skip
            self._show(panel, "digit: which field; Enter: accept as corrected; Esc: drop ")
            key = self.keys.read()
            if key in (ESCAPE, END):
                return
            if key == ENTER:
                break
            if key in DIGITS and key and DIGITS.index(key) < len(fields):
                name = list(fields)[DIGITS.index(key)]
                text = self._ask_field(item, name, values[name])
                if text is not None and text != before[name]:
                    changed[name] = text
        if changed:
            self._decide(Decision(item.item_id, Action.CORRECT, corrections=tuple(changed.items())))
        else:
            self.message = "nothing was changed, nothing is decided"

    def _ask_field(self, item: Item, name: str, text: str) -> str | None:
        """Ask until the value can be understood; None where the person goes back."""
        draft = "" if text == "none" else text
        while True:
            answer = self._ask(f"{name}: ", draft, [("", f"Write {FIELDS[item.kind][name][0]}.")])
            if answer is None:
                self.message = ""
                return None
            draft = answer
            try:
                kept = check_field(item.kind, name, answer, self.setting)
            except ValueError as error:
                self.message = f"{name}: {error}"
            else:
                self.message = ""
                return kept

    def _ask(self, label: str, text: str, panel: Sequence[Line]) -> str | None:
        """Return the line that is written, None when the person goes back."""
        while True:
            self._show(panel, f"{label}{text}")
            match key := self.keys.read():
                case "ENTER":
                    return text.strip()
                case "ESCAPE" | "END":
                    return None
                case "BACKSPACE":
                    text = text[:-1]
                case "CLEAR":
                    text = ""
                case _ if len(key) == 1:
                    text += key
