"""A function that dies at a step: python -m tests.lab.dying FUNCTION HANDLER EVENT.json STEP WAY.

Steps are counted from 0: before the first call to AWS, after it, before the second, and so on. Ends with 0
where it lived to the end.
"""

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from botocore.client import BaseClient

from tests.functions.conftest import loaded

EXIT, KILL = "exit", "kill"


def die(way: str) -> None:
    """At once, and nothing is tidied up."""
    if way == EXIT:
        os._exit(9)
    os.kill(os.getpid(), signal.SIGKILL)


def main(name: str, handler: str, event: str, step: str, way: str) -> None:
    deed = getattr(loaded(name), handler)
    call, seen = BaseClient._make_api_call, [0]  # type: ignore[attr-defined]

    def reached() -> None:
        if seen[0] == int(step):
            die(way)
        seen[0] += 1

    def counted(self: Any, operation: str, asked: Any) -> Any:
        reached()
        answer = call(self, operation, asked)
        reached()
        return answer

    BaseClient._make_api_call = counted  # type: ignore[attr-defined]
    deed(json.loads(Path(event).read_text(encoding="utf-8")), None)


if __name__ == "__main__":
    main(*sys.argv[1:])
