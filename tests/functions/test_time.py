"""Every function ends before it is ended: what it gives itself, and behind that its slowest call."""

import json
from typing import Any

from musicservice import bootstrap
from musicservice.domain.outbox import LEASE
from musicservice.services.drafting import PATIENCE
from musicservice.services.sweep import BUDGET, MARKS, ONE_BATCH
from tests.functions.conftest import FUNCTIONS, Product

KEY = "kms:arn:aws:kms:eu-west-2:000000000000:key/00000000-0000-0000-0000-000000000000"
LONGEST_BACKOFF = 20


def limit(function: str, name: str = "") -> float:
    """Seconds after which AWS ends the function, or the one of this name of the worker's."""
    config = json.loads((FUNCTIONS / function / ".chalice" / "config.json").read_text(encoding="utf-8"))
    own = config["stages"]["prod"].get("lambda_functions", {}).get(name, {})
    return float(own.get("lambda_timeout", config["lambda_timeout"]))


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
    assert ONE_BATCH + one_message <= limit("worker", "arrived")
    assert BUDGET + one_message <= limit("worker", "sweep") < LEASE.total_seconds()


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

    assert max(
        opening_last,
        sealing_last,
        writing_last_and_looking,
        refused_last_and_opening,
        a_link_sealed_before_it_is_kept,
    ) <= limit("public")


def test_writes_and_letters_are_never_sent_twice_by_the_library(product: Product) -> None:
    product.public()
    public: Any = bootstrap.public()
    product.worker()
    sweep: Any = bootstrap.sweep()

    for client in (public.drafting.lockers.writing, public.drafting.submissions.writing, sweep.post.client):
        assert client.meta.config.retries["total_max_attempts"] == 1
