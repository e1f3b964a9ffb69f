"""Every built page in a real Chromium: accessibility, small screens, other origins, the page's own policy."""

import http.client
import re
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Request

from local.stack import Stack
from musicservice.web.reply import PROTECTING, SEARCH_POLICY
from tests.browser import axe
from tests.browser.complaints import BREACHES, is_complaint
from tests.conftest import Build

# 320 CSS pixels is also what a 1,280 px window shows at 400 % zoom (WCAG 2.2, 1.4.10).
NARROW = {"width": 320, "height": 640}
SCHEMES = ("light", "dark")
POLICY = "Content-Security-Policy"
WIDE = {"width": 1280, "height": 900}
# A 1,280 by 1,024 px window at 400 % zoom, and a phone held sideways.
LOW = ({"width": 320, "height": 256}, {"width": 740, "height": 360})

IN_SIGHT = """link => {
  const box = link.getBoundingClientRect();
  const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return document.activeElement === link && box.top >= 0 && box.bottom <= innerHeight && link.contains(at);
}"""


MODES = {
    "dark": (axe.COLOURS, {"color_scheme": "dark", "viewport": WIDE}),
    "forced colours": (axe.COLOURS, {"forced_colors": "active", "viewport": WIDE}),
    "zoomed": (axe.NO_COLOURS, {"viewport": LOW[0]}),
}
"""How else a page may be seen, and what of it may be otherwise then. Each kind is looked at in every mode."""


@dataclass
class Visit:
    """All that was noted of the pages, each opened once: by page, but for what their consoles said."""

    broken: dict[str, list[str]] = field(default_factory=dict)
    wide: dict[str, int] = field(default_factory=dict)
    strangers: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def visit(browser: Browser, stack: Stack, development_build: Build, axe_source: str) -> Visit:
    """Every page, wide and light, and then as narrow as a phone."""
    context = browser.new_context(reduced_motion="reduce", color_scheme="light")
    page, noted = context.new_page(), Visit()

    def watch(request: Request) -> None:
        if not request.url.startswith(stack.site_url):
            noted.strangers.append(request.url)

    def listen(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and is_complaint(message.text):
            noted.complaints.append(message.text)

    page.on("request", watch)
    page.on("console", listen)
    for path in development_build.pages():
        page.set_viewport_size(WIDE)  # type: ignore[arg-type]
        page.goto(stack.site_url + path, wait_until="load")
        page.evaluate(axe_source)
        if broken := axe.found(page):
            noted.broken[path] = broken
        page.set_viewport_size(NARROW)  # type: ignore[arg-type]
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > NARROW["width"]:
            noted.wide[path] = width
    context.close()
    return noted


def test_axe_finds_nothing_on_any_page(visit: Visit) -> None:
    assert visit.broken == {}


@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing_on_any_kind_of_page(
    mode: str, browser: Browser, stack: Stack, development_build: Build, axe_source: str
) -> None:
    how, seen_as = MODES[mode]
    context = browser.new_context(reduced_motion="reduce", **seen_as)  # type: ignore[arg-type]
    page, kinds, found = context.new_page(), development_build.kinds(), {}
    for path in kinds:
        page.goto(stack.site_url + path)
        page.evaluate(axe_source)
        if broken := axe.found(page, how):
            found[path] = broken
    context.close()

    assert len(kinds) > 20
    assert found == {}


def test_no_page_scrolls_sideways_at_320_pixels(visit: Visit) -> None:
    assert visit.wide == {}


@pytest.mark.parametrize("window", LOW, ids=("zoomed", "sideways"))
def test_every_link_of_the_open_menu_can_be_reached_in_a_low_window(
    window: dict[str, int], browser: Browser, stack: Stack
) -> None:
    page = browser.new_page(viewport=window)  # type: ignore[arg-type]
    page.goto(stack.site_url + "/")
    page.get_by_role("button", name="Menu").press("Enter")
    links = page.locator("#menu a")
    hidden = []
    for index in range(links.count()):
        page.keyboard.press("Tab")
        if not links.nth(index).evaluate(IN_SIGHT):
            hidden.append(links.nth(index).inner_text())
    count = links.count()
    page.close()

    assert count >= 6
    assert hidden == []


def test_no_page_asks_another_origin_or_breaks_its_own_policy(visit: Visit) -> None:
    assert visit.strangers == []
    assert visit.complaints == []


def test_every_address_of_the_site_and_none_bears_the_headers_that_protect_a_reader(
    stack: Stack, development_build: Build
) -> None:
    """Each file of the build, and an address where nothing is. The editor's own page has its own policy."""
    files = [
        file.relative_to(development_build.site).as_posix() for file in development_build.site.rglob("*.*")
    ]
    asked = [
        "/nowhere/",
        *(f"/{name.removesuffix('index.html')}" for name in files if not name.startswith("edit/")),
    ]
    asking = http.client.HTTPConnection(urlsplit(stack.site_url).netloc)
    bare = []
    for path in asked:
        asking.request("HEAD", quote(path))
        answer = asking.getresponse()
        answer.read()
        own = SEARCH_POLICY if path == "/search/" else PROTECTING[POLICY]
        if not {**PROTECTING, POLICY: own}.items() <= dict(answer.headers).items():
            bare.append(path)
    asking.close()

    assert bare == []
    assert len(asked) > 2 * len(development_build.pages())


def test_a_breach_of_the_policy_would_be_seen(browser: Browser, stack: Stack) -> None:
    """Or the silence of all the other tests would prove nothing."""
    page = browser.new_page()
    page.goto(stack.site_url + "/terms/")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('img'), {src: '//x.example/y'}))"
    )
    page.wait_for_function("() => true")
    page.close()

    assert len(BREACHES) == 1
    BREACHES.clear()


def test_the_first_tab_stop_skips_to_the_content(browser: Browser, stack: Stack) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(stack.site_url + "/strategy/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert re.search(r"#[\w-]+$", page.url)
    assert page.locator("main").count() == 1
    page.close()
