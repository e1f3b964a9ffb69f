"""What is asked of the pages when they are drawn and before anything is written, all at once."""

from collections.abc import Collection, Mapping
from pathlib import Path

from plugins.mistakes import ContentRefusedError
from plugins.reading.easy_read_checks import wrong_ideas
from plugins.reading.library import Library
from plugins.writing.anchor_checks import repeated
from plugins.writing.link_checks import wrong_links
from plugins.writing.print_checks import unprintable


def check_drawn(
    library: Library, drawn: Mapping[str, str], files: Collection[str], symbols: Collection[str], root: Path
) -> None:
    """Raises ContentRefusedError with every wrong link, repeated anchor, and body that cannot be used.

    `drawn` is each page's HTML by its address, `files` the address of everything else that is written,
    `symbols` the names of the drawings of Easy Read, `root` the project's folder.
    """
    links, anchors = wrong_links(library, drawn, files), repeated(library, drawn, root)
    if mistakes := [*links, *anchors, *unprintable(library, root), *wrong_ideas(library, symbols, root)]:
        raise ContentRefusedError(mistakes)
