"""`make security`: docs/security.md, made from docs/security.toml. It says which test shows what."""

import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "docs" / "security.toml"
PAGE = ROOT / "docs" / "security.md"
HEAD = """# What is required in security, and what shows it

Made by `make security` from [security.toml](security.toml): edit that, not this. A test checks that every
test named here is there and that this page is current. What it is all against stands in
[threats.md](threats.md). The requirements follow OWASP's ASVS 5.0 at level 2,
with level 3 for proofs and for staff.

{shown} of {all} are shown whole by tests, {part} in part, {none} by none.

| # | Required | Shown by | Open, and why |
|---|---|---|---|
"""


@dataclass(frozen=True)
class Requirement:
    """One requirement. `tests` are file::name below tests/; `open` says what no test shows, and why."""

    number: int
    what: str
    tests: tuple[str, ...]
    open: str = ""


def read(file: Path = DATA) -> list[Requirement]:
    """Every requirement, as it stands in the file."""
    said = tomllib.loads(file.read_text(encoding="utf-8"))["requirement"]
    return [Requirement(**{**one, "tests": tuple(one["tests"])}) for one in said]


def page(requirements: list[Requirement]) -> str:
    """The whole page."""
    none = sum(not one.tests for one in requirements)
    part = sum(bool(one.tests and one.open) for one in requirements)
    counted = {"shown": len(requirements) - none - part, "all": len(requirements), "part": part, "none": none}
    return HEAD.format(**counted) + "".join(map(_row, requirements))


def _row(one: Requirement) -> str:
    tests = "<br>".join(_linked(test) for test in one.tests) or "no test"
    return f"| {one.number} | {one.what} | {tests} | {one.open} |\n"


def _linked(test: str) -> str:
    file, name = test.split("::")
    return f"[{name.removeprefix('test_').replace('_', ' ')}](../tests/{file})"


if __name__ == "__main__":
    PAGE.write_text(page(read()), encoding="utf-8")
    print(f"Wrote {PAGE.relative_to(ROOT)}")
    sys.exit(0)
