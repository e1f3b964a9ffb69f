"""What a household does that is kept: how, whether it is done, and whether its answers are on a page."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.functions.conftest import Product
from tests.functions.pages import Page
from tests.functions.visitor import Visitor

AWAY = "We are not able to do that just now"
CHECK = "/forms/enrolment/check"


@dataclass(frozen=True)
class Deed:
    """Something that is kept: how it is done, whether it is done, whether its answers are on a page."""

    do: Callable[[Visitor], Page]
    done: Callable[[Product, Visitor], bool]
    shown: Callable[[Page], bool]


def begins(visitor: Visitor) -> Page:
    visitor.cookies.clear()
    return visitor.begin(applicant="foster")


def answers(visitor: Visitor) -> Page:
    visitor.get("/forms/enrolment/you")
    return visitor.submit(contact_name="Typed just now")


def adds(visitor: Visitor) -> Page:
    return visitor.post("/forms/enrolment/children", {"do": "add"})


def takes_out(visitor: Visitor) -> Page:
    return visitor.post(f"/forms/enrolment/remove/{visitor.members[2]}", {"do": "remove"})


def asks_for_a_link(visitor: Visitor) -> Page:
    visitor.get("/forms/enrolment/save")
    return visitor.press("mail", link_address="typed@family.example")


def sends(visitor: Visitor) -> Page:
    visitor.get(CHECK)
    return visitor.submit()


def children(visitor: Visitor) -> int:
    return len(visitor.get("/forms/enrolment/children").soup.select(".members li"))


DEEDS = {
    "begin": Deed(begins, lambda _, v: bool(v.code), lambda page: page.value("applicant") == ["foster"]),
    "answer": Deed(
        answers,
        lambda _, v: v.get("/forms/enrolment/you").value("contact_name") == ["Typed just now"],
        lambda page: page.value("contact_name") == ["Typed just now"],
    ),
    "add": Deed(adds, lambda _, v: children(v) == 4, lambda page: page.heading == AWAY),
    "take out": Deed(takes_out, lambda _, v: children(v) == 2, lambda page: page.heading == AWAY),
    "link": Deed(
        asks_for_a_link,
        lambda product, _: product.messages() == ["draft-link"],
        lambda page: page.value("link_address") == ["typed@family.example"],
    ),
    "send": Deed(
        sends,
        lambda product, _: product.counts()["receipts"] == 1 and product.counts()["cases"] == 2,
        lambda page: "O'Neill-Șerban" in page.text,
    ),
}
