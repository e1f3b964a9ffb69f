"""Puts pictures into pages: in place of each of our own, one that a browser can choose the best file of.

The first of a page is fetched at once, the others when they come near. It takes HTML made by us, in which a
picture is an `img` element whose address begins with /images/.
"""

import datetime as dt
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape, unescape
from pathlib import Path

from plugins.pictures.gallery import URL, Gallery, Shown
from plugins.pictures.making import PHONE, Rendition

PICTURE = re.compile(rf'(?P<alone><p>)?<img (?P<fields>[^<>]*\bsrc="{URL}[^<>]*)>(?(alone)</p>)')
FIELD = re.compile(r'([\w-]+)="([^"]*)"')
TYPES = {"avif": "image/avif", "webp": "image/webp"}
SIZES = "(min-width: 50rem) 46rem, 92vw"
"""How wide a picture stands among words: the measure, or a phone less its margins."""


@dataclass
class Frames:
    """Frames the pictures of pages, and remembers which were shown."""

    gallery: Gallery
    origin: str = ""
    shown: set[str] = field(default_factory=set)

    def page(self, html: str) -> str:
        """The page with its pictures framed."""
        first = True

        def framed(found: re.Match[str]) -> str:
            nonlocal first
            made = self._framed(found, first=first)
            first = False
            return made

        return PICTURE.sub(framed, html) if f'src="{URL}' in html else html

    def feed(self, html: str) -> str:
        """Words for a feed, whose readers know only the plainest picture."""
        return PICTURE.sub(self._plain, html)

    def shared(self, name: str) -> str:
        """The whole address of the picture that stands for a page elsewhere."""
        self.shown.add(name)
        return f"{self.origin}{URL}{self.gallery[name].shared.name}"

    @property
    def until(self) -> list[dt.date]:
        """The last day of each picture that was shown and has one."""
        notes = (self.gallery[name].note for name in self.shown)
        return [note.until for note in notes if note.until]

    def write(self, output: Path) -> None:
        """Puts the files of every picture that was shown into the built site, and of no other."""
        folder = output / URL.strip("/")
        for name in sorted(self.shown):
            folder.mkdir(exist_ok=True)
            for one in self.gallery[name].renditions:
                shutil.copyfile(self.gallery[name].folder / one.name, folder / one.name)

    def _framed(self, found: re.Match[str], *, first: bool) -> str:
        given = self._given(found)
        shown, alt = self._picture(given)
        sources = "".join(_source(kind, shown.of(kind)) for kind in TYPES)
        element = (
            f"<picture>{sources}{_img(fallback(shown), alt, given.get('class', ''), first=first)}</picture>"
        )
        caption = [words for words in (given.get("title", ""), _credit(shown)) if words]
        if not found["alone"]:
            return element
        under = f"<figcaption>{escape(' '.join(caption))}</figcaption>" if caption else ""
        return f'<figure class="picture">{element}{under}</figure>'

    def _plain(self, found: re.Match[str]) -> str:
        given = self._given(found)
        shown, alt = self._picture(given)
        one = fallback(shown)
        size = f'width="{one.width}" height="{one.height}"'
        return f'<p><img src="{URL}{one.name}" alt="{escape(alt)}" {size}></p>'

    @staticmethod
    def _given(found: re.Match[str]) -> dict[str, str]:
        return {name: unescape(value) for name, value in FIELD.findall(found["fields"])}

    def _picture(self, given: dict[str, str]) -> tuple[Shown, str]:
        name = given["src"].removeprefix(URL)
        self.shown.add(name)
        shown = self.gallery[name]
        return shown, given.get("alt", "").strip() or shown.note.shows


def fallback(shown: Shown) -> Rendition:
    """The file for a browser that takes no other: not wider than a phone needs."""
    return max((one for one in shown.of("jpg") if one.width <= PHONE), key=lambda one: one.width)


def _source(kind: str, renditions: Iterable[Rendition]) -> str:
    files = ", ".join(f"{URL}{one.name} {one.width}w" for one in renditions)
    return f'<source type="{TYPES[kind]}" srcset="{files}" sizes="{SIZES}">'


def _img(one: Rendition, alt: str, styles: str, *, first: bool) -> str:
    when = 'fetchpriority="high"' if first else 'loading="lazy"'
    named = f' class="{escape(styles)}"' if styles else ""
    size = f'width="{one.width}" height="{one.height}"'
    return f'<img src="{URL}{one.name}" alt="{escape(alt)}" {size} decoding="async" {when}{named}>'


def _credit(shown: Shown) -> str:
    return f"Picture: {shown.note.credit}." if shown.note.credit else ""
