"""`make audit`: whether anything is publicly known to be wrong with what we take from others.

pip-audit and npm ask; this puts their answers together. Silence is no all-clear: a database that cannot be
asked has an exit code of its own.
"""

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from cloud.supply.parts import ROOT

ACCEPTED = Path(__file__).with_name("accepted.toml")
PYTHON = (
    "requirements-dev.txt",
    "requirements-ministack.txt",
    "requirements-bench.txt",
    "requirements-lab.txt",
)
"""Between them they name every Python package: those of the functions are among those of the first."""
NPM = (".", "tests/lighthouse", "tests/bench/eleventy")
NOTHING, SOMETHING, UNKNOWN = 0, 1, 3
"""What main returns. 2 is left to make, which says it of every failure."""
LONGEST = 600
LOGGED = "A complete log of this run"
"""What npm says last, which tells nothing."""


class SilentError(Exception):
    """A database could not be asked. The message says which and what came instead."""


@dataclass(frozen=True)
class Fault:
    """One known fault of one package, under all the numbers it has. `mended` are versions without it."""

    package: str
    version: str
    ids: frozenset[str]
    mended: str = ""


@dataclass(frozen=True)
class Accepted:
    """A fault that somebody looked at, and until when we live with it."""

    id: str
    until: date
    because: str


def main(root: Path = ROOT, python: Sequence[str] = PYTHON, npm: Sequence[str] = NPM) -> int:
    """Ask, and say what is known. Returns NOTHING, SOMETHING, or UNKNOWN where a database did not answer."""
    faults: list[Fault] = []
    silent: list[str] = []
    for ask, places in ((_of_python, python), (_of_npm, npm)):
        for place in places:
            try:
                faults += ask(root / place)
            except SilentError as nothing:
                silent.append(f"{place}: {nothing}")
    left = standing(faults, accepted(), datetime.now(UTC).date())
    for fault in left:
        mended = f"mended in {fault.mended}" if fault.mended else "not mended yet"
        print(f"{fault.package} {fault.version}: {', '.join(sorted(fault.ids))}, {mended}")
    for line in silent:
        print(f"NOT AUDITED {line}", file=sys.stderr)
    if left:
        return SOMETHING
    if silent:
        print("make audit: nothing can be said of what was not audited.", file=sys.stderr)
        return UNKNOWN
    print(f"Nothing is known to be wrong with what is pinned; {len(faults)} known faults are accepted.")
    return NOTHING


def accepted(text: str | None = None) -> list[Accepted]:
    """What stands in accepted.toml, or in a text of its kind."""
    said = tomllib.loads(text if text is not None else ACCEPTED.read_text(encoding="utf-8"))
    return [Accepted(**one) for one in said.get("accepted", [])]


def standing(faults: Iterable[Fault], accepted: Iterable[Accepted], today: date) -> list[Fault]:
    """The faults that are not accepted today, each once."""
    lived_with = {one.id for one in accepted if today <= one.until}
    return sorted(
        {fault for fault in faults if not fault.ids & lived_with},
        key=lambda fault: (fault.package, fault.version, sorted(fault.ids)),
    )


def _of_python(lock: Path) -> list[Fault]:
    """By pip-audit, of what a lock pins. AUDIT_OSV names another address that speaks as OSV does."""
    other = os.environ.get("AUDIT_OSV")
    asking = [
        *(sys.executable, "-m", "pip_audit", "--requirement", str(lock), "--disable-pip", "--require-hashes"),
        *("--format", "json", "--progress-spinner", "off", "--vulnerability-service", "osv"),
        *(("--osv-url", other) if other else ()),
    ]
    return [
        Fault(
            one["name"],
            one["version"],
            frozenset({known["id"], *known["aliases"]}),
            ", ".join(known["fix_versions"]),
        )
        for one in _answer(asking, "pip-audit", "dependencies")
        for known in one.get("vulns", [])
    ]


def _of_npm(folder: Path) -> list[Fault]:
    """By npm, of what the lock in a folder pins, at the registry that npm is set to."""
    asking = ["npm", "audit", "--package-lock-only", "--json", "--prefix", str(folder)]
    found: Mapping[str, Any] = _answer(asking, "npm audit", "vulnerabilities")
    return [
        Fault(name, one["range"], frozenset({_number(via)}), "a later version" if one["fixAvailable"] else "")
        for name, one in found.items()
        for via in one["via"]
        if isinstance(via, dict)
    ]


def _number(via: Mapping[str, Any]) -> str:
    return str(via["url"]).rpartition("/")[2]


def _answer(command: list[str], name: str, wanted: str) -> Any:
    """What stands under `wanted` in the JSON that a command prints. Raises SilentError without any."""
    try:
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", check=False, timeout=LONGEST, cwd=ROOT
        )
        return json.loads(done.stdout)[wanted]
    except (OSError, subprocess.TimeoutExpired) as broken:
        raise SilentError(f"{name} did not come to an end ({type(broken).__name__})") from broken
    except (ValueError, KeyError) as nothing:
        lines = [line for line in done.stderr.splitlines() if line.strip() and LOGGED not in line]
        said = lines[-1] if lines else "no answer"
        raise SilentError(f"{name} could not ask its database ({said[:160]})") from nothing


if __name__ == "__main__":
    sys.exit(main())
