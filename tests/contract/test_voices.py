"""What keeping what people say of a course means, over memory and over the real engine."""

import time
from datetime import timedelta
from typing import Any

import pytest

from musicservice.adapters.dynamodb import DynamoLockers, DynamoVoices
from musicservice.feedback_ports import Spending, Voice
from musicservice.ports import StaleError
from tests.contract.lockers import Tables  # noqa: TC001 - read by nobody but the type checker
from tests.examples import NOW
from tests.fakes_of_feedback import MemoryVoices
from tests.training import new_code

VOICE = Voice("choirs", "1f", {"took_part": "all"}, b"sealed")


@pytest.fixture(params=["memory", "dynamodb"])
def kept(request: pytest.FixtureRequest) -> tuple[Any, Any]:
    """What keeps voices, and the links beside it."""
    if request.param == "memory":
        memory = MemoryVoices()
        return memory, memory.links
    tables: Tables = request.getfixturevalue("tables")
    pair = (tables.client, tables.client, tables.prefix)
    return DynamoVoices(*pair), DynamoLockers(*pair, "links")


def test_what_is_said_uses_its_link_up_and_says_nothing_twice(kept: tuple[Any, Any]) -> None:
    voices, links = kept
    code, until = new_code(), time.monotonic() + 5
    links.put(code, b'{"kind": "feedback", "course": "choirs"}', 0, timedelta(days=9), NOW, until)
    spending = Spending(code, 1, NOW, timedelta(days=1))

    voices.keep(VOICE, spending, until)

    with pytest.raises(StaleError):
        voices.keep(Voice("choirs", "2f", {}, b""), spending, until)
    assert list(voices.of("choirs")) == [VOICE]
    assert list(voices.of("drums")) == []
    found = links.look(code, NOW)
    assert found.text == b'{"kind": "told"}'
