"""A real Chromium, and the real product for it to look at."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from local.browser import ARGUMENTS, installed_browser
from tests.browser.complaints import BREACHES, is_breach

ROOT = Path(__file__).parent.parent.parent
expect.set_options(timeout=20_000)  # how fast a page comes on a crowded machine is no test


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = installed_browser()
    assert path, "no Chrome or Chromium on this machine: make test installs one"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        overhear(chromium)
        yield chromium
        chromium.close()


def overhear(chromium: Browser) -> None:
    """Hear of every page, in whatever context it is opened, what breaks its policy."""
    open_context, open_page = chromium.new_context, chromium.new_page

    def listen(context: BrowserContext) -> BrowserContext:
        context.on("console", lambda said: BREACHES.append(said.text) if is_breach(said.text) else None)
        return context

    def new_page(**options: Any) -> Page:
        page = open_page(**options)
        listen(page.context)
        return page

    chromium.new_context = lambda **options: listen(open_context(**options))  # type: ignore[method-assign]
    chromium.new_page = new_page  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _nothing_breaks_the_policy() -> Iterator[None]:
    """No test passes in which a page, its own or another's, broke the content security policy."""
    BREACHES.clear()
    yield
    assert BREACHES == []


@pytest.fixture(scope="session")
def axe_source() -> str:
    return (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
