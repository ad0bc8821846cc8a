"""Work a page as people do: with a mouse, or with keys alone. What is wanted is named by what stands on the page."""

from __future__ import annotations

from typing import Protocol

from playwright.sync_api import Locator, Page, expect

MOST_TABS = 150
KEYS = {
    "Today": "t", "Threat": "h", "Parties": "a", "Plan": "p", "Send": "s", "Warnings": "w", "Live board": "b",
    "At the gate": "u", "Is it enough?": "e", "Log": "l", "Exercise": "x",
}  # fmt: skip
WATCH = """
  globalThis.byMouse = 0
  for (const kind of ['mousedown', 'mousemove', 'pointerdown', 'touchstart'])
    addEventListener(kind, (event) => { if (event.isTrusted) globalThis.byMouse += 1 }, true)
"""
"""Count what comes from a mouse or a finger."""

NEARER = """
  (wanted) => {
    const now = document.activeElement
    if (now === wanted) return 'there'
    if (wanted.matches('[type=radio]') && now?.matches('[type=radio]') && now.name === wanted.name) return 'there'
    if (!now || now === document.body) return 'Tab'
    return now.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_PRECEDING ? 'Shift+Tab' : 'Tab'
  }
"""


class Hands(Protocol):
    """Do one thing to a page."""

    page: Page

    def go(self, view: str) -> None:
        """Open a view of the menu, and wait for what it shows."""
        ...

    def turn(self, tab: str) -> None:
        """Show a page of a view."""
        ...

    def press(self, name: str) -> None:
        """Press a button."""
        ...

    def mark(self, label: str) -> None:
        """Choose one of a few, or tick a box."""
        ...

    def clear(self, label: str) -> None:
        """Take the tick out of a box."""
        ...

    def write(self, label: str, text: str) -> None:
        """Write into a field, in place of what stands there."""
        ...

    def select(self, label: str, option: str) -> None:
        """Choose out of a list that drops down."""
        ...

    def pick(self, table: str, row: str) -> None:
        """Choose a row of a table by what its first cell says."""
        ...


def find_button(page: Page, name: str) -> Locator:
    """Find the button of a name in a view."""
    return page.locator("main").get_by_role("button", name=name, exact=True)


def find_field(page: Page, label: str) -> Locator:
    """Find what a label names in a view."""
    return page.locator("main").get_by_label(label, exact=True)


def find_row(page: Page, table: str, row: str) -> Locator:
    """Find the button of a row."""
    return page.get_by_role("region", name=table, exact=True).get_by_role("button", name=row, exact=True)


def wait_for_view(page: Page, view: str) -> None:
    """Wait until a view stands there, with what it asked for."""
    expect(page.locator("main h1")).to_have_text(view)
    expect(page.get_by_text("Asking the service")).to_have_count(0)


class Mouse:
    """Point and click, and type into what was clicked."""

    def __init__(self, page: Page) -> None:
        """Take a page."""
        self.page = page

    def go(self, view: str) -> None:
        """Click in the menu."""
        self.page.get_by_role("navigation").get_by_role("link", name=view, exact=True).click()
        wait_for_view(self.page, view)

    def turn(self, tab: str) -> None:
        """Click on the tab."""
        self.page.get_by_role("tab", name=tab, exact=True).click()

    def press(self, name: str) -> None:
        """Click on the button."""
        find_button(self.page, name).click()

    def mark(self, label: str) -> None:
        """Click on the words."""
        self.page.locator("main").get_by_text(label, exact=True).click()
        expect(find_field(self.page, label)).to_be_checked()

    def clear(self, label: str) -> None:
        """Click on the words."""
        self.page.locator("main").get_by_text(label, exact=True).click()
        expect(find_field(self.page, label)).not_to_be_checked()

    def write(self, label: str, text: str) -> None:
        """Click into the field three times, so that what stands there is replaced."""
        find_field(self.page, label).click(click_count=3)
        self.page.keyboard.type(text)

    def select(self, label: str, option: str) -> None:
        """Choose the option; the list itself is drawn by the browser, outside the page."""
        find_field(self.page, label).select_option(label=option)

    def pick(self, table: str, row: str) -> None:
        """Click on the row."""
        find_row(self.page, table, row).click()


class Keyboard:
    """Use Tab, arrows, Enter, Space and the console's own keys, and nothing else."""

    def __init__(self, page: Page) -> None:
        """Take a page."""
        self.page = page

    def go(self, view: str) -> None:
        """Press g and the view's letter; from a field, where keys are letters, go back to the menu first."""
        if self.page.evaluate("document.activeElement?.matches('input, select, textarea') ?? false"):
            self.reach(self.page.get_by_role("navigation").get_by_role("link", name="Today", exact=True))
        self.page.keyboard.press("g")
        self.page.keyboard.press(KEYS[view])
        wait_for_view(self.page, view)

    def turn(self, tab: str) -> None:
        """Reach the tabs, and go on by arrows."""
        wanted = self.page.get_by_role("tab", name=tab, exact=True)
        shown = self.page.locator("[role=tab][aria-selected=true]")
        self.reach(shown)
        for _ in range(self.page.get_by_role("tab").count()):
            before = shown.inner_text()
            if before == tab:
                return
            self.page.keyboard.press("ArrowRight")
            expect(shown).not_to_have_text(before)
        expect(wanted).to_have_attribute("aria-selected", "true")

    def press(self, name: str) -> None:
        """Reach the button and press Enter."""
        button = find_button(self.page, name)
        expect(button).to_be_enabled()
        self.reach(button)
        self.page.keyboard.press("Enter")

    def mark(self, label: str) -> None:
        """Reach the box or the choices; Space ticks, arrows choose."""
        wanted = find_field(self.page, label)
        self.reach(wanted)
        if wanted.get_attribute("type") == "checkbox":
            self.page.keyboard.press("Space")
        else:
            self.page.keyboard.press("Space")
            for _ in range(8):
                if wanted.is_checked():
                    break
                self.page.keyboard.press("ArrowDown")
        expect(wanted).to_be_checked()

    def clear(self, label: str) -> None:
        """Reach the box and press Space."""
        wanted = find_field(self.page, label)
        self.reach(wanted)
        self.page.keyboard.press("Space")
        expect(wanted).not_to_be_checked()

    def write(self, label: str, text: str) -> None:
        """Reach the field, mark what stands there, and type."""
        self.reach(find_field(self.page, label))
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def select(self, label: str, option: str) -> None:
        """Reach the list, and type how the option begins."""
        wanted = find_field(self.page, label)
        self.reach(wanted)
        self.page.keyboard.type(option)
        expect(wanted.locator("option:checked")).to_have_text(option)

    def pick(self, table: str, row: str) -> None:
        """Reach the table's one row that takes keys, go down from the first one, and press Enter."""
        wanted = find_row(self.page, table, row)
        expect(wanted).to_have_count(1)
        region = self.page.get_by_role("region", name=table, exact=True)
        self.reach(region.locator("button.cell[tabindex='0']"))
        self.page.keyboard.press("Home")
        for _ in range(50):
            if wanted.evaluate("(one) => one === document.activeElement"):
                self.page.keyboard.press("Enter")
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{row} of {table} is not reached by arrows")

    def reach(self, wanted: Locator) -> None:
        """Press Tab, or Shift and Tab, until it has the focus."""
        handle = wanted.element_handle()
        for _ in range(MOST_TABS):
            step = self.page.evaluate(NEARER, handle)
            if step == "there":
                return
            self.page.keyboard.press(step)
        raise AssertionError(f"{wanted} is not reached by {MOST_TABS} times Tab")
