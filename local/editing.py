"""The editor on this machine: its pages from the built site, its files from the working folder.

Whoever reaches this server may edit, so it answers only to the site's own pages: a write must come from this
origin, by the header that no other page can forge. It serves on the loopback interface, like everything here.
"""

import json
import mimetypes
from collections.abc import Callable, Iterable
from email.utils import formatdate
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from local.gateway import Answer, Fields, send
from local.shown import Shown
from local.static import BuiltSite
from local.working import NEW, AbsentError, ChangedError, RefusedError, Working, largest
from plugins.editing.config import FOLDER
from plugins.editing.policy import policy

START = "/edit"
DESK = f"{START}/desk/"
FILES = f"{START}/files/"
STATE = f"{START}/state"
POLICY = "Content-Security-Policy"
WORDS = "text/plain; charset=utf-8"
STATUS = {AbsentError: HTTPStatus.NOT_FOUND, ChangedError: HTTPStatus.PRECONDITION_FAILED}


class Editing:
    """WSGI below /edit. `fields` are the site's own headers; the editor's page has its own policy in them."""

    def __init__(
        self, working: Working, shown: Path, site: WSGIApplication, site_url: str, fields: Fields
    ) -> None:
        others = [(name, value) for name, value in fields if name != POLICY]
        own = f"{policy({'name': FOLDER})}; frame-ancestors 'none'"
        self._working = working
        self._shown = shown
        self._site = site
        self._desk = BuiltSite(shown, [*others, (POLICY, own)])
        self._site_url = site_url
        self._fields = [*fields, ("Cache-Control", "no-store")]
        self._saved = 0.0
        self._verbs: dict[str, Callable[[WSGIEnvironment, str], Answer]] = {
            "GET": self._get,
            "PUT": self._put,
            "DELETE": self._delete,
        }

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
        if path.startswith(FILES):
            return send(self._file(environ, unquote(path.removeprefix(FILES))), start_response)
        if method not in {"GET", "HEAD"}:
            return send(
                self._words(HTTPStatus.METHOD_NOT_ALLOWED, "Nothing is changed here."), start_response
            )
        if path == STATE:
            return send(self._state(), start_response)
        return (self._desk if path.startswith(DESK) else self._site)(environ, start_response)

    def _file(self, environ: WSGIEnvironment, name: str) -> Answer:
        verb = self._verbs.get(environ["REQUEST_METHOD"])
        if verb is None:
            return self._words(HTTPStatus.METHOD_NOT_ALLOWED, "A file is read, written or deleted.")
        if not self._is_ours(environ):
            return self._words(HTTPStatus.FORBIDDEN, "Files are given to the pages of this site only.")
        try:
            return verb(environ, name)
        except RefusedError as refused:
            return self._words(STATUS.get(type(refused), HTTPStatus.UNPROCESSABLE_ENTITY), str(refused))

    def _is_ours(self, environ: WSGIEnvironment) -> bool:
        """Whether a page of this very origin asks. A browser sets both headers itself, and a page cannot."""
        if environ["REQUEST_METHOD"] == "GET":
            return bool(environ.get("HTTP_SEC_FETCH_SITE", "same-origin") == "same-origin")
        return bool(environ.get("HTTP_ORIGIN") == self._site_url)

    def _get(self, _environ: WSGIEnvironment, name: str) -> Answer:
        if not name:
            listed = json.dumps(self._working.listed()).encode()
            return HTTPStatus.OK, [*self._fields, ("Content-Type", "application/json")], listed
        file, version = self._working.read(name)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        told = [
            ("Content-Type", WORDS if file.suffix in {".md", ".toml"} else kind),
            ("ETag", version),
            ("Last-Modified", formatdate(file.stat().st_mtime, usegmt=True)),
        ]
        return HTTPStatus.OK, [*self._fields, *told], file.read_bytes()

    def _put(self, environ: WSGIEnvironment, name: str) -> Answer:
        length = environ.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > (most := largest(name)):
            return self._words(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                f"{name} is too large: {most // 1_000_000} MB is the most.",
            )
        content = environ["wsgi.input"].read(int(length))
        version = self._working.write(name, content, environ.get("HTTP_IF_MATCH") or NEW)
        self._saved = (self._working.root / name).stat().st_mtime
        return HTTPStatus.OK, [*self._fields, ("Content-Type", WORDS), ("ETag", version)], b"Saved."

    def _delete(self, environ: WSGIEnvironment, name: str) -> Answer:
        self._working.remove(name, environ.get("HTTP_IF_MATCH") or NEW)
        self._saved = (self._working.root / name).parent.stat().st_mtime
        return self._words(HTTPStatus.OK, "Deleted.")

    def _state(self) -> Answer:
        """Whether what was last saved has been built, and what is wrong with it."""
        shown = Shown.read(self._shown)
        said = {"settled": shown.as_of >= self._saved, "failures": shown.failures}
        return HTTPStatus.OK, [*self._fields, ("Content-Type", "application/json")], json.dumps(said).encode()

    def _words(self, status: HTTPStatus, words: str) -> Answer:
        return status, [*self._fields, ("Content-Type", WORDS)], words.encode()
