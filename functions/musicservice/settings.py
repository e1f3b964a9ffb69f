"""What the environment says, read here and chosen by in bootstrap.py. It makes nothing."""

import os

from musicservice.adapters.keys import Address
from musicservice.domain.pace import SCHOOL, Pace


class MisconfiguredError(Exception):
    """The environment lacks something, or says something that makes no sense."""


def configured() -> bool:
    """Whether there is anything to work with: packaging imports the functions with nothing around them."""
    return "MUSICSERVICE_TABLES" in os.environ


def setting(name: str) -> str:
    """What the environment says under a name. Raises MisconfiguredError where that is nothing."""
    if not (value := os.environ.get(name, "")):
        raise MisconfiguredError(f"{name} is not set")
    return value


def address(name: str) -> Address:
    """The address of a key. Raises MisconfiguredError."""
    try:
        return Address.of(setting(name))
    except ValueError as wrong:
        raise MisconfiguredError(f"{name} {wrong}") from wrong


def pace() -> Pace:
    """How often one source may send a form: MUSICSERVICE_PACE, such as "270 8" for 270 at once and 8 a second
    after that; a school's where it says nothing. Raises MisconfiguredError.
    """
    if not (said := os.environ.get("MUSICSERVICE_PACE", "")):
        return SCHOOL
    try:
        at_once, per_second = said.split()
        made = Pace(int(at_once), float(per_second))
    except ValueError as wrong:
        raise MisconfiguredError("MUSICSERVICE_PACE is not a count and a number a second") from wrong
    if made.at_once < 1 or not 0 < made.per_second < float("inf"):
        raise MisconfiguredError("MUSICSERVICE_PACE would let nobody in, or everybody")
    return made


def behind_edge() -> bool:
    """Whether nobody reaches us but through CloudFront, which says who asks."""
    return os.environ.get("MUSICSERVICE_BEHIND", "") == "cloudfront"
