"""Which database serves, and what is said when none can."""

import platform
import sys
from pathlib import Path

import pytest

from local import engine
from local.install import Unmet
from local.places import Places


def absent(_name: str) -> str | None:
    return None


def places(tmp_path: Path) -> Places:
    return Places(tmp_path, tmp_path / ".local")


def install(root: Path, kind: str) -> Path:
    program = root / "node_modules/@dynoxide" / kind / "dynoxide"
    program.parent.mkdir(parents=True)
    program.touch()
    return program


def test_the_one_npm_installed_for_this_kind_of_machine_serves_it(tmp_path: Path) -> None:
    program = install(tmp_path, engine.kind(sys.platform, platform.machine()))

    assert engine.choose(places(tmp_path), {}, absent).program == str(program)


def test_one_for_another_kind_of_machine_is_left_alone(tmp_path: Path) -> None:
    install(tmp_path, "sunos-sparc")

    assert engine.choose(places(tmp_path), {}, absent).program == ""


@pytest.mark.parametrize(
    ("system", "machine", "kind"),
    [
        ("linux", "x86_64", "linux-x64"),
        ("linux", "aarch64", "linux-arm64"),
        ("darwin", "arm64", "darwin-arm64"),
    ],
)
def test_a_kind_of_machine_is_named_as_npm_names_it(system: str, machine: str, kind: str) -> None:
    assert engine.kind(system, machine) == kind


def test_one_on_the_path_serves_where_npm_installed_none(tmp_path: Path) -> None:
    chosen = engine.choose(places(tmp_path), {}, {"dynoxide": "/opt/dynoxide"}.get)

    assert chosen.program == "/opt/dynoxide"


@pytest.mark.parametrize(("npm", "way_out"), [(None, "Node.js 20"), ("/usr/bin/npm", "npm ci")])
def test_without_any_data_end_with_the_process(tmp_path: Path, npm: str | None, way_out: str) -> None:
    chosen = engine.choose(places(tmp_path), {}, {"npm": npm}.get)

    assert not chosen.program
    assert "forgets everything" in chosen.remark
    assert way_out in chosen.remark


def test_kept_data_are_never_hidden_behind_an_empty_database(tmp_path: Path) -> None:
    here = places(tmp_path)
    here.database.parent.mkdir()
    here.database.touch()

    with pytest.raises(Unmet, match=r"dynamodb\.sqlite holds data, but the engine that reads it is missing"):
        engine.choose(here, {}, absent)


def test_a_named_address_that_is_silent_is_said_at_once(tmp_path: Path, port: int) -> None:
    with pytest.raises(Unmet, match=f"names http://127.0.0.1:{port}, and nothing answers there"):
        engine.choose(places(tmp_path), {engine.NAMED: f"http://127.0.0.1:{port}"}, absent)
