"""What the commands for staff have in common: courses as their files say, the tables, the keys, the mistakes.

With MUSICSERVICE_TABLES in the environment, they mean the tables and the keys named there; else those of this
machine, whether the product runs or not. What they write about people, its owner alone can read.
"""

from __future__ import annotations

import getpass
import os
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from local import settings, tables
from local.data import answering
from local.engine import NAMED
from local.install import Unmet
from local.keys import keys
from local.places import Places
from local.process import BrokenError
from musicservice import bootstrap
from musicservice.adapters.clock import SystemClock
from musicservice.domain.training import LONDON
from musicservice.ports import UnavailableError
from plugins.mistakes import ContentRefusedError
from plugins.reading.checks import check
from plugins.reading.library import read_library
from plugins.reading.lives import parted
from plugins.writing.catalogue import catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from musicservice.catalogue import Catalogue
    from musicservice.domain.training import Course
    from musicservice.round_parts import Office

TABLES = "MUSICSERVICE_TABLES"
FOLDER = "registers"


class AskedWronglyError(Exception):
    """The command was given something that it cannot use. The message says what it takes."""


@dataclass(frozen=True)
class Desk:
    """Where a member of staff called `who` sits: the service, what the site tells it, and where papers go."""

    office: Office
    catalogue: Catalogue
    papers: Path
    who: str

    def course(self, slug: str) -> Course:
        """The course that was asked for. Raises AskedWronglyError."""
        found = self.catalogue.course(slug)
        if found is None:
            known = "\n  ".join(one.slug for one in self.catalogue.courses)
            asked = f'there is no course "{slug}"' if slug else "say which course"
            raise AskedWronglyError(f"{asked}: COURSE= one of\n  {known}")
        return found

    def keep(self, name: str, content: bytes) -> Path:
        """Write a paper about people for its owner alone, over one of the same name."""
        self.papers.mkdir(mode=0o700, parents=True, exist_ok=True)
        place = self.papers / name
        place.unlink(missing_ok=True)
        with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
        return place


def told(name: str, work: Callable[[Desk], int], root: Path) -> int:
    """Do `work` at a desk and return what it returns; 2 after a line that says why it cannot be done."""
    try:
        with desk(root) as found:
            return work(found)
    except (Unmet, BrokenError, AskedWronglyError) as refused:
        print(f"make {name}: {refused}", file=sys.stderr)
    except ContentRefusedError as refused:
        print(refused, file=sys.stderr)
    except UnavailableError as away:
        print(f"make {name}: the database did not answer ({away}). Try again.", file=sys.stderr)
    return 2


@contextmanager
def desk(root: Path) -> Iterator[Desk]:
    """A desk for as long as the context lasts. Raises ContentRefusedError, `Unmet` or `BrokenError`."""
    library = read_library(root / "content")
    check(library, root / "theme" / "templates")
    site, today = library.data.site, SystemClock().now().astimezone(LONDON).date()
    known = catalogue(
        parted(library, today).bookable, site.as_site(os.environ.get("MUSICSERVICE_SITE_URL", site.url))
    )
    places = Places(root, root / ".local")
    with ExitStack() as undo:
        folder = Path(undo.enter_context(TemporaryDirectory(prefix="music-service-")))
        (folder / "catalogue.json").write_text(known.to_json(), encoding="utf-8")
        if TABLES not in os.environ:
            here(undo, places)
        os.environ["MUSICSERVICE_CATALOGUE"] = str(folder / "catalogue.json")
        bootstrap.office.cache_clear()
        yield Desk(bootstrap.office(), known, places.folder / FOLDER, getpass.getuser())


def here(undo: ExitStack, places: Places) -> None:
    """Let the environment say that everything is on this machine."""
    settings.stay_here()
    address = undo.enter_context(answering(places))
    made = keys(places.keys)
    os.environ.update(settings.credentials(os.environ))
    os.environ.update(
        {
            NAMED: address,
            TABLES: tables.PREFIX,
            "MUSICSERVICE_SEAL": made.public.as_uri(),
            "MUSICSERVICE_OPEN": made.private.as_uri(),
        }
    )
