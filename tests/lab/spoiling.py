"""For pytest -p: a guard is out from the first test on, and each runs as often as LAB_RUNS says."""

import os

import pytest

from tests.lab.missed import named

RUN = "lab_run"


def pytest_configure(config: pytest.Config) -> None:
    patch = pytest.MonkeyPatch()
    config.add_cleanup(patch.undo)
    if without := os.environ["LAB_WITHOUT"]:
        named(without)(patch)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    metafunc.fixturenames.append(RUN)
    metafunc.parametrize(RUN, range(*map(int, os.environ["LAB_RUNS"].split(":"))))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        item.user_properties.append(("run", item.callspec.params[RUN]))  # type: ignore[attr-defined]
