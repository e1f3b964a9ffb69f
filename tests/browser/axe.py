"""Asks axe about a page in the browser. It decides what axe is asked, and judges nothing itself."""

import re
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Page

CONTRAST = "color-contrast"
EVERYTHING: Mapping[str, Any] = {"resultTypes": ["violations"]}
NO_COLOURS = {**EVERYTHING, "rules": {CONTRAST: {"enabled": False}}}
"""For what has been looked at in full: of other words or in a smaller window, its colours are the same."""
COLOURS = {**EVERYTHING, "runOnly": [CONTRAST]}
"""For what has been looked at in full in other colours: nothing else of it can differ."""

RUN = """how => axe.run(document, how).then(
  ({violations}) => violations.flatMap(v => v.nodes.map(node => `${v.id}: ${node.html.slice(0, 160)}`)))"""
WORDS = re.compile(r">[^<]+<")
NAMED = re.compile(r' (id|for|name|href|action|aria-\w+)="([^"]*)"')
HELD = re.compile(r' (value|title|placeholder|content)="[^"]+"')


def found(page: Page, how: Mapping[str, Any] = EVERYTHING) -> list[str]:
    """What axe, which is in the page already, has against it."""
    broken: list[str] = page.evaluate(RUN, how)
    return broken


def violations(page: Page, source: str) -> list[str]:
    """What axe, whose `source` this is, has against the page."""
    page.evaluate(source)
    return found(page)


def shape(html: str) -> str:
    """The page without its words: two of one shape are alike to axe, but for their colours.

    What points at something goes on pointing at it, by another name; what is empty stays so.
    """
    names: dict[str, str] = {}

    def renamed(pointer: re.Match[str]) -> str:
        words = (names.setdefault(word.removeprefix("#"), str(len(names))) for word in pointer[2].split())
        return f' {pointer[1]}="{" ".join(words)}"'

    bare = WORDS.sub(lambda words: ">w<" if words[0][1:-1].strip() else "><", html)
    return NAMED.sub(renamed, HELD.sub(r' \1="v"', bare))
