"""The local origin: site, forms and mailbox from one port, as a browser and as a stranger meet them."""

import http.client
import re
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from chalice.app import Chalice, Response

from local.crew import listen
from local.gateway import READ_AT_MOST
from local.server import LARGEST_BODY, THREADS, wsgi
from local.serving import Serving
from local.settings import Addresses
from local.shown import Shown
from local.working import Working

NOTHING_THERE = "http://127.0.0.1:9"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def toy() -> Chalice:
    """An app that says what reached it."""
    app = Chalice("toy")
    app.api.binary_types.append("*/*")

    @app.route("/echo/{name}", methods=["POST"], content_types=["application/x-www-form-urlencoded"])
    def echo(name: str) -> Response:
        request = app.current_request
        told = f"{name} {len(request.raw_body)} {request.headers['content-length']} {request.query_params}"
        return Response(told.encode(), headers={"Content-Type": "text/plain; charset=utf-8"})

    @app.route("/twice")
    def twice() -> Response:
        return Response(b"", status_code=303, headers={"Location": "/", "Set-Cookie": ["a=1", "b=2"]})

    @app.route("/broken")
    def broken() -> Response:
        return Response("no text where bytes were declared", headers={"Content-Type": "text/plain"})

    @app.route("/bytes")
    def octets() -> Response:
        return Response(b"\x00\xff\r\n", headers={"Content-Type": "application/octet-stream"})

    return app


@dataclass
class Origin:
    port: int
    shown: Path
    site: Path

    def ask(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, {"Accept": "*/*", **(FORM if body else {}), **named})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()


@pytest.fixture
def origin(site: Path, catalogue: Path, tmp_path: Path) -> Iterator[Origin]:
    Shown(str(site)).write(shown := tmp_path / "shown.json")
    listener = listen(0)
    port = listener.getsockname()[1]
    at = Addresses(f"http://127.0.0.1:{port}", "", NOTHING_THERE)
    app = wsgi(shown, toy(), catalogue, at, Working(tmp_path, tmp_path))
    serving = Serving(app, listener, threads=THREADS, max_request_body_size=LARGEST_BODY, ident=None)
    running = threading.Thread(target=serving.run, daemon=True)
    running.start()
    yield Origin(port, shown, site)
    serving.leave()
    running.join(5)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/prices/", "text/html; charset=utf-8"),
        ("/theme/css/site.css", "text/css; charset=utf-8"),
        ("/feeds/news.atom.xml", "application/atom+xml; charset=utf-8"),
    ],
)
def test_a_file_has_its_type_and_the_headers_of_the_whole_origin(
    origin: Origin, path: str, kind: str
) -> None:
    status, headers, body = origin.ask("GET", path)

    assert status == 200
    assert headers["Content-Type"] == kind
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "X-Robots-Tag" not in headers
    assert len(body) == int(headers["Content-Length"])


def test_a_page_asked_for_without_its_slash_is_found(origin: Origin) -> None:
    status, headers, _ = origin.ask("GET", "/prices")

    assert (status, headers["Location"]) == (302, "prices/")


def test_an_unchanged_page_is_not_sent_again(origin: Origin) -> None:
    _, headers, _ = origin.ask("GET", "/")

    status, _, body = origin.ask("GET", "/", If_None_Match=headers["ETag"])

    assert (status, body) == (304, b"")


def test_a_head_gives_the_headers_of_a_get_and_nothing_else(origin: Origin) -> None:
    _, got, body = origin.ask("GET", "/")

    status, headers, nothing = origin.ask("HEAD", "/")

    assert (status, headers["Content-Length"], nothing) == (200, got["Content-Length"], b"")
    assert len(body) == int(headers["Content-Length"])


@pytest.mark.parametrize("path", ["/forms/nowhere", "/nowhere/", "/_mailbox/", "/prices/"])
def test_what_follows_a_head_is_the_next_answer(origin: Origin, path: str) -> None:
    """A body after the headers would be taken for the beginning of the next answer on the connection."""
    with socket.create_connection(("127.0.0.1", origin.port)) as kept:
        kept.sendall(
            f"HEAD {path} HTTP/1.1\r\nHost: 127.0.0.1:{origin.port}\r\nConnection: close\r\n\r\n".encode()
        )
        received = b"".join(iter(lambda: kept.recv(65536), b""))

    assert received.partition(b"\r\n\r\n")[2] == b""


