"""A warm function whose copies die at a step: python -m tests.lab.dying FUNCTION HANDLER [WITHOUT].

It reads a line for each copy, [EVENT, STEP, WAY] as JSON, and answers with how that ended: 0 where it lived.
Steps are counted from 0: before the first call to AWS, after it, before the second, and so on. WITHOUT names
a guard that is out, as guards.py does.
"""

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from typing import Any

import pytest
from botocore.client import BaseClient

from musicservice import bootstrap
from tests.functions.conftest import loaded
from tests.lab.missed import named

EXIT, KILL = "exit", "kill"
BROKEN = 70


def die(way: str) -> None:
    """At once, and nothing is tidied up."""
    if way == EXIT:
        os._exit(9)
    os.kill(os.getpid(), signal.SIGKILL)


def main(name: str, handler: str, without: str = "") -> None:
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    deed = getattr(loaded(name), handler)
    bootstrap._dynamodb(), bootstrap._dynamodb_once()  # which connect when they are first used
    if without:
        named(without)(pytest.MonkeyPatch())
    for line in sys.stdin:
        event, step, way = json.loads(line)
        print(ended(deed, event, step, way), file=answers, flush=True)


def ended(deed: Callable[[Any, None], Any], event: Any, step: int, way: str) -> int:
    """How a copy of this process ended that does the deed."""
    if copy := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1])
    try:
        dies_at(step, way)
        deed(event, None)
        os._exit(0)
    except BaseException:  # noqa: BLE001 - a copy must never go on as if it were the first
        traceback.print_exc()
    os._exit(BROKEN)


def dies_at(step: int, way: str) -> None:
    call, seen = BaseClient._make_api_call, [0]  # type: ignore[attr-defined]

    def reached() -> None:
        if seen[0] == step:
            die(way)
        seen[0] += 1

    def counted(self: Any, operation: str, asked: Any) -> Any:
        reached()
        answer = call(self, operation, asked)
        reached()
        return answer

    BaseClient._make_api_call = counted  # type: ignore[attr-defined]


if __name__ == "__main__":
    main(*sys.argv[1:])
