"""Writes what was decided: pages, the forms' first steps, files for programs, styles, PDF and catalogue."""

import shutil
from pathlib import Path
from typing import Any

from pelican.utils import sanitised_join

from plugins.ending import end_build_with_mistakes
from plugins.linting.whole import said_of
from plugins.reading.library import Library
from plugins.reading.today import of_today
from plugins.writing import strategy_pdf
from plugins.writing.accounts import findings_json, pages_json, redirects_json, write
from plugins.writing.catalogue import catalogue
from plugins.writing.drawing import COPIED, STRATEGY_PDF, VIDEOS, Drawing
from plugins.writing.machine_files import robots, schools_json, sitemap
from plugins.writing.sheets import Sheet, save_as
from plugins.writing.stylesheet import SHEETS, stylesheet
from plugins.writing.worker import ADDRESS as WORKER
from plugins.writing.worker import FONT, OFFLINE, STYLES, worker

SCHOOLS = "/data/schools.json"
REDIRECTS = "/redirects.json"


class SiteGenerator(Drawing):
    """Everything but the feed, which Pelican writes itself."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """Draws the pages and looks at their links here: after this, Pelican empties the output folder."""
        self.written: set[str] = set()
        end_build_with_mistakes(super().__init__, *arguments, **named)

    def generate_output(self, _: Any) -> None:
        """Called once by Pelican, when all content is read. Its own writer takes longer than drawing does."""
        site = self.catalogue.site
        forms = [Sheet(url, "form") for url in self.forms]
        for url, text in {**self.drawn, **self.kept, **self.previews}.items():
            self._write_text(url, text)
        self._write_text(REDIRECTS, redirects_json(self.settings["LIVES"]))
        self._write_text("/sitemap.xml", sitemap([*self.sheets, *forms], site.url))
        self._write_text("/robots.txt", robots(site.url))
        self._write_text(SCHOOLS, schools_json(self.catalogue.schools))
        for url, text in self.calendars.items():
            self._write_text(url, text)
        if self.editor:
            self.editor.write(Path(self.output_path))
        self.frames.write(Path(self.output_path))
        self._write_theme()
        self._write_pdf(self.settings["LIBRARY"])
        self._write_accounts()
        for url, address in self.hidden.items():
            print(f"preview of {url}: {site.url}{address}")
        self.settings["WRITTEN"] = f"{len(self.drawn)} pages and {save_as(STRATEGY_PDF)}"

    def _write_accounts(self) -> None:
        """What the functions, and the commands that publish, must know of this build."""
        lives = self.settings["LIVES"]
        lasting = (
            catalogue(lives.bookable, self.catalogue.site) if self.settings["PUBLIC"] else self.catalogue
        )
        write(lasting.to_json(), self._from_root("CATALOGUE_PATH"))
        if self.settings["PAGES_PATH"]:
            write(pages_json(lives, self.frames.until), self._from_root("PAGES_PATH"))
        if self.settings["FINDINGS_PATH"]:
            content = Path(self.path).resolve()
            said = said_of(content, self.settings["WHOLE"], of_today(self.settings))
            write(findings_json(said, self.settings["WHOLE"]), self._from_root("FINDINGS_PATH"))

    def _write_text(self, url: str, text: str) -> None:
        """Raises ValueError where two things would stand at one address."""
        if url in self.written:
            raise ValueError(url)
        self.written.add(url)
        target = Path(sanitised_join(self.output_path, save_as(url)))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def _write_theme(self) -> None:
        static = Path(self.theme) / "static"
        for name in SHEETS:
            self._write_text(f"/theme/css/{name}.css", stylesheet(static / "css", name))
        for folder in COPIED:
            shutil.copytree(static / folder, Path(self.output_path) / "theme" / folder, dirs_exist_ok=True)
        self._write_text(WORKER, self._worker(static))
        if (films := Path(self.path, VIDEOS)).is_dir():
            shutil.copytree(films, Path(self.output_path) / VIDEOS, dirs_exist_ok=True)

    def _worker(self, static: Path) -> str:
        """Keeps pages where that is wanted and there is a page to show when nothing else is there."""
        keeps = self.settings["LIBRARY"].data.site.keep_pages and OFFLINE in self.drawn
        parts = {
            OFFLINE: self.drawn.get(OFFLINE, "").encode(),
            STYLES: stylesheet(static / "css", "site").encode(),
            FONT: (static / "fonts" / Path(FONT).name).read_bytes(),
        }
        return worker(static / "worker", parts, keeps=keeps)

    def _write_pdf(self, library: Library) -> None:
        pdf = strategy_pdf.made(library, self._from_root("CACHE_PATH"))
        target = Path(self.output_path) / save_as(STRATEGY_PDF)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(pdf)
