"""Everything a page points at is there: pages, anchors, pictures, fonts, feeds."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.conftest import Build
from tests.site.built import Page, links, page, pages, resources

FORMS = ("/forms/", "/_publish/")
"""Answered by the functions, or by the local product, and not by a file."""


@pytest.fixture(scope="module")
def site(development_build: Build) -> Path:
    return development_build.site


def broken(site: Path, found: Page, addresses: Iterator[str]) -> Iterator[str]:
    for address in addresses:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or address.startswith(FORMS):
            continue
        file = target(site, parts.path or found.url)
        if not file.is_file():
            yield f"{found.url} points at {address}: no such file"
        elif (
            parts.fragment
            and not parts.path.startswith("/edit/desk/")  # behind the hash its program keeps addresses
            and file.suffix == ".html"
            and unquote(parts.fragment) not in page(site, file).ids()
        ):
            yield f"{found.url} points at {address}: no such anchor"


def target(site: Path, path: str) -> Path:
    return site / (path.removeprefix("/") + "index.html" if path.endswith("/") else path.removeprefix("/"))


def test_every_link_and_anchor_leads_somewhere(site: Path) -> None:
    found = [(one, list(links(one))) for one in pages(site)]

    assert sum(len(addresses) for _, addresses in found) > 500
    assert [wrong for one, addresses in found for wrong in broken(site, one, iter(addresses))] == []


def test_every_resource_of_a_page_is_there(site: Path) -> None:
    found = [(one, list(resources(one))) for one in pages(site)]

    assert all(addresses for _, addresses in found)
    assert [wrong for one, addresses in found for wrong in broken(site, one, iter(addresses))] == []


def test_every_resource_of_the_stylesheet_is_there(site: Path) -> None:
    css = (site / "theme/css/site.css").read_text(encoding="utf-8")
    addresses = re.findall(r"""url\(["']?([^"')]+)["']?\)""", css)

    assert addresses
    assert [address for address in addresses if not target(site, address).is_file()] == []


def test_no_link_inside_the_site_is_relative(site: Path) -> None:
    """A page keeps its links wherever it is shown: at its address, as a 404, from a function."""
    relative = [
        f"{one.url}: {address}"
        for one in pages(site)
        for address in (*links(one), *resources(one))
        if not re.match(r"(/(?!/)|#|[a-z]+:)", address)
    ]

    assert relative == []


def test_no_anchor_stands_twice_on_a_page(site: Path) -> None:
    twice = [
        f"{one.url}#{name}" for one in pages(site) for name in set(one.ids()) if one.ids().count(name) > 1
    ]

    assert twice == []


def test_every_page_is_reached_by_links_from_the_home_page(site: Path) -> None:
    reached, waiting = {"/"}, ["/"]
    while waiting:
        one = page(site, target(site, waiting.pop()))
        for address in links(one):
            path = urlsplit(address).path
            if path.endswith("/") and path not in reached and target(site, path).is_file():
                reached.add(path)
                waiting.append(path)

    assert {one.url for one in pages(site)} - reached == {"/404.html", "/styleguide/", "/edit/"}


def test_the_search_can_fail(site: Path) -> None:
    home = page(site, site / "index.html")
    wrong = ["/nowhere/", "/strategy/#aim-6", "#nowhere", "/theme/images/nothing.svg"]

    assert len(list(broken(site, home, iter(wrong)))) == len(wrong)
