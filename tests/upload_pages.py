"""What a person without script does on the page of proofs, and what the page then says."""

import urllib.request
from urllib.parse import urlencode

from bs4 import BeautifulSoup

from tests.sending_files import DIRECT, Told, post, send
from tests.upload_site import UploadSite

FORM = "application/x-www-form-urlencoded"


def page(origin: UploadSite, query: str = "") -> BeautifulSoup:
    with DIRECT.open(origin.page + query, timeout=10) as answer:
        return BeautifulSoup(answer.read(), "lxml")


def fields(shown: BeautifulSoup) -> dict[str, str]:
    return {str(one["name"]): str(one["value"]) for one in shown.select("form.upload input[type=hidden]")}


def add(origin: UploadSite, content: bytes, **named: str) -> Told:
    shown = page(origin)
    [form] = shown.select("form.upload")
    return send(f"{origin.url}{form['action']}", fields(shown), content, **named)


def follow(origin: UploadSite, told: Told) -> BeautifulSoup:
    """The page that the browser shows in the end."""
    location = told.location
    with urllib.request.urlopen(
        location if "://" in location else origin.url + location, timeout=10
    ) as answer:
        assert answer.url.startswith(origin.page)
        return BeautifulSoup(answer.read(), "lxml")


def texts(shown: BeautifulSoup) -> list[str]:
    return [" ".join(one.get_text(" ").split()) for one in shown.select(".proofs__one")]


def remove(origin: UploadSite, upload: str, **more: str) -> int:
    return post(origin.page, urlencode({"remove": upload, **more}).encode(), FORM).status
