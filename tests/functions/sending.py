"""Sending the example form, and looking whether the page that comes back still holds it."""

from typing import Any

from bs4 import BeautifulSoup

from tests import examples


def send(app: Any, **changes: Any) -> dict[str, Any]:
    answer: dict[str, Any] = app(examples.event(content=examples.body(**changes)), None)
    return answer


def keeps_the_answers(answer: dict[str, Any]) -> bool:
    page = BeautifulSoup(answer["body"], "html.parser")
    given = page.find(id="child_given_name")
    ticked = [box["value"] for box in page.find_all("input", checked=True)]
    assert given is not None
    return given["value"] == examples.ANSWERS["child_given_name"] and "quiet-space" in ticked
