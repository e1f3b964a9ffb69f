"""What a family typed is text on every page of staff, whatever it looks like."""

from tests.functions.canaries import ANSWERS
from tests.functions.conftest import Product
from tests.functions.office.officer import Officer, opened
from tests.functions.visitor import Visitor

MARKUP = "<img src=x onerror=alert(1)>{{ 7*7 }}"
TYPED = {
    name: f"{answer} {MARKUP}"
    for name, answer in ANSWERS.items()
    if isinstance(answer, str) and answer.startswith("Canary")
}
PAGES = (
    "",
    "/decide/remission/1",
    "/decide/enrolment/1",
    "/offer/1",
    "/brief/1",
    "/trail",
    "/ask/enrolment/1",
)


def test_markup_that_a_family_typed_stays_text_for_staff(product: Product) -> None:
    family = Visitor(product.public(), children=1, needs_help=True, answers={**ANSWERS, **TYPED})
    family.send()
    assert family.page.heading == "We have your request"
    case = "/case/" + str(product.case()["pk"]).removeprefix("CASE#")
    officer = Officer(opened(product), ("enrolment-officer", "remission-officer"))

    for address in ("/", "/queue/enrolment", "/queue/remission", *(case + page for page in PAGES)):
        officer.get(address)
    officer.post(f"{case}/private", {})
    officer.get("/find")
    officer.submit(words="Canarygiven")

    seen = [page for page in officer.seen if page.status == 200]
    assert len(seen) > 8
    assert [page.path for page in seen if "<img src=x" in page.body] == []
    assert sum(page.body.count("&lt;img src=x") for page in seen) > 20
    assert any(MARKUP in page.text for page in seen)
