"""Addresses that people have: whether each still answers, by itself or by leading on.

`make publish-to` writes them down. A page that moved must say where it was; this says which line that takes.
"""

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from plugins.mistakes import ContentRefusedError, Mistake
from plugins.models.living import Living
from plugins.reading.data_files import FOLDER
from plugins.reading.lives import Lives

NAME = "addresses.txt"
HEADING = """\
# The addresses of all that was published, each with its page's title. `make publish-to` writes this file; the
# build looks that none of them is lost. Take a line out only where nobody shall get an answer any more.
"""
EXPECTED = "a page at this address, as people have links to it"


@dataclass(frozen=True)
class Published:
    """An address that was published, the title of its page, and the line it is written on."""

    address: str
    title: str
    line: int = 0


def read_published(file: Path) -> list[Published]:
    """What `file` lists; nothing where there is no such file."""
    if not file.exists():
        return []
    lines = enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
    parts = [(number, *line.partition(" ")) for number, line in lines if line.startswith("/")]
    return [Published(address, title.strip(), number) for number, address, _, title in parts]


def written(pages: Iterable[tuple[str, str]], known: Iterable[Published] = ()) -> str:
    """The file for these addresses and titles, and for those `known` before: people still have them."""
    titles = {**{one.address: one.title for one in known}, **dict(pages)}
    return HEADING + "".join(f"{address} {title}\n" for address, title in sorted(titles.items()))


def check_published(lives: Lives, content: Path) -> None:
    """Raises ContentRefusedError with every published address that would be lost."""
    file = content / FOLDER / NAME
    path = f"{content.name}/{FOLDER}/{NAME}"
    answers = {record.url for record in (*lives.answering, *lives.gone)} | set(lives.redirects)
    known = read_published(file)
    lost = [one for one in known if one.address not in answers]
    if mistakes := [mistake for one in lost for mistake in _mistakes(one, known, lives, path)]:
        raise ContentRefusedError(mistakes)


def _mistakes(one: Published, known: Sequence[Published], lives: Lives, path: str) -> Iterator[Mistake]:
    held = next((record for record in lives.coming if record.url == one.address), None)
    if held is not None:
        line = held.line("draft") or held.line("publish") or held.line("date")
        expected = f"{EXPECTED}; to take it down, write its last day instead"
        found = "a draft" if held.draft else "a page that is kept back"
        yield Mistake(
            held.path, line, "draft" if held.draft else "publish", expected, found, "expires: 2027-07-31"
        )
        return
    place = _place(one, {other.address for other in known}, lives)
    if place is None:
        expected = f"{EXPECTED}: put this line into the front matter of the page that takes its place"
        yield Mistake(path, one.line, one.address, expected, "no page", f"redirect_from: [{one.address}]")
        return
    expected = f"{EXPECTED}. Did it move to {place.url}? Then put this line into {place.path}"
    old = ", ".join((*place.redirect_from, one.address))
    yield Mistake(path, one.line, one.address, expected, "no page", f"redirect_from: [{old}]")


def _place(one: Published, known: set[str], lives: Lives) -> Living | None:
    """The page that most likely took the place: a new one of the same title, else of the nearest address."""
    fresh = [record for record in lives.told.living if record.url not in known]
    same = [record for record in fresh if record.title == one.title]
    near = difflib.get_close_matches(one.address, [record.url for record in fresh], n=1, cutoff=0.5)
    return next(iter(same), None) or next((record for record in fresh if record.url in near), None)
