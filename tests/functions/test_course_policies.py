"""What each function may do with the seats of courses, against what following their files does."""

import json
from dataclasses import replace

from tests import faults
from tests.courses import COURSE
from tests.functions.conftest import Product, in_force
from tests.functions.policies import COURSES, SCHEDULED, allowed_tables, database_calls


def publish(product: Product, **changes: object) -> None:
    course = replace(COURSE, **changes)  # type: ignore[arg-type]
    text = replace(in_force(), courses=(course,)).to_json()
    with open(product.settings["MUSICSERVICE_CATALOGUE"], "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(text)


def test_the_worker_does_with_seats_what_it_may(product: Product, database_address: str) -> None:
    with faults.proxy(database_address) as line:
        settings = {"AWS_ENDPOINT_URL_DYNAMODB": line.address}
        for seats in (24, 30):
            publish(product, seats=seats)
            product.round("follow_courses", **settings)(SCHEDULED, None)
        done = database_calls(line, product.prefix)

    assert done == COURSES
    assert done <= allowed_tables("worker")
    [kept] = product.items("catalogue")
    assert json.dumps(kept["capacity"]) == '{"N": "30"}'
