"""The pages beside the steps of a form: saving, coming back, taking a child out, sending, and letters."""

import re

from local.stack import Stack
from tests.browser.household import OFFICE
from tests.browser.walking import ANSWERS, Walk

ANSWER = {"answerer_name": "S. Office", "answerer_role": "Office manager", "answer-free-meals-income": "yes"}
LOST = "2345-6789-ABCD-EFGH-JKMN"
"""A code that opens nothing."""


def around(walk: Walk, stack: Stack) -> None:
    """From the page of all answers: beside the form, through to what follows when it is sent."""
    page, site = walk.page, stack.site_url
    code = next(cookie["value"] for cookie in page.context.cookies() if cookie.get("name") == "enrolment")
    page.goto(f"{site}/forms/enrolment/save")
    walk.look("save")
    walk.press("Send me a link")
    walk.look("save with mistakes")
    walk.press("Remember it here for 28 days")
    walk.look("remembered")
    page.goto(f"{site}/enrol/form/")
    walk.send({"applicant": "parent"})
    walk.look("unfinished")
    page.goto(f"{site}/forms/enrolment/children")
    walk.press("Add another child")
    walk.look("second child")
    page.goto(f"{site}/forms/enrolment/children")
    page.get_by_role("link", name="Take out").last.click()
    walk.look("take out")
    taken = page.url.rpartition("/")[2]
    walk.press("Yes, take Second child out")
    page.goto(f"{site}/forms/enrolment/name/{taken}")
    walk.look("taken out")
    page.goto(f"{site}/forms/enrolment/save")
    walk.press("Forget it here")
    walk.look("forgotten")
    page.goto(f"{site}/forms/enrolment/check")
    walk.look("gone")
    page.goto(f"{site}/enrol/continue/")
    walk.send({"code": LOST})
    walk.look("a code with mistakes")
    page.goto(f"{site}/forms/return/{code}")
    walk.look("by link")
    walk.press("Open my form")
    walk.press("Send the request")
    walk.look("received")


def waiting_at_a_school(walk: Walk, stack: Stack) -> None:
    """What the office of the child's school sees, before and after it has answered, and a link that ended."""
    message = stack.wait_for_mail(OFFICE)
    link = re.search(r"http\S+/forms/confirm/\S+", message)
    assert link
    walk.page.goto(link[0])
    walk.look("question")
    walk.send({})
    walk.look("question with mistakes")
    walk.send({**ANSWERS, **ANSWER})
    walk.look("answered")
    walk.page.goto(f"{stack.site_url}/forms/confirm/{LOST}")
    walk.look("no such link")
