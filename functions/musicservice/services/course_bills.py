"""The bookings of a course for finance: a line for each, with its order number or cost code, and its sum.

Sums are by the price of the course as its file has it now. A booking that was cancelled has none: whether it
still owes something is for a person to say, since it turns on the day.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from musicservice.domain.training import Course, NotForThemError
from musicservice.forms.export import Cell, harmless
from musicservice.forms.journey import Journey
from musicservice.forms.record import row
from musicservice.roll_ports import Enrolled
from musicservice.services import booking_record

CHARGED = ("confirmed", "cancelled")
"""The standings that finance hears of: who waits or said no owes nothing."""
HEADER = (
    *("reference", "course", "begins_on", "booked_on", "standing", "setting", "paid_by", "order_number"),
    *("cost_code", "invoice_to", "booker", "places", "pence_each", "pence", "vat"),
)


@dataclass(frozen=True)
class Sum:
    """What one place of a booking costs, and what is known of VAT on it."""

    pence: int
    vat: str


def billed(booked: Sequence[Enrolled]) -> list[Enrolled]:
    """The bookings that finance hears of."""
    return [one for one in booked if one.line.place.standing in CHARGED]


def table(course: Course, journey: Journey, booked: Sequence[Enrolled]) -> bytes:
    """All of them as CSV that spreadsheets take for no formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADER)
    writer.writerows(_cells(course, journey, one) for one in billed(booked))
    return text.getvalue().encode("utf-8-sig")


def _cells(course: Course, journey: Journey, one: Enrolled) -> tuple[Cell, ...]:
    line, fields = one.line, {field.name: field for field in journey.fields}
    said = booking_record.record(one).answers
    shown = {name: row(fields[name], kept).shown for name, kept in said.items() if kept and name in fields}
    each, is_due = _each(course, one), line.place.standing == "confirmed"
    return (
        line.reference,
        harmless(course.title),
        course.starts.date(),
        line.booked_at.date(),
        line.place.standing,
        harmless(booking_record.setting(one, shown)),
        _paid_by(said, each),
        harmless(shown.get("order_number", "")),
        harmless(shown.get("cost_code", "")),
        harmless(shown.get("finance_email", "")),
        harmless(str(line.booker["name"])),
        line.place.size,
        each.pence if each else None,
        each.pence * line.place.size if each and is_due else None,
        each.vat if each else "",
    )


def _each(course: Course, one: Enrolled) -> Sum | None:
    """None where the course is no longer for settings of this kind."""
    try:
        price = course.price(one.kind)
    except NotForThemError:
        return None
    return Sum(price.pence, price.vat)


def _paid_by(said: Mapping[str, Any], each: Sum | None) -> str:
    """By which way: a cost code is asked of journals alone, an address of invoices."""
    if said.get("cost_code"):
        return "journal"
    if said.get("finance_email"):
        return "invoice"
    return "free" if each and not each.pence else str(said.get("route") or "")
