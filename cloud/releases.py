"""Releases of the site, and what to do to get from what lies there to one of them. Pure: it asks AWS nothing.

A release names every file by what is in it. The last few are kept whole, so that one of them can be brought
back without a build.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self

from cloud.kinds import Kind, is_asset
from local.published import order

KEPT = 5
"""Releases before the present one that are kept, and whose styles and scripts still answer."""
MOST_PATHS = 200
"""Addresses that an invalidation names one by one; past that the whole site is cheaper."""


class BrokenRecordError(Exception):
    """A record in the bucket cannot be read. The message names it."""


@dataclass(frozen=True)
class Item:
    """One file of a release: its SHA-256, its MD5, which S3 lists, and what it is served as."""

    sha256: str
    etag: str
    kind: Kind


@dataclass(frozen=True)
class Release:
    """A whole site. `name` begins with the time; `until` is the last day it may be shown, or ""."""

    name: str
    files: Mapping[str, Item]
    pages: tuple[dict[str, Any], ...] = ()
    until: str = ""

    def may_be_shown(self, today: str) -> bool:
        """Whether no page of it is over on `today` (ISO 8601), and no consent to a picture has ended."""
        return not self.until or self.until >= today

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Raises BrokenRecordError."""
        try:
            raw = json.loads(text)
            files = {
                name: Item(one["sha256"], one["etag"], Kind(**one["kind"]))
                for name, one in raw["files"].items()
            }
            return cls(raw["name"], files, tuple(raw["pages"]), raw["until"])
        except (ValueError, KeyError, TypeError, AttributeError) as broken:
            raise BrokenRecordError("the record of a release cannot be read") from broken


@dataclass(frozen=True)
class Live:
    """Which release is shown. `coming` is one that is being put there, or was when somebody broke off.

    `before` leads to the release that was shown before each. `back`: what is coming was shown before. `held`:
    what is shown was brought back, and no daily build goes past it.
    """

    whole: str = ""
    coming: str = ""
    back: bool = False
    before: Mapping[str, str] = field(default_factory=dict)
    by: str = ""
    held: bool = False

    def begun(self, coming: str, by: str, *, back: bool = False) -> Self:
        """As it is while somebody, with the number `by`, brings a release."""
        return replace(self, coming=coming, back=back, by=by)

    def ended(self) -> Self:
        """As it is when that release is whole. The way back from one that came back leads further back."""
        before = dict(self.before)
        if not self.back and self.coming != self.whole:
            before[self.coming] = self.whole
        return replace(self, whole=self.coming, coming="", back=False, before=before, by="", held=self.back)

    @property
    def is_whole(self) -> bool:
        return not self.coming

    def last(self) -> str:
        """The release that a rollback brings back; "" where there is none.

        Of a publish that was broken off, the one that was whole; of a rollback broken off, the same again.
        """
        if self.coming:
            return self.coming if self.back else self.whole
        return self.before.get(self.whole, "")


@dataclass(frozen=True)
class Steps:
    """What to do, in this order: files to put, rank by rank; addresses to tell; files to take away."""

    write: tuple[tuple[str, ...], ...]
    tell: tuple[str, ...]
    remove: tuple[str, ...]


def steps(new: Release, seen: Sequence[Release], there: Mapping[str, str], kept: Iterable[Release]) -> Steps:
    """From what lies `there`, by path with its MD5, to a release.

    `seen` are those that people may have been shown parts of: the last whole one, and one broken off since.
    What differs from either is told to CloudFront, whoever put it there. The assets of `kept` ones stay.
    """
    asked_for = {name for one in kept for name in one.files if is_asset(name)}
    was = {name: [one.files[name] for one in seen if name in one.files] for name in new.files}
    changed = {name for name, item in new.files.items() if any(item != one for one in was[name])}
    write = {name for name, item in new.files.items() if there.get(name) != item.etag}
    write |= {name for name in changed if any(new.files[name].kind != one.kind for one in was[name])}
    remove = there.keys() - new.files.keys() - asked_for
    told = changed | (write & there.keys()) | {name for name in remove if not is_asset(name)}
    return Steps(
        ranked(write, there), told_of(told) if seen else ("/*",) * bool(write), tuple(sorted(remove))
    )


def ranked(names: Iterable[str], there: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """The files, each group after all that it may lead to."""
    ranks: dict[int, list[str]] = {}
    for name in sorted(names):
        ranks.setdefault(order(name, is_new=name not in there)[0], []).append(name)
    return tuple(tuple(ranks[rank]) for rank in sorted(ranks))


def told_of(names: Iterable[str]) -> tuple[str, ...]:
    """The addresses at which CloudFront may hold those files: a page has one for its folder, too."""
    both = {f"/{name}" for name in names}
    both |= {name.removesuffix("index.html") for name in both}
    return tuple(sorted(both)) if len(both) <= MOST_PATHS else ("/*",)


def to_keep(releases: Sequence[Release], live: Live, today: str) -> list[Release]:
    """Those that may be brought back, the newest last: not what is over, and no more than KEPT before."""
    needed = {live.whole, live.coming}
    others = [one for one in releases if one.name not in needed and one.may_be_shown(today)]
    names = {one.name for one in sorted(others, key=lambda one: one.name)[-KEPT:]} | needed
    return sorted((one for one in releases if one.name in names), key=lambda one: one.name)
