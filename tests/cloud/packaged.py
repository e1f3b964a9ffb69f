"""What Chalice says of each function to CloudFormation, with what is merged in, but without its libraries."""

import json
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from cloud.bundle import FUNCTIONS, ROOT, Bundle
from cloud.package import MERGED
from cloud.stacks import STACKS, Stack, Template


@cache
def template(stack: Stack) -> Template:
    """What a stack is made of."""
    with TemporaryDirectory() as folder:
        if stack.is_function:
            laid = Path(folder) / "laid"
            shutil.copytree(ROOT / "functions" / stack.name, laid, ignore=shutil.ignore_patterns("vendor"))
            (laid / "requirements.txt").write_text("", encoding="utf-8")
            bundle = Bundle(stack.name, Path(folder))
            bundle._package(laid, Path(folder) / stack.name, MERGED / f"{stack.name}.json")
        return stack.template(Path(folder))


def templates() -> dict[str, Template]:
    """All of them, by the name of the stack."""
    return {stack.name: template(stack) for stack in STACKS}


def functions() -> dict[str, Template]:
    """The properties of every function, by its own name."""
    return {
        name: one["Properties"]
        for app in FUNCTIONS
        for name, one in templates()[app]["Resources"].items()
        if one["Type"] == "AWS::Serverless::Function"
    }


def resources(kind: str) -> dict[str, Template]:
    """The properties of all resources of a kind, by their stack and name."""
    return {
        f"{stack}/{name}": one["Properties"]
        for stack, made in templates().items()
        for name, one in made["Resources"].items()
        if one["Type"] == kind
    }


def written(folder: Path) -> dict[str, Path]:
    """Each template in a file of its own."""
    files = {name: folder / f"{name}.json" for name in templates()}
    for name, file in files.items():
        file.write_text(json.dumps(templates()[name]), encoding="utf-8")
    return files
