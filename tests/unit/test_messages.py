"""What every message says, in both its bodies."""

import re
import unicodedata
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from musicservice.domain.receipt import Line
from musicservice.messages.blocks import WIDTH
from musicservice.messages.facts import Facts, LackingError
from musicservice.messages.kinds import KINDS as DEFINED
from musicservice.messages.writing import Written, written
from musicservice.pages.filters import longdate
from tests.examples import CATALOGUE
from tests.messages import FACTS, KINDS, NEEDS, TOKEN

SITE = CATALOGUE.site
PRIVATE = re.compile(
    r"free (?:school )?meals|remission|help with fees|benefit|universal credit|hardship|refus|reject|award"
    r"|disab|health|diagnos|medical|support need|looked after|decision on|\bchild|\bson\b|\bdaughter",
    re.IGNORECASE,
)


def message(kind: str, facts: Facts = FACTS) -> Written:
    return written(kind, facts, SITE, "en-GB")


def shown(html: str) -> str:
    """What a reader of the HTML sees, with single spaces."""
    page = BeautifulSoup(html, "html.parser")
    assert page.main is not None
    for line_break in page.find_all("br"):
        line_break.replace_with("\n")
    return " ".join(page.main.get_text().split())


def squeezed(text: str) -> str:
    """Without what only one of the two bodies has: spaces, bullets and numbers of steps."""
    return re.sub(r"\s+|^(\*|\d\.) ", "", text, flags=re.MULTILINE)


def test_every_message_is_tried_here() -> None:
    assert set(DEFINED) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_both_bodies_say_the_same(kind: str) -> None:
    letter = message(kind)
    page = BeautifulSoup(letter.html, "html.parser")
    sender = page.find(class_="sender")
    assert sender is not None
    sender.extract()
    for address in page.find_all(class_="address"):
        address.previous_sibling.extract()  # the line break
        address.previous_sibling.extract()  # "If nothing opens"
    assert page.main is not None

    assert squeezed(page.main.get_text()) == squeezed(letter.text)


@pytest.mark.parametrize("kind", KINDS)
def test_it_tells_every_fact_it_needs_in_both_bodies(kind: str) -> None:
    letter = message(kind)
    told = {
        "reference": ["DMS-7K4Q-2M", "D M S, seven, Kilo, four, Quebec, two, Mike"],
        "lines": ["What would they like to learn or join?", "Violin", "Example Big Band", "In a group"],
        "token": [TOKEN],
        "day": ["Thursday 24 December 2026"],
    }

    for fact, said in told.items():
        for words in said:
            assert (words in " ".join(letter.text.split())) is (fact in NEEDS[kind]), fact
            assert (words in shown(letter.html)) is (fact in NEEDS[kind]), fact


@pytest.mark.parametrize("kind", KINDS)
def test_it_says_who_we_are_why_it_came_and_how_to_reach_us(kind: str) -> None:
    letter = message(kind)

    for body in (" ".join(letter.text.split()), shown(letter.html)):
        assert f"This email is from {SITE.name}. You get it because" in body
        assert re.search(r"(Did you not|Was that not you|Are you not)[^?]*\?", body)
        for way in (SITE.phone, SITE.minicom_or_relay, SITE.email, f"{SITE.url}/"):
            assert way in body


@pytest.mark.parametrize("kind", KINDS)
def test_its_subject_and_body_can_be_read_by_anybody(kind: str) -> None:
    letter = message(kind)
    subject = letter.subject.replace(FACTS.reference, "")

    assert PRIVATE.findall(subject + letter.text) == []
    assert not re.search(r"\d|@|http", subject)
    assert len(letter.subject) <= 60
    assert TOKEN not in letter.subject


def test_what_must_not_be_said_would_be_found() -> None:
    assert PRIVATE.findall("Your remission: free school meals") == ["remission", "free school meals"]


@pytest.mark.parametrize("kind", KINDS)
def test_its_lines_fit_a_mail_program(kind: str) -> None:
    lines = message(kind).text.splitlines()

    assert [line for line in lines if len(line) > WIDTH and not line.startswith("https://")] == []
    assert [line for line in lines if line != line.rstrip()] == []
    assert "\n\n\n\n" not in message(kind).text


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "token" in NEEDS[kind]])
def test_its_link_stands_on_a_line_by_itself_and_leads_to_the_forms(kind: str) -> None:
    letter = message(kind)
    [line] = [line for line in letter.text.splitlines() if TOKEN in line and "/" in line]
    links = BeautifulSoup(letter.html, "html.parser").select("a.button, a.address")

    assert urlsplit(line).path.startswith("/forms/")
    assert line.startswith(f"{SITE.url}/")
    assert [link["href"] for link in links] == [line, line]
    assert links[1].get_text() == line


