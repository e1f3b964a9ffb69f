"""What we take from others: every package is listed, once, with a licence that is allowed for its use."""

import importlib.metadata
import json
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from cloud.supply.licences import Licences, licences, may_be, refused
from cloud.supply.parts import PYTHON_LOCKS, ROOT, Part, npm_parts, parts, python_parts
from cloud.supply.sbom import bill

SAME = {"MIT License": "MIT", "Apache License 2.0": "Apache-2.0", "Apache Software License": "Apache-2.0"}


@pytest.fixture(scope="module")
def all_parts() -> list[Part]:
    return parts()


@pytest.fixture(scope="module")
def known() -> Licences:
    return licences()


def test_every_pinned_package_is_a_part_and_those_of_the_functions_are_in_the_main_lock(
    all_parts: list[Part],
) -> None:
    pinned = {lock: set(pins((ROOT / lock).read_text(encoding="utf-8"))) for lock in PYTHON_LOCKS}
    listed = {(part.name, part.version) for part in all_parts if part.kind == "pypi"}

    assert set.union(*pinned.values()) == listed
    assert [
        lock for lock in pinned if "functions" in lock and not pinned[lock] <= pinned["requirements.txt"]
    ] == []
    assert pinned["requirements.txt"] <= pinned["requirements-dev.txt"]  # which is what is audited
    assert {part.name for part in all_parts if part.kind == "npm"} >= {
        "axe-core",
        "lighthouse",
        "@sveltia/cms",
    }


def pins(lock: str) -> list[tuple[str, str]]:
    found = re.findall(r"^([a-z0-9.-]+)(?:\[.*\])?==(\S+)", lock, re.MULTILINE)
    assert found
    return found


def test_what_is_used_has_a_licence_that_is_allowed_there(all_parts: list[Part], known: Licences) -> None:
    assert refused(all_parts, known) == []


def test_a_licence_that_is_not_allowed_or_not_known_is_refused(known: Licences) -> None:
    pelican = Part("pypi", "pelican", "4.12.0", frozenset({"functions"}))
    stranger = Part("pypi", "stranger", "1", frozenset({"build"}))

    lines = refused([pelican, stranger], known)

    assert lines[0] == "pelican 4.12.0 (pypi): AGPL-3.0-or-later is not allowed for functions"
    assert "stranger 1 (pypi): no licence is known" in lines[1]


@pytest.mark.parametrize(
    ("licence", "may"),
    [
        ("MIT", True),
        ("MIT OR GPL-2.0-only", True),
        ("MIT AND GPL-2.0-only", False),
        ("(MIT OR GPL-2.0-only) AND ISC", True),
        ("GPL-2.0-only WITH Classpath-exception-2.0", False),
    ],
)
def test_one_side_of_an_or_is_enough_and_both_of_an_and_are_needed(licence: str, may: bool) -> None:  # noqa: FBT001
    assert may_be(licence, frozenset({"MIT", "ISC"})) is may


def test_nothing_that_is_shipped_with_a_function_asks_for_its_sources(known: Licences) -> None:
    assert [one for one in known.allowed["functions"] | known.allowed["site"] if "GPL" in one] == []


def test_a_licence_is_what_the_package_says_of_itself(all_parts: list[Part], known: Licences) -> None:
    """Of every package that lies here: not every one of a lock is for this machine."""
    names = {part.name for part in all_parts}
    here = {spelt(each.name): each for each in importlib.metadata.distributions(path=installed())}
    said = {name: stated(here[name]) for name in names & here.keys()}

    assert len(said) > 80
    assert {
        name: (known.stated[name], said[name])
        for name in known.stated.keys() & said.keys()
        if known.stated[name] != said[name]
    } == {}
    assert known.stated.keys() & known.read.keys() == set()
    assert (known.stated.keys() | known.read.keys()) - names == {*()}, "no longer used: take it out"


def installed() -> list[str]:
    """Where packages lie: of the project's own environment, and of those that commands have beside it."""
    others = (ROOT / name for name in (".venv-ministack", ".venv-bench", ".venv-lab"))
    return [*sys.path, *(str(place) for other in others for place in other.glob("**/site-packages"))]


def spelt(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def stated(package: importlib.metadata.Distribution) -> str:
    """An SPDX expression where there is one, else the one licence that its older fields name."""
    said = package.metadata
    if expression := said.get("License-Expression"):
        return str(expression)
    kinds = [kind.rpartition(" :: ")[2] for kind in said.get_all("Classifier") or [] if "License ::" in kind]
    word = (said.get("License") or "").split("\n")[0]
    named = word if re.fullmatch(r"MIT|Apache-2\.0|BSD-[23]-Clause", word) else (kinds or [""])[0]
    return SAME.get(named, named)


def test_the_bill_of_materials_is_valid_and_the_same_each_time(
    all_parts: list[Part], known: Licences
) -> None:
    text = bill(all_parts, known)

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert bill(reversed(parts()), licences()) == text
    assert "timestamp" not in text
    assert len(json.loads(text)["components"]) == len(all_parts) + len(known.vendored)


def test_another_lock_gives_another_bill(all_parts: list[Part], known: Licences) -> None:
    rest = [part for part in all_parts if part.name != "pelican"]
    [pelican] = [part for part in all_parts if part not in rest]
    one, other = (
        json.loads(bill([*rest, each], known))["serialNumber"]
        for each in (pelican, replace(pelican, version="0.0.1"))
    )

    assert one != other


def test_who_needs_what_is_read_from_the_locks() -> None:
    python = python_parts(
        "# by hand\na==1 \\\n    --hash=sha256:00\n    # via -r x.in\nb[c]==2 ; os == 'nt' \\\n"
        "    --hash=sha256:00\n    # via\n    #   -r x.in\n    #   a\n",
        "build",
    )
    places = {
        "": {},
        "node_modules/a": {"version": "1", "dependencies": {"b": "*"}},
        "node_modules/b": {"version": "1", "dev": True},
        "node_modules/a/node_modules/b": {"version": "2", "dependencies": {"a": "*"}},
    }

    assert [(part.name, part.version, part.needs) for part in python] == [
        ("a", "1", frozenset({("pypi", "b", "2")})),
        ("b", "2", frozenset()),
    ]
    a, b, nested = npm_parts({"packages": places}, "site")
    assert a.needs == {("npm", "b", "2")}
    assert nested.needs == {("npm", "a", "1")}
    assert b.uses == {"tools"}


def test_what_lies_in_the_repository_is_there_and_is_named_as_it_is(known: Licences) -> None:
    assert [one.file for one in known.vendored if not (ROOT / one.file).is_file()] == []
    [script] = [one for one in known.vendored if Path(one.file).suffix == ".js"]
    assert f"{script.name} {script.version}" in (ROOT / script.file).read_text(encoding="utf-8")
