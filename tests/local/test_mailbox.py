"""A message's plain text as the local mailbox shows it."""

from pathlib import Path

from local.attachments import Attachments, File
from local.mailbox import Mailbox, in_lines, shown

MESSAGE = {
    "MessageId": "1@email.amazonses.com",
    "Subject": "Booked",
    "To": ["a@school.example"],
    "Source": "forms@music.example",
    "Timestamp": 0.0,
    "BodyText": "Yes.",
}


def test_addresses_become_links_and_nothing_else_does() -> None:
    shown = in_lines("Read your letter\n    https://music.example/forms/letter/7K4Q\nhello@music.example")

    assert shown == (
        "Read your letter<br>\n&nbsp;&nbsp;&nbsp;&nbsp;"
        '<a href="https://music.example/forms/letter/7K4Q">https://music.example/forms/letter/7K4Q</a><br>\n'
        "hello@music.example"
    )


def test_markup_stays_text_in_an_address_too() -> None:
    shown = in_lines('<b>https://evil.example/"onclick="x</b> javascript:alert(1)')

    assert shown == (
        '&lt;b&gt;<a href="https://evil.example/&quot;onclick=&quot;x">'
        "https://evil.example/&quot;onclick=&quot;x</a>&lt;/b&gt; javascript:alert(1)"
    )


def test_a_message_lists_its_files_and_each_can_be_saved(tmp_path: Path) -> None:
    kept = Attachments(tmp_path)
    kept.keep("1@email.amazonses.com", [File("<b>.ics", "text/calendar; method=CANCEL", b"BEGIN")])
    box = Mailbox("http://127.0.0.1:9", [("Content-Security-Policy", "default-src 'none'")], kept)
    said: list[tuple[str, dict[str, str]]] = []

    def answer(status: str, fields: list[tuple[str, str]]) -> None:
        said.append((status, dict(fields)))

    html = shown(MESSAGE, kept.of("1@email.amazonses.com"))
    got = box({"PATH_INFO": "/_mailbox/1@email.amazonses.com/0"}, answer)  # type: ignore[arg-type]

    assert '<a href="/_mailbox/1@email.amazonses.com/0">&lt;b&gt;.ics</a> (text/calendar, 5 bytes)' in html
    assert list(got) == [b"BEGIN"]
    [(status, fields)] = said
    assert status == "200 OK"
    assert fields["Content-Type"] == "text/calendar; method=CANCEL"
    assert fields["Content-Disposition"] == 'attachment; filename="%3Cb%3E.ics"'
    for path in ("/_mailbox/1@email.amazonses.com/1", "/_mailbox/../0", "/_mailbox/1@email.amazonses.com/x"):
        box({"PATH_INFO": path}, answer)  # type: ignore[arg-type]
    assert [status for status, _ in said[1:]] == ["404 Not Found"] * 3
