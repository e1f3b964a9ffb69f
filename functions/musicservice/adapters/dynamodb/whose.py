"""What letters were about, looked up where it is kept: a case and what it lists, or a booking of a course."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from musicservice.adapters.dynamodb import booking_items, items, work_items
from musicservice.adapters.dynamodb.many import several
from musicservice.domain.fate import Fate
from musicservice.letter_ports import Whose

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

Found: TypeAlias = Mapping[tuple[str, str], Mapping[str, Any]]
"""Items by their two keys."""
OF_CASES = ("pk", "sk", "reference", "answers", "letters", "kind")
OF_BOOKINGS = ("pk", "sk", "reference", "booker")


def whose(client: "DynamoDBClient", prefix: str, fates: Collection[Fate]) -> Mapping[str, Whose]:
    """By the letters' ids, a read for each fifty of cases and each hundred of bookings.

    Raises UnavailableError.
    """
    cases = [(work_items.case_pk(one.about), name) for one in fates if one.is_of_case for name in _names(one)]
    booked = [_booking(one) for one in fates if one.course and one.about]
    of_cases = _read(client, f"{prefix}-cases", cases, OF_CASES)
    of_bookings = _read(client, f"{prefix}-bookings", booked, OF_BOOKINGS)
    return {one.id: _of_booking(one, of_bookings) if one.course else _of_case(one, of_cases) for one in fates}


def _names(fate: Fate) -> tuple[str, str]:
    """Where a case says what a letter was: in itself, or where it lists what went out later."""
    return "META", f"POSTED#{items.written(fate.due) if fate.due else ''}#{fate.id}"


def _booking(fate: Fate) -> tuple[str, str]:
    key = items.plain(booking_items.booking_key(fate.course, fate.about))
    return str(key["pk"]), str(key["sk"])


def _read(
    client: "DynamoDBClient", table: str, keys: Collection[tuple[str, str]], names: tuple[str, ...]
) -> Found:
    listed = [items.noted({"pk": pk, "sk": sk}) for pk, sk in sorted(set(keys))]
    found = map(items.plain, several(client, table, listed, names))
    return {(one["pk"], one["sk"]): one for one in found}


def _of_case(fate: Fate, found: Found) -> Whose:
    pk = work_items.case_pk(fate.about)
    own, posted = (found.get((pk, name), {}) for name in _names(fate))
    first = {one["id"]: one["kind"] for one in own.get("letters", ())}
    name = own.get("answers", {}).get("contact_name") or ""
    return Whose(own.get("reference", ""), str(name), first.get(fate.id) or posted.get("kind", ""))


def _of_booking(fate: Fate, found: Found) -> Whose:
    own = found.get(_booking(fate), {})
    booker = own.get("booker", {})
    return Whose(own.get("reference", ""), booker.get("name", ""), phone=booker.get("phone", ""))
