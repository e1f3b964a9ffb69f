"""Every message with facts that suit it, and a language that nobody speaks: English between brackets."""

import json
import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from musicservice.domain.receipt import Line
from musicservice.messages.facts import Attended, Dates, Facts
from musicservice.messages.wording import FOLDER

TOKEN = "7K4Q2MXW9RTBHC3PV6ND"  # noqa: S105 - an example
FACTS = Facts(
    reference="DMS-7K4Q-2M",
    lines=(
        Line("What would they like to learn or join?", "Violin\nExample Big Band"),
        Line("How would they like to learn?", "In a group"),
    ),
    token=TOKEN,
    day=date(2026, 12, 24),
    calendar=Dates("choirs", datetime(2026, 11, 26, 9, tzinfo=UTC)),
    certificate=Attended("choirs", "Łucja Example"),
)
NEEDS: Mapping[str, frozenset[str]] = {
    "application-receipt": frozenset({"reference", "lines"}),
    "enrolment-receipt": frozenset({"reference", "lines"}),
    "draft-link": frozenset({"token", "day"}),
    "more-needed": frozenset({"reference", "token"}),
    "decision": frozenset({"reference", "token"}),
    "offer": frozenset({"reference", "token", "day"}),
    "offer-reminder": frozenset({"reference", "token", "day"}),
    "renewal": frozenset({"token", "day"}),
    **dict.fromkeys(("brief", "brief-check", "brief-check-family"), frozenset({"token", "day"})),
    "school-confirmation": frozenset({"token", "day"}),
    "certificate": frozenset({"reference", "lines", "token", "day"}),
    "course-message": frozenset({"reference", "lines"}),
    "course-short": frozenset({"lines"}),
    "course-gone": frozenset({"lines"}),
    **dict.fromkeys(
        (
            *("booking-confirmed", "booking-waiting", "booking-offer", "booking-offer-sooner"),
            "booking-changed",
            *("booking-cancelled", "booking-lapsed", "booking-reminder", "course-changed"),
        ),
        frozenset({"reference", "lines", "token"}),
    ),
}
"""What each message tells."""
KINDS = tuple(NEEDS)


def pseudo(text: Any) -> Any:
    """Each sentence between brackets, its placeholders as they were."""
    if isinstance(text, dict):
        return {key: pseudo(inner) for key, inner in text.items()}
    if isinstance(text, list):
        return [pseudo(one) for one in text]
    return f"«{text}»"


def english() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "en-GB.toml").read_text(encoding="utf-8"))


def translated(direction: str = "ltr") -> dict[str, Any]:
    """The whole English file, as if translated."""
    return {**pseudo(english()), "direction": direction}


def written_down(tables: Mapping[str, Any]) -> str:
    """As TOML. JSON's strings and lists are TOML's too."""
    lines = [f"direction = {json.dumps(tables['direction'])}"]
    for name, table in tables.items():
        if name != "direction":
            lines.append(f"[{name}]")
            lines += [f"{key} = {json.dumps(value)}" for key, value in table.items()]
    return "\n".join(lines)


def folder_with(folder: Path, **others: Mapping[str, Any]) -> Path:
    """The shipped languages, and others by tag."""
    for file in FOLDER.glob("*.toml"):
        (folder / file.name).write_bytes(file.read_bytes())
    for tag, tables in others.items():
        (folder / f"{tag}.toml").write_text(written_down(tables), encoding="utf-8")
    return folder
