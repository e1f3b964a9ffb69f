"""Serves the built site: the files of the folder that `local.shown` names, and its page for a lost address.

While something newer has failed, every page says so at its top: nobody shall take the old page for the new.
What the linter says of a page stands in a box at its end.
"""

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from http import HTTPStatus
from pathlib import Path
from textwrap import fill
from typing import TypeAlias
from wsgiref.headers import Headers
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from whitenoise import WhiteNoise

from local import findings
from local.gateway import PAGE_TYPE, Answer, Fields, send
from local.shown import Shown
from musicservice.web.reply import SEARCH_POLICY

WIDTH = 90
STYLES_TYPE = ("Content-Type", "text/css; charset=utf-8")
TYPES = {"news.atom.xml": "application/atom+xml; charset=utf-8", ".ics": "text/calendar"}
FAILURE = """<section role="alert" class="wrap prose">
<h2>{what}: the newest version failed, so you see the one before it</h2>
<pre>{said}</pre>
</section>"""
SEARCH = "/search/"
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE")
Caught: TypeAlias = tuple[str, Fields, bytes]


class BuiltSite:
    """WSGI over the site that the file `shown` names; `fields` go on every answer."""

    def __init__(self, shown: Path, fields: Fields) -> None:
        self._shown = shown
        self._fields = fields
        self._over = lru_cache(maxsize=1)(self._files)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        now = Shown.read(self._shown)
        files = self._over(now.site)
        address = environ["PATH_INFO"]
        if address == findings.STYLES:
            return send(
                (HTTPStatus.OK, [*self._fields, STYLES_TYPE], findings.SHEET.read_bytes()), start_response
            )
        said = findings.of_page(now.findings, address)
        if not now.failures and not said:
            return files(environ, start_response)
        status, fields, content = caught(files, environ)
        page = findings.boxed(warned(fields, content, now.failures), said)
        return send((int(status[:3]), fields, page), start_response)

    def _files(self, site: str) -> WSGIApplication:
        files: WSGIApplication = WhiteNoise(
            Lost(Path(site), self._fields),
            root=site,
            autorefresh=True,
            index_file=True,
            max_age=0,
            allow_all_origins=False,
            mimetypes=TYPES,
            add_headers_function=self._add,
        )
        return files

    def _add(self, headers: Headers, _path: str, url: str) -> None:
        headers["Content-Type"] = str(headers["Content-Type"]).replace('"', "")  # as S3 writes it
        for name, value in self._fields:
            headers[name] = value
        if url == SEARCH:
            headers["Content-Security-Policy"] = SEARCH_POLICY


class Lost:
    """The site's own page for an address that nothing answers."""

    def __init__(self, site: Path, fields: Fields) -> None:
        self._page = site / "404.html"
        self._fields = [*fields, ("Content-Type", PAGE_TYPE), ("Cache-Control", "no-store")]

    def __call__(self, _environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        answer: Answer = (HTTPStatus.NOT_FOUND, self._fields, self._page.read_bytes())
        return send(answer, start_response)


def caught(application: WSGIApplication, environ: WSGIEnvironment) -> Caught:
    """The whole answer of `application`, asked for without conditions: status line, fields, content."""
    unconditional = {name: value for name, value in environ.items() if name not in CONDITIONS}
    told: list[tuple[str, Fields]] = []

    def start_response(status: str, fields: Fields, _error: object = None) -> None:
        told.append((status, fields))

    content = application(unconditional, start_response)  # type: ignore[arg-type]
    try:
        return (*told[0], b"".join(content))
    finally:
        getattr(content, "close", list)()  # an open file, or a plain list that needs none


def folded(said: str) -> str:
    """The lines, none longer than a page is wide."""
    return "\n".join(fill(line, WIDTH, subsequent_indent="    ") for line in said.splitlines())


def warned(fields: Fields, content: bytes, failures: dict[str, str]) -> bytes:
    """A page with the failures at the top of its body; anything else as it is."""
    if dict(fields).get("Content-Type") != PAGE_TYPE:
        return content
    start = content.find(b">", content.find(b"<body")) + 1
    said = "".join(
        FAILURE.format(what=escape(what), said=escape(folded(said))) for what, said in failures.items()
    )
    return content[:start] + said.encode() + content[start:]
