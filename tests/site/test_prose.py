"""Bodies: Markdown becomes HTML that is safe to print, and the rest is refused."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.reading.prose import prose

REFUSED = {
    "a tag": ("Some <b>bold</b> words", "<b>"),
    "a block of HTML": ("<div>\nwords\n</div>", "<div>"),
    "a tag with a handler": ('<img src=x onerror="alert(1)">', '<img src=x onerror="alert(1)">'),
    "a tag that never ends": ("words <script src=x", "<script src=x"),
    "a closing tag alone": ("words </div>", "</div>"),
    "a comment": ("words <!-- secret -->", "<!-- secret -->"),
    "a comment over lines": ("<!-- one\ntwo -->", "<!-- one"),
    "a link that runs script": ("[x](javascript:alert(1))", "javascript:alert(1)"),
    "a script link in other letters": ("[x](JaVaScRiPt:alert(1))", "JaVaScRiPt:alert(1)"),
    "a script link in entities": ("[x](java&#x0a;script&colon;alert(1))", "javascript:alert(1)"),
    "a script link by reference": ("[x][y]\n\n[y]: javascript:alert(1)", "javascript:alert(1)"),
    "a data link": ("[x](data:text/html,hello)", "data:text/html,hello"),
    "a link to another's page by our scheme": ("[x](//elsewhere.example)", "//elsewhere.example"),
    "a link relative to nobody knows what": ("[x](prices)", "prices"),
    "a link to nothing": ("[x]()", "nothing"),
    "a first heading": ("# Title", "Title"),
    "a first heading underlined": ("Title\n=====", "Title"),
    "a heading two levels down": ("## A\n\n#### B", "B"),
    "a picture without words": ("![](/theme/images/a.png)", "none"),
    "a caption beside words": ('A ![drum](images/a.jpg "Loud").', "Loud"),
    "a picture of others": ("![A dog](https://elsewhere.example/a.png)", "https://elsewhere.example/a.png"),
    "a handler by attribute": ("words\n{: onclick=alert(1) }", "onclick"),
    "a style by attribute": ("## A {style=color:red}", "style"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_it_refuses(case: str) -> None:
    text, found = REFUSED[case]

    _, refused = prose().render(text)

    assert [wrong.found for wrong in refused] == [found]


GOOD = {
    "emphasis": ("*a* and **b**", "<p><em>a</em> and <strong>b</strong></p>"),
    "a link of ours": ("[a](/prices/)", '<p><a href="/prices/">a</a></p>'),
    "a link within the page": ("[a](#b)", '<p><a href="#b">a</a></p>'),
    "an outside link": ("[a](https://b.example/)", '<p><a href="https://b.example/">a</a></p>'),
    "a phone link": ("[a](tel:01632960001)", '<p><a href="tel:01632960001">a</a></p>'),
    "HTML as an example": ("`<b>`", "<p><code>&lt;b&gt;</code></p>"),
    "less than": ("2 < 3 & 4 <3", "<p>2 &lt; 3 &amp; 4 &lt;3</p>"),
    "quotation marks": ('"a" and it\'s', "<p>“a” and it’s</p>"),
    "an anchor of one's own": ("## A B {#c}", '<h2 id="c">A B</h2>'),
    "an anchor made": ("## A B", '<h2 id="a-b">A B</h2>'),
    "a picture": ("![A drum](/images/drum.jpg)", '<p><img alt="A drum" src="/images/drum.jpg"></p>'),
    "a picture by its place": ("![A drum](images/a.jpg)", '<p><img alt="A drum" src="/images/a.jpg"></p>'),
    "a picture whose note has the words": ("![](images/a.jpg)", '<p><img alt="" src="/images/a.jpg"></p>'),
}


@pytest.mark.parametrize("case", GOOD)
def test_it_writes(case: str) -> None:
    text, html = GOOD[case]

    body, refused = prose().render(text)

    assert (str(body.html), refused) == (html, ())


def test_it_gives_tables_what_a_screen_reader_needs_and_no_style() -> None:
    body, _ = prose().render("| a | b |\n|---|--:|\n| 1 | 2 |")

    assert '<th scope="col">a</th>' in body.html
    assert '<td class="number-cell">2</td>' in body.html
    assert "style" not in body.html


def test_it_forgets_the_body_before() -> None:
    first, _ = prose().render("## Same\n\n[a][x]\n\n[x]: /b/")
    again, _ = prose().render("## Same\n\n[a][x]")

    assert first.headings == again.headings
    assert 'href="/b/"' not in again.html


class _Danger(HTMLParser):
    """Collects what a browser would run or fetch from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "iframe", "object", "embed", "style", "link", "form", "svg", "base", "meta"}:
            self.found.append(tag)
        for name, value in attrs:
            address = re.sub(r"[\x00-\x20]", "", value or "").lower()
            if (
                name.startswith("on")
                or name == "style"
                or address.startswith(("javascript:", "data:", "vbscript:"))
            ):
                self.found.append(f"{name}={value}")


TAGS = ["<", ">", "script", "<!--", "-->", "<a@b.c>", "&lt;", " onclick=x"]
LINKS = ["[a](", ")", "![", "](", "[a]: ", "javascript:", "data:", "//", "&#x0a;", "&colon;"]
MARKS = ["{:", "}", "style=x", "`", "# ", "\n", "\n\n", "    ", '"', "'", "|", "---", "\\", "*"]
PIECES = st.sampled_from([*TAGS, *LINKS, *MARKS])


@settings(max_examples=300)
@given(st.lists(PIECES | st.text(max_size=5), max_size=25).map("".join))
def test_it_never_prints_danger_unrefused(text: str) -> None:
    body, refused = prose().render(text)
    danger = _Danger()
    danger.feed(body.html)

    assert refused or danger.found == []
