"""A hand that has a keyboard and nothing else. It holds every page to what it must be for such hands."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import Page, expect

from tests.browser.pages import SENT_AGAIN, Sheet, heading, is_unsaved

MOST_STOPS = 80
BACKWARDS = 60
"""Pixels by which a stop may stand above the one before: inputs in one row are not all of one height."""

AT = r"""() => {
  const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
  const said = e.labels?.length ? e.labels[0] : e;
  const words = said.innerText.replace(" (optional)", "").replace(/\s+/g, " ").trim();
  const group = e.type === "radio" ? [...document.getElementsByName(e.name)] : [];
  return {
    label: words, kind: e.type || e.tagName, top: box.top + scrollY, checked: Boolean(e.checked),
    lost: e === document.body,
    seen: e.matches(":focus-visible") && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
      && box.bottom > 0 && box.top < innerHeight,
    group: group.map(one => one.labels[0].innerText.replace(/\s+/g, " ").trim()),
  };
}"""


@dataclass(frozen=True)
class Stop:
    """Where focus stands: its words, what kind of thing it is, how far down, and whether it can be seen."""

    label: str
    kind: str
    top: float
    checked: bool
    lost: bool
    seen: bool
    group: list[str]


@dataclass
class Keyboard:
    """Tab, Shift and Tab, arrows, space and Enter."""

    page: Page
    _before: float = field(default=0.0)

    def fill_in(self, sheet: Sheet) -> None:
        expect(heading(self.page)).to_have_text(sheet.heading)
        self.skip_to_main()
        typed, ticked = dict(sheet.typed), set(sheet.ticked)
        for _ in range(MOST_STOPS):
            at = self.tab()
            if at.label in typed:
                self._write(at, typed.pop(at.label))
            elif wanted := ticked & {at.label, *at.group}:
                ticked -= wanted
                self._tick(at, *wanted)
            elif at.kind == "submit" and at.label == sheet.press:
                break
        assert (typed, ticked) == ({}, set())
        self._enter()
        for _ in range(SENT_AGAIN):
            if not is_unsaved(self.page):
                break
            self._again(sheet.press)

    def _again(self, button: str) -> None:
        for _ in range(MOST_STOPS):
            at = self.tab()
            if at.kind == "submit" and at.label == button:
                break
        self._enter()

    def follow(self, link: str) -> None:
        """From the top of the page, since a way out may stand before the questions."""
        self.page.reload()
        for _ in range(MOST_STOPS):
            if self.tab().label == link:
                break
        self._enter()

    def skip_to_main(self) -> None:
        """By the first stop of every page. Where a mistake holds the focus already, there is no need."""
        if self.page.evaluate("document.activeElement === document.body"):
            self.page.keyboard.press("Tab")
            assert self.at().label == "Skip to main content"
            self.page.keyboard.press("Enter")
        self._before = 0.0

    def tab(self) -> Stop:
        """The next stop: never nowhere, never unseen, never further up the page than the one before."""
        self.page.keyboard.press("Tab")
        at = self.at()
        assert not at.lost, f"focus is lost on {self.page.title()}"
        assert at.seen, f"focus cannot be seen at {at.label!r} on {self.page.title()}"
        assert at.top >= self._before - BACKWARDS, f"focus goes back at {at.label!r} on {self.page.title()}"
        self._before = at.top
        return at

    def at(self) -> Stop:
        return Stop(**self.page.evaluate(AT))

    def _write(self, at: Stop, text: str) -> None:
        self.page.keyboard.type(text)
        if at.kind == "select-one":
            chosen = self.page.evaluate("document.activeElement.selectedOptions[0].text")
            assert re.match(re.escape(text), chosen)

    def _tick(self, at: Stop, wanted: str) -> None:
        """Space takes what focus stands on; in a group of radios, arrows go on to the others."""
        if at.label == wanted:
            self.page.keyboard.press("Space")
        for _ in at.group:
            if self.at().label == wanted:
                break
            self.page.keyboard.press("ArrowDown")
        assert self.at().checked, f"{wanted!r} cannot be chosen on {self.page.title()}"

    def _enter(self) -> None:
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self._before = 0.0
