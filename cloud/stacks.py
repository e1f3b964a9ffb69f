"""The stacks, in the order in which they need each other, and what each is told. It asks AWS for nothing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from cloud import headers
from cloud.bundle import ROOT
from cloud.environments import EDGE, Environment

Template: TypeAlias = dict[str, Any]
INFRASTRUCTURE = ROOT / "functions" / "infrastructure"
PACKAGES = ROOT / "build" / "package"
SERVERLESS = "AWS::Serverless::Function"


class UntoldError(Exception):
    """A stack needs a parameter that neither the environment nor a stack before it names."""


@dataclass(frozen=True)
class Stack:
    """One stack. `is_function`: its template comes out of packaging, with a bundle beside it."""

    name: str
    is_function: bool = False
    is_at_the_edge: bool = False

    def full_name(self, environment: Environment) -> str:
        """What AWS calls it."""
        return f"{environment.prefix}-{self.name}"

    def region(self, environment: Environment) -> str:
        """Where it is."""
        return EDGE if self.is_at_the_edge else environment.region

    def template(self, packages: Path = PACKAGES) -> Template:
        """What it is made of. Raises FileNotFoundError where a function was not packaged."""
        file = packages / self.name / "sam.json" if self.is_function else INFRASTRUCTURE / f"{self.name}.json"
        made: Template = json.loads(file.read_text(encoding="utf-8"))
        if self.is_at_the_edge:
            made["Resources"] |= headers.fragment({"Ref": "TablePrefix"})
        return made


STACKS = (
    Stack("base"),
    Stack("data"),
    Stack("staff"),
    Stack("anchors"),
    Stack("public", is_function=True),
    Stack("office", is_function=True),
    Stack("worker", is_function=True),
    Stack("evidence"),  # its buckets let in the role of the round that looks at files, which is the worker's
    Stack("site", is_at_the_edge=True),
    Stack("watch"),
)


def told(template: Template, known: Mapping[str, str]) -> dict[str, str]:
    """The parameters of a template, out of all that is known. Raises UntoldError."""
    wanted: Template = template.get("Parameters", {})
    missing = [name for name, one in wanted.items() if name not in known and "Default" not in one]
    if missing:
        raise UntoldError(f"nothing says what {', '.join(missing)} is")
    return {name: known[name] for name in wanted if name in known}


def with_code(template: Template, bucket: str, key: str) -> Template:
    """The template of a function whose bundle lies in that bucket."""
    resources = {
        name: {**one, "Properties": {**one["Properties"], "CodeUri": f"s3://{bucket}/{key}"}}
        if one["Type"] == SERVERLESS
        else one
        for name, one in template["Resources"].items()
    }
    return {**template, "Resources": resources}
