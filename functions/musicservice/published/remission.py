"""The rules on help with fees as the catalogue carries them: objects of JSON, read back into policies.

What is missing, unknown or of a wrong kind raises KeyError, TypeError or ValueError, as in every part of
the catalogue.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from musicservice.domain.relief import Fixed, Relief
from musicservice.domain.remission import Ground, Policy, Status, Way

LISTS = ("covers", "evidence", "only_in", "caution_in", "excludes")


def policies_from_records(records: Iterable[Mapping[str, Any]]) -> tuple[Policy, ...]:
    """Every policy, in the order of the catalogue."""
    return tuple(_policy(record) for record in records)


def _policy(record: Mapping[str, Any]) -> Policy:
    days = {name: date.fromisoformat(record[name]) for name in ("starts", "ends")}
    return Policy(**{**record, **days, "grounds": tuple(map(_ground, record["grounds"]))})


def _ground(record: Mapping[str, Any]) -> Ground:
    made = {
        "status": Status(record["status"]),
        "way": Way(record["way"]),
        "reliefs": {item: _relief(relief) for item, relief in record["reliefs"].items()},
        **{name: tuple(record[name]) for name in LISTS},
    }
    return Ground(**{**record, **made})


def _relief(record: Mapping[str, Any]) -> Relief:
    return Relief(record["percent"], Fixed(**record["fixed"]) if record["fixed"] else None)
