"""Draws one page again after its file was saved, out of all that a build has read and drawn before.

It gives what the build of the whole site that follows will write there, byte for byte, or refuses: whatever
moves the page, begins or ends its life, or needs a picture that no page shows yet. It looks for the same
mistakes as that build, and reports none: that build does.
"""

from pathlib import Path

from plugins.mistakes import ContentRefusedError, Mistake
from plugins.models.picture import Picture
from plugins.models.record import Record
from plugins.pictures.gallery import used
from plugins.reading.checks import check
from plugins.reading.document import Source, read
from plugins.reading.easy_read_checks import wrong_ideas
from plugins.reading.library import Library, arranged
from plugins.reading.life_checks import check_lives
from plugins.reading.lives import marked
from plugins.reading.today import of_today
from plugins.writing.anchor_checks import repeated
from plugins.writing.drawing import Drawing
from plugins.writing.link_checks import home, wrong_links
from plugins.writing.print_checks import unprintable
from plugins.writing.sheets import planned, save_as

ALONE = ("standing", "redirect_from", "state")
"""What a page may not change about itself: lists, forms, redirections and checks of all files hang on it."""


class NotAloneError(Exception):
    """The file cannot be shown without building the whole site."""


class OnePage:
    """The pages of a build that is over, each to be drawn again. It remembers what it drew."""

    def __init__(self, drawing: Drawing) -> None:
        self._drawing = drawing
        self._content = Path(drawing.settings["PATH"])
        self._root = self._content.parent
        self._library: Library = drawing.settings["WHOLE"]
        self._files = drawing.files()
        self._pages = {**drawing.drawn, **drawing.kept}

    def drawn(self, path: str) -> tuple[str, str]:
        """The file of the site, and its HTML, that the file `path` of the content is shown in now.

        Raises NotAloneError, and ContentRefusedError for what the whole build will refuse too.
        """
        old = next((record for record in self._library.records if record.path == path), None)
        if old is None or isinstance(old, Picture):
            raise NotAloneError
        new = self._read(old)
        if home(old) != home(new) or any(getattr(old, it, None) != getattr(new, it, None) for it in ALONE):
            raise NotAloneError
        url, library = home(new), self._with(old, new)
        html = self._draw(library, url)
        self._check(arranged(library.data, [new]), library, url, html)
        self._library, self._pages[url] = library, html
        return save_as(url), html

    def _read(self, old: Record) -> Record:
        data = self._library.data
        found = read(Source(self._root / old.path, old.path, type(old)), data.shelves(), data.held())
        if found.mistakes or found.record is None:
            raise ContentRefusedError(found.mistakes)
        today = of_today(self._drawing.settings)
        alone = marked(arranged(data, [found.record]), today)
        if not {use.name for use in used(alone)} <= self._drawing.frames.shown:
            raise NotAloneError
        return alone.records[0]

    def _with(self, old: Record, new: Record) -> Library:
        """The library with the record in its new form. Raises ContentRefusedError for what does not fit."""
        library = arranged(self._library.data, [new if one is old else one for one in self._library.records])
        check(library, Path(self._drawing.theme) / "templates")
        check_lives(library, of_today(self._drawing.settings))
        return library

    def _draw(self, library: Library, url: str) -> str:
        made = self._drawing
        site = library.data.site.as_site(made.settings["SITEURL"])
        plans, finish = planned(library, site, made.forms, made.columns, made.drawings)
        return made.draw(finish(next(plan for plan in plans if plan.url == url)))

    def _check(self, alone: Library, library: Library, url: str, html: str) -> None:
        """Raises ContentRefusedError for what can be seen only now."""
        mistakes: list[Mistake] = [
            *wrong_links(library, {**self._pages, url: html}, self._files),
            *repeated(library, {url: html}, self._root),
            *unprintable(alone, self._root),
            *wrong_ideas(alone, self._drawing.drawings, self._root),
        ]
        if mistakes:
            raise ContentRefusedError(mistakes)
