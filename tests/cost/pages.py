"""What a view of a page of the site sends."""

import re
import tempfile
from pathlib import Path
from statistics import mean

from tests import conftest
from tests.site.built import pages
from tests.site.test_budget import before_pictures, weight

SHOWN = re.compile(r'<img [^>]*src="([^"]+)"')
ASKED = re.compile(r'<(?:link rel="(?:stylesheet|preload)"|script|img) [^>]*(?:src|href)="/')


def the_site() -> dict[str, float]:
    """Of the public's pages: octets and requests for who comes first, octets of the HTML alone."""
    with tempfile.TemporaryDirectory() as made:
        site = conftest.build(Path(made), "publishconf.py").site
        all_of_them = pages(site)
        return {
            "pages": len(all_of_them),
            "files": sum(file.is_file() for file in site.rglob("*")),
            "octets": sum(file.stat().st_size for file in site.rglob("*") if file.is_file()),
            "first_octets": round(mean(before_pictures(one.html, site) for one in all_of_them)),
            "first_requests": round(mean(1 + len(ASKED.findall(one.html)) for one in all_of_them), 1),
            "picture_octets": round(mean(pictures(one.html, site) for one in all_of_them)),
            "html_octets": round(mean(weight(one.html.encode()) for one in all_of_them)),
        }


def pictures(html: str, site: Path) -> int:
    """Octets of what a page shows, at the size that a browser without `srcset` takes."""
    names = {name for name in SHOWN.findall(html) if (site / name[1:]).is_file()}
    return sum((site / name[1:]).stat().st_size for name in names)
