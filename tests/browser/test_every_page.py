"""Every built page in a real Chromium: accessibility, small screens, other origins, the page's own policy."""

import re

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from local.stack import Stack
from tests.conftest import Build

SCHEMES = ("light", "dark")
# 320 CSS pixels is also what a 1,280 px window shows at 400 % zoom (WCAG 2.2, 1.4.10).
NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 900}
# A 1,280 by 1,024 px window at 400 % zoom, and a phone held sideways.
LOW = ({"width": 320, "height": 256}, {"width": 740, "height": 360})

IN_SIGHT = """link => {
  const box = link.getBoundingClientRect();
  const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return document.activeElement === link && box.top >= 0 && box.bottom <= innerHeight && link.contains(at);
}"""


COLOUR_RULES = ["color-contrast", "link-in-text-block"]
"""The rules of axe that can answer differently in the dark: nothing but colours changes with the scheme."""


def violations(page: Page, axe_source: str, only: list[str] | None = None) -> list[str]:
    page.evaluate(axe_source)
    asked = {"resultTypes": ["violations"], **({"runOnly": only} if only else {})}
    found = page.evaluate("asked => axe.run(document, asked).then(r => r.violations)", asked)
    return [f"{v['id']}: {node['html'][:160]}" for v in found for node in v["nodes"]]


def test_axe_finds_nothing_on_any_page_in_light_or_dark(
    browser: Browser, stack: Stack, development_build: Build, axe_source: str
) -> None:
    context = browser.new_context(viewport=WIDE)  # type: ignore[arg-type]
    page = context.new_page()
    found = {}
    for path in development_build.pages():
        page.emulate_media(color_scheme="light")
        page.goto(stack.site_url + path)
        broken = violations(page, axe_source)
        page.emulate_media(color_scheme="dark")
        if broken := [*broken, *violations(page, axe_source, COLOUR_RULES)]:
            found[path] = broken
    context.close()

    assert found == {}


def test_axe_sees_what_cannot_be_read_in_the_dark_alone(browser: Browser, axe_source: str) -> None:
    """The second look is worth something: this text is well readable in light, and hardly in the dark."""
    page = browser.new_page()
    page.set_content(
        "<style>p { background: #fff; color: #000 }"
        "@media (prefers-color-scheme: dark) { p { background: #222 } }</style><p>Words</p>"
    )
    light = violations(page, axe_source, COLOUR_RULES)
    page.emulate_media(color_scheme="dark")
    dark = violations(page, axe_source, COLOUR_RULES)
    page.close()

    assert light == []
    assert [one.partition(":")[0] for one in dark] == ["color-contrast"]


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
