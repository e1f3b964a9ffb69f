"""Walks a form from its first page to that of all answers, whatever is asked, by the names of its inputs.

On every page it makes each mistake that the page lets it make, then answers it right. It is quick, and
new questions need only an answer here; how people use the pages is told elsewhere.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page

LONG = "x" * 1001
"""Too long for every question that is answered in writing."""

ANSWERS: Mapping[str, str] = {
    "help_with_fees": "yes",
    "family_grounds": "hardship",
    "hardship_words": "The boiler broke.",
    "proof_by": "school",
    "may_ask": "yes",
    "will_tell": "yes",
    "request_reference": "DMS-7K4Q-2M",
    "learning": "Violin at school",
    "contact_name": "Renée ع",
    "relationship": "Großmutter",
    "email": "renee@family.example",
    "phone": "0191 496 0123",
    "address": "2 Example Row\nDurham",
    "safe_ways": "yes",
    "language": "pl",
    "communication": "interpreter",
    "emergency_name": "José Ó Briain",
    "emergency_phone": "+48 22 123 45 67",
    "terms": "yes",
    "child_given_name": "Zofia Łucja",
    "child_family_name": "O’Neill-Șerban",
    "birth_date-day": "27",
    "birth_date-month": "3",
    "birth_date-year": "2014",
    "year_group": "7",
    "school": "Example Primary School, Sampleton",
    "child_grounds": "free-meals-income",
    "wants": "lessons ensemble",
    "experience": "some",
    "first_instrument": "violin",
    "second_instrument": "cornet",
    "lesson_type": "pair",
    "instrument_from": "hire",
    "hand": "left",
    "instrument_size": "Half-size violin",
    "hire_terms": "yes",
    "ensembles": "any",
    "access_needs": "hearing quiet-space",
    "access_detail": "Sitting near the front helps.",
    "tell_teacher": "yes",
    "medical": "Asthma: blue inhaler, in the bag.",
    "own_words": "I like it LOUD",
    "own_words_young": "The rain on the roof!",
    "photos": "internal web",
}
"""What one invented family says of itself and one child, by input. Several ticks stand in one string."""

FILL = """([answers, long]) => {
  for (const input of document.querySelectorAll("form.form--step :is(input, select, textarea)")) {
    const said = answers[input.name] ?? "", name = CSS.escape(input.name);
    if (input.type === "hidden" || input.closest(".trap")) continue;
    if (/radio|checkbox/.test(input.type)) {
      const alone = document.querySelectorAll(`[name=${name}]`).length === 1;
      input.checked = said !== "" && (alone || said.split(" ").includes(input.value));
    } else input.value = long && input.tagName !== "SELECT" ? long : said;
  }
}"""
SEND = "form.form--step button[type=submit]"


@dataclass(frozen=True)
class Walk:
    """One walk in `page`. `look` is called, with words for the page, on every page as it then stands."""

    page: Page
    look: Callable[[str], None]
    answers: Mapping[str, str]
    mistakes: Mapping[str, Mapping[str, str]] | None = None
    """What is answered wrong at first, by page; None for all that can be wrong on every page."""

    def to_the_end(self, first: str) -> None:
        """From the address of the first page to the page of all answers, which is looked at too."""
        self.page.goto(first)
        while (stop := self.stop) != "check":
            self.look(stop)
            if stop == "children":
                self.press("That is everybody")
            elif stop == "uploads":
                self.press("Go on without a file")
            else:
                self.answer(stop)
        self.look("check")

    @property
    def stop(self) -> str:
        """The part of the address that names the page; the first page stands on the site."""
        found = re.match(r"/forms/\w+/([\w-]+)", urlsplit(self.page.url).path)
        return found[1] if found else "who"

    def answer(self, stop: str) -> None:
        """The page wrong, where it can be, and then right."""
        if self.mistakes is None:
            self.send({}, LONG)
        elif stop in self.mistakes:
            self.send(self.mistakes[stop])
        if self.stop != stop:
            return
        if self.page.title().startswith("Error"):
            self.look(f"{stop} with mistakes")
        self.send(self.answers)
        assert not self.page.title().startswith("Error"), self.page.locator(".error-summary").inner_text()

    def send(self, answers: Mapping[str, str], long: str = "") -> None:
        """Fills the page in and presses its button."""
        self.page.evaluate(FILL, [answers, long])
        self._arrive(self.page.locator(SEND))

    def press(self, button: str) -> None:
        """Presses a button of the page, by its words."""
        self._arrive(self.page.get_by_role("button", name=button, exact=True))

    def _arrive(self, button: Locator) -> None:
        with self.page.expect_navigation(wait_until="load"):
            button.click()
