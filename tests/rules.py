"""The rules on help with fees that tests decide by: the published ones, and invented ones that do more."""

from functools import cache
from pathlib import Path

from musicservice.domain.remission import Policy
from plugins.models.remission import Remission
from plugins.reading.data_files import Data, read_data, read_toml

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "cases"


@cache
def published_data() -> Data:
    return read_data(ROOT / "content")


@cache
def published() -> tuple[Policy, ...]:
    data = published_data()
    return data.remission.as_policies(data.prices.all)


@cache
def invented() -> tuple[Policy, ...]:
    file = CASES / "invented.toml"
    return read_toml(file, str(file), Remission).as_policies(())
