"""What a function writes down: one line of JSON an occasion, from a short list of harmless facts.

Nothing that was sent can get in: no path, no body, no header, no exception's text. A fault is told
by its kind and the place in our code.
"""

import json
import logging
import secrets
import sys
import traceback
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

TALKATIVE = ("aws_encryption_sdk", "botocore", "boto3", "urllib3")
"""Libraries that put what they were given into their own log lines."""


@dataclass(frozen=True)
class Occasion:
    """One request or one round of work. `fault` is kinds of exception and places, `remark` a code."""

    name: str
    status: int = 0
    ms: int = 0
    remark: str = ""
    incident: str = ""
    fault: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)


def note(occasion: Occasion) -> None:
    """Write one line; what is empty is left out."""
    said = {name: value for name, value in asdict(occasion).items() if value}
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


def incident() -> str:
    """A number to quote on the telephone: eight hexadecimal digits."""
    return secrets.token_hex(4)


def fault(broken: BaseException) -> str:
    """Which exceptions led to this one and where in the code each arose: kinds, files and lines."""
    chain: list[str] = []
    cause: BaseException | None = broken
    while cause is not None:
        frames = traceback.extract_tb(cause.__traceback__)
        place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
        chain.append(type(cause).__name__ + place)
        cause = cause.__cause__ or cause.__context__
    return " from ".join(chain)


def silence_libraries() -> None:
    """Keep other people's log lines out of ours."""
    for name in TALKATIVE:
        logging.getLogger(name).addHandler(logging.NullHandler())
        logging.getLogger(name).propagate = False
