"""What the tests need of a built site: its pages, and everything a page points at."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup

FETCHED = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "iframe": ("src",),
    "object": ("data",),
    "embed": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "input": ("src",),
    "use": ("href",),
    "image": ("href",),
}
"""The attributes a browser fetches without being asked. `link` is apart: only some of them are fetched."""

FETCHED_LINKS = {"stylesheet", "preload", "icon", "apple-touch-icon", "manifest", "modulepreload", "prefetch"}


@dataclass(frozen=True)
class Page:
    """A page by its address, with its text and its tree."""

    url: str
    file: Path
    html: str
    soup: BeautifulSoup

    def ids(self) -> list[str]:
        return [str(tag["id"]) for tag in self.soup.find_all(id=True)]


def pages(site: Path) -> list[Page]:
    """All but the editor's, which its program draws."""
    files = sorted(file for file in site.rglob("*.html") if file.parent != site / "edit/desk")
    return [page(site, file) for file in files]


@cache
def page(site: Path, file: Path) -> Page:
    html = file.read_text(encoding="utf-8")
    url = "/" + file.relative_to(site).as_posix().removesuffix("index.html")
    return Page(url, file, html, BeautifulSoup(html, "lxml"))


def links(found: Page) -> Iterator[str]:
    """Everything a visitor can follow or send to."""
    for name, attribute in (("a", "href"), ("area", "href"), ("form", "action")):
        yield from (str(tag[attribute]) for tag in found.soup.find_all(name) if tag.has_attr(attribute))


def resources(found: Page) -> Iterator[str]:
    """Everything the browser fetches by itself, but for what a stylesheet asks for."""
    for tag in found.soup.select("*"):
        for attribute in FETCHED.get(tag.name, ()):
            if tag.has_attr(attribute):
                yield from (part.split()[0] for part in str(tag[attribute]).split(",") if part.split())
        if tag.name == "link" and FETCHED_LINKS & set(tag.get_attribute_list("rel")):
            yield str(tag["href"])
