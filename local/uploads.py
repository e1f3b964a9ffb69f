"""Stands in for CloudFront between a browser and the bucket: passes a form with a file on to S3.

S3 says no in XML, and yes with the bucket's name in an address. Here, as in the function at CloudFront's
edge, both become a redirection to the page that the form is on, which says in words what happened. It judges
nothing but the declared length of the whole, so that what is far too big is not read.
"""

import re
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIEnvironment

from local.gateway import Answer, Fields, Problem, send
from musicservice.domain.arriving import LARGEST_FORM, Trouble, trouble

CODE = re.compile(rb"<Code>([A-Za-z]{1,64})</Code>")
PATIENCE = 60  # seconds
ANSWER_READ = 64 * 1024


class Uploads:
    """WSGI over one bucket, below `/name`. `pages` says to which page each form leads back, by its name."""

    def __init__(
        self, address: str, bucket: str, pages: Mapping[str, str], problem: Problem, headers: Fields
    ) -> None:
        """`address` is S3's, without a trailing slash; `headers` go with every answer."""
        self._host = urlsplit(address).netloc
        self._bucket = bucket
        self._pages = pages
        self._problem = problem
        self._headers = [*headers, ("Cache-Control", "no-store")]

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return send(self._answer(environ), start_response)

    def _answer(self, environ: WSGIEnvironment) -> Answer:
        page = self._pages.get(environ["PATH_INFO"].rpartition("/")[2])
        if page is None:
            return self._problem(HTTPStatus.NOT_FOUND)
        if environ["REQUEST_METHOD"] != "POST":
            return self._back(page, "")
        length = environ.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > LARGEST_FORM:
            return self._back(page, "too-large")
        status, location, content = self._passed_on(environ, length)
        if status == HTTPStatus.SEE_OTHER:
            return self._to(without_names(location))
        said = CODE.search(content)
        return self._back(page, trouble(said[1].decode() if said else ""))

    def _back(self, page: str, what: Trouble) -> Answer:
        """To the page of the form; `what` went wrong, or nothing."""
        return self._to(f"{page}?refused={what}" if what else page)

    def _to(self, location: str) -> Answer:
        return HTTPStatus.SEE_OTHER, [*self._headers, ("Location", location)], b""

    def _passed_on(self, environ: WSGIEnvironment, length: str) -> tuple[int, str, bytes]:
        """S3's status, the address it sends the browser to, and what it says; status 0 where none came."""
        line = HTTPConnection(self._host, timeout=PATIENCE)
        kind = environ.get("CONTENT_TYPE", "")
        try:
            headers = {"Content-Type": kind, "Content-Length": length}
            line.request("POST", f"/{self._bucket}", environ["wsgi.input"], headers)
            answer = line.getresponse()
            return answer.status, answer.getheader("Location", ""), answer.read(ANSWER_READ)
        except (OSError, HTTPException):
            return 0, "", b""
        finally:
            line.close()


def without_names(location: str) -> str:
    """The address without what S3 adds to it: the names of bucket and file are nobody's concern."""
    return location.partition("&bucket=")[0]
