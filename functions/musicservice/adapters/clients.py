"""Clients of AWS, made from as little as a client needs.

boto3 reads the addresses of all of AWS's services, and of one all that is said of it, to make its client: a
sixth of a cold start. A bundle brings its own services without their documentation, and their addresses
(cloud/descriptions.py); botocore reads these as it would read its own. Where there are none, or none of that
service, botocore's own serve.
"""

from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError
from botocore.loaders import Loader
from botocore.session import Session

BROUGHT = Path(__file__).parent / "descriptions"


class Brought(Loader):
    """Reads descriptions from the bundle and nowhere else."""

    BUILTIN_DATA_PATH = str(BROUGHT)

    def __init__(self) -> None:
        """Over the bundle's folder, as if botocore had brought it."""
        super().__init__(extra_search_paths=[self.BUILTIN_DATA_PATH], include_default_search_paths=False)


def client(service: str, config: Config) -> Any:
    """A client of that service, as boto3 makes it: region, keys and addresses are found as ever."""
    if (BROUGHT / service).is_dir():
        with suppress(BotoCoreError, LookupError):  # where Lambda's botocore wants more than ours brought
            return session(brought=True).create_client(service, config=config)
    return session(brought=False).create_client(service, config=config)


@cache
def session(*, brought: bool) -> Session:
    """What clients share: keys of the account, descriptions, and what is done at each call."""
    made = Session()
    if brought:
        made.register_component("data_loader", Brought())
    return made
