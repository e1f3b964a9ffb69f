"""Whether the lives of the pages fit together: no link to what is not on show, no old address twice.

It looks ahead: what is on show later, too, may not lead to what is not, so that no night's build fails.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from musicservice.pages.filters import longdate
from plugins.mistakes import ContentRefusedError, Mistake
from plugins.models.living import Living
from plugins.models.record import LocalLink
from plugins.reading.checks import DATA, FUNCTIONS, NEEDED, addresses
from plugins.reading.library import Library

ALWAYS = dt.date.min


@dataclass(frozen=True)
class _Origin:
    """Where links stand: the file, whether it is a draft, and its first and last day on show."""

    path: str
    draft: bool = False
    first: dt.date = ALWAYS
    last: dt.date = dt.date.max


def check_lives(library: Library, today: dt.date) -> None:
    """Raises ContentRefusedError with all that does not fit from `today` on."""
    mistakes = [*_needed_stay(library), *_links(library, today), *_old_addresses(library)]
    if mistakes:
        raise ContentRefusedError(mistakes)


def _needed_stay(library: Library) -> Iterator[Mistake]:
    for page in library.pages:
        if page.url in NEEDED:
            for name in ("draft", "publish", "expires"):
                if getattr(page, name):
                    expected = f"no such line: the site needs the page {page.url} at all times"
                    yield Mistake(page.path, page.line(name), name, expected, str(getattr(page, name)))


def _links(library: Library, today: dt.date) -> Iterator[Mistake]:
    known = {record.url: record for record in library.living}
    moved = {old: record.url for record in library.living for old in record.redirect_from}
    for origin, link in _found(library, today):
        address = link.address.partition("#")[0].partition("?")[0]
        if address in moved:
            expected = f"the address that the page has now, {moved[address]}"
            yield Mistake(origin.path, link.line, "link", expected, f'"{address}"')
        elif address in known and (why := _not_on_show(known[address], origin, today)):
            expected = f"a page that is on show as long as this one: {known[address].path} {why}"
            yield Mistake(origin.path, link.line, "link", expected, f'"{address}"')


def _not_on_show(record: Living, origin: _Origin, today: dt.date) -> str:
    """Why a link to `record` would lead nowhere on some day from `today` on; nothing where it would not."""
    if record.draft:
        return "" if origin.draft else "is a draft"
    first = record.publish or ALWAYS
    if not origin.draft and max(origin.first, today) < min(first, origin.last):
        return f"is not published before {longdate(first)}"
    return ""


def _found(library: Library, today: dt.date) -> Iterator[tuple[_Origin, LocalLink]]:
    lives = {record.path: record for record in library.living}
    for record in library.records:
        life = lives.get(record.path)
        origin = _origin(life) if life else _Origin(record.path)
        if origin.last >= today:
            yield from ((origin, link) for link in record.links)
    for clause in library.data.terms.clauses:
        yield from ((_Origin(f"{DATA}/terms.toml"), link) for link in clause.links)
    site = library.data.site
    menus = (*site.nav, *(link for group in site.footer for link in group.links))
    yield from ((_Origin(f"{DATA}/site.toml"), LocalLink(link.url)) for link in menus)
    for word in library.data.glossary.words:
        if word.see:
            yield _Origin(f"{DATA}/glossary.toml"), LocalLink(word.see)
    easy = [(one.path, one.of, one.line("of")) for one in library.easy_reads]
    for path, of, line in [*easy, *((one.path, one.of, one.line("of")) for one in library.translations)]:
        yield _Origin(path), LocalLink(of, line)
    for entry in library.data.a_to_z.entries:
        yield _Origin(f"{DATA}/a-to-z.toml"), LocalLink(entry.to)


def _origin(life: Living) -> _Origin:
    return _Origin(life.path, life.draft, life.publish or ALWAYS, life.expires or dt.date.max)


def _old_addresses(library: Library) -> Iterator[Mistake]:
    """One page to each old address, and none of them one of today: there is no chain and no loop."""
    today: Mapping[str, str] = dict(addresses(library))
    taken: dict[str, str] = {}
    for record in library.living:
        for i, old in enumerate(record.redirect_from):
            found = ""
            if old in today:
                found = f'"{old}", which is the address of {today[old]}'
            elif old in taken:
                found = f'"{old}", which {taken[old]} has already'
            elif old.startswith(FUNCTIONS):
                found = f'"{old}", where forms are sent to'
            taken.setdefault(old, record.path)
            if found:
                line = record.line("redirect_from", i) or record.line("redirect_from")
                expected = "an old address, at which no page stands, and in one file only"
                yield Mistake(record.path, line, "redirect_from", expected, found)