@pytest.mark.parametrize(
    "path",
    ["/nowhere/", "/prices/%00", "/../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/%ff", "/" + "a" * 5000],
)
def test_a_lost_address_gets_the_sites_own_page(origin: Origin, path: str) -> None:
    status, headers, body = origin.ask("GET", path)

    assert status == 404
    assert b"Nothing here" in body
    assert "default-src 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_a_page_can_only_be_read(origin: Origin, method: str) -> None:
    status, headers, body = origin.ask(method, "/prices/")

    assert (status, headers["Allow"]) == (405, "GET, HEAD")
    assert b"<h1>" in body


@pytest.mark.parametrize("path", ["/forms", "/forms/", "/forms/nowhere", "/forms/echo", "/forms//["])
def test_an_unknown_form_gets_a_page(origin: Origin, path: str) -> None:
    for headers in ({}, {"Authorization": "Bearer \xff"}):
        status, answered, body = origin.ask("GET", path, **headers)

        assert status == 404
        assert answered["Content-Type"] == "text/html; charset=utf-8"
        assert b"<h1>" in body


def test_the_app_gets_its_own_path_query_and_every_byte(origin: Origin) -> None:
    status, _, body = origin.ask("POST", "/forms/echo/a%20b?q=1&q=2", b"\xff\x00=%")

    assert status == 200
    assert body.decode() == "a%20b 4 4 {'q': ['1', '2']}".replace(
        "{'q': ['1', '2']}", "MultiDict({'q': ['1', '2']})"
    )


def test_of_ten_megabytes_the_app_sees_only_that_it_is_too_much(origin: Origin) -> None:
    status, _, body = origin.ask("POST", "/forms/echo/big", b"a" * 10_000_000)

    assert status == 200
    assert body.decode().startswith(f"big {READ_AT_MOST} 10000000")


def test_repeated_headers_arrive_each_on_its_own(origin: Origin) -> None:
    status, headers, _ = origin.ask("GET", "/forms/twice")

    assert status == 303
    assert headers.get_all("Set-Cookie") == ["a=1", "b=2"]


def test_bytes_arrive_as_they_are(origin: Origin) -> None:
    status, _, body = origin.ask("GET", "/forms/bytes", Accept="application/octet-stream")

    assert (status, body) == (200, b"\x00\xff\r\n")


def test_an_error_the_app_lets_through_becomes_a_page_and_a_line_without_its_words(
    origin: Origin, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, body = origin.ask("GET", "/forms/broken")
    number = re.search(r"\b[0-9a-f]{8}\b", body.decode())

    assert status == 500
    assert number
    noted = capsys.readouterr().out
    assert f'"incident": "{number[0]}"' in noted
    assert "ValueError" in noted
    assert "Expected bytes" not in noted + body.decode()


def test_who_comes_by_another_name_is_sent_to_the_one_the_forms_accept(origin: Origin) -> None:
    status, headers, _ = origin.ask("GET", "/prices/?a=b", Host=f"localhost:{origin.port}")

    assert (status, headers["Location"]) == (302, f"http://127.0.0.1:{origin.port}/prices/?a=b")


def test_a_new_build_shows_at_once(origin: Origin, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh"
    origin.site.rename(fresh)
    (fresh / "index.html").write_text("<body>newer</body>", encoding="utf-8")

    Shown(str(fresh)).write(origin.shown)

    assert origin.ask("GET", "/")[2] == b"<body>newer</body>"


def test_while_something_has_failed_every_page_says_so_and_nothing_else_changes(origin: Origin) -> None:
    _, headers, _ = origin.ask("GET", "/")
    Shown(str(origin.site)).failed("The site", "line 3: <title>").write(origin.shown)

    status, _, body = origin.ask("GET", "/", If_None_Match=headers["ETag"])

    assert status == 200
    assert b"<body class='home'><section role=\"alert\"" in body
    assert b"line 3: &lt;title&gt;" in body
    assert origin.ask("GET", "/nowhere/")[0] == 404
    assert origin.ask("GET", "/theme/css/site.css")[2] == b"h1 { color: purple }"


def test_the_mailbox_says_when_the_mail_service_is_away(origin: Origin) -> None:
    status, headers, body = origin.ask("GET", "/_mailbox/")

    assert (status, headers["Cache-Control"]) == (200, "no-store")
    assert b"does not answer" in body
