"""How long we wait for AWS, and its failures told in our own words: codes, never texts.

The texts of botocore's exceptions can quote what was sent, so they end here.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    ParamValidationError,
)

from musicservice.ports import UnavailableError

CONNECT_SECONDS = 1
READ_SECONDS = 2

PATIENT = Config(
    connect_timeout=CONNECT_SECONDS,
    read_timeout=READ_SECONDS,
    retries={"mode": "standard", "total_max_attempts": 2},
    tcp_keepalive=True,
    max_pool_connections=32,
    parameter_validation=False,
    user_agent="durham-music-service",  # else it is put together anew for each call
)
"""For calls that may be repeated: two tries, at most seven seconds together with the pause between.

The service checks what it is sent. Were it checked here as well, it would take longer, and a mistake of ours
would be told by an exception that quotes what somebody typed.
"""

ONCE = PATIENT.merge(Config(retries={"mode": "standard", "total_max_attempts": 1}))
"""For calls whose lost answer we must hear of: the library would try again and hide it."""

LETTERS = ONCE.merge(Config(read_timeout=10))
"""For sending a letter, which the mail service may take its time over."""

FILES = PATIENT.merge(Config(read_timeout=10, signature_version="s3v4"))
"""For files of up to 10 MB, and for signing the forms that bring them."""

NEVER_LEFT = (ConnectTimeoutError, EndpointConnectionError, NoCredentialsError, ParamValidationError)
"""Failures before anything was sent. After any other without an answer, it may have arrived."""


def code_of(failure: ClientError | BotoCoreError) -> str:
    """What kind of failure it was: AWS's error code, or the class of what went wrong on the way."""
    if isinstance(failure, ClientError):
        return str(failure.response.get("Error", {}).get("Code", "Unknown"))
    return type(failure).__name__


@contextmanager
def translated(service: str) -> Iterator[None]:
    """Turns whatever AWS raises inside into UnavailableError."""
    try:
        yield
    except (ClientError, BotoCoreError) as failure:
        raise UnavailableError(service, code_of(failure)) from failure
