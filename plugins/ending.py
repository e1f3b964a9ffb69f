"""How a build ends: with a report of mistakes and nothing written, or with one line on what was written."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from pelican import Pelican

from plugins.mistakes import ContentRefusedError

P = ParamSpec("P")
R = TypeVar("R")


def end_build_with_mistakes(step: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> R:
    """What `step` gives; or the end of the build, where it refuses the content.

    Not an exception to Pelican: it would bury what the person must read under a traceback.
    """
    try:
        return step(*arguments, **named)
    except ContentRefusedError as refused:
        sys.exit(str(refused))


class Build(Pelican):  # type: ignore[misc] # Pelican has no types
    """Pelican, with a last line of our own: its count knows only what it drew itself."""

    def run(self) -> Any:
        try:
            super().run()
            if index := self.settings["INDEX"]:
                index.finish(Path(self.output_path))
        except BaseException:
            if index := self.settings.get("INDEX"):
                index.abandon()
            raise
        print(f"Built {self.settings['WRITTEN']} into {self.output_path}")
