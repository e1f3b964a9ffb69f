"""The real tables, a set for each test that asks for them."""

from collections.abc import Iterator

import pytest

from tests import engines
from tests.contract.lockers import Tables
from tests.training import Room, memory_room, real_room


@pytest.fixture
def tables(database_address: str) -> Iterator[Tables]:
    client = engines.client("dynamodb", database_address)
    with engines.lent_tables(client) as prefix:
        yield Tables(database_address, prefix, client)
    client.close()


@pytest.fixture(params=["memory", "dynamodb"])
def room(request: pytest.FixtureRequest) -> Room:
    """Bookings of one course, over memory and over the real engine."""
    if request.param == "memory":
        return memory_room()
    tables = request.getfixturevalue("tables")
    return real_room(tables.client, tables.prefix)
