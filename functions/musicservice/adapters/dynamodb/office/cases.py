"""Cases in DynamoDB as the office reads and changes them: by key and index, and never by looking at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from musicservice.adapters import codes
from musicservice.adapters.aws import translated
from musicservice.adapters.dynamodb import brief_items, items, work_items
from musicservice.adapters.dynamodb.fates import DynamoFates
from musicservice.adapters.dynamodb.lockers import DynamoLockers
from musicservice.adapters.dynamodb.office import briefs
from musicservice.adapters.dynamodb.places import after_of, key_of
from musicservice.adapters.dynamodb.trail import DynamoTrail
from musicservice.adapters.dynamodb.transaction import SERVICE, ConditionFailedError, Transaction
from musicservice.domain.office.area import Area
from musicservice.domain.office.finding import Trace
from musicservice.domain.office.work import Kind, Queue, Work
from musicservice.domain.submission import Placed
from musicservice.office_ports import CaseFile, Change, Page, Paper, Posted
from musicservice.ports import StaleError, UnavailableError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

ABSENT = "attribute_not_exists(pk)"
AS_SEEN = "revision = :seen"
META, WORK, HOLD = "META", "WORK#", "HOLD"
QUEUE_KEY = ("pk", "sk", "since", "queue")
NUDGE = "NUDGE#"
NO_PAPER = (WORK, NUDGE, brief_items.BRIEF, "POSTED#", "LOCKER#")


@dataclass(frozen=True)
class DynamoCases:
    """The tables whose names begin with `prefix`. `writing` is a client that never tries twice."""

    reading: "DynamoDBClient"
    writing: "DynamoDBClient"
    prefix: str

    def case(self, name: str) -> CaseFile | None:
        """Everything under a case; a megabyte more is a read more. Raises UnavailableError."""
        found: list[Mapping[str, Any]] = []
        asked: dict[str, Any] = {"KeyConditionExpression": "pk = :pk", "ConsistentRead": True}
        while True:
            page = self._query({":pk": work_items.case_pk(name)}, **asked)
            found += page["Items"]
            if "LastEvaluatedKey" not in page:
                return case_from(found)
            asked["ExclusiveStartKey"] = page["LastEvaluatedKey"]

    def queue(self, kind: Kind, queue: Queue, area: Area, limit: int, after: str = "") -> Page:
        """What waits there, the longest waiting first. Raises UnavailableError."""
        name = work_items.queue_name(kind, queue, area)
        start = key_of(after, QUEUE_KEY, "queue", name)
        found = self._query(
            {":queue": name},
            IndexName="queue",
            KeyConditionExpression="queue = :queue",
            Limit=limit,
            **({"ExclusiveStartKey": start} if start else {}),
        )
        works = tuple(work_items.work_from(item) for item in found["Items"])
        return Page(works, after_of(found.get("LastEvaluatedKey")))

    def seconds(self, kind: Kind, limit: int) -> Sequence[Work]:
        """What waits for a second person. Raises UnavailableError."""
        found = self._query(
            {":queue": work_items.queue_name(kind, "second", "elsewhere")},
            IndexName="queue",
            KeyConditionExpression="queue = :queue",
            Limit=limit,
        )
        return [work_items.work_from(item) for item in found["Items"]]

    def referred(self, reference: str) -> str:
        """The case with this reference. Raises UnavailableError."""
        found = self._query(
            {":reference": reference},
            IndexName="reference",
            KeyConditionExpression="#reference = :reference",
            ExpressionAttributeNames={"#reference": "reference"},
            Limit=1,
        )
        cases = [item["pk"]["S"].removeprefix("CASE#") for item in found["Items"]]
        return next(iter(cases), "")

    def shelf(self, shelf: str, place: str, limit: int, *, latest: bool = False) -> Sequence[Trace]:
        """The traces there. Raises UnavailableError."""
        begins = " AND begins_with(sk, :place)" if place else ""
        found = self._query(
            {":shelf": shelf, **({":place": place} if place else {})},
            KeyConditionExpression=f"pk = :shelf{begins}",
            Limit=limit,
            ScanIndexForward=not latest,
        )
        return [work_items.trace_from(item) for item in found["Items"]]

    def change(self, change: Change, until: float) -> None:
        """Write all of it or nothing. Raises what the port says."""
        try:
            Transaction(self.writing).write(self._parts(change), until)
        except ConditionFailedError as failed:
            raise StaleError from failed

    def _parts(self, change: Change) -> list[Any]:
        lockers = {
            one.kind: DynamoLockers(self.reading, self.writing, self.prefix, one.kind)
            for one in change.placed
        }
        fates = DynamoFates(self.reading, self.writing, self.prefix)
        return [
            *DynamoTrail(self.reading, self.writing, self.prefix).parts(change.entry),
            *(self._worked(before, after) for before, after in change.works),
            *(self._put("cases", paper_item(change.case, paper)) for paper in change.papers),
            *(self._put("cases", posted_item(change.case, one)) for one in change.messages),
            *(self._put("outbox", items.message_item(message)) for message in change.messages),
            *(self._put("cases", locker_item(change.case, one)) for one in change.placed),
            *(lockers[p.kind].placing(p.code, p.text, 0, p.lasts, change.at) for p in change.placed),
            *(self._noted("cases", work_items.nudge_item(nudge)) for nudge in change.nudges),
            *(fates.settling(one, change.entry.actor, change.at) for one in change.settled),
            *(self._put("happenings", work_items.happening_item(one)) for one in change.happenings),
            *briefs.parts(self.prefix, change),
        ]

    def _worked(self, before: Work, after: Work) -> Any:
        values = items.noted({":seen": before.revision})
        return self._put("cases", work_items.work_item(after), AS_SEEN, values)

    def _noted(self, table: str, item: items.Item) -> Any:
        """Put in place of whatever is there."""
        return {"Put": {"TableName": f"{self.prefix}-{table}", "Item": item}}

    def _put(
        self, table: str, item: items.Item, condition: str = ABSENT, values: items.Item | None = None
    ) -> Any:
        put = {"TableName": f"{self.prefix}-{table}", "Item": item, "ConditionExpression": condition}
        return {"Put": put | ({"ExpressionAttributeValues": values} if values else {})}

    def _query(self, values: Mapping[str, str], **asked: Any) -> Any:
        """One read of the table `cases`."""
        with translated(SERVICE):
            found = self.reading.query(
                TableName=f"{self.prefix}-cases",
                ExpressionAttributeValues=items.noted(values),
                ReturnConsumedCapacity="TOTAL",
                **asked,
            )
        if (
            "ConsumedCapacity" not in found
        ):  # an answer that broke off on the way looks like one that is empty
            raise UnavailableError(SERVICE, "HalfAnAnswer")
        return found


def paper_item(case: str, paper: Paper) -> items.Item:
    """Something that was put to a case."""
    facts = {"facts": paper.facts, "sealed": paper.sealed}
    return items.noted({"pk": work_items.case_pk(case), "sk": paper.name, **facts})


def posted_item(case: str, message: Any) -> items.Item:
    """That a message went out because of a case."""
    name = f"POSTED#{items.written(message.due)}#{message.id}"
    return items.noted({"pk": work_items.case_pk(case), "sk": name, "kind": message.kind})


def locker_item(case: str, placed: Placed) -> items.Item:
    """That something lies under a code because of a case, and where: it leads to no code."""
    name = f"LOCKER#{placed.kind}#{codes.place(placed.code)}"
    return items.noted({"pk": work_items.case_pk(case), "sk": name})


def case_from(found: Sequence[Mapping[str, Any]]) -> CaseFile | None:
    """The case that these items are; None where its own is not among them."""
    by_name = {item["sk"]["S"]: item for item in found}
    if META not in by_name:
        return None
    facts = items.plain(by_name[META])
    return CaseFile(
        id=facts["pk"].removeprefix("CASE#"),
        form=facts["form"],
        form_version=int(facts["form_version"]),
        reference=facts["reference"],
        received_at=datetime.fromisoformat(facts["received_at"]),
        answers={name: facts[name] for name in ("answers", "members") if name in facts},
        sealed=facts["sealed"].value,
        warnings=tuple(facts["warnings"]),
        uploads=tuple(facts["uploads"]),
        channel=facts.get("channel", "web"),
        keyed_by=facts.get("keyed_by", ""),
        revision=int(facts["revision"]),
        held=HOLD in by_name and bool(by_name[HOLD].get("held", {"BOOL": True})["BOOL"]),
        posted=tuple(_posted(facts.get("letters", ()), by_name)),
        works=tuple(work_items.work_from(item) for name, item in by_name.items() if name.startswith(WORK)),
        nudges=tuple(
            work_items.work_from(item)
            for name, item in by_name.items()
            if name.startswith(NUDGE) and "queue" in item
        ),
        papers=tuple(_paper(name, item) for name, item in by_name.items() if _is_paper(name)),
        handovers=tuple(
            brief_items.handover_from(item)
            for name, item in by_name.items()
            if name.startswith(brief_items.BRIEF)
        ),
    )


def _is_paper(name: str) -> bool:
    return name not in {META, HOLD} and not name.startswith(NO_PAPER)


def _paper(name: str, item: Mapping[str, Any]) -> Paper:
    """A paper; what older ones have beside it counts among its facts."""
    plain = items.plain(item)
    sealed = plain.pop("sealed", None)
    own = plain.pop("facts", {})
    rest = {key: value for key, value in plain.items() if key not in {"pk", "sk"}}
    return Paper(name, {**rest, **own}, sealed.value if sealed is not None else b"")


def _posted(letters: Any, by_name: Mapping[str, Mapping[str, Any]]) -> list[Posted]:
    """Those that went out when it was received, and those since."""
    first = [Posted(one["id"], one["kind"], datetime.fromisoformat(one["due"])) for one in letters]
    since = [
        Posted(name.split("#")[2], items.plain(item)["kind"], datetime.fromisoformat(name.split("#")[1]))
        for name, item in by_name.items()
        if name.startswith("POSTED#")
    ]
    return [*first, *since]
