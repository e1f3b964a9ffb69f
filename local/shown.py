"""Which built site the server shows, and what is wrong with anything newer.

The supervisor writes this file in one step and the server reads it at every request, so a reader sees the old
site or the new one, never half of each. A failure changes only `failures`: the last good site stays.
"""

import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Self


@dataclass(frozen=True)
class Shown:
    """`site`: the folder of the last good build. `failures`: by what failed, what it said.

    `findings`: the file in which that build wrote what the linter says of its pages, "" where it did not.
    `as_of`: when the last build that has ended, good or not, began to read, in seconds since 1970.
    """

    site: str
    failures: dict[str, str] = field(default_factory=dict)
    findings: str = ""
    as_of: float = 0.0

    @classmethod
    def read(cls, file: Path) -> Self:
        return cls(**json.loads(file.read_text(encoding="utf-8")))

    def write(self, file: Path) -> None:
        fresh = file.with_suffix(".new")
        fresh.write_text(json.dumps(asdict(self)), encoding="utf-8")
        fresh.replace(file)

    def failed(self, what: str, said: str) -> Self:
        return replace(self, failures={**self.failures, what: said})

    def mended(self, what: str) -> Self:
        return replace(self, failures={name: said for name, said in self.failures.items() if name != what})
