"""Draws every page, and looks at what can be seen only then: links, anchors, what print can hold."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pelican.generators import Generator

from plugins.editing import editor
from plugins.pictures.frames import Frames
from plugins.reading.library import Library
from plugins.reading.lives import Lives
from plugins.reading.parallel import THRESHOLD, each
from plugins.reading.symbols import symbols
from plugins.writing import search_index
from plugins.writing.catalogue import catalogue
from plugins.writing.drawn_checks import check_drawn
from plugins.writing.form_pages import form_pages
from plugins.writing.life_sheets import as_preview, between_previews, life_sheets, previews
from plugins.writing.machine_files import calendars
from plugins.writing.sheets import Sheet, save_as, sheets
from plugins.writing.skyline import skyline
from plugins.writing.styleguide import styleguide
from plugins.writing.term_calendar import ADDRESS as TERMS
from plugins.writing.term_calendar import term_calendar

STRATEGY_PDF = "/inclusion/strategy.pdf"
COLUMNS = 20
"""How many beats the outline of the county has when it is played."""
VIDEOS = "videos"
COPIED = ("fonts", "images", "js")


class Drawing(Generator):  # type: ignore[misc] # Pelican has no types
    """Every page as text, by its address. Raises ContentRefusedError for what is wrong in them."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        library, _ = self._shown()
        site = library.data.site.as_site(self.settings["SITEURL"])
        self.frames = Frames(self.settings["GALLERY"], site.url)
        self.editor = editor.made(library, site, self.settings)
        self.catalogue = catalogue(library, site)
        self.forms = form_pages(self.catalogue)
        picture = Path(self.theme, "static", "images", "fanfare.svg").read_text(encoding="utf-8")
        self.columns = skyline(picture, COLUMNS)
        self.drawings = symbols(Path(self.theme))
        self.sheets = sheets(library, site, self.forms, self.columns, self.drawings)
        more = () if self.settings["PUBLIC"] else (self._styleguide(),)
        more = (*more, *editor.start(self.editor, self.sheets[0]))
        self.calendars = {**calendars(self.catalogue), TERMS: term_calendar(library.data.dates, site)}
        self.index = self._begun() if self.settings["SEARCH_INDEX"] else None
        self.settings["INDEX"] = self.index
        try:
            self._draw_all((*self.sheets, *more))
        except BaseException:
            if self.index:
                self.index.abandon()
            raise
        if self.index:
            self.index.start()

    def _draw_all(self, shown: Sequence[Sheet]) -> None:
        """The pages on show, those of courses that are over or to come, and all that is wrong in them."""
        library, lives = self._shown()
        site = self.catalogue.site
        self.drawn = {**self._drawn(shown), **self.forms}
        self.kept = self._drawn([s for s in life_sheets(lives, site, self.drawn) if s.url not in self.drawn])
        drawn = {**self.drawn, **self.kept}
        check_drawn(library, drawn, self.files(), self.drawings, Path(self.path).parent)
        self.previews = self._previews()

    def _shown(self) -> tuple[Library, Lives]:
        """What is drawn, and the lives that it was taken from."""
        library, lives = self.settings["LIBRARY"], self.settings["LIVES"]
        return library, lives

    def _previews(self) -> dict[str, str]:
        """The pages that are not yet on show, by the addresses that only who was sent one knows."""
        lives: Lives = self.settings["LIVES"]
        self.hidden = previews(lives.coming, self.settings["PREVIEW_SECRET"])
        if not self.hidden:
            return {}
        whole: Library = self.settings["WHOLE"]
        site = whole.data.site.as_site(self.settings["SITEURL"])
        drawn = sheets(whole, site, self.forms, self.columns, self.drawings)
        found = [as_preview(sheet, self.hidden) for sheet in drawn if sheet.url in self.hidden]
        return {url: between_previews(html, self.hidden) for url, html in self._drawn(found).items()}

    def _styleguide(self) -> Sheet:
        return styleguide(self.catalogue, self.sheets[0])

    def draw(self, sheet: Sheet) -> str:
        """The page. Its pictures are noted as shown."""
        context = {**sheet.context, "shared": self.frames.shared}
        return self.frames.page(self.get_template(sheet.template).render(context))

    def _drawn(self, sheets: Sequence[Sheet]) -> dict[str, str]:
        """These pages by their addresses, drawn in several processes where there are many."""
        threshold = self.settings.get("PARALLEL_THRESHOLD", THRESHOLD)
        made = each(len(sheets), lambda n: self._draw_apart(sheets[n]), threshold)
        self.frames.shown.update(*(shown for _, shown in made))
        return {sheet.url: html for sheet, (html, _) in zip(sheets, made, strict=True)}

    def _draw_apart(self, sheet: Sheet) -> tuple[str, set[str]]:
        """The page, and the pictures shown so far: another process may be drawing it."""
        html = self.draw(sheet)
        if self.index:
            self.index.add(save_as(sheet.url), html)
        return html, set(self.frames.shown)

    def _begun(self) -> search_index.Index:
        """The index for search, with the pages of forms that are to be found."""
        index = search_index.begun(self._from_root("CACHE_PATH"))
        for url, html in self.forms.items():
            index.add(save_as(url), html)
        return index

    def _from_root(self, setting: str) -> Path:
        return Path(self.settings["ROOT"], self.settings[setting])

    def files(self) -> set[str]:
        """The address of everything that is written beside the pages and that a page may link to."""
        films = {f"/{f.relative_to(self.path).as_posix()}" for f in Path(self.path, VIDEOS).rglob("*")}
        static = Path(self.theme) / "static"
        theme = {
            f"/theme/{f.relative_to(static).as_posix()}" for name in COPIED for f in (static / name).iterdir()
        }
        feed = "/" + self.settings["FEED_ATOM"]
        return {STRATEGY_PDF, feed, "/sitemap.xml", *self.calendars, *films, *theme}
