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
MOST = 100
"""How many items DynamoDB gives for a list of keys."""


@dataclass(frozen=True)
class DynamoSessions:
    """The table whose name begins with `prefix`."""

    client: "DynamoDBClient"
    prefix: str

    def begin(self, session: Session) -> None:
        """Keep a new one. Raises UnavailableError."""
        ends = items.noted({"purge_at": items.seconds(session.begun + LONGEST)})
        name = {"pk": PEOPLE, "sk": session.staff.id, "name": session.staff.name}
        times = {"begun": items.seconds(session.begun), "seen": items.seconds(session.seen)}
        facts = items.noted(_staff(session.staff) | times | {"username": session.username})
        for item in (items.noted(name), _present_key(session) | ends, _key(session.key) | facts | ends):
            with translated(SERVICE):
                self.client.put_item(TableName=self._table, Item=item)

    def look(self, key: str) -> Known | None:
        """One as it is now, with whether its person was signed out everywhere. Raises UnavailableError."""
        staff, _, _ = key.partition(".")
        found = {facts["sk"]: facts for facts in self._several([_key(key), _out_key(staff)])}
        if "SESSION" not in found:
            return None
        out = found.get("OUT")
        return Known(_session(found["SESSION"]), _time(out["at"]) if out else None)

    def seen(self, session: Session) -> None:
        """They did something, and the directory says this of them. Raises UnavailableError."""
        facts = {"seen": items.seconds(session.seen), **_staff(session.staff)}
        changed = {name: value for name, value in facts.items() if name in {"seen", "roles", "areas"}}
        with translated(SERVICE):
            try:
                self.client.update_item(
                    TableName=self._table,
                    Key=_key(session.key),
                    UpdateExpression="SET seen = :seen, #roles = :roles, areas = :areas",
                    ConditionExpression="attribute_exists(pk)",
                    ExpressionAttributeNames={"#roles": "roles"},
                    ExpressionAttributeValues=items.noted({f":{k}": v for k, v in changed.items()}),
                )
            except self.client.exceptions.ConditionalCheckFailedException:
                return  # it was ended meanwhile, and is not to come back

    def end(self, session: Session) -> None:
        """They signed out. Raises UnavailableError."""
        for key in (_key(session.key), _present_key(session)):
            with translated(SERVICE):
                self.client.delete_item(TableName=self._table, Key=key)

    def end_all(self, staff: str, at: datetime) -> None:
        """End everything of somebody's that began until then. Raises UnavailableError.

        Once it is noted, none of theirs is believed; what there is of them goes as well.
        """
        facts = {"at": items.seconds(at), "purge_at": items.seconds(at + 2 * LONGEST)}
        with translated(SERVICE):
            self.client.put_item(TableName=self._table, Item=_out_key(staff) | items.noted(facts))
        for session in self.present(MOST):
            if session.key.startswith(f"{staff}.") and session.begun <= at:
                self.end(session)

    def people(self) -> Mapping[str, str]:
        """The names of everybody who ever signed in, by their id. Raises UnavailableError."""
        with translated(SERVICE):
            found = self.client.query(
                TableName=self._table,
                KeyConditionExpression="pk = :pk",
                ExpressionAttributeValues=items.noted({":pk": PEOPLE}),
            )
        return {item["sk"]["S"]: item["name"]["S"] for item in found["Items"]}

    def present(self, limit: int) -> list[Session]:
        """The sessions that began last, the latest first: at most `limit`, and 100. Raises UnavailableError.

        Some of them may be over by now.
        """
        with translated(SERVICE):
            found = self.client.query(
                TableName=self._table,
                KeyConditionExpression="pk = :pk",
                ExpressionAttributeValues=items.noted({":pk": PRESENT}),
                ScanIndexForward=False,
                Limit=min(limit, MOST),
                ConsistentRead=True,
            )
        names = [item["sk"]["S"].partition("#")[2] for item in found["Items"]]
        sessions = [_session(facts) for facts in self._several([_key(name) for name in names])]
        return sorted(sessions, key=lambda one: one.begun, reverse=True)

    def _several(self, keys: list[items.Item]) -> list[Any]:
        """Those of some items that there are, as they are now, in one read. Raises UnavailableError."""
        if not keys:
            return []
        with translated(SERVICE):
            asked = {self._table: {"Keys": keys, "ConsistentRead": True}}
            got = self.client.batch_get_item(RequestItems=asked, ReturnConsumedCapacity="TOTAL")  # type: ignore[arg-type]
        if "ConsumedCapacity" not in got or got.get("UnprocessedKeys"):
            raise UnavailableError(SERVICE, "HalfAnAnswer")
        return [items.plain(item) for item in got["Responses"].get(self._table, [])]

    @property
    def _table(self) -> str:
        return f"{self.prefix}-sessions"


def _key(key: str) -> items.Item:
    return items.noted({"pk": f"SESSION#{key}", "sk": "SESSION"})


def _out_key(staff: str) -> items.Item:
    return items.noted({"pk": f"STAFF#{staff}", "sk": "OUT"})


def _present_key(session: Session) -> items.Item:
    """In order of time, so that the latest are read first."""
    return items.noted({"pk": PRESENT, "sk": f"{items.seconds(session.begun):012}#{session.key}"})


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
    times = _time(facts["begun"]), _time(facts["seen"])
    return Session(key, _who(facts), *times, username=facts["username"])


def _time(seconds: Any) -> datetime:
    return datetime.fromtimestamp(int(seconds), UTC)
