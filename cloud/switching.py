"""Brings a release to where people see it, step by step, so that whoever reads meanwhile reads a whole site.

Publishing and rolling back are the same thing from here on. Interrupted anywhere, the next run ends right.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from cloud.edge import Edge
from cloud.releases import Live, Release, Steps, steps, to_keep
from cloud.shelf import FILES, RECORDS, OvertakenError, Shelf, ShelfError

ROUNDS = 3
"""How often what lies there is looked at again before we give up."""
TOLD_EVERY = 25


@dataclass(frozen=True)
class Switch:
    """One publish or rollback. `today` is the day there as ISO 8601, `say` hears what happens."""

    shelf: Shelf
    edge: Edge
    today: str
    say: Callable[[str], None]

    def look(self, release: Release) -> "Outlook":
        """What bringing this release would do. Nothing is written. Raises ShelfError, BrokenRecordError."""
        live, mark = self.shelf.live()
        releases = self.shelf.releases()
        coming = next((one for one in releases if one.name == live.coming), None)
        if coming and coming.files == release.files:
            release = replace(release, name=coming.name)  # what was broken off is gone on with
        whole = next((one for one in releases if one.name == live.whole), None)
        seen = [one for one in (whole, coming) if one]
        others = [one for one in releases if one.name != release.name]
        kept = to_keep(others, live, self.today)
        return Outlook(release, live, mark, whole, steps(release, seen, self.shelf.shown(), kept))

    def bring(self, outlook: "Outlook", files: Mapping[str, Path], *, back: bool = False) -> bool:
        """Do it; `files` holds by SHA-256 what may have to be sent. Says whether anything was to be done.

        Raises ShelfError, and OvertakenError where somebody else has begun since.
        """
        if outlook.is_done:
            self._tidy(outlook.live)
            return False
        release, by = outlook.release, secrets.token_hex(8)
        self.shelf.record(release)
        begun = outlook.live.begun(release.name, by, back=back)
        mark = self.shelf.point(begun, outlook.mark)
        self._send(release, files)
        self._show(release, outlook.steps, mark)
        if outlook.steps.tell:
            self.say(f"Telling CloudFront of {len(outlook.steps.tell)} addresses…")
            self.edge.tell(outlook.steps.tell, by)
        self._go_on(mark)
        self.shelf.hide(outlook.steps.remove)
        ended = begun.ended()
        self.shelf.point(ended, mark)
        self._tidy(ended)
        return True

    def _send(self, release: Release, files: Mapping[str, Path]) -> None:
        wanted = {item.sha256 for item in release.files.values()} - self.shelf.held()
        if lost := wanted - files.keys():
            raise ShelfError(f"{len(lost)} files of {release.name} are no longer there")
        self.shelf.hold({digest: files[digest] for digest in wanted}, self._progress("Sent", len(wanted)))

    def _show(self, release: Release, todo: Steps, mark: str) -> None:
        """Put the files there, and look that they are."""
        progress = self._progress("Put", sum(map(len, todo.write)))
        for _ in range(ROUNDS):
            for rank in todo.write:
                self._go_on(mark)
                self.shelf.show(release, rank, progress)
            todo = steps(release, [], self.shelf.shown(), [])
            if not todo.write:
                return
        raise ShelfError("what lies there is not what was put there: does somebody else write to the bucket?")

    def _go_on(self, mark: str) -> None:
        if not self.shelf.is_at(mark):
            raise OvertakenError

    def _tidy(self, live: Live) -> None:
        """Drop what cannot be brought back any more: old releases, and files that none of the others has."""
        releases = self.shelf.releases()
        kept = to_keep(releases, live, self.today)
        names = {one.name for one in kept}
        self.shelf.hide((f"{one.name}.json" for one in releases if one.name not in names), RECORDS)
        asked_for = {item.sha256 for one in kept for item in one.files.values()}
        self.shelf.hide(sorted(self.shelf.held() - asked_for), FILES)

    def _progress(self, what: str, count: int) -> Callable[[], None]:
        done = 0

        def one_more() -> None:
            nonlocal done
            done += 1
            if done % TOLD_EVERY == 0 or done == count:
                self.say(f"  {what} {done} of {count} files")

        return one_more


@dataclass(frozen=True)
class Outlook:
    """What is to be done for a release, and what was seen when that was worked out."""

    release: Release
    live: Live
    mark: str
    whole: Release | None
    steps: Steps

    @property
    def is_done(self) -> bool:
        """Whether people see exactly this release already."""
        whole = self.whole is not None and self.live.is_whole and self.whole.files == self.release.files
        return whole and not self.steps.write and not self.steps.remove
