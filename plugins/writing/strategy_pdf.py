"""The inclusion strategy as a tagged PDF/UA-1, made of the very records the web page shows.

It decides what stands in it and in which order; print/strategy.typ decides how it looks. The bytes
depend on the content alone, so they are kept and made anew only when something in them changed.
"""

import hashlib
import json
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from markupsafe import Markup

from musicservice import printing
from musicservice.pages.filters import longdate
from musicservice.printing import printed
from plugins.models.page import Page
from plugins.models.strategy import Commitment
from plugins.reading.library import Library
from plugins.writing.html_tree import tree

PRINT = Path(__file__).parent / "print"
PAGE = "/inclusion/strategy/"
STRATEGY = "/strategy/"


def made(library: Library, cache: Path) -> bytes:
    """The PDF. `cache` is a folder where the last one is kept under the hash of all it was made of."""
    document = json.dumps(contents(library), ensure_ascii=False, sort_keys=True)
    kept = cache / f"strategy-{_fingerprint(document)}.pdf"
    if not kept.exists():
        made = printed(PRINT / "strategy.typ", document, _page(library, PAGE).updated)
        cache.mkdir(parents=True, exist_ok=True)
        for old in cache.glob("strategy-*.pdf"):
            old.unlink()
        kept.write_bytes(made)
    return kept.read_bytes()


def contents(library: Library) -> dict[str, Any]:
    """All that is printed, as plain values: texts as trees, everything else as words.

    The first paragraph of the web page says how settled the strategy is, so it stands on the cover too.
    """
    site = library.data.site
    page = _page(library, PAGE)
    day = page.updated
    return {
        "service": site.name,
        "title": page.title,
        "description": page.description,
        "address": site.url + PAGE,
        "phone": site.phone,
        "tel": site.tel,
        "email": site.email,
        "samples": sorted({"phone", "email"} & set(site.sample)),
        "standing": tree(page.opening, site.url)[:1],
        "changed": longdate(day),
        "updated": {"year": day.year, "month": day.month, "day": day.day},
        "mission": tree(library.missions[0].html, site.url),
        "parts": list(_parts(library)),
    }


def _page(library: Library, url: str) -> Page:
    return next(page for page in library.pages if page.url == url)


def _parts(library: Library) -> Iterable[dict[str, Any]]:
    origin = library.data.site.url
    for section in library.sections:
        yield _part(f"{section.number}. {section.title}", section.html, origin)
    aims = [
        {"title": f"Aim {aim.number}: {aim.title}", "body": tree(aim.html, origin), "facts": []}
        for aim in library.aims
    ]
    yield {**_part("Our five aims", Markup(), origin), "items": aims}
    yield _part("How to read our commitments", _page(library, STRATEGY).opening, origin)
    for group in library.groups:
        commitments = [_commitment(group.title, commitment, origin) for commitment in group.commitments]
        yield {**_part(f"Our commitments: {group.title.lower()}", Markup(), origin), "items": commitments}


def _part(title: str, html: Markup, origin: str) -> dict[str, Any]:
    return {"title": title, "body": tree(html, origin), "items": []}


def _commitment(group: str, commitment: Commitment, origin: str) -> dict[str, Any]:
    facts = [("Who answers for it", commitment.owner), ("How we will know", commitment.measure)]
    if commitment.restored:
        facts.append(("What we restored", commitment.restored))
    title = f"{group} {commitment.number}: {commitment.title}"
    return {"title": title, "body": tree(commitment.html, origin), "facts": facts}


def _fingerprint(document: str) -> str:
    digest = hashlib.sha256(f"{version('typst')}\n{document}".encode())
    for file in (*sorted(PRINT.iterdir()), *sorted(printing.FOLDER.glob("*.ttf"))):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:24]
