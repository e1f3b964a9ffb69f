"""Somebody who asks for a place for one child, page by page, over HTTP: whatever the pages ask in between."""

import re
import urllib.request
from http.cookiejar import CookieJar
from urllib.parse import urlencode, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

MOST_PAGES = 40
TICKED = {"terms"}
ANSWERS: dict[str, str] = {
    "applicant": "parent",
    "birth_date-day": "27",
    "birth_date-month": "3",
    "birth_date-year": "2015",
    "year_group": "6",
    "school-choice": "home",
    "wants": "help-me-choose",
    "help_with_fees": "no",
    "contact_name": "Renée ع",
    "email": "renee@family.example",
    "email-checked": "renee@family.example",
    "safe_ways": "yes",
    "do": "done",
}


def enrolled(site_url: str, name: str) -> tuple[str, str]:
    """The reference on the receipt of a request for a child of that name, and the receipt's path."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    address, data = f"{site_url}/enrol/form/", None
    for _ in range(MOST_PAGES):
        with browser.open(address, data, timeout=20) as answer:
            page, here = BeautifulSoup(answer.read(), "lxml"), answer.url
        if (receipt := page.select_one(".receipt__reference")) is not None:
            return re.sub(r"\s", "", receipt.get_text()), urlsplit(here).path
        form = page.select_one("main form")
        assert form is not None, page.get_text()
        address = urljoin(here, str(form["action"]))
        data = urlencode(list(sent(form, {**ANSWERS, "child_given_name": name}))).encode()
    raise AssertionError(f"no receipt after {MOST_PAGES} pages: {here}")


def sent(form: Tag, answers: dict[str, str]) -> list[tuple[str, str]]:
    """What a browser would send of the form: hidden inputs as they are, and our answers."""
    pairs = []
    for one in form.select("input[name], select[name], textarea[name], button[name]"):
        name, kind, value = str(one["name"]), one.get("type", ""), str(one.get("value", ""))
        if kind == "hidden" and name not in answers:
            pairs.append((name, value))
        elif kind in {"radio", "checkbox", "submit"}:
            if answers.get(name) == value or (name in TICKED and kind == "checkbox"):
                pairs.append((name, value))
        else:
            pairs.append((name, answers.get(name, "")))
    return pairs