def test_the_code_is_written_in_groups_and_said_group_by_group() -> None:
    letter = message("draft-link")

    assert "    7K4Q-2MXW-9RTB-HC3P-V6ND\n" in letter.text
    assert "    seven, Kilo, four, Quebec\n    two, Mike, X-ray, Whiskey\n" in letter.text
    assert "7K4Q-2MXW-9RTB-HC3P-V6ND" in shown(letter.html)


@pytest.mark.parametrize("kind", KINDS)
def test_its_html_fetches_nothing_and_runs_nothing(kind: str) -> None:
    page = BeautifulSoup(message(kind).html, "html.parser")

    assert page.find_all(["img", "script", "link", "iframe", "object", "form", "input"]) == []
    assert page.find_all(style=True) == []
    assert page.style is not None
    assert "url(" not in page.style.get_text()
    assert "@import" not in page.style.get_text()
    assert {urlsplit(link["href"]).scheme for link in page.find_all("a")} <= {"https", "mailto", "tel"}


@pytest.mark.parametrize("kind", KINDS)
def test_no_part_of_its_html_is_empty(kind: str) -> None:
    page = BeautifulSoup(message(kind).html, "html.parser")
    assert page.main is not None

    assert page.title is not None
    assert page.title.get_text() == message(kind).subject
    assert [
        part
        for part in page.main.find_all()
        if not part.get_text().strip() and part.name not in {"br", "wbr"}
    ] == []


@pytest.mark.parametrize(
    ("kind", "fact"), [(kind, fact) for kind in KINDS for fact in sorted(NEEDS[kind] - {"lines"})]
)
def test_a_fact_that_is_missing_is_an_error_and_no_gap(kind: str, fact: str) -> None:
    missing = {"reference": "", "token": "", "day": None}[fact]

    with pytest.raises(LackingError, match=f"lacks {fact}"):
        message(kind, replace(FACTS, **{fact: missing}))


def test_a_request_for_nothing_in_particular_leaves_no_heading_over_nothing() -> None:
    assert "What you asked for" not in message("application-receipt", replace(FACTS, lines=())).text


EVIL = "</p><script>alert(1)</script>\r\nBcc: x@evil.example\n\nhttps://evil.example/\u202e\"'&<"


@pytest.mark.parametrize("kind", ["application-receipt", "enrolment-receipt"])
def test_markup_and_new_lines_in_an_answer_stay_an_answer(kind: str) -> None:
    letter = message(kind, replace(FACTS, lines=(Line(EVIL, EVIL),)))
    page = BeautifulSoup(letter.html, "html.parser")

    assert page.find_all("script") == []
    assert "evil" not in str([link["href"] for link in page.find_all("a")])
    assert [part for part in letter.text.split("\n\n") if part.startswith(("Bcc", "https://evil"))] == []
    assert "\u202e" not in letter.text + letter.html
    assert letter.subject == message(kind).subject


def test_markup_in_a_token_never_leaves_its_address() -> None:
    letter = message("decision", replace(FACTS, token='"><script>\r\n/../'))  # noqa: S106 - an example

    assert "<script>" not in letter.html
    assert "/forms/letter/%22%3E%3Cscript%3E%0D%0A%2F..%2F\n" in letter.text


ANYTHING = st.text(max_size=200)


@given(
    lines=st.lists(st.builds(Line, ANYTHING, ANYTHING), max_size=3),
    day=st.dates(min_value=date(2026, 1, 1), max_value=date(2100, 1, 1)),
)
def test_whatever_the_facts_both_bodies_hold_them_and_nothing_breaks_out(
    lines: list[Line], day: date
) -> None:
    facts = replace(FACTS, lines=tuple(lines), day=day)
    plain = message("application-receipt")
    structure = {"p", "h1", "h2", "ol", "ul", "li", "a", "br", "wbr", "span", "main"}

    receipt, link = message("application-receipt", facts), message("draft-link", facts)

    for text in (receipt.text, receipt.html, receipt.subject):
        assert not {unicodedata.category(one) for one in text} & {"Cs", "Zl", "Zp"}
        assert not [one for one in text if unicodedata.category(one) == "Cc" and one != "\n"]
    assert max(map(len, receipt.text.splitlines())) <= WIDTH
    page = BeautifulSoup(receipt.html, "html.parser")
    assert page.main is not None
    assert {tag.name for tag in [page.main, *page.main.find_all()]} <= structure
    assert len(page.find_all("a")) == len(BeautifulSoup(plain.html, "html.parser").find_all("a"))
    assert longdate(day) in " ".join(link.text.split())
    assert longdate(day) in shown(link.html)
