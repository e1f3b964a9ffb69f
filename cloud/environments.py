"""What one environment is told: a file of its own, without secrets."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cloud.bundle import REGION, ROOT

FOLDER = ROOT / "functions" / "infrastructure" / "environments"
EDGE = "us-east-1"
"""CloudFront reads its firewall, certificate and metrics there, whoever it serves."""


class UnknownError(Exception):
    """No such environment, or its file says what makes no sense. The message says the way out."""


@dataclass(frozen=True)
class Environment:
    """Its name, where it is, and what the stacks' parameters are, by name."""

    name: str
    region: str
    parameters: Mapping[str, str]

    @property
    def prefix(self) -> str:
        """What the name of everything in it begins with."""
        return self.parameters["TablePrefix"]


def named(name: str, folder: Path = FOLDER) -> Environment:
    """The environment of that name. Raises UnknownError."""
    known = sorted(file.stem for file in folder.glob("*.toml"))
    if name not in known:
        raise UnknownError(f"ENV={name or '…'} is none of {', '.join(known)}: make deploy ENV={known[0]}")
    try:
        said = tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
        parameters = {key: str(value) for key, value in said["parameters"].items()}
        return Environment(name, said.get("region", REGION), {"Environment": name, **parameters})
    except (tomllib.TOMLDecodeError, KeyError, AttributeError) as wrong:
        raise UnknownError(f"{folder / name}.toml: {wrong}") from wrong
