"""On a slow line nothing jumps while a page comes; in an old browser a page is plain and whole."""

import re
import time

from playwright.sync_api import Browser, Page, Route

from local.stack import Stack
from tests.browser.test_every_page import NARROW
from tests.conftest import Build

PHONE = {"width": 390, "height": 844}
LATE = 0.25
"""Seconds by which fonts and scripts come later than the page: after it was shown."""
SHIFTS = """() => new Promise(done => {
  const seen = [];
  const watch = new PerformanceObserver(list => seen.push(...list.getEntries()));
  watch.observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(seen.reduce((sum, one) => sum + one.value, 0)), 150);
})"""
LAYERS = re.compile(r"@layer \w+ ?\{")
TOO_WIDE = """() => [...document.querySelectorAll("svg, img")].filter(e => {
  const box = e.getBoundingClientRect();
  return box.width > 320 || box.height > 320;
}).map(e => e.outerHTML.slice(0, 80))"""
SEEN = """() => [...document.querySelectorAll("[data-hear], [data-kept]")]
  .filter(e => e.checkVisibility()).length"""


def test_nothing_jumps_while_a_page_comes(browser: Browser, stack: Stack, development_build: Build) -> None:
    context = browser.new_context(viewport=PHONE, service_workers="block")  # type: ignore[arg-type]
    page = context.new_page()
    page.route(re.compile(r"\.(woff2|js)$"), late)
    moved = {path: shift(page, stack.site_url + path) for path in development_build.kinds()}
    page.route("**/*.css", lambda route: route.fulfill(body=route.fetch().text().replace("scripting", "x")))
    page.route(re.compile(r"\.js$"), much_later)
    control = shift(page, stack.site_url + "/instruments/clarinet/")
    context.close()

    assert {path: by for path, by in moved.items() if by} == {}
    assert control > 0, "a page that does jump is not seen to"


def shift(page: Page, address: str) -> float:
    page.goto(address)
    return float(page.evaluate(SHIFTS))


def late(route: Route) -> None:
    time.sleep(LATE)
    route.continue_()


def much_later(route: Route) -> None:
    """Long after a crowded machine has shown the page."""
    time.sleep(8 * LATE)
    route.continue_()


def test_a_browser_that_knows_no_layers_shows_plain_pages_that_fit(
    browser: Browser, stack: Stack, development_build: Build
) -> None:
    """Such a browser drops every rule in a layer, and all our rules are in one."""
    context = browser.new_context(viewport=NARROW, java_script_enabled=False)  # type: ignore[arg-type]
    page = context.new_page()
    page.route("**/*.css", lambda route: route.fulfill(body=without_layers(route.fetch().text())))
    found: dict[str, object] = {}
    for path in development_build.kinds():
        page.goto(stack.site_url + path)
        if wrong := [*page.evaluate(TOO_WIDE), *["a thing for script"] * page.evaluate(SEEN)]:
            found[path] = wrong
    context.close()

    assert found == {}


def without_layers(css: str) -> str:
    """What is left of `css` where every block of a layer is dropped, however deep it is."""
    while layer := LAYERS.search(css):
        depth, end = 1, layer.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        css = css[: layer.start()] + css[end:]
    return css


def test_all_styles_are_in_layers(development_build: Build) -> None:
    left = {
        file.name: re.sub(
            r"@font-face ?\{[^}]*\}|@layer [^;{]+;", "", without_layers(file.read_text("utf-8"))
        )
        for file in (development_build.site / "theme/css").glob("*.css")
    }

    assert left
    assert {name: rules.strip() for name, rules in left.items() if rules.strip()} == {}
