"""What a screen reader says of one whole journey, page by page, as a text that somebody can read.

    .venv/bin/python -m tests.browser.transcript

writes golden/household-journey.txt anew. The reader runs in the page itself, in a real Chromium, and goes
from the start of the main part to its end, item by item. What differs each time, such as codes and days
near to today, is given a name instead.
"""

import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Route, sync_playwright

from local.browser import ARGUMENTS, installed_browser
from local.stack import Stack, running_stack
from musicservice.domain.alphabet import SPOKEN
from tests.browser.pages import plain
from tests.browser.walking import ANSWERS, Walk
from tests.conftest import ROOT, build

GOLDEN = Path(__file__).parent / "golden" / "household-journey.txt"
READER = ROOT / "node_modules/@guidepup/virtual-screen-reader/lib/esm/index.browser.js"
AT = "/screen-reader.js"
HEAD = """What a screen reader says, item by item, of the pages of one household's request.

Read it as a listener would: is it clear at each place where one is and what is asked? Below each address
stands the title, which is spoken first, and then the main part of the page. Words in ‹ › differ each time.
To write this file anew after a change of the pages: .venv/bin/python -m tests.browser.transcript
"""

READ = """async at => {
  const {virtual} = await import(at);
  await virtual.start({container: document.querySelector("main")});
  while (await virtual.lastSpokenPhrase() !== "end of main") await virtual.next();
  const said = await virtual.spokenPhraseLog();
  await virtual.stop();
  return said;
}"""

SILENT = re.compile(
    r"(end of )?(paragraph|strong|emphasis)|end, .*|end of (link|listitem|term|definition|row).*"
)
"""What makes a reader pause at most: where small things begin and end."""
PRESSED = re.compile(r"^(button, .+), [a-z]+$")
"""A button, with the value that it sends, which no reader says."""
SPELT = "|".join(SPOKEN.values())
NAMED: tuple[tuple[str, str], ...] = (
    (r"http://127\.0\.0\.1:\d+", "‹this site›"),
    (r"DMS-[0-9A-Z]{4}-[0-9A-Z]{2}|^[2-9A-Z]{4}$|^DMS$|^[2-9A-Z]{2}$", "‹code›"),
    (rf"(?:D M S, )?(?:(?:{SPELT}), )+(?:{SPELT})", "‹the code, spelt out›"),
    (r"(?:[A-Z][a-z]+day )?\d{1,2} [A-Z][a-z]+ 20[2-9]\d", "‹day›"),
)
MISTAKES = {"name": {"child_given_name": "", "birth_date-day": "31", "birth_date-month": "2"}, "proof": {}}
"""Two pages that are heard with mistakes, too; the others are built alike."""


@dataclass
class Ears:
    """Listens to the pages of one walk."""

    page: Page
    heard: list[str] = field(default_factory=list)

    def look(self, _name: str) -> None:
        said = spoken(self.page.evaluate(READ, AT))
        self.heard.append("\n".join([self.address, self.page.title(), "", *map(stable, said)]))

    @property
    def address(self) -> str:
        path = re.sub(r"/[0-9a-f]{8}$", "/‹child›", urlsplit(self.page.url).path)
        return f"== {re.sub(r'received/.+', 'received/‹receipt›', path)} =="


def spoken(phrases: list[str]) -> Iterator[str]:
    """What is heard of what the reader says: no list that stays closed, and no link twice."""
    closed = ""
    for phrase, following in pairwise([*phrases, ""]):
        kind, _, name = phrase.partition(", ")
        if closed and phrase == f"end of {closed}":
            closed = ""
        elif not closed and not SILENT.fullmatch(phrase):
            yield PRESSED.sub(r"\1", phrase)
            is_open = (kind == "combobox" and following.startswith("option, ")) or (
                kind == "link" and f"end of {phrase}" in phrases
            )
            closed = phrase if is_open and name else ""


def stable(line: str) -> str:
    for pattern, name in NAMED:
        line = re.sub(pattern, name, line)
    return line


def transcript(browser: Browser, stack: Stack) -> str:
    """The whole journey: one child with lessons, hire and an ensemble, help with fees, a break, sending."""
    context = plain(browser, script=True, bypass_csp=True)
    source = READER.read_text(encoding="utf-8")

    def lend(route: Route) -> None:
        route.fulfill(body=source, content_type="text/javascript")

    context.route(f"**{AT}", lend)
    ears = Ears(context.new_page())
    walk = Walk(
        ears.page, ears.look, {**ANSWERS, "applicant": "parent", "child_grounds": "looked-after"}, MISTAKES
    )
    walk.to_the_end(f"{stack.site_url}/enrol/form/")
    ears.page.goto(f"{stack.site_url}/forms/enrolment/save")
    ears.look("save")
    walk.press("Send me a link")
    ears.look("save with mistakes")
    ears.page.goto(f"{stack.site_url}/forms/enrolment/check")
    walk.press("Send the request")
    ears.look("received")
    ears.page.goto(f"{stack.site_url}/forms/enrolment/letter")
    ears.look("letter")
    context.close()
    return "\n\n".join([HEAD, *ears.heard]) + "\n"


def anew(write: Callable[[str], object]) -> None:
    """Builds the site, starts the product, and writes down what is said."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        made = build(Path(folder), "pelicanconf.py")
        with running_stack(Path(folder, "stack"), site=made.site, catalogue=made.catalogue) as stack:
            browser = playwright.chromium.launch(executable_path=installed_browser(), args=list(ARGUMENTS))
            write(transcript(browser, stack))
            browser.close()


if __name__ == "__main__":
    anew(lambda text: GOLDEN.write_text(text, encoding="utf-8"))
