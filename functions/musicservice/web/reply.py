"""Answers, and the headers that go with every one of them, errors included."""

import re
from base64 import b64encode
from dataclasses import dataclass, field
from typing import Any

REPORTS = "/forms/reports"
"""Where browsers say that something broke the policy: the same address on every origin."""
REPORTED_TO = "policy"

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "connect-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "media-src": "'self'",
    "font-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "report-uri": REPORTS,
    "report-to": REPORTED_TO,
}


def policy(**more: str) -> str:
    """The content security policy; `more` adds a source to a directive, named with underscores."""
    added = {name.replace("_", "-"): source for name, source in more.items()}
    return "; ".join(f"{name} {value} {added.get(name, '')}".rstrip() for name, value in DIRECTIVES.items())


SEARCH_POLICY = policy(script_src="'wasm-unsafe-eval'")
"""For the page of search alone, whose index is read by WebAssembly. It lets no text be run as script."""

PROTECTING = {
    "Content-Security-Policy": policy(),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "Reporting-Endpoints": f'{REPORTED_TO}="{REPORTS}"',
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What protects whoever reads an answer, whatever it is: pages, files and errors of every origin have these.

The functions, the local server and CloudFront (`cloud/headers.py`) take them from here.
"""

HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    **PROTECTING,
    "X-Robots-Tag": "noindex",
}

HEADER_VALUE = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?")

BARE = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Something went wrong</title>'
    "<h1>Something went wrong on our side</h1><p>This is our fault, not yours. Please try again in a "
    "few minutes. The number of this incident is {incident}.</p></html>"
)
"""What is left to say when even the page that says so cannot be made."""


@dataclass(frozen=True)
class Reply:
    """One answer. `remark` is a code for the log, never anything that was sent."""

    status: int
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    remark: str = ""
    is_file: bool = False
    """Whether `body` is a file as base64."""

    def to_event(self) -> dict[str, Any]:
        """The answer as Lambda's proxy integration takes it. Raises ValueError for an unsafe header."""
        headers = {**HEADERS, **self.headers}
        if not all(HEADER_VALUE.fullmatch(value) for value in headers.values()):
            raise ValueError("a header holds more than printable ASCII")
        return {
            "statusCode": self.status,
            "headers": headers,
            "multiValueHeaders": {},
            "body": self.body,
            "isBase64Encoded": self.is_file,
        }


def see_other(path: str) -> Reply:
    """Sends the browser on with a GET, so that reloading or going back repeats nothing."""
    return Reply(303, headers={"Location": path})


def file_reply(name: str, kind: str, content: bytes) -> Reply:
    """A file to save, never to show in place. It is sent as base64, since it is no page."""
    headers = {"Content-Type": kind, "Content-Disposition": f'attachment; filename="{name}"'}
    return Reply(200, b64encode(content).decode(), headers, is_file=True)
