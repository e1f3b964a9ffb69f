"""What a publish would change, page by page: new, moved, changed, over, taken away; and who answers for it.

It compares a strict build with the folder of the last publish. It writes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from local.published import PREVIEWS, Record
from local.strict import Digests, Strict, digest
from local.words_of import brief, words_of

MOST = 3
"""Changes of one page that are told in words."""

KINDS = {
    "new": "New",
    "moved": "Moved",
    "changed": "Changed",
    "over": "Over",
    "gone": "Taken away",
    "looks": "Changed in looks alone",
    "files": "Pictures and other files",
}


@dataclass(frozen=True)
class Change:
    """One change: its kind, what it is about, whose page it is ("" where nobody is named), its words."""

    kind: str
    what: str
    owner: str = ""
    words: tuple[str, ...] = ()


def compared(strict: Strict, folder: Path, record: Record | None) -> list[Change]:
    """Every change from what lies in `folder`, by `record`, to the build."""
    files = record.files if record else {}
    there = {name: digest(folder / name) for name in files if (folder / name).is_file()}
    return between(strict, folder, there, record.pages if record else ())


def between(strict: Strict, folder: Path, there: Digests, pages: Iterable[dict[str, Any]]) -> list[Change]:
    """Every change from a site with these files and `pages` to the build.

    In `folder` lie at least those of its pages that are not as in the build.
    """
    sites = _Sites(strict, folder, there, {page["address"]: page for page in pages})
    return [*_pages(sites), *_rest(strict.files, there)]


@dataclass(frozen=True)
class _Sites:
    """The new site and the old: the build, and the folder with the digests of its files and its pages."""

    strict: Strict
    folder: Path
    there: Digests
    old: Mapping[str, dict[str, Any]]

    def was(self, address: str) -> list[str]:
        file = self.folder / save_as(address)
        return words_of(file.read_text(encoding="utf-8"))[1] if save_as(address) in self.there else []

    def is_same(self, address: str) -> bool:
        name = save_as(address)
        return name in self.there and self.strict.files.get(name) == self.there[name]

    def now(self, address: str) -> tuple[str, list[str]]:
        return words_of((self.strict.site / save_as(address)).read_text(encoding="utf-8"))


def _pages(sites: _Sites) -> Iterator[Change]:
    told = {page["address"]: page for page in sites.strict.pages}
    over = {page["address"]: page for page in sites.strict.expired}
    moved = {was for page in told.values() for was in page["was"] if was in sites.old and was not in told}
    for page in told.values():
        yield from _page(page, moved, sites)
    for address, page in over.items():
        if address in sites.old:
            yield Change("over", _named(page), page["owner"])
    for address, page in sites.old.items():
        if address not in told and address not in over and address not in moved:
            yield Change("gone", _named(page), page["owner"])
    yield from _others(sites, {*told, *over, *moved})


def _page(page: Mapping[str, Any], moved: set[str], sites: _Sites) -> Iterator[Change]:
    address, owner = page["address"], page["owner"]
    if address in sites.old and sites.is_same(address):
        return
    before = next((was for was in page["was"] if was in moved), "")
    words = sites.now(address)[1]
    if before and address not in sites.old:
        differs = tuple(brief(sites.was(before), words))
        yield Change("moved", f"{_named(page)}, which was at {before}", owner, differs)
    elif address not in sites.old:
        yield Change("new", _named(page), owner)
    elif differs := tuple(brief(sites.was(address), words)):
        yield Change("changed", _named(page), owner, differs)
    elif sites.strict.files[save_as(address)] != sites.there.get(save_as(address)):
        yield Change("looks", _named(page), owner)


def _others(sites: _Sites, known: set[str]) -> Iterator[Change]:
    """Pages that no file of the content is for, such as the first pages of forms."""
    names = {save_as(address) for address in known | set(sites.old)}
    old = {was for page in (*sites.strict.pages, *sites.strict.expired) for was in map(save_as, page["was"])}
    for name in sorted(sites.strict.files):
        if name.endswith(".html") and name not in names | old and not name.startswith(PREVIEWS):
            address = "/" + name.removesuffix("index.html")
            if sites.is_same(address):
                continue
            title, words = sites.now(address)
            if name not in sites.there:
                yield Change("new", f"{title} ({address})")
            elif differs := tuple(brief(sites.was(address), words)):
                yield Change("changed", f"{title} ({address})", "", differs)


def _rest(new: Digests, old: Digests) -> Iterator[Change]:
    """What is no page, in numbers."""
    kept = {name for name in {*new, *old} if not name.endswith(".html")}
    count = {
        "new": sum(name not in old for name in kept),
        "changed": sum(name in old and name in new and old[name] != new[name] for name in kept),
        "taken away": sum(name not in new for name in kept),
    }
    if said := ", ".join(f"{number} {what}" for what, number in count.items() if number):
        yield Change("files", said)


def _named(page: Mapping[str, Any]) -> str:
    return f"{page['title']} ({page['address']})"


def save_as(address: str) -> str:
    """The file, from the site's folder, that answers to `address`."""
    inside = address.removeprefix("/")
    return f"{inside}index.html" if not inside or inside.endswith("/") else inside


def said(changes: Iterable[Change]) -> str:
    """The changes as a list to be read, kind by kind."""
    order = list(KINDS)
    known = sorted(changes, key=lambda change: (order.index(change.kind), change.what))
    if not known:
        return "Nothing has changed since the last publish."
    lines: list[str] = []
    for kind, group in groupby(known, key=lambda change: change.kind):
        lines += ["", KINDS[kind]]
        for change in group:
            lines += _lines(change)
    return "\n".join(lines[1:])


def _lines(change: Change) -> Iterator[str]:
    yield f"  {change.what}" + (f", {change.owner}" if change.owner else "")
    yield from (f"    {words}" for words in change.words[:MOST])
    if len(change.words) > MOST:
        yield f"    and {len(change.words) - MOST} more"
