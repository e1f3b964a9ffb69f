"""What the preview shows while the content is edited: a saved page at once, and after it the whole site.

A page is drawn alone by the process of the build that is on show, into that build's folder, so it can never
come to stand in a newer one. It is there for the moment: the whole build decides what stays and is refused.
Everything happens in one thread, one thing after another.
"""

from dataclasses import dataclass, field
from pathlib import Path

from local.build import WHAT, Build, BuildFailedError
from local.leash import Leash
from local.parts import Plan
from local.retouch import Retouched
from local.shown import Shown
from local.watch import Edits

BEFORE = "before"


@dataclass
class Preview:
    """`shown` is the build on show, `coming` the one under way, `later` what was saved since that began."""

    plan: Plan
    leash: Leash
    shown: Build | None = None
    coming: Build | None = None
    later: list[Edits] = field(default_factory=list)

    def whole(self) -> None:
        """Build and show the whole site, and wait for it. Raises `BuildFailedError`."""
        self.begin()
        self.finish()

    def save(self, seen: Edits) -> bool:
        """Note that the whole site is to be built, and show what was saved at once where that can be."""
        self.later.append(seen)
        if self.shown is None or WHAT in Shown.read(self.plan.places.shown).failures:
            return False
        return self._retouch(self.shown, seen)

    def tend(self, seen: Edits) -> bool:
        """Begin the whole build once a look has seen nothing more. Gives whether one waits to be finished."""
        if self.coming is None and self.later and not seen.files:
            self.begin()
        return self.coming is not None and self.coming.ended()

    @property
    def settled(self) -> bool:
        """Whether the whole site as it was last saved has been built."""
        return self.coming is None and not self.later

    def begin(self) -> None:
        self.later.clear()
        self.coming = Build.begin(self.plan, self.leash)

    def finish(self) -> None:
        """Show the build that was begun. Raises `BuildFailedError`, and leaves a whole build on show."""
        build, before = self.coming, self.shown
        if build is None:
            return
        try:
            build.finish()
        except BuildFailedError:
            self.coming = None
            if before is not None:
                retouched(before).undo()
            raise
        for seen in self.later:
            self._retouch(build, seen)
        build.show()
        self.coming, self.shown = None, build
        if before is not None:
            before.end()

    def stop(self) -> None:
        """End what is under way, and what waits for pages."""
        for build in (self.coming, self.shown):
            if build is not None:
                build.end()

    def _retouch(self, build: Build, seen: Edits) -> bool:
        """Draw the files alone into the site of that build, all of them or none."""
        root = self.plan.places.root
        files = [file for file in seen.files if is_page(file) or (root / file).exists()]
        pages = build.draw([file.as_posix() for file in files]) if all(map(is_page, files)) else None
        if pages:
            retouched(build).put(pages)
        return bool(pages)


def is_page(file: Path) -> bool:
    """Whether it may be a page's. Else it touches more, or an editor made it for a moment."""
    return file.parts[0] == "content" and file.suffix == ".md"


def retouched(build: Build) -> Retouched:
    return Retouched(build.site, build.folder / BEFORE)
