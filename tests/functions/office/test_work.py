"""The daily work of the office, through its own door, on a form that a family sent."""

from typing import Any

import pytest

from musicservice import bootstrap
from tests.functions.conftest import Product
from tests.functions.office.officer import Officer, opened
from tests.functions.visitor import Visitor


@pytest.fixture
def reference(product: Product) -> str:
    """Of a form that a household sent for its children, with reasons for help with fees."""
    family = Visitor(product.public(), needs_help=True)
    family.fill()
    family.send()
    return str(product.case()["reference"])


@pytest.fixture
def office(product: Product, reference: str) -> Any:  # noqa: ARG001 - the form comes first
    return opened(product)


def test_what_a_family_sends_waits_in_the_queue_and_on_the_front_page(office: Any, reference: str) -> None:
    officer = Officer(office, ("enrolment-officer",))

    assert "none is late" in officer.get("/").text
    queue = officer.get("/queue/enrolment")

    assert reference in queue.text
    assert officer.get(case_in(queue)).heading


def case_in(page: Any) -> str:
    return next(link for link in page.links() if link.startswith("/case/"))


@pytest.mark.parametrize("typed", ["as it is", "spoken"])
def test_a_reference_leads_straight_to_its_case(office: Any, reference: str, typed: str) -> None:
    officer = Officer(office, ("enrolment-officer",))
    officer.get("/find")

    page = officer.submit(words=reference if typed == "as it is" else reference.lower().replace("-", " "))

    assert page.path.startswith("/case/")
    assert reference in page.text


def test_a_name_is_found_by_its_beginning_and_never_stands_in_an_address_or_on_the_trail(
    office: Any, product: Product
) -> None:
    child = product.case()["members"][0]
    officer = Officer(office, ("enrolment-officer",))
    officer.get("/find")

    page = officer.submit(words=f"{child['child_given_name'][:3]}")

    assert child["child_given_name"] in page.text
    assert page.path == "/find"
    entry = bootstrap.staff().trail.entries("STAFF-ada", 1)[0]
    assert (entry.action, entry.fields) == ("searched", ("by=name", "found=1"))


def test_private_answers_are_noted_before_they_are_shown_and_by_role(office: Any, product: Product) -> None:
    case = product.case()["pk"].removeprefix("CASE#")
    shown = {}
    for role in ("enrolment-officer", "remission-officer", "safeguarding-lead"):
        officer = Officer(office, (role,), id=role)
        assert "Open the private answers" in officer.get(f"/case/{case}").text
        shown[role] = officer.post(f"/case/{case}/private", {})
        [entry] = bootstrap.staff().trail.entries(case, 1)
        assert (entry.actor, entry.action) == (f"staff:{role}", "opened")

    needs, money = "would help", "reason"
    opened_by = {role: page.text.lower() for role, page in shown.items()}
    assert needs in opened_by["enrolment-officer"]
    assert needs not in opened_by["remission-officer"]
    assert money in opened_by["remission-officer"]


def test_nothing_private_is_opened_when_it_cannot_be_noted(
    office: Any, product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = product.case()["pk"].removeprefix("CASE#")
    officer = Officer(office, ("safeguarding-lead",))
    broken = "durham-not-there"
    monkeypatch.setattr(type(bootstrap.staff().trail), "append", lambda *_a, **_k: _raise(broken))

    page = officer.post(f"/case/{case}/private", {})

    assert page.status == 503
    assert "would help" not in page.text.lower()


def _raise(code: str) -> None:
    from musicservice.ports import UnavailableError  # noqa: PLC0415 - one use

    raise UnavailableError("database", code)


def test_a_note_stays_with_the_case_and_lies_there_sealed(office: Any, product: Product) -> None:
    case = product.case()["pk"].removeprefix("CASE#")
    officer = Officer(office, ("enrolment-officer",))
    officer.get(f"/case/{case}")

    page = officer.submit(note="Rang the family:\nthey would rather have Tuesday.")

    assert "they would rather have Tuesday" in page.text
    assert "Ada Example" in page.text
    assert "Tuesday" not in repr(product.items("cases"))
    assert officer.submit(note=" ").status == 422


def test_two_who_write_at_once_are_both_heard(office: Any, product: Product) -> None:
    case = product.case()["pk"].removeprefix("CASE#")
    for name in ("ada", "grace"):
        officer = Officer(office, ("enrolment-officer",), id=name)
        officer.get(f"/case/{case}")
        officer.submit(note=f"A note by {name}")

    text = officer.get(f"/case/{case}").text
    assert "A note by ada" in text
    assert "A note by grace" in text
