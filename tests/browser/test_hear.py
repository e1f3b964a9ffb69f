"""The sounds that a browser makes when asked: heard, never loud, over soon, and stopped at a key."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from local.stack import Stack
from tests.conftest import Build
from tests.site.built import pages

SOFT = 0.5
"""Of the most that can be played. What a device adds to that is up to its owner."""
AUDIBLE = 0.02
RENDER = """async voices => {
  const { schedule } = await import("/theme/js/hear.js");
  const context = new OfflineAudioContext(1, 8000 * 12, 8000);
  schedule(context, JSON.parse(voices), 0.05);
  const samples = (await context.startRendering()).getChannelData(0).map(Math.abs);
  return [Math.max(...samples.slice(0, 48000)), Math.max(...samples.slice(-800))];
}"""


@pytest.fixture(scope="module")
def page(browser: Browser, stack: Stack) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce")
    opened = context.new_page()
    opened.goto(stack.site_url + "/instruments/clarinet/")
    yield opened
    context.close()


def test_every_sound_is_heard_and_none_is_loud_or_goes_on(page: Page, development_build: Build) -> None:
    found = {
        f"{one.url} {number}": str(place["data-hear"])
        for one in pages(development_build.site)
        for number, place in enumerate(one.soup.select("[data-hear]"))
    }
    heard = {name: page.evaluate(RENDER, said) for name, said in found.items()}

    assert len(heard) > 25
    assert {name: peak for name, (peak, _) in heard.items() if not AUDIBLE < peak < SOFT} == {}
    assert {name: tail for name, (_, tail) in heard.items() if tail > 0.001} == {}


def test_a_keyboard_starts_and_stops_it(page: Page) -> None:
    button = page.get_by_role("button", name="Hear some notes")
    button.press("Enter")
    stop = page.get_by_role("button", name="Stop the sound")
    expect(stop).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(button).to_be_visible()


def test_nothing_is_offered_where_there_is_no_script(browser: Browser, stack: Stack) -> None:
    context = browser.new_context(java_script_enabled=False)
    silent = context.new_page()
    for path in ("/", "/instruments/clarinet/", "/ensembles/jazz-jam/"):
        silent.goto(stack.site_url + path)
        expect(silent.locator("[data-hear]")).to_be_hidden()
    context.close()
