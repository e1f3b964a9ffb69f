"""A page that lists the messages sent so far, newest first. Local only: the real site has no such address.

Each message is listed as plain text, with its links to press, and shown as HTML on a page of its own, which
may run no script and fetch nothing.
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from html import escape
from http import HTTPStatus
from typing import Any, TypeAlias
from urllib.parse import quote
from wsgiref.types import StartResponse, WSGIEnvironment

from local.attachments import Attachments, File
from local.clock import on_the_clock
from local.gateway import PAGE_TYPE, Answer, Fields, send
from local.process import DIRECTLY

Message: TypeAlias = Mapping[str, Any]

PAGE = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Mailbox of this machine</title>
<link rel="stylesheet" href="/theme/css/site.css">
</head>
<body>
<main id="main">
<div class="wrap prose">
<h1>Mailbox of this machine</h1>
<p>Every message sent since the start, newest first. None of them left this machine.</p>
{messages}</div>
</main>
</body>
</html>
"""
MESSAGE = """<section>
<h2>{subject}</h2>
<p>To {to}, from {sender}, {sent}. <a href="{page}">See it as HTML</a></p>
<p>{text}</p>
{files}</section>
"""
FILES = """<h3>Attached files</h3>
<ul>
{items}</ul>
"""
FILE = """<li><a href="{address}">{name}</a> ({kind}, {size:,} bytes)</li>
"""
NONE_YET = "<p>No message yet.</p>\n"
AWAY = "<p>The mail service does not answer just now.</p>\n"
GONE = "<p>The mail service has no such message any more.</p>\n"
POLICY = "Content-Security-Policy"
ALONE = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)
"""The policy of a message shown as HTML: its own styles and links, and nothing else, whatever is in it."""
LINK = re.compile(r"(https?://[^\s<>]+)")


class Mailbox:
    """The WSGI pages over the messages that the mail service at `messages_url` holds."""

    def __init__(self, messages_url: str, fields: Fields, kept: Attachments) -> None:
        self._messages_url = messages_url
        self._kept = kept
        self._fields = [*fields, ("Content-Type", PAGE_TYPE), ("Cache-Control", "no-store")]

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        _, _, asked, *file = environ["PATH_INFO"].split("/")
        answer = self._file(asked, "/".join(file)) if file else self._answer(asked)
        return send(answer, start_response)

    def _file(self, asked: str, number: str) -> Answer:
        """A file of a message, to be saved and not shown: whatever it is, it runs nothing here."""
        files = self._kept.of(asked)
        if not number.isdecimal() or int(number) >= len(files):
            return self._page(HTTPStatus.NOT_FOUND, GONE)
        file = files[int(number)]
        saved = f'attachment; filename="{quote(file.name)}"'
        told = {"Content-Type": file.kind, "Content-Disposition": saved}
        fields = [(name, value) for name, value in self._fields if name not in told]
        return HTTPStatus.OK, [*fields, *told.items()], file.content

    def _answer(self, asked: str) -> Answer:
        """The list, or the message with the id that was asked for."""
        try:
            messages = fetch(self._messages_url)
        except (OSError, ValueError):
            return self._page(HTTPStatus.OK, AWAY)
        if not asked:
            return self._page(HTTPStatus.OK, listed(messages, self._kept))
        html = next((str(one["BodyHtml"]) for one in messages if one["MessageId"] == asked), "")
        if not html:
            return self._page(HTTPStatus.NOT_FOUND, GONE)
        return (
            HTTPStatus.OK,
            [*((n, v) for n, v in self._fields if n != POLICY), (POLICY, ALONE)],
            html.encode(),
        )

    def _page(self, status: HTTPStatus, text: str) -> Answer:
        return status, self._fields, PAGE.format(messages=text).encode()


def fetch(messages_url: str) -> list[Message]:
    """The messages of every account of the mail service; raises OSError or ValueError when it is away."""
    with DIRECTLY.open(messages_url, timeout=5) as answer:
        accounts = json.load(answer)["messages"].values()
    return [message for account in accounts for message in account]


def listed(messages: list[Message], kept: Attachments) -> str:
    newest_first = sorted(messages, key=lambda message: float(message["Timestamp"]), reverse=True)
    return "".join(shown(one, kept.of(str(one["MessageId"]))) for one in newest_first) or NONE_YET


def in_lines(text: str) -> str:
    """Plain text as HTML that keeps its lines and how far each stands in, and still fits a phone."""
    return "<br>\n".join(
        "&nbsp;" * (len(line) - len(line.lstrip())) + linked(line.strip()) for line in text.splitlines()
    )


def linked(line: str) -> str:
    """A line of text as HTML, with its addresses as links."""
    pieces = LINK.split(line)  # every second one is an address
    return "".join(
        f'<a href="{escape(piece)}">{escape(piece)}</a>' if number % 2 else escape(piece)
        for number, piece in enumerate(pieces)
    )


def shown(message: Message, files: list[File]) -> str:
    page = f"/_mailbox/{message['MessageId']}"
    items = [
        FILE.format(
            address=escape(f"{page}/{number}"),
            name=escape(file.name),
            kind=escape(file.kind.partition(";")[0]),
            size=len(file.content),
        )
        for number, file in enumerate(files)
    ]
    sent = datetime.fromtimestamp(float(message["Timestamp"]), UTC)
    return MESSAGE.format(
        subject=escape(str(message["Subject"])),
        to=escape(", ".join(message["To"])),
        sender=escape(str(message["Source"])),
        sent=on_the_clock(sent),
        page=escape(page),
        text=in_lines(str(message["BodyText"])),
        files=FILES.format(items="".join(items)) if items else "",
    )
