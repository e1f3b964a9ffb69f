"""The local web server: built site, forms, files and mailbox from one port, as CloudFront serves them.

It routes by the first part of the path, and leaves pages to the site and answers to the functions. Run as a
process, it serves the listening socket that it was handed, so that a restart refuses nobody.
"""

import os
import signal
import socket
import sys
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from chalice.app import Chalice

from local import buckets, editing, publishing
from local.attachments import Attachments, PostOffice
from local.engine import NAMED
from local.functions import function
from local.gateway import PAGE_TYPE, Answer, Fields, Gateway, Problem, below, send
from local.mail import MESSAGES
from local.mailbox import Mailbox
from local.places import ATTACHMENTS
from local.process import announce
from local.serving import Serving
from local.settings import POST, Addresses
from local.static import BuiltSite
from local.told import TOLD, Told
from local.uploads import Uploads
from local.working import Working
from musicservice.catalogue import Catalogue
from musicservice.forms import JOURNEYS
from musicservice.pages import render
from musicservice.web.reply import PROTECTING

STAGE = "/forms"
MAILBOX = "/_mailbox"
UPLOADS = "/uploads"
UPLOAD_PAGES = {form: f"{STAGE}/{form}/uploads" for form in JOURNEYS}
"""Where each form that takes proofs has its page for them."""
THREADS = 8
LARGEST_BODY = 64 * 1024 * 1024  # beyond this waitress refuses by itself, in plain words
READING = ("GET", "HEAD")
SECURITY: Fields = list(PROTECTING.items())
"""The functions' own headers: the whole origin has one policy."""


class Front:
    """The WSGI application in front: sends each request to the part whose path it is."""

    def __init__(self, parts: Mapping[str, WSGIApplication], site: WSGIApplication, problem: Problem) -> None:
        self._parts = parts
        self._site = site
        self._problem = problem

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        part = self._parts.get("/".join(environ["PATH_INFO"].split("/", 2)[:2]))
        if part is not None:
            return part(environ, start_response)
        if environ["REQUEST_METHOD"] in READING:
            return self._site(environ, start_response)
        status, fields, content = self._problem(HTTPStatus.METHOD_NOT_ALLOWED)
        return send((status, [*fields, ("Allow", ", ".join(READING))], content), start_response)


class Bodiless:
    """Answers HEAD without a body, which a kept connection would take for the next answer."""

    def __init__(self, inner: WSGIApplication) -> None:
        self._inner = inner

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        content = self._inner(environ, start_response)
        if environ["REQUEST_METHOD"] != "HEAD":
            return content
        getattr(content, "close", list)()  # an open file, or a plain list that needs none
        return []


class OneOrigin:
    """Sends who came by another name of this machine (localhost) to the one address the forms accept."""

    def __init__(self, inner: WSGIApplication, site_url: str) -> None:
        self._inner = inner
        self._site_url = site_url
        self._host = urlsplit(site_url).netloc

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        named = environ.get("HTTP_HOST", self._host)
        if named == self._host or environ["REQUEST_METHOD"] not in READING:
            return self._inner(environ, start_response)
        there = self._site_url + below("", environ)
        return send((HTTPStatus.FOUND, [("Location", there)], b""), start_response)


def problem_in(catalogue: Path, fields: Fields) -> Problem:
    """Makes an error into a page of the site's own, with the navigation of the present catalogue."""

    def problem(status: int, incident: str = "") -> Answer:
        site = Catalogue.from_json(catalogue.read_text(encoding="utf-8")).site
        page = render.problem_page(site, status, incident).encode()
        return status, [*fields, ("Content-Type", PAGE_TYPE), ("Cache-Control", "no-store")], page

    return problem


def wsgi(
    shown: Path, public: Chalice, catalogue: Path, addresses: Addresses, working: Working
) -> WSGIApplication:
    """The whole origin as one WSGI application.

    `shown` says which built site it serves, `working` is the folder that the editor edits, `public` answers
    below /forms, `catalogue` names the site on error pages, and the mailbox shows what the mail service at
    `addresses.aws_url` was given.
    """
    problem = problem_in(catalogue, SECURITY)
    kept = Attachments(shown.with_name(ATTACHMENTS))
    site = BuiltSite(shown, SECURITY)
    parts: dict[str, WSGIApplication] = {
        STAGE: Gateway(public, STAGE, problem),
        MAILBOX: Mailbox(addresses.aws_url + MESSAGES, SECURITY, kept),
        POST: PostOffice(POST, addresses.aws_url, kept, Told(shown.with_name(TOLD))),
        UPLOADS: Uploads(addresses.aws_url, buckets.names()["Quarantine"], UPLOAD_PAGES, problem, SECURITY),
        publishing.START: publishing.Publishing(working.root, addresses.site_url, SECURITY),
        editing.START: editing.Editing(working, shown, site, addresses.site_url, SECURITY),
    }
    front = Front(parts, site, problem)
    return Bodiless(OneOrigin(front, addresses.site_url))


def main(listening: int, shown: Path, aws_url: str, root: Path) -> None:
    """Serve until asked to stop, on the inherited socket with the number `listening`.

    `root` holds content/.
    """
    addresses = Addresses(os.environ["MUSICSERVICE_SITE_URL"], os.environ[NAMED], aws_url)
    catalogue = Path(os.environ["MUSICSERVICE_CATALOGUE"])
    serving = Serving(
        wsgi(shown, function("public").app, catalogue, addresses, Working(root, shown.parent)),
        socket.socket(fileno=listening),
        threads=THREADS,
        max_request_body_size=LARGEST_BODY,
        ident=None,
    )
    signal.signal(signal.SIGTERM, lambda *_: serving.leave())
    announce()
    serving.run()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4]))
