"""Every message as HTML in a real Chromium, and the mailbox in which a developer finds it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from local.stack import Stack
from musicservice.messages.wording import Languages
from musicservice.messages.writing import written
from tests.browser import axe
from tests.browser.household import SENT, one_child
from tests.browser.pages import Pointer, fill_in, plain
from tests.browser.test_every_page import NARROW
from tests.browser.test_html import errors_in
from tests.examples import CATALOGUE
from tests.messages import FACTS, KINDS, folder_with, translated


@pytest.fixture(scope="module")
def languages(tmp_path_factory: pytest.TempPathFactory) -> Languages:
    folder = folder_with(tmp_path_factory.mktemp("languages"), pl=translated(), ar=translated("rtl"))
    return Languages(folder)


@pytest.fixture(scope="module")
def messages(languages: Languages) -> dict[str, str]:
    """The HTML of every message in English and in two languages that nobody speaks."""
    return {
        f"{kind}.{tag}": written(kind, FACTS, CATALOGUE.site, tag, languages).html
        for kind in KINDS
        for tag in ("en-GB", "pl", "ar")
    }


def test_the_checker_finds_nothing_on_any_message(messages: dict[str, str], tmp_path: Path) -> None:
    for name, html in messages.items():
        (tmp_path / f"{name}.html").write_text(html, encoding="utf-8")

    assert errors_in(tmp_path) == []


@pytest.mark.parametrize(("scheme", "how"), [("light", axe.EVERYTHING), ("dark", axe.COLOURS)])
def test_axe_finds_nothing_and_nothing_scrolls_sideways_on_any_message(
    scheme: Any, how: Mapping[str, Any], browser: Browser, messages: dict[str, str], axe_source: str
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport=NARROW)  # type: ignore[arg-type]
    page = context.new_page()
    found = {}
    for name, html in messages.items():
        page.set_content(html)
        page.evaluate(axe_source)
        broken = axe.found(page, how)
        wide = page.evaluate("document.documentElement.scrollWidth") > NARROW["width"]
        if broken or wide:
            found[name] = [*broken, *(["scrolls sideways"] if wide else [])]
    context.close()

    assert found == {}


def test_the_mailbox_shows_a_message_as_html_which_may_run_no_script_but_whose_links_work(
    browser: Browser, stack: Stack
) -> None:
    context = plain(browser, script=True)
    page = context.new_page()
    page.goto(stack.site_url + "/enrol/form/")
    fill_in(Pointer(page), [*one_child("shown@example.com"), SENT])
    stack.wait_for_mail("shown@example.com")
    page.goto(stack.mailbox_url)
    [message] = page.locator("section").filter(has_text="shown@example.com").all()
    expect(message.get_by_role("link", name=f"{stack.site_url}/", exact=True)).to_be_visible()

    with page.expect_navigation() as arriving:
        message.get_by_role("link", name="See it as HTML").click()

    answer = arriving.value
    assert answer is not None
    policy = answer.header_value("Content-Security-Policy") or ""
    assert "sandbox" in policy
    assert "script" not in policy
    expect(page.get_by_role("heading", level=1)).to_have_text("We have your request for music")
    assert page.evaluate("getComputedStyle(document.querySelector('.sender')).fontWeight") == "700"
    assert page.evaluate("self.origin") == "null"
    page.get_by_role("link", name=f"{stack.site_url}/", exact=True).click()
    expect(page).to_have_url(f"{stack.site_url}/")
    context.close()


def test_the_mailbox_says_that_a_message_is_gone(browser: Browser, stack: Stack) -> None:
    page = browser.new_page()

    answer = page.goto(stack.mailbox_url + "no-such-message")

    assert answer is not None
    assert answer.status == 404
    assert "no such message" in page.get_by_role("main").inner_text()
    page.close()
