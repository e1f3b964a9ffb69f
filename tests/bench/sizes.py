"""What a family waits for before anything runs: the bundle's size, and the first view's."""

import tempfile
from pathlib import Path

from cloud.bundle import Bundle
from cloud.package import MEGABYTE
from tests import conftest
from tests.bench.measuring import Samples
from tests.site.built import pages
from tests.site.test_budget import BUDGET, first_view


def bundle_public(told: object) -> Samples:
    """The bundle as `make package` makes it, for Lambda's processor."""
    del told
    with tempfile.TemporaryDirectory() as made:
        one = Bundle("public", Path(made, "public"))
        one.make(catalogue(Path(made)))
        return Samples([one.zip.stat().st_size / MEGABYTE])


def first_view_bytes(told: object) -> Samples:
    """Every page of the site as the public gets it; the heaviest counts."""
    del told
    with tempfile.TemporaryDirectory() as made:
        site = conftest.build(Path(made), "publishconf.py").site
        return Samples([max(first_view(page.html, site) for page in pages(site))], [BUDGET])


def catalogue(folder: Path) -> Path:
    """The catalogue of the real content, as a build writes it."""
    return conftest.build(folder, "publishconf.py").catalogue
