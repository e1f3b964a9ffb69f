"""A child whose teacher should know what helps, and what staff, the teacher and the family do about it."""

import json
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from musicservice import bootstrap
from musicservice.adapters.dynamodb import DynamoSubmissions
from musicservice.adapters.dynamodb.brief_items import handover_item
from musicservice.domain.office import handover
from musicservice.domain.office.briefing import consent
from tests.contract.test_office_cases import sent as submission
from tests.examples import Answer
from tests.functions.conftest import Product
from tests.functions.office.officer import Officer, opened
from tests.functions.office.test_deciding import Case
from tests.functions.pages import Page
from tests.functions.policies import SCHEDULED

TEACHER = "teacher@school.example"
DETAIL, OWN, HEALTH = "Sitting near the front helps.", "I like it loud", "Asthma: blue inhaler"
SAID: dict[str, Answer] = {
    "access_needs": ["hearing", "quiet-space"],
    "access_detail": DETAIL,
    "tell_teacher": "yes",
    "medical": HEALTH,
    "own_words": OWN,
}
LACKING = "The quiet room was locked."


class Ready(Case):
    """A family whose place is accepted, as the doors make it. It is put there, since a form takes long."""

    def __init__(self, product: Product, safe_ways: str = "yes", days: int = 9, **changes: Answer) -> None:
        self.product, self.office = product, opened(product)
        answers = {**SAID, **changes}
        made = submission({"status": "accepted"}, {"kind": "remission", "status": "granted"})
        private = {
            "answers": {"safe_ways": safe_ways, "family_grounds": ["hardship"]},
            "members": [{**answers, "child_grounds": ["free-meals-income"]}],
        }
        seal, self.name = bootstrap.staff().seal, made.case
        sealed = seal.seal(json.dumps(private).encode(), {"record": made.case, "purpose": "answers"})
        open_answers = {"answers": {"email": "renee@family.example"}, "members": ({"year_group": "6"},)}
        store = DynamoSubmissions(product.database, product.database, product.prefix)
        kept = replace(made, sealed=sealed, answers=open_answers, messages=())
        store.keep(kept, time.monotonic() + 5)
        said = consent(answers)
        starts = datetime.now(UTC).date() + timedelta(days=days)
        work = replace(made.works[0], facts=handover.offered(starts, said))
        if begun := handover.accepted(work, None):
            table = f"{product.prefix}-cases"
            product.database.put_item(TableName=table, Item=handover_item(begun))


def followed(case: Case) -> None:
    case.product.round("follow")(SCHEDULED, None)
    case.office = opened(case.product)


def in_the_office(case: Case) -> Officer:
    return case.officer("enrolment-officer")


def sent(case: Case, officer: Officer, **changes: Answer) -> str:
    """A brief goes out; gives the code in the letter."""
    before = set(case.letters("brief"))
    officer.get(f"{case.address}/brief/1")
    preview = officer.submit(**{"teacher": TEACHER, **changes})
    assert preview.heading.startswith("The brief before it goes out"), preview.text
    assert officer.submit(sure="yes").path == case.address
    [code] = set(case.letters("brief")) - before
    return code


def read(case: Case, code: str) -> Page:
    """Somebody opens a link and presses the button."""
    visitor = case.visitor()
    visitor.get(f"/forms/brief/{code}")
    return visitor.press("open")


def state(case: Case) -> str:
    found = bootstrap.staff().cases.case(case.name)
    assert found is not None
    one = found.handover(0)
    return one.state if one else ""


def waiting(officer: Officer, case: Case) -> bool:
    return f"{case.address}/brief/1" in officer.get("/queue/briefs").links()


def trail(case: Case) -> list[tuple[str, str]]:
    return [(one.actor, one.action) for one in bootstrap.staff().trail.entries(case.name, 20)]
