"""Who is signed in, in DynamoDB. A session lies under the hash of its secret: the table opens none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from musicservice.adapters.aws import translated
from musicservice.adapters.dynamodb import items
from musicservice.adapters.dynamodb.transaction import SERVICE
from musicservice.domain.office.staff import LONGEST, Session, Staff
from musicservice.ports import UnavailableError
from musicservice.staff_ports import Known

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

PRESENT, PEOPLE = "PRESENT", "PEOPLE"
"""Who is here, for some hours; and who ever was, for the trail to have names."""


@dataclass(frozen=True)
class DynamoSessions:
    """The table whose name begins with `prefix`."""

    client: "DynamoDBClient"
    prefix: str

    def begin(self, session: Session) -> None:
        """Keep a new one. Raises UnavailableError."""
        ends = items.seconds(session.begun + LONGEST)
        who = _staff(session.staff) | {"begun": items.seconds(session.begun), "purge_at": ends}
        name = {"pk": PEOPLE, "sk": session.staff.id, "name": session.staff.name}
        with translated(SERVICE):
            self.client.put_item(TableName=self._table, Item=items.noted(name))
            self.client.put_item(
                TableName=self._table,
                Item=_present_key(session.staff.id) | items.noted(who),
            )
            self.client.put_item(
                TableName=self._table,
                Item=_key(session.key) | items.noted({**who, "seen": items.seconds(session.seen)}),
            )

    def look(self, key: str) -> Known | None:
        """One as it is now, with whether its person was signed out everywhere. Raises UnavailableError."""
        staff, _, _ = key.partition(".")
        keys = [_key(key), _out_key(staff)]
        with translated(SERVICE):
            asked = {self._table: {"Keys": keys, "ConsistentRead": True}}
            got = self.client.batch_get_item(RequestItems=asked, ReturnConsumedCapacity="TOTAL")  # type: ignore[arg-type]
        if "ConsumedCapacity" not in got or got.get("UnprocessedKeys"):
            raise UnavailableError(SERVICE, "HalfAnAnswer")
        found = {item["sk"]["S"]: items.plain(item) for item in got["Responses"].get(self._table, [])}
        if "SESSION" not in found:
            return None
        out = found.get("OUT")
        return Known(_session(found["SESSION"]), _time(out["at"]) if out else None)

    def seen(self, session: Session, at: datetime) -> None:
        """They did something just now. Raises UnavailableError."""
        with translated(SERVICE):
            try:
                self.client.update_item(
                    TableName=self._table,
                    Key=_key(session.key),
                    UpdateExpression="SET seen = :seen",
                    ConditionExpression="attribute_exists(pk)",
                    ExpressionAttributeValues=items.noted({":seen": items.seconds(at)}),
                )
            except self.client.exceptions.ConditionalCheckFailedException:
                return  # it was ended meanwhile, and is not to come back

    def end(self, session: Session) -> None:
        """They signed out. Raises UnavailableError."""
        with translated(SERVICE):
            self.client.delete_item(TableName=self._table, Key=_key(session.key))

    def end_all(self, staff: str, at: datetime) -> None:
        """End everything of somebody's that began until then. Raises UnavailableError."""
        facts = {"at": items.seconds(at), "purge_at": items.seconds(at + 2 * LONGEST)}
        with translated(SERVICE):
            self.client.put_item(TableName=self._table, Item=_out_key(staff) | items.noted(facts))

    def people(self) -> Mapping[str, str]:
        """The names of everybody who ever signed in, by their id. Raises UnavailableError."""
        with translated(SERVICE):
            found = self.client.query(
                TableName=self._table,
                KeyConditionExpression="pk = :pk",
                ExpressionAttributeValues=items.noted({":pk": PEOPLE}),
            )
        return {item["sk"]["S"]: item["name"]["S"] for item in found["Items"]}

    def present(self, limit: int) -> list[tuple[Staff, datetime]]:
        """Staff who were here lately. Raises UnavailableError."""
        with translated(SERVICE):
            found = self.client.query(
                TableName=self._table,
                KeyConditionExpression="pk = :pk",
                ExpressionAttributeValues=items.noted({":pk": PRESENT}),
                Limit=limit,
            )
        rows = [items.plain(item) for item in found["Items"]]
        seen = [(_who(row), _time(row["begun"])) for row in rows]
        return sorted(seen, key=lambda one: one[1], reverse=True)

    @property
    def _table(self) -> str:
        return f"{self.prefix}-sessions"


def _key(key: str) -> items.Item:
    return items.noted({"pk": f"SESSION#{key}", "sk": "SESSION"})


def _out_key(staff: str) -> items.Item:
    return items.noted({"pk": f"STAFF#{staff}", "sk": "OUT"})


def _present_key(staff: str) -> items.Item:
    return items.noted({"pk": PRESENT, "sk": staff})


def _staff(staff: Staff) -> dict[str, Any]:
    return {
        "staff": staff.id,
        "name": staff.name,
        "roles": sorted(staff.roles),
        "areas": sorted(staff.areas),
    }


def _who(facts: Any) -> Staff:
    return Staff(facts["staff"], facts["name"], frozenset(facts["roles"]), frozenset(facts["areas"]))


def _session(facts: Any) -> Session:
    key = str(facts["pk"]).removeprefix("SESSION#")
    return Session(key, _who(facts), _time(facts["begun"]), _time(facts["seen"]))


def _time(seconds: Any) -> datetime:
    return datetime.fromtimestamp(int(seconds), UTC)
