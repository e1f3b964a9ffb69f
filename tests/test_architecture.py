"""Which way the imports point, said as sentences and proved from the source."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FUNCTIONS = ROOT / "functions"
LIBRARY = FUNCTIONS / "musicservice"

SITE = {"pelican", "plugins", "markdown", "pydantic", "yaml"}
NEVER = frozenset[str]()


def sources(*places: Path) -> list[Path]:
    found = [
        file for place in places for file in ([place] if place.is_file() else sorted(place.rglob("*.py")))
    ]
    found = [file for file in found if "vendor" not in file.parts]
    assert found, f"no source under {places}: the sentence would be empty"
    return found


def imports(file: Path) -> Iterator[str]:
    """Every module that `file` imports, absolute, wherever in the file it does so."""
    inside = (
        file.relative_to(FUNCTIONS).parts if file.is_relative_to(FUNCTIONS) else file.relative_to(ROOT).parts
    )
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(
                [*inside[: len(inside) - node.level], node.module or ""]
                if node.level
                else [node.module or ""]
            )
            yield base.strip(".")
            yield from (f"{base}.{alias.name}".strip(".") for alias in node.names)


def offenders(files: list[Path], forbidden: set[str] | frozenset[str]) -> list[str]:
    return [
        f"{file.relative_to(ROOT)} imports {name}"
        for file in files
        for name in imports(file)
        if any(name == bad or name.startswith(f"{bad}.") for bad in forbidden)
    ]


def apps() -> list[Path]:
    return sorted(FUNCTIONS.glob("*/app.py"))


SENTENCES = {
    "nothing in the functions imports Pelican, the plugins, the theme or the local tools": (
        lambda: sources(FUNCTIONS),
        SITE | {"local", "theme", "tests"},
    ),
    "only what prints knows Typst": (
        lambda: [file for file in sources(FUNCTIONS) if file.parent != LIBRARY / "printing"],
        {"typst"},
    ),
    "only app.py knows Chalice": (lambda: sources(LIBRARY), {"chalice"}),
    "only bootstrap.py and the adapters know boto3": (
        lambda: [
            file
            for file in sources(LIBRARY)
            if file.name != "bootstrap.py" and not file.is_relative_to(LIBRARY / "adapters")
        ],
        {"boto3", "botocore", "aws_encryption_sdk"},
    ),
    "the rules, forms, pages, messages and the door know no adapter and no bootstrap": (
        lambda: sources(*(LIBRARY / part for part in ("domain", "forms", "pages", "messages", "web"))),
        {"musicservice.adapters", "musicservice.bootstrap"},
    ),
    "the services know ports, not adapters": (
        lambda: sources(LIBRARY / "services"),
        {"musicservice.adapters", "musicservice.bootstrap"},
    ),
    "an app reaches storage through bootstrap and the services alone": (
        apps,
        {"musicservice.adapters", "boto3", "botocore"},
    ),
    "the plugins know neither the local tools nor Chalice nor boto3": (
        lambda: sources(ROOT / "plugins"),
        {"local", "chalice", "boto3", "musicservice.bootstrap", "musicservice.adapters"},
    ),
}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_it_holds_that(sentence: str) -> None:
    files, forbidden = SENTENCES[sentence]

    checked = files()

    assert checked, "a sentence about no file proves nothing"
    assert offenders(checked, forbidden) == []


def test_the_domain_imports_the_standard_library_and_itself_only() -> None:
    allowed = sys.stdlib_module_names | {"musicservice"}
    strangers = [
        f"{file.name} imports {name}"
        for file in sources(LIBRARY / "domain")
        for name in imports(file)
        if name.split(".")[0] not in allowed or (name.startswith("musicservice.") and ".domain" not in name)
    ]

    assert strangers == []


def test_the_domain_reads_no_clock_and_no_environment() -> None:
    """Rules take today's date as an argument."""
    forbidden = {"now", "today", "utcnow", "environ", "getenv", "open"}
    calls = [
        f"{file.name}:{node.lineno} {name}"
        for file in sources(LIBRARY / "domain")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        for name in [getattr(node.func, "attr", getattr(node.func, "id", ""))]
        if name in forbidden
    ]

    assert calls == []


def test_only_settings_reads_the_environment() -> None:
    readers = [
        str(file.relative_to(ROOT))
        for file in sources(LIBRARY, *apps())
        if file != LIBRARY / "settings.py" and names_in(file) & {"environ", "environb", "getenv"}
    ]

    assert readers == []


def names_in(file: Path) -> set[str]:
    """Every name that `file` uses as an attribute or imports from a module."""
    tree = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    used = {node.attr for node in tree if isinstance(node, ast.Attribute)}
    return used | {alias.name for node in tree if isinstance(node, ast.ImportFrom) for alias in node.names}


def test_the_proof_can_fail() -> None:
    """A sentence that nothing can break proves nothing: this file imports pytest, and the search sees it."""
    assert offenders([Path(__file__)], {"pytest"}) != []
    assert offenders([Path(__file__)], NEVER) == []
    assert {"Iterator", "walk"} <= names_in(Path(__file__))
