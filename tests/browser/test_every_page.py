"""Every built page in a real Chromium: accessibility, small screens, other origins, the page's own policy."""

import re

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from local.stack import Stack
from tests.conftest import Build

# 320 CSS pixels is also what a 1,280 px window shows at 400 % zoom (WCAG 2.2, 1.4.10).
NARROW = {"width": 320, "height": 640}
SCHEMES = ("light", "dark")
WIDE = {"width": 1280, "height": 900}
# A 1,280 by 1,024 px window at 400 % zoom, and a phone held sideways.
LOW = ({"width": 320, "height": 256}, {"width": 740, "height": 360})

IN_SIGHT = """link => {
  const box = link.getBoundingClientRect();
  const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return document.activeElement === link && box.top >= 0 && box.bottom <= innerHeight && link.contains(at);
}"""


def violations(page: Page, axe_source: str) -> list[str]:
    page.evaluate(axe_source)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(r => r.violations)")
    return [f"{v['id']}: {node['html'][:160]}" for v in found for node in v["nodes"]]


MODES = {
    "dark": {"color_scheme": "dark", "viewport": WIDE},
    "forced colours": {"forced_colors": "active", "viewport": WIDE},
    "zoomed": {"viewport": LOW[0]},
}
"""How else a page may be seen. Each kind of page is looked at in every mode, every single page in one."""


def looked_at(
    paths: list[str], browser: Browser, stack: Stack, axe: str, **mode: object
) -> dict[str, list[str]]:
    """What axe finds on each page that it finds anything on."""
    context = browser.new_context(reduced_motion="reduce", **mode)  # type: ignore[arg-type]
    page = context.new_page()
    found = {}
    for path in paths:
        page.goto(stack.site_url + path)
        if broken := violations(page, axe):
            found[path] = broken
    context.close()
    return found


def test_axe_finds_nothing_on_any_page(
    browser: Browser, stack: Stack, development_build: Build, axe_source: str
) -> None:
    pages = development_build.pages()

    assert looked_at(pages, browser, stack, axe_source, color_scheme="light", viewport=WIDE) == {}


@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing_on_any_kind_of_page(
    mode: str, browser: Browser, stack: Stack, development_build: Build, axe_source: str
) -> None:
    kinds = development_build.kinds()

    assert len(kinds) > 20
    assert looked_at(kinds, browser, stack, axe_source, **MODES[mode]) == {}


def test_no_page_scrolls_sideways_at_320_pixels(
    browser: Browser, stack: Stack, development_build: Build
) -> None:
    page = browser.new_page(viewport=NARROW)  # type: ignore[arg-type]
    wide = {}
    for path in development_build.pages():
        page.goto(stack.site_url + path)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > NARROW["width"]:
            wide[path] = width
    page.close()

    assert wide == {}


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


def test_no_page_asks_another_origin_or_breaks_its_own_policy(
    browser: Browser, stack: Stack, development_build: Build
) -> None:
    page = browser.new_page(viewport=WIDE)  # type: ignore[arg-type]
    strangers: list[str] = []
    complaints: list[str] = []

    def watch(request: Request) -> None:
        if not request.url.startswith(stack.site_url):
            strangers.append(request.url)

    def listen(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(message.text)

    page.on("request", watch)
    page.on("console", listen)
    for path in development_build.pages():
        page.goto(stack.site_url + path, wait_until="load")
    page.close()

    assert strangers == []
    assert complaints == []


def test_the_first_tab_stop_skips_to_the_content(browser: Browser, stack: Stack) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(stack.site_url + "/strategy/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert re.search(r"#[\w-]+$", page.url)
    assert page.locator("main").count() == 1
    page.close()
