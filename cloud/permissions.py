"""What each function may do, read from its policy: the tables of docs/permissions.md.

`python -m cloud.permissions` writes the document anew. A test refuses one that differs, so that whoever
widens a policy sees the wider table in what is reviewed; `make rehearse` holds the roles to it.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from cloud.bundle import FUNCTIONS, ROOT

DOCUMENT = ROOT / "docs" / "permissions.md"
BEGIN = "<!-- made by python -m cloud.permissions -->"
HEAD = "| action | on | only where | so that it can |"
ARN = re.compile(r"arn:\$\{AWS::Partition\}:[\w-]+:(?:\$\{AWS::Region\})?:(?:\$\{AWS::AccountId\})?:(.+)")
WORD = re.compile(r"(?<=[A-Za-z0-9])(?=[A-Z])")


@dataclass(frozen=True, order=True)
class Right:
    """One action on one resource. `only` is what must be so: a condition's key, and values it may have."""

    action: str
    resource: str
    only: tuple[tuple[str, str], ...] = ()
    why: str = field(default="", compare=False)

    def covers(self, action: str, resource: str, said: dict[str, str]) -> bool:
        """Whether it lets that be done. `said` is what a call says for the keys of conditions."""
        return (
            action == self.action
            and fnmatchcase(resource, self.resource)
            and all(
                any(fnmatchcase(said.get(key, ""), value) for value in values.split(", "))
                for key, values in self.only
            )
        )


def roles() -> dict[str, list[Right]]:
    """What each function may do, by the name that its role has in the stacks' outputs: "Public", "Sweep"."""
    found = {}
    for app in FUNCTIONS:
        folder = ROOT / "functions" / app / ".chalice"
        stage = json.loads((folder / "config.json").read_text(encoding="utf-8"))["stages"]["prod"]
        own = _own_policies(stage)
        for name in rounds() if app == "worker" else (app,):
            policy = json.loads(
                (folder / own.get(name, stage["iam_policy_file"])).read_text(encoding="utf-8")
            )
            found[name.title().replace("_", "")] = list(_rights(policy["Statement"]))
    return found


def _own_policies(stage: Mapping[str, Any]) -> dict[str, str]:
    """The files of those functions that have one of their own: others differ in their limits alone."""
    functions = stage.get("lambda_functions", {})
    return {name: one["iam_policy_file"] for name, one in functions.items() if "iam_policy_file" in one}


def rounds() -> list[str]:
    """The worker's functions, by the names that its code gives them."""
    code = (ROOT / "functions" / "worker" / "app.py").read_text(encoding="utf-8")
    return re.findall(r"^@app\.\w+\(.*\)\ndef (\w+)\(", code, re.MULTILINE)


def _rights(statements: list[dict[str, Any]]) -> Iterator[Right]:
    for one in statements:
        only = tuple(sorted(_conditions(one.get("Condition", {}))))
        for action in one["Action"]:
            for resource in one["Resource"]:
                yield Right(action, _named(resource), only, WORD.sub(" ", one["Sid"]).lower())


def _conditions(said: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for keys in said.values():
        for key, values in keys.items():
            yield key, ", ".join([values] if isinstance(values, str) else values)


def _named(resource: str | dict[str, str]) -> str:
    """A resource in few words: `table/cases/index/queue`, `evidence/proofs/*`, or the name of a parameter."""
    if isinstance(resource, str):
        return resource
    if "Ref" in resource:
        return resource["Ref"]
    found = ARN.fullmatch(resource["Fn::Sub"])
    if found is None:
        raise ValueError(f"no words for {resource}")
    return found[1].replace("${TablePrefix}-", "").replace("-${AWS::AccountId}", "")


def document() -> str:
    """The whole document."""
    lines = [
        "# What each function may do",
        "",
        BEGIN,
        "",
        "Everything else is refused. `make rehearse` asks, with each function's real role, for what is not",
        "in its table, and fails where it is let through. Tables, buckets and keys are named without what",
        "stands before them in an account.",
    ]
    for name, rights in roles().items():
        lines += ["", f"## {name}", "", HEAD, "|---|---|---|---|"]
        lines += [_row(one) for one in rights]
    return "\n".join(lines) + "\n"


def _row(one: Right) -> str:
    only = "; ".join(f"`{key}` is `{values}`" for key, values in one.only)
    return f"| `{one.action}` | `{one.resource}` | {only} | {one.why} |"


def written() -> dict[str, list[Right]]:
    """The tables as they stand in the document, which somebody has read."""
    found: dict[str, list[Right]] = {}
    name = ""
    for line in DOCUMENT.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            name = line.removeprefix("## ")
            found[name] = []
        elif line.startswith("| `"):
            action, resource, only, why = (cell.strip() for cell in line.strip("|").split("|"))
            pairs = re.findall(r"`([^`]+)` is `([^`]+)`", only)
            found[name].append(Right(action.strip("`"), resource.strip("`"), tuple(pairs), why))
    return found


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
    sys.exit(0)
