"""What each function may do with the seats of courses, against what following their files does."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests import faults
from tests.courses import COURSE
from tests.functions.conftest import Product, in_force
from tests.functions.policies import COURSES, SCHEDULED, allowed_tables, database_calls


def publish(product: Product, **changes: object) -> None:
    course = replace(COURSE, **changes)  # type: ignore[arg-type]
    text = replace(in_force(), courses=(course,)).to_json()
    with open(product.settings["MUSICSERVICE_CATALOGUE"], "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(text)


def test_the_worker_tells_staff_of_courses_as_it_may(product: Product, database_address: str) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    by = now + timedelta(days=5) - COURSE.starts
    soon = tuple(replace(one, starts=one.starts + by, ends=one.ends + by) for one in COURSE.sessions)
    publish(product, sessions=soon, opens=now, closes=now + timedelta(days=1))
    product.round("follow_courses")(SCHEDULED, None)
    with faults.proxy(database_address) as line:
        product.round("mind", AWS_ENDPOINT_URL_DYNAMODB=line.address)(SCHEDULED, None)
        done = database_calls(line, product.prefix)

    assert ("dynamodb:PutItem", "outbox") in done
    assert done <= allowed_tables("worker")
    assert len(product.items("outbox")) == 1


def test_the_worker_does_with_seats_what_it_may(product: Product, database_address: str) -> None:
    with faults.proxy(database_address) as line:
        settings = {"AWS_ENDPOINT_URL_DYNAMODB": line.address}
        for seats in (24, 30):
            publish(product, seats=seats)
            product.round("follow_courses", **settings)(SCHEDULED, None)
        done = database_calls(line, product.prefix)

    assert done == COURSES
    assert done <= allowed_tables("worker")
    [kept] = [item for item in product.items("catalogue") if "capacity" in item]
    assert json.dumps(kept["capacity"]) == '{"N": "30"}'
