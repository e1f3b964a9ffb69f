"""T8: a real browser without script, whose line is cut once its form was sent, and what people do then."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import product as pairs
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, Page, sync_playwright

from local.browser import ARGUMENTS, installed_browser
from local.crew import listen
from local.server import wsgi
from local.settings import Addresses
from local.shown import Shown
from local.working import Working
from tests.browser.pages import heading, labelled, plain, reference_on
from tests.functions.conftest import Product
from tests.functions.returning import returning
from tests.functions.visitor import site
from tests.lab import line
from tests.lab.careless import MISSING, without
from tests.lab.figures import Figure, Result, all_of, none
from tests.lab.seats import part
from tests.lab.wire import Wire, wire
from tests.upload_site import served

EACH = 3
CHECK, YOU = "/forms/enrolment/check", "/forms/enrolment/you"
SEND, ON, TYPED = "Send the request", "Continue", "Typed just before"
NOBODY_THERE = "chrome-error://chromewebdata/"
"""Where the browser says that it heard nothing."""
SHORT = 10_000.0
"""Milliseconds that the browser waits for anything."""


@dataclass(frozen=True)
class Origin:
    """A whole origin behind a wire, and a browser that looks at it."""

    made: Product
    app: Any
    way: Wire
    browser: Browser

    def references(self) -> list[str]:
        """The references of all forms that are kept."""
        return [one["reference"]["S"] for one in self.made.items("cases") if one["sk"]["S"] == "META"]

    def beside(self) -> tuple[int, int]:
        """How many receipts are kept, and how many letters with one wait."""
        return len(self.made.items("receipts")), self.made.messages().count("application-receipt")

    @contextmanager
    def page(self) -> Iterator[Page]:
        """A form in which nothing is open, in a browser of its own."""
        code = returning(self.made, self.app, children=1).code
        context = plain(self.browser)
        context.add_cookies([{"name": "enrolment", "value": code, "url": self.way.address}])
        page = context.new_page()
        page.set_default_timeout(SHORT)
        yield page
        context.close()


@contextmanager
def origin() -> Iterator[Origin]:
    with (
        tempfile.TemporaryDirectory() as folder,
        line.product(Path(folder)) as (made, proxy),
        listen(0) as listener,
        wire(f"http://127.0.0.1:{listener.getsockname()[1]}") as way,
        sync_playwright() as playwright,
    ):
        here = Path(folder)
        for path, text in site().items():
            file = here / "site" / path.strip("/") / "index.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        (here / "site" / "404.html").write_text(
            "<!doctype html><title>Nothing here</title>", encoding="utf-8"
        )
        Shown(str(here / "site")).write(here / "shown.json")
        app = made.public(MUSICSERVICE_SITE_URL=way.address)
        addresses = Addresses(way.address, proxy.address, proxy.address)
        whole = wsgi(here / "shown.json", app, here / "catalogue.json", addresses, Working(here, here))
        browser = playwright.chromium.launch(executable_path=installed_browser(), args=list(ARGUMENTS))
        with served(whole, listener):
            yield Origin(made, app, way, browser)
        browser.close()


def press(page: Page, button: str) -> None:
    """Press it, whatever comes of it."""
    with suppress(Error), page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name=button, exact=True).click()


def reloads(page: Page, _there: str, _button: str) -> None:
    """The browser sends the form again."""
    page.reload()


def goes_back(page: Page, there: str, button: str) -> None:
    """Back, and on again to the page that was sent; once more, where that is still asked for."""
    page.go_back()
    comes_again(page, there, button)


def comes_again(page: Page, there: str, button: str) -> None:
    """The address anew, as somebody does who opens another window."""
    page.goto(there)
    if page.get_by_role("button", name=button, exact=True).count():
        press(page, button)


WAYS: Mapping[str, Callable[[Page, str, str], None]] = {
    "reload": reloads,
    "go back": goes_back,
    "come again": comes_again,
}


def sending(here: Origin, way: str) -> str:
    """What is wrong once a form was sent, its answer was cut off, and they did what people do."""
    before = here.references()
    with here.page() as page:
        page.goto(here.way.address + CHECK)
        cut(here.way, page, CHECK, SEND)
        lost = page.get_by_role("main").count() == 0
        new = set(here.references()) - set(before)
        WAYS[way](page, here.way.address + CHECK, SEND)
        if page.get_by_role("button", name=SEND, exact=True).count():
            return "still asked to send it"
        said = heading(page).inner_text(), reference_on(page).replace(" ", "")
    kept = set(here.references()) - set(before)
    if not lost:
        return "the line was not cut"
    if len(here.references()) - len(before) != 1 or kept != new:
        return f"{len(kept)} forms kept"
    if here.beside() != (len(before) + 1, len(before) + 1):
        return f"receipts and letters of {len(before) + 1} forms: {here.beside()}"
    return "" if said == ("We have your request", *kept) else f"told {said}, and {kept} is kept"


def answering(here: Origin, way: str) -> str:
    """What is wrong once one page of a form was sent and its answer was cut off."""
    with here.page() as page:
        page.goto(here.way.address + YOU)
        labelled(page, "Your name").fill(TYPED)
        cut(here.way, page, YOU, ON)
        WAYS[way](page, here.way.address + YOU, ON)
        page.goto(here.way.address + YOU)
        name = labelled(page, "Your name").input_value()
        page.goto(here.way.address + CHECK)
        whole = heading(page).inner_text() == "Check your answers"
    return "" if name == TYPED and whole else f"their name is {name!r}, all else is there: {whole}"


def cut(way: Wire, page: Page, place: str, button: str) -> None:
    """Press the button on a line that is cut once the function has answered, however often it is tried."""
    before = way.cut
    way.cutting = (f"POST {place} ".encode(),)
    press(page, button)
    page.wait_for_url(NOBODY_THERE)
    way.cutting = ()
    assert way.cut > before, "nothing was cut"


def line_cut(share: float, _found: Mapping[str, Result]) -> Result:
    """T8."""
    with origin() as here:
        each = [
            (name, deed(here, name))
            for deed, name, _ in pairs((sending, answering), WAYS, range(part(share, EACH)))
        ]
        cuts = here.way.cut
    wrong = [f"{name}: {what}" for name, what in each if what]
    print(*wrong[:10], sep="\n")
    return Result(
        [
            Figure("answers cut off after the function gave them", cuts, "answers", "in Chromium, no script"),
            all_of(
                "forms and pages kept once, and told as it is", len(each) - len(wrong), len(each), "forms"
            ),
            none("forms or answers lost or kept twice", len(wrong), "forms"),
        ]
    )


def taken_twice(run: int) -> bool:
    """Whether a real browser shows it, where a form may be taken twice."""
    guard, ways = next(iter(MISSING)), list(WAYS)
    with without(guard), origin() as here:
        return bool(sending(here, ways[run % len(ways)]))
