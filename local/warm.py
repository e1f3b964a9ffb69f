"""Builds the site as Pelican's command does, says so, and stays: it draws each page whose file is saved then.

It speaks with `local.build`, which started it, over a line of JSON each way, and ends with it. It writes
nothing once the build is over, and decides nothing about when a page is shown.
"""

import gc
import json
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, TextIO

import pelican
from pelican import signals

from plugins.mistakes import ContentRefusedError
from plugins.preview import NotAloneError, OnePage
from plugins.writing.drawing import Drawing

BUILT = "built"


def main(line: int, arguments: Sequence[str]) -> None:
    """`line` is the number of the inherited socket, `arguments` are those of Pelican's command."""
    found: list[Any] = []

    def keep(generators: Sequence[Any]) -> None:
        found.extend(generators)

    signals.all_generators_finalized.connect(keep)
    pelican.main(arguments)
    pages = OnePage(next(one for one in found if isinstance(one, Drawing)))
    gc.freeze()  # the whole site stays for good: to look through it for rubbish would only delay a page
    with (
        socket.socket(fileno=line) as end,
        end.makefile("rw", encoding="utf-8") as talk,
        suppress(BrokenPipeError),
    ):
        answer(talk, BUILT)
        for asked in talk:
            answer(talk, drawn(pages, json.loads(asked)))


def drawn(pages: OnePage, paths: Sequence[str]) -> dict[str, str] | None:
    """The files of the site in their new form, or nothing where only the whole build can tell."""
    try:
        return dict(pages.drawn(path) for path in paths)
    except (ContentRefusedError, NotAloneError):
        return None


def answer(talk: TextIO, what: object) -> None:
    talk.write(json.dumps(what) + "\n")
    talk.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
