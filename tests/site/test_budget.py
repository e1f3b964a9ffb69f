"""A first view fits in the first packets, and asks nobody but us for anything."""

import gzip
import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from tests.conftest import Build
from tests.site.built import pages, resources

BUDGET = 14_000
"""Bytes: HTML and CSS, compressed. What the first flight of a new connection holds, headers left room."""

WHOLE_BUDGET = 60_000
"""Bytes: the same, with the script and the fonts that the page asks for."""

SCRIPT_BUDGET = 15_000
"""Bytes, compressed: of comfort that a page can do without."""


SEARCH_BUDGET, FRAGMENT_BUDGET = 80_000, 8_000
"""Bytes, as they travel: what reads the index, and what is said of one page of it."""


def first_view(html: str, site: Path) -> int:
    """Bytes, compressed: a page's HTML, and every stylesheet that it names."""
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)">', html)
    assert sheets
    return weight(html.encode()) + sum(weight((site / sheet[1:]).read_bytes()) for sheet in sheets)


def test_every_first_view_fits(production_build: Build) -> None:
    sizes = {page.url: first_view(page.html, production_build.site) for page in pages(production_build.site)}

    assert len(sizes) > 30
    assert {url: size for url, size in sizes.items() if size > BUDGET} == {}


def test_everything_before_the_pictures_fits(production_build: Build) -> None:
    site = production_build.site
    sizes = {page.url: before_pictures(page.html, site) for page in pages(site)}

    assert {url: size for url, size in sizes.items() if size > WHOLE_BUDGET} == {}


def before_pictures(html: str, site: Path) -> int:
    """Bytes that a page with script needs before it asks for a picture: fonts are compressed already."""
    scripts = re.findall(r'<script [^>]*src="([^"]+)"', html)
    fonts = [face for face in faces(site) if face.is_asked_for_by(html)]
    assert fonts
    return (
        first_view(html, site)
        + sum(weight((site / script[1:]).read_bytes()) for script in scripts)
        + sum((site / face.file[1:]).stat().st_size for face in fonts)
    )


@dataclass(frozen=True)
class Face:
    """A file of a font, and the characters for which a browser asks for it."""

    file: str
    ranges: tuple[tuple[int, int], ...]

    def is_asked_for_by(self, html: str) -> bool:
        letters = {ord(letter) for letter in unescape(re.sub(r"<[^>]*>", "", html))}
        return any(low <= letter <= high for low, high in self.ranges for letter in letters)


@cache
def faces(site: Path) -> tuple[Face, ...]:
    css = (site / "theme/css/site.css").read_text(encoding="utf-8")
    found = re.findall(r"""@font-face\{[^}]*url\("([^"]+)"\)[^}]*unicode-range: ([^;}]+)""", css)
    return tuple(Face(file, tuple(map(span, ranges.split(",")))) for file, ranges in found)


def span(text: str) -> tuple[int, int]:
    low, _, high = text.strip().removeprefix("U+").partition("-")
    return int(low, 16), int(high or low, 16)


def test_all_script_together_is_light(production_build: Build) -> None:
    files = list((production_build.site / "theme").rglob("*.js"))

    assert files
    assert sum(weight(file.read_bytes()) for file in files) <= SCRIPT_BUDGET


def test_search_asks_for_little_before_it_answers(production_build: Build) -> None:
    """Once, and only on its own page: the engine, and what reads the index. The rest comes page by page."""
    folder = production_build.site / "pagefind"
    (wasm,) = folder.glob("wasm.en-*")
    (told,) = folder.glob("*.pf_meta")

    assert weight((folder / "pagefind.js").read_bytes()) <= SCRIPT_BUDGET
    assert wasm.stat().st_size + told.stat().st_size <= SEARCH_BUDGET
    assert max(file.stat().st_size for file in (folder / "fragment").iterdir()) <= FRAGMENT_BUDGET


def weight(content: bytes) -> int:
    return len(gzip.compress(content, 9, mtime=0))


def test_no_page_asks_another_origin_for_anything(production_build: Build) -> None:
    outside = [
        f"{page.url}: {address}"
        for page in pages(production_build.site)
        for address in resources(page)
        if urlsplit(address).scheme or urlsplit(address).netloc
    ]

    assert outside == []


def test_no_stylesheet_asks_another_origin_for_anything(production_build: Build) -> None:
    for file in production_build.site.rglob("*.css"):
        css = file.read_text(encoding="utf-8")
        assert "@import" not in css
        assert not re.search(r"""url\(["']?(https?:)?//""", css)


def test_no_picture_asks_another_origin_for_anything(production_build: Build) -> None:
    for file in production_build.site.rglob("*.svg"):
        assert not re.search(r"""(href|src)=["'](https?:)?//""", file.read_text(encoding="utf-8"))


def test_no_page_carries_script_or_style_of_its_own(production_build: Build) -> None:
    """The content security policy forbids both; data in a script element and a file of ours are neither."""
    for page in pages(production_build.site):
        scripts = [s for s in page.soup.find_all("script") if s.get("type") != "application/ld+json"]
        assert [s for s in scripts if not str(s.get("src")).startswith("/theme/js/") or s.get_text()] == []
        assert page.soup.find_all("style") == []
        assert [tag.name for tag in page.soup.find_all(style=True)] == []
        assert not re.search(r"""<[^>]+\son[a-z]+\s*=""", page.html)
