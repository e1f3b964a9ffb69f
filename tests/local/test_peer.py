"""Whom the local server takes a request to be from: whoever is connected, whatever a header says."""

from io import BytesIO
from typing import Any

from chalice.app import Chalice

from local.gateway import Gateway

CLAIMED = {"HTTP_X_FORWARDED_FOR": "198.51.100.1", "HTTP_IDENTITY": "198.51.100.1"}


class Said(Chalice):
    """An app that says whom its event names."""

    def __call__(self, event: Any, _context: Any) -> dict[str, Any]:
        return {"statusCode": 200, "headers": {}, "body": event["requestContext"]["identity"]["sourceIp"]}


def named(**environ: str) -> bytes:
    app = Said("said")
    app.route("/")(lambda: "")
    gateway = Gateway(app, "", lambda status: (status, [], b"refused"))
    asked = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "wsgi.input": BytesIO(), **environ}
    return b"".join(gateway(asked, lambda *_: lambda _: None))


def test_a_request_is_from_whoever_is_connected() -> None:
    assert named(REMOTE_ADDR="127.0.0.9") == b"127.0.0.9"
    assert named(REMOTE_ADDR="127.0.0.9", **CLAIMED) == b"127.0.0.9"


def test_nobody_is_taken_for_the_one_before() -> None:
    named(REMOTE_ADDR="127.0.0.9")

    assert named() == b""
