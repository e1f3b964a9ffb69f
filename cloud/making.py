"""A release of what was built here: checked, built, stamped, and each file told by what is in it."""

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from cloud.kinds import kind
from cloud.releases import Item, Release
from cloud.stamping import stamp
from local.strict import RefusedError, Strict, built, digests, linted


@dataclass(frozen=True)
class Made:
    """A release, the build that it is of, and where each of its files lies here, by SHA-256."""

    release: Release
    strict: Strict
    files: dict[str, Path]

    @property
    def catalogue(self) -> bytes:
        """What this build tells the functions, as a JSON document."""
        return (self.strict.site.parent / "catalogue.json").read_bytes()


def checked_and_built(content: Path, folder: Path, *, samples: bool = False) -> Strict:
    """The build of `content` in `folder`, which is empty; `samples` lets placeholders through.

    Raises RefusedError for errors in the content.
    """
    print("Checking the texts…", flush=True)
    linted(content)
    print("Building…", flush=True)
    return built(content, folder, samples=samples)


def made(strict: Strict, now: datetime) -> Made:
    """The release of a build, whose styles and scripts are stamped for it, in place.

    Raises RefusedError for a file of a kind nobody knows, and where a page or picture is over by now.
    """
    stamp(strict.site)
    strict = replace(strict, files=digests(strict.site))
    items = {name: _item(strict.site / name, name, digest) for name, digest in strict.files.items()}
    name = f"{now.astimezone(UTC):%Y-%m-%dT%H%M%SZ}-{secrets.token_hex(4)}"
    release = Release(name, items, strict.pages, strict.until)
    if not release.may_be_shown(now.date().isoformat()):
        raise RefusedError(f"a page or a picture of this build was over on {strict.until}: build it again")
    return Made(release, strict, {digest: strict.site / name for name, digest in strict.files.items()})


def _item(file: Path, name: str, digest: str) -> Item:
    md5 = hashlib.md5(file.read_bytes(), usedforsecurity=False)
    return Item(digest, md5.hexdigest(), kind(name))
