"""Every function ends before it is ended: what it gives itself, and behind that its slowest call."""

import json
from dataclasses import dataclass
from typing import Any

import pytest

from local.functions import limit
from musicservice import bootstrap
from musicservice.domain.outbox import LEASE
from musicservice.services.drafting import PATIENCE
from musicservice.services.sweep import BUDGET, MARKS, ONE_BATCH
from musicservice.web.time_left import REQUEST, ROUND, SWEEP
from tests.functions.before import Before
from tests.functions.conftest import DRAFT, Product
from tests.functions.office.officer import Officer, opened
from tests.functions.policies import SCHEDULED
from tests.functions.returning import about_to_send

KEY = "kms:arn:aws:kms:eu-west-2:000000000000:key/00000000-0000-0000-0000-000000000000"
LONGEST_BACKOFF = 20


def slowest(client: Any) -> float:
    """Seconds of one call that runs into every timeout its client has, with the pauses between."""
    config = client.meta.config
    tries = config.retries["total_max_attempts"]
    pauses = sum(min(2**n, LONGEST_BACKOFF) for n in range(tries - 1))
    return float(tries * (config.connect_timeout + config.read_timeout) + pauses)


def test_the_slowest_message_that_is_begun_ends_with_the_worker(product: Product) -> None:
    product.worker(MUSICSERVICE_OPEN=KEY)
    sweep: Any = bootstrap.sweep()
    database, keys, mail = sweep.outbox.client, bootstrap._kms(), sweep.post.client

    one_message = (1 + MARKS) * slowest(database) + slowest(keys) + slowest(mail)

    assert slowest(database) <= ONE_BATCH
    assert ONE_BATCH + one_message <= ROUND < limit("worker", "arrived")
    assert BUDGET + one_message <= SWEEP < limit("worker", "sweep") < LEASE.total_seconds()


def test_whatever_is_kept_or_sent_is_answered_within_the_function(product: Product) -> None:
    """No step begins after PATIENCE. Opening a form reads twice where it was sent or is gone."""
    product.public(MUSICSERVICE_SEAL=KEY)
    lockers: Any = bootstrap.public().drafting.lockers
    reading, writing, keys = (slowest(c) for c in (lockers.reading, lockers.writing, bootstrap._kms()))

    opening_last = PATIENCE + 2 * reading
    sealing_last = PATIENCE + keys
    writing_last_and_looking = PATIENCE + writing + reading
    refused_last_and_opening = PATIENCE + writing + 2 * reading
    a_link_sealed_before_it_is_kept = keys + 2 * reading

    assert (
        max(
            opening_last,
            sealing_last,
            writing_last_and_looking,
            refused_last_and_opening,
            a_link_sealed_before_it_is_kept,
        )
        <= REQUEST
        < min(limit("public"), limit("office"))
    )


def test_writes_and_letters_are_never_sent_twice_by_the_library(product: Product) -> None:
    product.public()
    public: Any = bootstrap.public()
    product.worker()
    sweep: Any = bootstrap.sweep()

    for client in (public.drafting.lockers.writing, public.drafting.submissions.writing, sweep.post.client):
        assert client.meta.config.retries["total_max_attempts"] == 1


@dataclass(frozen=True)
class Ending:
    """Lambda's context, in a function that is ended after so many seconds."""

    seconds: float

    def get_remaining_time_in_millis(self) -> int:
        return int(self.seconds * 1000)


@dataclass
class Hurried(Before):
    """A function that has so many seconds left whenever it is asked."""

    seconds: float

    def __call__(self, event: Any, _context: object) -> Any:
        return self.app(event, Ending(self.seconds))


@pytest.mark.parametrize("seconds", [0, 2, REQUEST - 0.1])
def test_a_form_is_not_begun_to_be_sent_where_the_function_could_be_ended_meanwhile(
    product: Product, capsys: pytest.CaptureFixture[str], seconds: float
) -> None:
    visitor = about_to_send(product, children=1)
    app = visitor.app
    visitor.app = Hurried(app, seconds)
    check = visitor.page

    refused = visitor.submit()

    assert (refused.status, refused.heading) == (503, "We are not able to do that just now")
    assert "safely send it again" in refused.text
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["remark"] == "no-time"
    assert product.counts() == DRAFT
    visitor.app, visitor.seen = Hurried(app, REQUEST + 1), [check]
    assert visitor.submit().heading == "We have your request"


def test_the_office_does_not_begin_what_it_could_not_end(product: Product) -> None:
    officer = Officer(opened(product), ("enrolment-officer",))
    app = officer.app
    officer.app = Hurried(app, 2)

    assert officer.get("/queue/enrolment").status == 503
    officer.app = Hurried(app, REQUEST + 1)
    assert officer.get("/queue/enrolment").status == 200


def test_a_round_is_not_begun_where_the_worker_could_be_ended_meanwhile(
    product: Product, capsys: pytest.CaptureFixture[str]
) -> None:
    sweep = product.worker(AWS_ENDPOINT_URL_DYNAMODB="http://127.0.0.1:9")  # where nobody ever listens

    with pytest.raises(Exception, match=r"^no-time$"):
        sweep(SCHEDULED, Ending(2))

    assert json.loads(capsys.readouterr().out) == {"name": "sweep", "remark": "no-time"}
