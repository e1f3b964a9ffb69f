"""What is required in security has a test, or says why not; and the tests of what had none."""

import ast
import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from musicservice.web.reply import HEADERS, Reply
from tests import requirements
from tests.functions.conftest import loaded
from tests.requirements import Requirement

ROOT = requirements.ROOT
INFRASTRUCTURE = ROOT / "functions" / "infrastructure"
SECRETS = re.compile(
    r"AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|xox[abp]-[0-9A-Za-z-]{20}|sk_live_[0-9A-Za-z]{16}"
    r"|-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s+[A-Za-z0-9+/=]{20}"
    r"|aws_secret_access_key\s*=\s*[A-Za-z0-9/+]{40}"
)
KEEPING = re.compile(r"\b(?:localStorage|sessionStorage|indexedDB|cookieStore|document\.cookie)\b")


def missing(all_of_them: list[Requirement]) -> list[str]:
    """Tests that are named and not there, and requirements that nothing is said of."""
    named = [(one.number, test) for one in all_of_them for test in one.tests]
    lost = [f"{number}: {test}" for number, test in named if not is_there(test)]
    return lost + [f"{one.number}: nothing" for one in all_of_them if not (one.tests or one.open)]


def is_there(test: str) -> bool:
    """Whether pytest would collect it: a function of a file that pytest reads."""
    name, function = test.split("::")
    file = ROOT / "tests" / name
    if not (file.is_file() and file.name.startswith("test_") and function.startswith("test_")):
        return False
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.FunctionDef) and node.name == function for node in tree.body)


def test_every_requirement_has_tests_that_are_there_or_says_why_not() -> None:
    found = requirements.read()

    assert [one.number for one in found] == list(range(1, 43))
    assert missing(found) == []


def test_a_test_that_is_gone_and_a_requirement_without_a_word_are_found() -> None:
    first = requirements.read()[0]
    gone = replace(first, tests=(*first.tests, "test_security.py::test_that_was_renamed"))
    silent = replace(first, tests=(), open="")

    assert missing([gone, silent]) == ["1: test_security.py::test_that_was_renamed", "1: nothing"]


def test_the_page_says_what_stands_in_the_file() -> None:
    assert requirements.PAGE.read_text(encoding="utf-8") == requirements.page(requirements.read()), (
        "make security writes it anew"
    )


@pytest.mark.parametrize("name", ["Location", "Set-Cookie", "Content-Disposition"])
@pytest.mark.parametrize("value", ["a\rb: c", "a\r\nb: c", "a\nb: c", "a\0b", "caf\u00e9", "", " a"])
def test_no_answer_leaves_with_a_header_that_could_end_early(name: str, value: str) -> None:
    with pytest.raises(ValueError, match="printable ASCII"):
        Reply(200, headers={name: value}).to_event()


def test_no_route_lets_another_origin_read() -> None:
    routes = [
        entry
        for function in ("public", "office")
        for methods in loaded(function).app.routes.values()
        for entry in methods.values()
    ]

    assert len(routes) > 50
    assert [entry.uri_pattern for entry in routes if entry.cors] == []
    assert [name for name in HEADERS if name.lower().startswith("access-control-")] == []


def test_the_office_is_an_app_of_its_own_and_no_public_page_is_in_it() -> None:
    public, office = (loaded(function).app for function in ("public", "office"))

    assert public.app_name != office.app_name
    assert public.routes.keys() & office.routes.keys() == set()


def test_the_pool_asks_for_a_second_factor_and_lets_nobody_sign_up() -> None:
    resources = template("staff")
    [pool] = [one["Properties"] for one in resources.values() if one["Type"] == "AWS::Cognito::UserPool"]
    clients = [one["Properties"] for one in resources.values() if one["Type"].endswith("UserPoolClient")]

    assert pool["MfaConfiguration"] == "ON"
    assert pool["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"]
    assert [client["AllowedOAuthFlows"] for client in clients] == [["code"]]


def test_the_key_that_seals_never_leaves_kms_and_is_rotated() -> None:
    keys = {
        name: one["Properties"] for name, one in template("base").items() if one["Type"] == "AWS::KMS::Key"
    }

    assert [name for name, key in keys.items() if key.get("EnableKeyRotation")] == ["SealKey"]
    assert {key.get("Origin", "AWS_KMS") for key in keys.values()} == {"AWS_KMS"}


def test_the_firewall_counts_by_address_and_bears_a_school() -> None:
    """Thirty families at one address, who each send twenty pages in five minutes."""
    said = json.loads((INFRASTRUCTURE / "site.json").read_text(encoding="utf-8"))
    [firewall] = [one for one in said["Resources"].values() if one["Type"] == "AWS::WAFv2::WebACL"]
    rules = [one["Statement"].get("RateBasedStatement") for one in firewall["Properties"]["Rules"]]
    counted = [rule for rule in rules if rule]

    assert [rule["AggregateKeyType"] for rule in counted] == ["IP", "IP"]
    assert {rule["EvaluationWindowSec"] for rule in counted} == {300}
    assert [said["Parameters"][rule["Limit"]["Ref"]]["Default"] >= 30 * 20 for rule in counted] == [
        True,
        True,
    ]


def template(name: str) -> dict[str, Any]:
    resources: dict[str, Any] = json.loads((INFRASTRUCTURE / f"{name}.json").read_text(encoding="utf-8"))[
        "Resources"
    ]
    return resources


def test_no_script_of_ours_keeps_anything_in_the_browser_but_pages() -> None:
    scripts = [file for place in ("theme", "functions") for file in (ROOT / place).rglob("*.js")]
    pages = [file for place in ("theme", "functions") for file in (ROOT / place).rglob("*.html")]

    assert len(scripts) > 3
    assert [str(file) for file in [*scripts, *pages] if KEEPING.search(file.read_text("utf-8"))] == []


def test_every_table_is_protected_and_can_be_brought_back() -> None:
    tables = {name: one for name, one in template("data").items() if one["Type"] == "AWS::DynamoDB::Table"}

    assert len(tables) > 10
    assert [name for name, table in tables.items() if not is_protected(table)] == []


def is_protected(table: dict[str, object]) -> bool:
    said = table["Properties"]
    assert isinstance(said, dict)
    return (
        said.get("DeletionProtectionEnabled") is True
        and said.get("PointInTimeRecoverySpecification") == {"PointInTimeRecoveryEnabled": True}
        and said.get("SSESpecification", {}).get("SSEEnabled") is True
        and table.get("DeletionPolicy") == table.get("UpdateReplacePolicy") == "Retain"
    )


def test_no_file_of_the_project_holds_a_secret() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    files = [ROOT / name for name in listed.decode().split("\0") if name]
    small = [file for file in files if file.is_file() and file.stat().st_size < 1_000_000]

    assert len(small) > 500
    assert [str(file) for file in small if SECRETS.search(text(file))] == []
    assert SECRETS.search("AKIA" + "Z" * 16)
    assert SECRETS.search("-----BEGIN RSA PRIVATE KEY" + "-----\n" + "A" * 40)


def text(file: Path) -> str:
    return file.read_bytes().decode("utf-8", "replace")
