"""The Pelican plugin: reads and checks the content first, then hands Pelican the pages to write.

It knows Pelican's signals and settings, so that the reading and the writing need not.
"""

import datetime as dt
import sys
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, FileSystemLoader
from pelican import signals

from plugins.ending import end_build_with_mistakes
from plugins.pictures.gallery import gallery
from plugins.reading.checks import check
from plugins.reading.library import Library, read_library
from plugins.reading.life_checks import check_lives
from plugins.reading.lives import Lives, marked, parted, told
from plugins.reading.parallel import THRESHOLD
from plugins.reading.published_addresses import check_published
from plugins.reading.sample_checks import check_samples
from plugins.reading.today import of_today
from plugins.reading.translation_checks import old_translations
from plugins.writing import news_feed
from plugins.writing.generator import SiteGenerator
from plugins.writing.life_sheets import LONG_ENOUGH

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
    today = of_today(settings)
    refuse_short(settings["PREVIEW_SECRET"])
    threshold = settings.get("PARALLEL_THRESHOLD", THRESHOLD)
    library = end_build_with_mistakes(read_library, content, threshold)
    end_build_with_mistakes(check, library, Path(settings["THEME"]) / "templates")
    end_build_with_mistakes(check_lives, library, today)
    lives = parted(library, today)
    end_build_with_mistakes(check_published, lives, content)
    if settings["REFUSE_SAMPLES"]:
        end_build_with_mistakes(check_samples, lives.told)
    for line in (*told(lives), *old_translations(library)):
        print(line)
    end_build_with_mistakes(show, settings, library, lives, today)


def refuse_short(secret: str) -> None:
    """Ends the build where the addresses of previews could be guessed."""
    if secret and len(secret) < LONG_ENOUGH:
        sys.exit(f"PREVIEW_SECRET is too short: take {LONG_ENOUGH} characters or more that nobody can guess")


def show(settings: Any, library: Library, lives: Lives, today: dt.date) -> None:
    """Tells Pelican and our generator what is on show; the makers of the site are shown everything.

    Raises ContentRefusedError for a picture that may not be shown.
    """
    site = library.data.site
    settings["LIVES"], settings["WHOLE"] = lives, marked(library, today)
    settings["LIBRARY"] = lives.told if settings["PUBLIC"] else settings["WHOLE"]
    drawn = settings["WHOLE" if settings["PREVIEW_SECRET"] else "LIBRARY"]
    kept = Path(settings["ROOT"], settings["CACHE_PATH"], "pictures")
    settings["GALLERY"] = gallery(drawn, Path(settings["PATH"]), kept, today)
    settings["SITENAME"] = settings["AUTHOR"] = site.name
    if settings["PUBLIC"]:
        settings["SITEURL"] = settings["FEED_DOMAIN"] = site.url
    newest = lives.told.news[: settings["FEED_MAX_ITEMS"]]
    fed = [item for item in lives.told.news if item.date >= newest[-1].date] if newest else []
    settings["ARTICLE_PATHS"] = [f"news/{Path(item.path).name}" for item in fed]


def draw_with_our_templates_only(generator: Any) -> None:
    """Takes Pelican's bundled theme out of reach: a missing template fails, and imitates no other site."""
    ours = FileSystemLoader(generator._templates_path)  # noqa: SLF001 - Pelican offers no other way
    generator.env.loader = ChoiceLoader([ours, DictLoader(ASKED_FOR_IN_VAIN)])


def our_generator(_: Any) -> type:
    return SiteGenerator
