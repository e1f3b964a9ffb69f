"""The Pelican plugin: reads and checks the content first, then hands Pelican the pages to write.

It knows Pelican's signals and settings, so that the reading and the writing need not.
"""

import datetime as dt
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import ChoiceLoader, DictLoader, FileSystemLoader
from pelican import signals

from musicservice.pages.filters import longdate
from plugins.ending import end_build_with_mistakes
from plugins.pictures.gallery import gallery
from plugins.reading.checks import check
from plugins.reading.course_checks import doubts
from plugins.reading.held_back import hold_back
from plugins.reading.library import Library, read_library
from plugins.reading.parallel import THRESHOLD
from plugins.writing import news_feed
from plugins.writing.generator import SiteGenerator

# Pelican loads these before it sees that no such page is to be written.
ASKED_FOR_IN_VAIN = {f"{name}.html": "" for name in ("archives", "author", "category", "tag")}


def register() -> None:
    """Called once by Pelican. The receivers are functions of modules: Pelican holds them weakly."""
    signals.initialized.connect(read_content)
    signals.readers_init.connect(news_feed.read_only_ours)
    signals.generator_init.connect(draw_with_our_templates_only)
    signals.get_generators.connect(our_generator)


def read_content(pelican: Any) -> None:
    """Reads all content into the settings, or ends the build with every mistake in it."""
    settings = pelican.settings
    content = Path(settings["PATH"])
    threshold = settings.get("PARALLEL_THRESHOLD", THRESHOLD)
    library = end_build_with_mistakes(read_library, content, threshold)
    end_build_with_mistakes(check, library, Path(settings["THEME"]) / "templates")
    for doubt in doubts(library):
        print(doubt)
    site = library.data.site
    settings["LIBRARY"] = told = _told_today(library, settings)
    kept = Path(settings["ROOT"], settings["CACHE_PATH"], "pictures")
    settings["GALLERY"] = end_build_with_mistakes(gallery, told, content, kept, _today(settings))
    settings["SITENAME"] = settings["AUTHOR"] = site.name
    if settings["PUBLIC"]:
        settings["SITEURL"] = settings["FEED_DOMAIN"] = site.url


def _told_today(library: Library, settings: Any) -> Library:
    """The library without news of days to come; Pelican is told to pass over those files too."""
    told, early = hold_back(library, _today(settings))
    for item in early:
        print(f"held back until {longdate(item.date)}: {item.path}")
    settings["IGNORE_FILES"] = [*settings["IGNORE_FILES"], *(Path(item.path).name for item in early)]
    return told


def _today(settings: Any) -> dt.date:
    return dt.datetime.now(ZoneInfo(settings["TIMEZONE"])).date()


def draw_with_our_templates_only(generator: Any) -> None:
    """Takes Pelican's bundled theme out of reach: a missing template fails, and imitates no other site."""
    ours = FileSystemLoader(generator._templates_path)  # noqa: SLF001 - Pelican offers no other way
    generator.env.loader = ChoiceLoader([ours, DictLoader(ASKED_FOR_IN_VAIN)])


def our_generator(_: Any) -> type:
    return SiteGenerator
