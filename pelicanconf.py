"""How the site is built on the machine of whoever works on it. `publishconf.py` is what the public gets."""

import os
import sys
from pathlib import Path

ROOT = str(Path(__file__).resolve().parent)

# The forms' library draws the form's first page, and the plugins lie beside this file.
sys.path[:0] = [entry for entry in (ROOT, str(Path(ROOT, "functions"))) if entry not in sys.path]

from musicservice.pages.environment import OPTIONS, TEMPLATES  # noqa: E402
from musicservice.pages.filters import FILTERS  # noqa: E402
from plugins.ending import Build  # noqa: E402

# A public build stands at the address in content/data/site.toml, and leaves out what only its makers need.
PUBLIC = False
SITEURL = os.environ.get("SITEURL", "http://127.0.0.1:8000").rstrip("/")
# The editor at /edit/: "folder" edits the files this build is made of, through `make run`.
EDITOR: dict[str, str] | None = {"name": "folder"}
# The day that is built for; empty: today. To see what the site will be: TODAY=2027-01-11 make build
TODAY = os.environ.get("TODAY", "")
# Where drafts may be looked at by a link that nobody can guess: only publishconf.py sets it.
PREVIEW_SECRET = ""
# Samples may be built and tried. What is published for good holds none: see `make publish-to`.
REFUSE_SAMPLES = False
TIMEZONE = "Europe/London"
DEFAULT_LANG = "en-GB"
LOCALE = ["C"]

PATH = "content"
OUTPUT_PATH = "build/site"
CACHE_PATH = "build/cache"
CATALOGUE_PATH = "build/catalogue.json"
# For the commands that publish: each page with its title, its file and its owner. Empty: not written.
PAGES_PATH = ""
# What the linter says of each page, for the preview. Empty: it is not asked.
FINDINGS_PATH = ""
DELETE_OUTPUT_DIRECTORY = True
SEARCH_INDEX = True

# Named one by one: by default Pelican loads whatever is installed.
PLUGINS = ["plugins.publishing"]
PELICAN_CLASS = Build

THEME = "theme"
THEME_TEMPLATES_OVERRIDES = [str(TEMPLATES)]
THEME_STATIC_PATHS: list[str] = []
# One build is one process, so no template changes while it is in use.
JINJA_ENVIRONMENT = {**OPTIONS, "auto_reload": False}
JINJA_FILTERS = dict(FILTERS)

# News is Pelican's only for its feed; every page, news too, is drawn by our own generator.
ARTICLE_PATHS = ["news"]
ARTICLE_SAVE_AS = ""
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
FEED_ATOM = "feeds/news.atom.xml"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
USE_FOLDER_AS_CATEGORY = False
FORMATTED_FIELDS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
INDEX_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = AUTHOR_SAVE_AS = ""
ARTICLE_LANG_SAVE_AS = PAGE_SAVE_AS = PAGE_LANG_SAVE_AS = ""
DRAFT_SAVE_AS = DRAFT_LANG_SAVE_AS = DRAFT_PAGE_SAVE_AS = DRAFT_PAGE_LANG_SAVE_AS = ""
YEAR_ARCHIVE_SAVE_AS = MONTH_ARCHIVE_SAVE_AS = DAY_ARCHIVE_SAVE_AS = ""
