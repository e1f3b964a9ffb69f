"""Whether each anchor stands once on a page: a link could not tell two of a name apart.

Pages are made of several files and of the theme, so this is seen only when they are drawn.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.mistakes import Mistake
from plugins.models.record import Heading
from plugins.models.strategy import InclusionSection
from plugins.reading.checks import DATA
from plugins.reading.library import Library
from plugins.writing.link_checks import ANCHOR, home
from plugins.writing.places import line_of


@dataclass(frozen=True)
class _Piece:
    """A piece of a page: its file, the page it is for, its words, and the anchor it has by its name."""

    path: str
    home: str
    html: str
    name: str = ""
    toc: tuple[Heading, ...] = ()


def repeated(library: Library, drawn: Mapping[str, str], root: Path) -> Iterator[Mistake]:
    """A mistake for every file that gives a page an anchor which stands there a second time.

    `drawn` is each page's HTML by its address, `root` the project's folder.
    """
    pieces = list(_pieces(library))
    for url, page in drawn.items():
        for anchor in _twice(page):
            given = [p for p in pieces if f'id="{anchor}"' in p.html and (p.home == url or p.html in page)]
            named = [p for p in pieces if p.name == anchor and p.home == url]
            for piece in given or named:
                yield _mistake(piece, anchor, url, line_of(root / piece.path, _pattern(anchor, piece.toc)))


def _twice(page: str) -> list[str]:
    return [anchor for anchor, times in Counter(ANCHOR.findall(page)).items() if times > 1]


def _mistake(piece: _Piece, anchor: str, url: str, line: int) -> Mistake:
    expected = f"a name that nothing else on the page {url} has"
    return Mistake(piece.path, line, "anchor", expected, f'"{anchor}"', f"## A heading {{#{anchor}-too}}")


def _pattern(anchor: str, toc: tuple[Heading, ...]) -> str:
    """Finds the anchor as it was typed, or the heading that it was made of."""
    titles = [rf"^#+[ \t]*{re.escape(heading.text)}" for heading in toc if heading.anchor == anchor]
    return "|".join([rf"\{{[^}}\n]*#{re.escape(anchor)}(?![\w-])", *titles])


def _pieces(library: Library) -> Iterator[_Piece]:
    for record in library.records:
        name = record.anchor if isinstance(record, InclusionSection) else ""
        yield _Piece(record.path, home(record), str(record.html), name, record.toc)
    for clause in library.data.terms.clauses:
        yield _Piece(f"{DATA}/terms.toml", library.data.terms.url, str(clause.html), clause.id)
