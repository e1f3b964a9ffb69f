"""What becomes of letters on a developer's machine, as the worker reads it."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from local.told import Told
from local.worker import listen
from musicservice.domain.fate import Report
from musicservice.domain.reports import report_from

LETTER = "0123456789abcdef" * 2
NOW = datetime(2026, 3, 14, 10, 0, tzinfo=UTC)


def request(to: str) -> bytes:
    """A letter as the worker hands it in."""
    tags = [{"Name": "message", "Value": LETTER}]
    return json.dumps({"Destination": {"ToAddresses": [to]}, "EmailTags": tags}).encode()


@pytest.mark.parametrize(
    ("name", "heard"),
    [("renee", ["delivered"]), ("bounce", ["bounced"]), ("Complaint", ["complaint", "delivered"])],
)
def test_letters_arrive_but_for_those_that_are_to_come_back(
    tmp_path: Path, name: str, heard: list[str]
) -> None:
    told = Told(tmp_path / "told")
    told.tell(request(f"{name}@family.example"), NOW)

    found = [report_from(event["Records"][0]["Sns"]["Message"]) for _, event in told.waiting()]

    reports = [one for one in found if isinstance(one, Report)]
    assert sorted(one.heard for one in reports) == heard
    assert {(one.letter, one.at) for one in reports} == {(LETTER, NOW)}


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", request("a@b.example").replace(b"message", b"other")])
def test_of_what_is_no_letter_nothing_is_told(tmp_path: Path, content: bytes) -> None:
    told = Told(tmp_path)
    told.tell(content, NOW)

    assert list(told.waiting()) == []


def test_what_could_not_be_heard_is_told_again(tmp_path: Path) -> None:
    told, heard = Told(tmp_path), []
    told.tell(request("renee@family.example"), NOW)

    def deaf(_event: dict[str, Any], _context: Any) -> None:
        raise OSError

    listen(deaf, told)
    listen(lambda event, _context: heard.append(event), told)
    listen(lambda event, _context: heard.append(event), told)

    assert len(heard) == 1
