"""What each file of the site is said to be, and for how long whom it may be kept by. It knows names alone.

CloudFront compresses as it serves: see docs/decisions/0036-publishing.md.
"""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from local.strict import RefusedError

UTF_8 = "; charset=utf-8"
TYPES = {
    ".html": f"text/html{UTF_8}",
    ".css": f"text/css{UTF_8}",
    ".js": f"text/javascript{UTF_8}",
    ".txt": f"text/plain{UTF_8}",
    ".ics": f"text/calendar{UTF_8}",
    ".atom.xml": f"application/atom+xml{UTF_8}",
    ".xml": f"application/xml{UTF_8}",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".vtt": f"text/vtt{UTF_8}",
    ".pagefind": "application/octet-stream",
    ".pf_index": "application/octet-stream",
    ".pf_meta": "application/octet-stream",
    ".pf_fragment": "application/octet-stream",
}
"""By the end of a name, the longer before the shorter. A name with another end is not published."""

STAMPED = r"theme/(?:css|js)/[\w-]+\.[0-9a-f]{12}\.(?:css|js)"
PICTURE = r"images/[0-9a-f]{16}-\d+\.\w+"
PART_OF_SEARCH = r"pagefind/.*_[0-9a-f]{7,}\.pf_\w+|pagefind/.*\.[\w-]+_[0-9a-f]{7,}\.pf_meta"
NEVER_ANOTHER = re.compile(f"{STAMPED}|{PICTURE}|{PART_OF_SEARCH}")
"""Names that tell what is in the file."""
ASSETS = ("theme/", "pagefind/")
"""What pages are made with: an older page, kept by somebody's browser, may still ask for it."""

FOR_EVER = "public, max-age=31536000, immutable"
SHORT = "public, max-age=60, s-maxage=300"
AN_HOUR = "public, max-age=3600, s-maxage=86400"
NEVER = "no-cache"
ALWAYS_ASKED_FOR = ("worker.js",)
"""A device that keeps an old one would keep old pages: see decision 0023."""
PREVIEWS = "preview/"


@dataclass(frozen=True)
class Kind:
    """What a file is, and who may keep it for how long, as HTTP says both."""

    type: str
    keep: str


def kind(name: str) -> Kind:
    """The kind of the file at that path below the site's folder. Raises RefusedError for an unknown one."""
    found = next((said for end, said in TYPES.items() if name.endswith(end)), None)
    if found is None:
        raise RefusedError(f"{name}: nobody said what a file with this ending is; cloud/kinds.py lists them")
    return Kind(found, _keep(name))


def _keep(name: str) -> str:
    if name in ALWAYS_ASKED_FOR:
        return NEVER
    if name.startswith(PREVIEWS):
        return "private, no-store"
    if NEVER_ANOTHER.fullmatch(name):
        return FOR_EVER
    if PurePosixPath(name).parts[0] in {"theme", "videos"} and not name.endswith((".css", ".js")):
        return AN_HOUR
    return SHORT


def is_asset(name: str) -> bool:
    """Whether it is part of pages rather than one: it stays while a release that asks for it is kept."""
    return name.startswith(ASSETS)
