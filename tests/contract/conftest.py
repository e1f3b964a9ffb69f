"""The engines behind the adapters under contract."""

from collections.abc import Iterator

import pytest

from tests import engines


@pytest.fixture(scope="session")
def database_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with engines.dynoxide(tmp_path_factory.mktemp("dynoxide")) as address:
        yield address


@pytest.fixture(scope="session")
def ministack_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with engines.ministack(tmp_path_factory.mktemp("ministack")) as address:
        yield address
