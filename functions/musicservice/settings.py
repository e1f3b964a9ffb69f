"""What the environment says, read here and chosen by in bootstrap.py. It makes nothing."""

import os

from musicservice.adapters.keys import Address


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
