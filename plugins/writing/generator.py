"""Writes what was decided: pages, the forms' first steps, files for programs, styles, PDF and catalogue."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pelican.generators import Generator

from plugins.editing import editor
from plugins.ending import end_build_with_mistakes
from plugins.pictures.frames import Frames
from plugins.reading.library import Library
from plugins.writing import strategy_pdf
from plugins.writing.catalogue import catalogue, write
from plugins.writing.drawn_checks import check_drawn
from plugins.writing.form_pages import form_pages
from plugins.writing.machine_files import calendars, robots, schools_json, sitemap
from plugins.writing.sheets import Sheet, save_as, sheets
from plugins.writing.skyline import skyline
from plugins.writing.styleguide import styleguide
from plugins.writing.stylesheet import SHEETS, stylesheet

STRATEGY_PDF = "/inclusion/strategy.pdf"
SCHOOLS = "/data/schools.json"
COLUMNS = 20
"""How many beats the outline of the county has when it is played."""
COPIED = ("fonts", "images", "js")


@dataclass(frozen=True)
class Ready:
    """Text in the shape of a template, so that Pelican's writer keeps its own account of every file."""

    text: str

    def render(self, _: Any) -> str:
        return self.text


class SiteGenerator(Generator):  # type: ignore[misc] # Pelican has no types
    """Everything but the feed, which Pelican writes itself."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """Draws the pages and looks at their links here: after this, Pelican empties the output folder."""
        super().__init__(*arguments, **named)
        library: Library = self.settings["LIBRARY"]
        site = library.data.site.as_site(self.settings["SITEURL"])
        self.frames = Frames(self.settings["GALLERY"], site.url)
        self.catalogue = catalogue(library, site)
        self.forms = form_pages(self.catalogue)
        picture = Path(self.theme, "static", "images", "fanfare.svg").read_text(encoding="utf-8")
        self.sheets = sheets(library, site, self.forms, skyline(picture, COLUMNS))
        self.editor = editor.made(library, site, self.settings)
        extra = () if self.settings["PUBLIC"] else (self._styleguide(),)
        extra = (*extra, *editor.start(self.editor, self.sheets[0]))
        self.calendars = calendars(self.catalogue)
        self.drawn = {sheet.url: self._draw(sheet) for sheet in (*self.sheets, *extra)}
        self.drawn |= self.forms
        end_build_with_mistakes(check_drawn, library, self.drawn, self._files(), Path(self.path).parent)

    def generate_output(self, writer: Any) -> None:
        """Called once by Pelican, when all content is read."""
        site = self.catalogue.site
        forms = [Sheet(url, "form") for url in self.forms]
        for url, text in self.drawn.items():
            self._write_text(writer, url, text)
        self._write_text(writer, "/sitemap.xml", sitemap([*self.sheets, *forms], site.url))
        self._write_text(writer, "/robots.txt", robots(site.url))
        self._write_text(writer, SCHOOLS, schools_json(self.catalogue.schools))
        for url, text in self.calendars.items():
            self._write_text(writer, url, text)
        if self.editor:
            self.editor.write(Path(self.output_path))
        self.frames.write(Path(self.output_path))
        self._write_theme(writer)
        self._write_pdf(self.settings["LIBRARY"])
        write(self.catalogue, self._from_root("CATALOGUE_PATH"))
        self.settings["WRITTEN"] = f"{len(self.drawn)} pages and {save_as(STRATEGY_PDF)}"

    def _styleguide(self) -> Sheet:
        return styleguide(self.catalogue, self.sheets[0])

    def _draw(self, sheet: Sheet) -> str:
        return self.frames.page(
            self.get_template(sheet.template).render({**sheet.context, "shared": self.frames.shared})
        )

    def _files(self) -> set[str]:
        """The address of everything that is written beside the pages and that a page may link to."""
        static = Path(self.theme) / "static"
        theme = {
            f"/theme/{f.relative_to(static).as_posix()}" for name in COPIED for f in (static / name).iterdir()
        }
        feed = "/" + self.settings["FEED_ATOM"]
        return {STRATEGY_PDF, feed, "/sitemap.xml", *self.calendars, *theme}

    def _write_text(self, writer: Any, url: str, text: str) -> None:
        writer.write_file(save_as(url), Ready(text), {"localsiteurl": ""})

    def _write_theme(self, writer: Any) -> None:
        static = Path(self.theme) / "static"
        for name in SHEETS:
            self._write_text(writer, f"/theme/css/{name}.css", stylesheet(static / "css", name))
        for folder in COPIED:
            shutil.copytree(static / folder, Path(self.output_path) / "theme" / folder, dirs_exist_ok=True)

    def _write_pdf(self, library: Library) -> None:
        pdf = strategy_pdf.made(library, self._from_root("CACHE_PATH"))
        target = Path(self.output_path) / save_as(STRATEGY_PDF)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(pdf)

    def _from_root(self, setting: str) -> Path:
        return Path(self.settings["ROOT"], self.settings[setting])
