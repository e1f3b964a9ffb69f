"""Tables as files and back: nothing is changed on the way, and nothing put or taken by mistake."""

from pathlib import Path
from typing import Any

import boto3
import pytest

from cloud import bring_back
from cloud.copies import RestoreError, item_of, line_of
from cloud.restoring import Tables, empty, export, restore
from tests import engines

ITEM = {
    "pk": {"S": "CASE#1"},
    "sk": {"S": "META — شكرا\u2028"},
    "octets": {"B": b"\x00\xff"},
    "many": {"SS": ["b", "a"]},
    "deep": {"M": {"B": {"S": "AA=="}, "SS": {"L": [{"B": b"\x01"}, {"NULL": True}, {"N": "1.5"}]}}},
}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with engines.dynoxide(tmp_path_factory.mktemp("engine")) as address:
        made = engines.client("dynamodb", address)
        engines.make_tables(made, "here")
        yield made
        made.close()


@pytest.fixture
def tables(client: Any) -> Any:
    made = Tables(client, "here")
    yield made
    made.delete("cases", list(made.items("cases")))


def test_an_item_is_the_same_after_it_was_a_line() -> None:
    line = line_of(ITEM)

    assert "\n" not in line
    assert line.isascii()
    assert line_of(item_of(line)) == line
    assert item_of(line)["deep"] == ITEM["deep"]
    assert line_of({**ITEM, "many": {"SS": ["a", "b"]}}) == line


def test_what_was_copied_comes_back_and_nothing_is_emptied_or_filled_by_mistake(
    tables: Tables, tmp_path: Path
) -> None:
    listed = [{**ITEM, "pk": {"S": f"CASE#{n}"}} for n in range(60)]
    tables.put("cases", listed)
    copied = export(tables, tmp_path / "copy", ["cases"])

    with pytest.raises(RestoreError, match="not empty, so nothing was restored: cases"):
        restore(tables, tmp_path / "copy", ["cases"])
    tables.put("cases", [{**ITEM, "pk": {"S": "CASE#60"}}])
    with pytest.raises(RestoreError, match="nothing was emptied: cases"):
        empty(tables, tmp_path / "copy", ["cases"])
    assert tables.counted("cases").items == 61
    tables.delete("cases", [{**ITEM, "pk": {"S": "CASE#60"}}])
    empty(tables, tmp_path / "copy", ["cases"])
    assert tables.counted("cases").items == 0

    assert restore(tables, tmp_path / "copy", ["cases"]) == copied
    assert sorted(map(line_of, tables.items("cases"))) == sorted(map(line_of, listed))


@pytest.mark.parametrize("harm", ["changed", "cut", "unfinished", "gone"])
def test_a_copy_that_is_not_whole_is_not_restored(tables: Tables, tmp_path: Path, harm: str) -> None:
    tables.put("cases", [ITEM, {**ITEM, "pk": {"S": "CASE#2"}}])
    copy = tmp_path / "copy"
    export(tables, copy, ["cases"])
    tables.delete("cases", list(tables.items("cases")))
    file = copy / "cases.jsonl"
    text = file.read_text(encoding="utf-8")
    match harm:
        case "changed":
            file.write_text(text.replace('"1.5"', '"1.6"', 1), encoding="utf-8")
        case "cut":
            file.write_text(text.splitlines(keepends=True)[0], encoding="utf-8")
        case "unfinished":
            (copy / "copy.json").unlink()
        case _:
            file.unlink()

    with pytest.raises(RestoreError):
        restore(tables, copy, ["cases"])
    assert tables.counted("cases").items == 0


def test_the_command_does_one_step_and_says_what_came_of_it(
    tables: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(boto3, "client", lambda _name, config: tables.client)  # noqa: ARG005 - as boto3 has it
    monkeypatch.setenv("MUSICSERVICE_TABLES", "here")
    tables.put("cases", [ITEM])
    copy = str(tmp_path / "copy")

    assert [bring_back.main([step, copy]) for step in ("export", "empty", "restore", "lost")] == [0] * 4
    assert "cases: 1 items" in capsys.readouterr().out
    assert tables.counted("cases").items == 1
    assert bring_back.main(["export", copy]) == 2
    assert bring_back.main(["restore", copy, "nothing"]) == 2
    assert "is not empty" in capsys.readouterr().err
    assert bring_back.main(["lost", str(tmp_path)]) == 2
    assert bring_back.main(["restore"]) == 2
