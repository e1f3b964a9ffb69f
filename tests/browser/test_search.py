"""Search as people meet it: by keyboard, without a connection, without script, with what it says out loud."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from local.stack import Stack
from musicservice.web.reply import HEADERS, SEARCH_POLICY
from tests.browser.axe import violations
from tests.browser.test_every_page import NARROW

SHIFTS = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(e => { sum += e.value; }))
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum), 300);
})"""


@pytest.fixture
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def page(visitor: BrowserContext, stack: Stack) -> Page:
    opened = visitor.new_page()
    opened.goto(stack.site_url + "/search/")
    return opened


def told(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("status")).to_have_text(words)


def results(page: Page) -> list[str]:
    return page.locator("#results h2 a").all_inner_texts()


def test_it_finds_by_keyboard_alone_and_marks_what_was_asked(page: Page) -> None:
    box = page.get_by_role("searchbox", name="What are you looking for?")
    box.focus()
    page.keyboard.type("waiting list")
    page.keyboard.press("Enter")
    told(page, re.compile(r"^\d+ pages? for “waiting list”$"))

    expect(page.locator("#a-to-z")).to_be_hidden()
    expect(box).to_be_focused()
    assert page.url.endswith("/search/?q=waiting%20list")
    assert page.locator("#results mark").count() > 0
    assert page.locator("#results li").first.locator("mark").count() > 0
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/training/"))


def test_what_people_call_a_thing_leads_to_it_at_once(page: Page) -> None:
    page.get_by_role("searchbox").first.fill("free school")
    told(page, re.compile("pages for"))

    quick = page.get_by_role("list", name="From the A to Z").get_by_role("link")
    assert quick.first.inner_text() == "Free school meals (FSM)"
    assert quick.first.get_attribute("href") == page.url.partition("/search/")[0] + "/help-with-fees/"


def test_it_says_how_to_go_on_where_there_is_nothing(page: Page) -> None:
    page.get_by_role("searchbox").first.fill("xylophagous zzz")
    told(page, "Nothing found for “xylophagous zzz”. Try other words, or fewer")

    assert results(page) == []
    expect(page.get_by_role("link", name="Look through the A to Z instead")).to_be_visible()
    page.get_by_role("searchbox").first.fill("")
    expect(page.locator("#a-to-z")).to_be_visible()


def test_a_question_finds_what_it_asks_about(page: Page) -> None:
    """Small words are passed over; where no page has all of the others, those with some of them do."""
    page.get_by_role("searchbox").first.fill("do I need a cookie for the tuba")
    told(page, re.compile(r"^\d+ pages with some of the words for “do I need a cookie for the tuba”$"))

    assert "Tuba" in results(page)


def test_markup_that_is_typed_stays_text(page: Page) -> None:
    page.get_by_role("searchbox").first.fill("<b>drum</b>")
    told(page, re.compile("“<b>drum</b>”"))

    assert page.locator("#told b").count() == 0


def test_it_goes_on_searching_without_a_connection(page: Page, visitor: BrowserContext) -> None:
    page.get_by_role("searchbox").first.focus()
    expect(page.locator("html")).to_have_attribute("data-search", "kept", timeout=20_000)
    visitor.set_offline(True)
    page.get_by_role("searchbox").first.fill("interpreter")

    told(page, re.compile(r"^\d+ pages for “interpreter”$"))
    assert len(results(page)) > 1


def test_a_link_to_a_search_answers_without_moving_the_page(visitor: BrowserContext, stack: Stack) -> None:
    page = visitor.new_page()
    page.goto(stack.site_url + "/search/?q=clarinet")
    told(page, re.compile("“clarinet”"))

    assert page.get_by_role("searchbox").first.input_value() == "clarinet"
    assert page.evaluate(SHIFTS) < 0.01


def test_the_box_at_the_foot_of_a_page_leads_there(visitor: BrowserContext, stack: Stack) -> None:
    page = visitor.new_page()
    page.goto(stack.site_url + "/enrol/form/")
    page.get_by_role("searchbox", name="Search this site").fill("cello")
    page.get_by_role("search").get_by_role("button", name="Search").click()

    told(page, re.compile("“cello”"))
    assert any("ello" in title for title in results(page))


def test_axe_finds_nothing_in_results_and_nothing_scrolls_sideways(page: Page, axe_source: str) -> None:
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    page.get_by_role("searchbox").first.fill("help with fees")
    told(page, re.compile("pages for"))

    assert violations(page, axe_source) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_without_script_everything_is_there_from_a_to_z(browser: Browser, stack: Stack) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(stack.site_url + "/search/?q=drums")

    expect(page.get_by_text("needs JavaScript, which does not run here")).to_be_visible()
    page.get_by_role("link", name="Letter D").click()
    page.get_by_role("link", name="Drums", exact=True).click()
    assert "/instruments/" in page.url
    page.close()


def test_the_page_of_search_alone_may_read_an_index_with_webassembly(page: Page, stack: Stack) -> None:
    there = page.request.get(stack.site_url + "/search/").headers["content-security-policy"]
    elsewhere = page.request.get(stack.site_url + "/glossary/").headers["content-security-policy"]

    assert there == SEARCH_POLICY
    assert elsewhere == HEADERS["Content-Security-Policy"]
    assert there.replace(" 'wasm-unsafe-eval'", "") == elsewhere


def test_a_finder_narrows_down_and_widens_again_without_script(browser: Browser, stack: Stack) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(stack.site_url + "/ensembles/find/")
    page.get_by_label("Instrument").select_option(label="Violin")
    page.get_by_label("Day", exact=True).select_option(label="Monday")
    page.get_by_role("button", name="Show what fits").click()

    expect(page.get_by_role("heading", name="No ensemble fits all of that")).to_be_visible()
    page.get_by_role("link", name="Leave out Day: Monday").click()
    expect(page.get_by_role("heading", name=re.compile(r"^\d ensembles? fits?$"))).to_be_visible()
    page.get_by_role("link", name="Leave out Instrument: Violin").click()
    expect(page.get_by_role("heading", name=re.compile(r"^All \d ensembles$"))).to_be_visible()
    assert page.url.endswith("/ensembles/find/")
    page.close()
