"""What several tests of the office look through."""

from collections.abc import Iterator

import pytest

from tests import faults


@pytest.fixture
def line(database_address: str) -> Iterator[faults.Proxy]:
    """A proxy before the database, to see every call."""
    with faults.proxy(database_address) as database:
        yield database
