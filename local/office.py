"""The office's web server: the office alone on its own origin, with the stylesheets and fonts of the
built site.

Run as a process, it serves the listening socket it was handed. Whenever the directory was made anew it
forgets the old one, whose tokens nobody gives out any more.
"""

import json
import os
import signal
import socket
import sys
from collections.abc import Iterable
from pathlib import Path
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from local.functions import function
from local.gateway import PAGE_TYPE, Answer, Gateway
from local.process import announce
from local.server import SECURITY, THREADS, Bodiless, OneOrigin
from local.serving import Serving
from local.static import BuiltSite
from musicservice import bootstrap

THEME = "/theme/"
LARGEST_BODY = 1024 * 1024


class Following:
    """Tells the office of the directory as it is now, before it answers."""

    def __init__(self, inner: WSGIApplication, file: Path) -> None:
        self._inner = inner
        self._file = file
        self._seen = 0

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        written = self._file.stat().st_mtime_ns
        if written != self._seen:
            os.environ.update(json.loads(self._file.read_text(encoding="utf-8")))
            bootstrap.staff.cache_clear()
            self._seen = written
        return self._inner(environ, start_response)


class Front:
    """Files of the theme from the built site, and everything else from the office."""

    def __init__(self, office: WSGIApplication, site: WSGIApplication) -> None:
        self._office = office
        self._site = site

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        part = self._site if environ["PATH_INFO"].startswith(THEME) else self._office
        return part(environ, start_response)


def wsgi(shown: Path, directory: Path, origin: str) -> WSGIApplication:
    """The office's origin as one WSGI application."""
    os.environ.update(json.loads(directory.read_text(encoding="utf-8")))
    app = function("office")

    def problem(status: int, incident: str = "") -> Answer:
        page = app.door.problem(status, incident).encode()
        return status, [*SECURITY, ("Content-Type", PAGE_TYPE), ("Cache-Control", "no-store")], page

    front = Front(Gateway(app.app, "", problem), BuiltSite(shown, SECURITY))
    return Bodiless(OneOrigin(Following(front, directory), origin))


def main(listening: int, shown: Path, directory: Path) -> None:
    """Serve until asked to stop, on the inherited socket with the number `listening`."""
    serving = Serving(
        wsgi(shown, directory, os.environ["MUSICSERVICE_OFFICE_URL"]),
        socket.socket(fileno=listening),
        threads=THREADS,
        max_request_body_size=LARGEST_BODY,
        ident=None,
    )
    signal.signal(signal.SIGTERM, lambda *_: serving.leave())
    announce()
    serving.run()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
