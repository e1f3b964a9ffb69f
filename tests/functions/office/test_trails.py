"""Who did what, as it is shown: to those who work on a case, and to the auditor, who sees no case."""

from typing import Any

import pytest

from musicservice import bootstrap
from tests.functions.conftest import Product
from tests.functions.office.test_deciding import Case


@pytest.fixture
def case(product: Product) -> Case:
    """A case that a member of staff has opened."""
    made = Case(product, needs_help=False)
    officer = made.officer("enrolment-officer")
    officer.post(f"{made.address}/private", {})
    return made


def test_one_click_tells_who_looked_at_a_case(case: Case) -> None:
    officer = case.officer("enrolment-officer", name="grace")
    page = officer.get(case.address)
    [link] = [one for one in page.links() if one.endswith("/trail")]

    shown = officer.get(link)

    assert "Ada Example" in shown.text
    assert "opened private answers" in shown.text
    assert "The family" in shown.text


def test_the_auditor_reads_the_trail_and_no_case_and_that_is_noted(case: Case) -> None:
    auditor = case.officer("auditor", name="farid")
    reference = str(case.product.case()["reference"])
    auditor.get("/trail")

    page = auditor.submit(reference=reference)

    assert "opened private answers" in page.text
    child = case.product.case()["members"][0]["child_given_name"]
    assert child not in page.text
    assert auditor.get(case.address).status == 403
    entries = bootstrap.staff().trail.entries("STAFF-farid", 5)
    assert ("read the trail", (f"of={case.name}",)) in [(one.action, one.fields) for one in entries]


@pytest.mark.parametrize("typed", ["", "nonsense", "DMS-2222-22"])
def test_what_is_no_reference_is_said_kindly(case: Case, typed: str) -> None:
    auditor = case.officer("auditor", name="farid")
    auditor.get("/trail")

    assert auditor.submit(reference=typed).status == 422


def test_what_somebody_did_can_be_read_by_name(case: Case) -> None:
    searching(case)
    auditor = case.officer("auditor", name="farid")
    page = auditor.get("/trail")
    [link] = [one for one in page.links() if one == "/trail/ada"]

    shown = auditor.get(link)

    assert "looked for a case" in shown.text
    assert "by=nothing, found=0" in shown.text
    assert auditor.get("/trail/unheard-of").status == 404


def searching(case: Case) -> Any:
    officer = case.officer("enrolment-officer")
    officer.get("/find")
    return officer.submit(words="Xyzzy")
