"""Bookings in DynamoDB: seats, people, guards, link, messages and trail move together or not at all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from musicservice.adapters.aws import translated
from musicservice.adapters.dynamodb import booking_items, course_items, items, seat_moves
from musicservice.adapters.dynamodb.lockers import DynamoLockers
from musicservice.adapters.dynamodb.transaction import SERVICE, ConditionFailedError, Transaction
from musicservice.booking_ports import PersonBookedError, SeatsMovedError, Step
from musicservice.domain.training import Seats
from musicservice.domain.training.guard import guard
from musicservice.domain.training.place import Place
from musicservice.ports import AlreadyReceivedError, ReferenceTakenError, StaleError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

ABSENT = "attribute_not_exists(pk)"
ABSENT_OR_FORGOTTEN = f"{ABSENT} OR purge_at < :now"
AS_SEEN = "revision = :seen"
Meaning: TypeAlias = Literal["receipt", "stale", "reference", "seats", "person", "other"]
"""What it says when the condition of a part does not hold."""


@dataclass(frozen=True)
class Part:
    """One part of a transaction. `who` is the person whom a guard is for."""

    meaning: Meaning
    asked: Any
    who: str = ""


@dataclass(frozen=True)
class DynamoBookings:
    """The tables whose names begin with `prefix`. `writing` is a client that never tries twice."""

    reading: "DynamoDBClient"
    writing: "DynamoDBClient"
    prefix: str

    def seats(self, course: str) -> Seats | None:
        """The seats of a course. Raises UnavailableError."""
        item = self._got(course_items.seats_key(course))
        return course_items.seats_from(item) if item else None

    def place(self, course: str, name: str) -> Place | None:
        """Where a booking stands. Raises UnavailableError."""
        item = self._got(course_items.place_key(course, name))
        return course_items.place_from(item) if item else None

    def draw(self, course: str) -> int:
        """The next number on the waiting list. Raises UnavailableError."""
        with translated(SERVICE):
            drawn = self.reading.update_item(
                TableName=self._named("catalogue"),
                Key=course_items.line_key(course),
                UpdateExpression="ADD drawn :one",
                ExpressionAttributeValues=items.noted({":one": 1}),
                ReturnValues="UPDATED_NEW",
            )
        return int(items.plain(drawn["Attributes"])["drawn"])

    def write(self, step: Step, until: float) -> None:
        """Keep all of it or nothing. Raises what the port says."""
        parts = [*self._parts(step)]
        try:
            Transaction(self.writing).write([part.asked for part in parts], until)
        except ConditionFailedError as failed:
            raise _refused([parts[position] for position in sorted(failed.parts)]) from failed

    def _got(self, key: items.Item) -> Mapping[str, Any] | None:
        table = self._named("catalogue")
        with translated(SERVICE):
            return self.reading.get_item(TableName=table, Key=key, ConsistentRead=True).get("Item")

    def _parts(self, step: Step) -> Iterator[Part]:
        yield from self._counted(step)
        yield from self._placed(step)
        yield from self._people(step)
        yield from self._begun(step)
        if step.locked:
            one = step.locked
            links = DynamoLockers(self.reading, self.writing, self.prefix, "links")
            seen = step.spent.revision if step.spent and step.takes_its_place else one.seen
            yield Part("stale", links.placing(one.code, one.text, seen, one.lasts, step.at))
        yield Part("stale", self._put("audit", items.audit_item(step.audit)))
        for message in step.messages:
            yield Part("other", self._put("outbox", items.message_item(message)))

    def _counted(self, step: Step) -> Iterator[Part]:
        moved = guard(step.move, step.at)
        if moved:
            table = self._named("catalogue")
            yield Part("seats", seat_moves.moving(table, step.move.place.course, moved))

    def _placed(self, step: Step) -> Iterator[Part]:
        """Where it stands: for the public to see, and on the waiting list while it is on it."""
        seen, place = step.move.seen, step.move.place
        key = course_items.place_key(place.course, place.id)
        item = key | items.noted(course_items.standing(place))
        yield Part("stale", self._put("catalogue", item, as_seen(seen)))
        if place.is_listed:
            waiting = {"TableName": self._named("bookings"), "Item": booking_items.waiting_item(place)}
            yield Part("other", {"Put": waiting})
        elif seen and seen.is_listed:
            gone = booking_items.waiting_key(seen.course, seen.seq)
            yield Part("other", {"Delete": {"TableName": self._named("bookings"), "Key": gone}})

    def _people(self, step: Step) -> Iterator[Part]:
        place = step.move.place
        if step.fresh:
            yield Part("stale", self._put("bookings", booking_items.booking_item(place, step.fresh)))
        else:
            yield Part("stale", self._changed(step))
        for who in step.arriving:
            yield Part("person", self._put("bookings", booking_items.guard_item(place, who)), who)
        for who in step.leaving:
            key = booking_items.guard_key(place.course, who)
            yield Part("other", {"Delete": {"TableName": self._named("bookings"), "Key": key}})

    def _begun(self, step: Step) -> Iterator[Part]:
        """What there is once for each booking."""
        if step.fresh is None:
            return
        receipt, spent = step.fresh.receipt, step.spent
        now = {":now": items.seconds(step.at)}
        yield Part("receipt", self._put("receipts", items.receipt_item(receipt), (ABSENT_OR_FORGOTTEN, now)))
        yield Part("reference", self._put("cases", items.taken_item(receipt)))
        if spent and not step.takes_its_place:
            drafts = DynamoLockers(self.reading, self.writing, self.prefix, "drafts")
            yield Part("stale", drafts.emptying(spent.code, spent.revision, step.at))

    def _changed(self, step: Step) -> Any:
        """The booking's own row, which the public function changes without ever having read it."""
        place, seen = step.move.place, step.move.seen
        facts: dict[str, Any] = dict(course_items.standing(place))
        names = {f"#f{n}": name for n, name in enumerate(facts)}
        values: dict[str, Any] = {f":f{n}": value for n, value in enumerate(facts.values())}
        sets = [f"#f{n} = :f{n}" for n in range(len(facts))]
        for n, one in enumerate(step.changed):
            names[f"#p{n}"], values[f":p{n}"] = one.delegate.id, booking_items.person(one)
            sets.append(f"people.#p{n} = :p{n}")
        for n, name in enumerate(step.gone):
            names[f"#g{n}"] = name
        removed = ", ".join(f"people.#g{n}" for n in range(len(step.gone)))
        condition, more = as_seen(seen)
        return {
            "Update": {
                "TableName": self._named("bookings"),
                "Key": booking_items.booking_key(place.course, place.id),
                "UpdateExpression": f"SET {', '.join(sets)}" + (f" REMOVE {removed}" if removed else ""),
                "ConditionExpression": condition,
                "ExpressionAttributeNames": names,
                "ExpressionAttributeValues": items.noted({**values, **more}),
            }
        }

    def _put(
        self, table: str, item: items.Item, condition: tuple[str, Mapping[str, Any]] = (ABSENT, {})
    ) -> Any:
        expression, values = condition
        put = {"TableName": self._named(table), "Item": item, "ConditionExpression": expression}
        return {"Put": put | ({"ExpressionAttributeValues": items.noted(values)} if values else {})}

    def _named(self, table: str) -> str:
        return f"{self.prefix}-{table}"


def as_seen(seen: Place | None) -> tuple[str, Mapping[str, Any]]:
    """The condition that a booking stands where it was seen, or is new."""
    return (AS_SEEN, {":seen": seen.revision}) if seen else (ABSENT, {})


def _refused(failed: list[Part]) -> Exception:
    """What to tell first where several conditions did not hold: whatever explains the others."""
    meanings = {part.meaning for part in failed}
    if "receipt" in meanings:
        return AlreadyReceivedError()
    if "stale" in meanings:
        return StaleError()
    if "person" in meanings:
        return PersonBookedError(tuple(part.who for part in failed if part.meaning == "person"))
    if "seats" in meanings:
        return SeatsMovedError()
    return ReferenceTakenError()
