"""What a screen reader says of a whole journey is what somebody has read and found good."""

from playwright.sync_api import Browser

from local.stack import Stack
from tests.browser.transcript import GOLDEN, transcript


def test_a_screen_reader_says_what_somebody_has_read_and_found_good(browser: Browser, stack: Stack) -> None:
    assert transcript(browser, stack) == GOLDEN.read_text(encoding="utf-8")
