"""Pages that come of a life: what an expired one leaves, where an old address leads, a draft by its link.

It decides what is drawn at which address. None of these stands in the sitemap, the search or a feed.
"""

import base64
import hashlib
import hmac
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from musicservice.catalogue import Site
from plugins.models.living import Living
from plugins.reading.lives import Lives
from plugins.writing.sheets import Sheet

PREVIEWS = "/preview/"
LONG_ENOUGH = 32
"""Characters of a secret: fewer could be guessed from one link."""

TOKEN = 26
"""Characters of base32, which are 130 bits."""

UP = {
    "ensembles": ("/ensembles/", "Our ensembles"),
    "training": ("/training/", "Training for schools and staff"),
    "news": ("/news/", "News"),
}
"""Where to look instead of a page, by the first part of its address."""


def life_sheets(lives: Lives, site: Site, known: Collection[str]) -> Iterator[Sheet]:
    """A page for each expired one, and one for each old address. `known` are the addresses of pages."""
    for record in lives.gone:
        instead = UP.get(record.url.strip("/").partition("/")[0])
        instead = instead if instead and instead[0] in known else None
        context = {"site": site, "here": "", "record": record, "instead": instead, "styles": ()}
        yield Sheet(record.url, "gone", context, listed=False)
    titles = {record.url: record.title for record in (*lives.told.living, *lives.gone)}
    for old, url in lives.redirects.items():
        context = {"site": site, "here": url, "title": titles[url], "styles": ()}
        yield Sheet(old, "moved", context, listed=False)


def preview_address(secret: str, path: str) -> str:
    """The address at which the file `path` is shown to whoever has it. It stays until the secret changes."""
    digest = hmac.new(secret.encode(), path.encode(), hashlib.sha256).digest()
    return f"{PREVIEWS}{base64.b32encode(digest).decode().lower()[:TOKEN]}/"


def previews(coming: Collection[Living], secret: str) -> Mapping[str, str]:
    """The preview's address for each page that is not yet on show, by its own; none without a secret.

    Raises ValueError for a secret that could be guessed.
    """
    if not secret:
        return {}
    if len(secret) < LONG_ENOUGH:
        raise ValueError
    return {record.url: preview_address(secret, record.path) for record in coming}


def as_preview(sheet: Sheet, addresses: Mapping[str, str]) -> Sheet:
    """The sheet of a page that is not yet on show, at its preview's address."""
    return replace(sheet, url=addresses[sheet.url], listed=False)


def between_previews(html: str, addresses: Mapping[str, str]) -> str:
    """A preview whose links to other such pages lead to their previews."""
    for url, address in addresses.items():
        html = html.replace(f'href="{url}"', f'href="{address}"').replace(
            f'href="{url}#', f'href="{address}#'
        )
    return html
