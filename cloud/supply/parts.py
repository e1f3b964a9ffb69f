"""Every package that a lock file names, where it is used, and what needs it.

It reads lock files and nothing else, so that the answer is the same on every machine.
"""

import json
import re
from base64 import b64decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, TypeAlias

ROOT = Path(__file__).resolve().parents[2]
Use: TypeAlias = Literal["functions", "site", "build", "tools"]
"""Shipped with a function; sent to readers of the site; run to build or preview it; run to test it."""
Key: TypeAlias = tuple[str, str, str]
PYTHON_LOCKS: Mapping[str, Use] = {
    "functions/public/requirements.txt": "functions",
    "functions/office/requirements.txt": "functions",
    "functions/worker/requirements.txt": "functions",
    "requirements.txt": "build",
    "requirements-dev.txt": "tools",
    "requirements-ministack.txt": "tools",
    "requirements-bench.txt": "tools",
    "requirements-lab.txt": "tools",
}
NPM_LOCKS: Mapping[str, Use] = {
    "package-lock.json": "site",
    "tests/lighthouse/package-lock.json": "tools",
    "tests/bench/eleventy/package-lock.json": "tools",
}
PINNED = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)")
NEEDED_BY = re.compile(r"\s+#(?:\s+via)?\s+([A-Za-z0-9._-]+)$")


@dataclass(frozen=True)
class Part:
    """One version of one package. `kind` is "pypi" or "npm"; `licence` is what its lock says, if it does."""

    kind: str
    name: str
    version: str
    uses: frozenset[Use]
    needs: frozenset[Key] = frozenset()
    digest: str = ""
    """SHA-512 as hexadecimal, where the package is one file."""
    licence: str = ""

    @property
    def key(self) -> Key:
        """What tells it from all others."""
        return self.kind, self.name, self.version


def parts(root: Path = ROOT) -> list[Part]:
    """Every part of the project, in the order of kind and name, each once with all its uses."""
    found: dict[Key, Part] = {}
    for part in _all(root):
        known = found.get(part.key, part)
        found[part.key] = replace(known, uses=known.uses | part.uses, needs=known.needs | part.needs)
    return [replace(found[key], uses=_narrowed(found[key].uses)) for key in sorted(found)]


def _narrowed(uses: frozenset[Use]) -> frozenset[Use]:
    """A lock for tests repeats all that builds, and is no use of its own."""
    return uses - {"tools"} if "build" in uses else uses


def _all(root: Path) -> Iterator[Part]:
    for name, use in PYTHON_LOCKS.items():
        yield from python_parts((root / name).read_text(encoding="utf-8"), use)
    for name, use in NPM_LOCKS.items():
        yield from npm_parts(json.loads((root / name).read_text(encoding="utf-8")), use)


def python_parts(lock: str, use: Use) -> list[Part]:
    """What a lock of uv's names. Who needs a package stands in the comments below it."""
    versions: dict[str, list[str]] = {}
    needs: dict[str, set[str]] = {}
    name = ""
    for line in lock.splitlines():
        if pinned := PINNED.match(line):
            name = pinned[1].lower()
            versions.setdefault(name, []).append(pinned[2])
        elif (by := NEEDED_BY.match(line)) and by[1] != "via":
            needs.setdefault(by[1].lower(), set()).add(name)
    return [
        Part("pypi", name, version, frozenset({use}), _keys(needs.get(name, set()), versions))
        for name, some in versions.items()
        for version in some
    ]


def _keys(names: set[str], versions: Mapping[str, list[str]]) -> frozenset[Key]:
    """Of a package that is pinned for each Python or system by itself, all of them."""
    return frozenset(("pypi", name, version) for name in names for version in versions[name])


def npm_parts(lock: Mapping[str, Any], use: Use) -> list[Part]:
    """What a lock of npm's names. What is only for tests or only for some machines is a tool."""
    places = {place: said for place, said in lock["packages"].items() if place}
    return [
        Part(
            kind="npm",
            name=_named(place),
            version=said["version"],
            uses=frozenset({"tools" if said.get("dev") or said.get("optional") else use}),
            needs=frozenset(_needed(place, said, places)),
            digest=_digest(said.get("integrity", "")),
            licence=said.get("license", ""),
        )
        for place, said in places.items()
    ]


def _named(place: str) -> str:
    return place.rpartition("node_modules/")[2]


def _needed(place: str, said: Mapping[str, Any], places: Mapping[str, Any]) -> Iterator[Key]:
    """As Node.js looks for a package: beside who asks, then further up."""
    for name in said.get("dependencies", {}):
        folder = place
        while f"{folder}/node_modules/{name}".lstrip("/") not in places and folder:
            folder = folder.rpartition("/node_modules/")[0] if "/node_modules/" in folder else ""
        where = f"{folder}/node_modules/{name}".lstrip("/")
        if where in places:
            yield "npm", name, places[where]["version"]


def _digest(integrity: str) -> str:
    kind, _, value = integrity.partition("-")
    return b64decode(value).hex() if kind == "sha512" else ""
