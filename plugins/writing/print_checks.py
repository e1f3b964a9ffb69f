"""Whether all that is printed can be: some of what the web shows has no form in the PDF.

Asked when the pages are drawn, before anything is written. It knows what is printed, not how.
"""

from collections.abc import Iterator
from pathlib import Path

from markupsafe import Markup

from plugins.mistakes import Mistake
from plugins.models.record import Record
from plugins.reading.library import Library
from plugins.writing.html_tree import UnprintableError, tree
from plugins.writing.places import line_of
from plugins.writing.strategy_pdf import PAGE, STRATEGY

EXPECTED = "headings, words, lists and tables: the PDF of the strategy prints this too"
RULE, PICTURE, NOWHERE = r"^[ >]*([-*_])[ \t]*(?:\1[ \t]*){2,}$", r"!\[", r"(?!)"
WRITTEN = {"hr": ("a line across the page", RULE), "img": ("a picture", PICTURE)}
EXAMPLE = "## A heading, to part what comes before from what follows"


def unprintable(library: Library, root: Path) -> Iterator[Mistake]:
    """A mistake for every body that holds what print has no form for. `root` is the project's folder."""
    for record, html in _printed(library):
        try:
            tree(html, "")
        except UnprintableError as wrong:
            found, pattern = WRITTEN.get(str(wrong), (str(wrong), NOWHERE))
            line = line_of(root / record.path, pattern)
            yield Mistake(record.path, line, "body", EXPECTED, found, EXAMPLE)


def _printed(library: Library) -> Iterator[tuple[Record, Markup]]:
    for record in (*library.missions, *library.sections, *library.aims, *library.commitments):
        yield record, record.html
    for page in library.pages:
        if page.url in {PAGE, STRATEGY}:
            yield page, page.opening
