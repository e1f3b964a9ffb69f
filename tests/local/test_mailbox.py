"""A message's plain text as the local mailbox shows it."""

from local.mailbox import in_lines


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
