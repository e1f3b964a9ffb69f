"""Writes what was decided: pages, the form's first step, files for programs, styles, PDF and catalogue."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pelican.generators import Generator

from musicservice.forms.enrolment import enrolment
from musicservice.pages.render import form_page
from plugins.reading.library import Library
from plugins.writing import strategy_pdf
from plugins.writing.catalogue import catalogue, write
from plugins.writing.machine_files import robots, sitemap
from plugins.writing.sheets import Sheet, save_as, sheets
from plugins.writing.styleguide import styleguide
from plugins.writing.stylesheet import stylesheet

FORM = "/enrol/form/"
STRATEGY_PDF = "/inclusion/strategy.pdf"
COPIED = ("fonts", "images")


@dataclass(frozen=True)
class Ready:
    """Text in the shape of a template, so that Pelican's writer keeps its own account of every file."""

    text: str

    def render(self, _: Any) -> str:
        return self.text


class SiteGenerator(Generator):  # type: ignore[misc] # Pelican has no types
    """Everything but the feed and the pictures in content/images, which Pelican writes itself."""

    def generate_output(self, writer: Any) -> None:
        """Called once by Pelican, when all content is read."""
        library: Library = self.settings["LIBRARY"]
        site = library.data.site.as_site(self.settings["SITEURL"])
        made = catalogue(library, site)
        drawn = sheets(library, site)
        form = enrolment(made)
        for sheet in drawn if self.settings["PUBLIC"] else (*drawn, styleguide(form, drawn[0])):
            self._write(writer, sheet)
        self._write_text(writer, FORM, form_page(site, form, {}, {}, "fresh", FORM))
        self._write_text(writer, "/sitemap.xml", sitemap([*drawn, Sheet(FORM, "form")], site.url))
        self._write_text(writer, "/robots.txt", robots(site.url))
        self._write_theme(writer)
        self._write_pdf(library)
        write(made, self._from_root("CATALOGUE_PATH"))

    def _write(self, writer: Any, sheet: Sheet) -> None:
        writer.write_file(
            sheet.save_as, self.get_template(sheet.template), {"localsiteurl": ""}, **sheet.context
        )

    def _write_text(self, writer: Any, url: str, text: str) -> None:
        writer.write_file(save_as(url), Ready(text), {"localsiteurl": ""})

    def _write_theme(self, writer: Any) -> None:
        static = Path(self.theme) / "static"
        self._write_text(writer, "/theme/css/site.css", stylesheet(static / "css"))
        for folder in COPIED:
            shutil.copytree(static / folder, Path(self.output_path) / "theme" / folder, dirs_exist_ok=True)

    def _write_pdf(self, library: Library) -> None:
        pdf = strategy_pdf.made(library, self._from_root("CACHE_PATH"))
        target = Path(self.output_path) / save_as(STRATEGY_PDF)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(pdf)

    def _from_root(self, setting: str) -> Path:
        return Path(self.settings["ROOT"], self.settings[setting])
