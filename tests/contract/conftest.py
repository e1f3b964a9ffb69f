"""The real tables, a set for each test that asks for them."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from tests import engines
from tests.contract.lockers import Tables


@pytest.fixture
def tables(database_address: str) -> Iterator[Tables]:
    client = engines.client("dynamodb", database_address)
    prefix = f"l{uuid4().hex[:8]}"
    engines.make_tables(client, prefix)
    yield Tables(database_address, prefix, client)
    client.close()
