"""What the items look like that the office works with: things to decide, traces of names, notes to count.

A thing to decide lies under its case; while it waits, its `queue` puts it into the index of that name, with
the area in it, so that one read gives what one person may see.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from musicservice.adapters.dynamodb import items
from musicservice.domain.office.area import Area
from musicservice.domain.office.finding import Trace
from musicservice.domain.office.happening import Happening, keys_of
from musicservice.domain.office.work import Kind, Nudge, Queue, Work


def case_pk(case: str) -> str:
    """The key that everything of a case lies under."""
    return f"CASE#{case}"


def work_key(work: Work) -> items.Item:
    """Where a thing to decide is."""
    return items.noted({"pk": case_pk(work.case), "sk": f"WORK#{work.kind}#{work.number:02}"})


def queue_name(kind: Kind, queue: Queue, area: Area) -> str:
    """The partition of the index in which it waits. What waits for a second person is little: all in one."""
    return f"{kind}#{queue}" if queue == "second" else f"{kind}#{queue}#{area}"


def month_name(kind: Kind, area: Area, month: str) -> str:
    """The partition of the index in which it is found by when it was received, whatever became of it."""
    return f"{kind}#{area}#{month}"


def work_item(work: Work) -> items.Item:
    """A thing to decide, as it stands."""
    facts: dict[str, Any] = {
        "kind": work.kind,
        "number": work.number,
        "reference_of": work.reference,
        "area": work.area,
        "name": work.name,
        "school": work.school,
        "wants": work.wants,
        "received_at": items.written(work.received_at),
        "since": items.written(work.since),
        "status": work.status,
        "revision": work.revision,
        "facts": work.facts,
        "sealed": work.sealed,
        "by": work.by,
        "channel": work.channel,
        "keyed_by": work.keyed_by,
    }
    facts["month"] = month_name(work.kind, work.area, f"{work.received_at:%Y-%m}")
    if work.queue:
        facts["queue"] = queue_name(work.kind, work.queue, work.area)
    return work_key(work) | items.noted(facts)


def nudge_item(nudge: Nudge) -> items.Item:
    """That somebody should look at a thing to decide: in the queue of what is open, beside how it stands."""
    work = nudge.work
    kept = {name: value for name, value in work_item(work).items() if name not in {"month", "queue"}}
    own = {"sk": f"NUDGE#{work.kind}#{work.number:02}", "sealed": b""}
    queue = {"queue": queue_name(work.kind, "open", work.area)} if nudge.waits else {}
    return kept | items.noted(own | queue)


def work_from(item: Mapping[str, Any]) -> Work:
    """The thing to decide in an item."""
    facts = items.plain(item)
    return Work(
        case=facts["pk"].removeprefix("CASE#"),
        kind=facts["kind"],
        number=int(facts["number"]),
        reference=facts["reference_of"],
        area=facts["area"],
        name=facts["name"],
        school=facts["school"],
        wants=tuple(facts["wants"]),
        received_at=datetime.fromisoformat(facts["received_at"]),
        since=datetime.fromisoformat(facts["since"]),
        status=facts["status"],
        revision=int(facts["revision"]),
        facts=facts["facts"],
        sealed=facts["sealed"].value,
        by=facts["by"],
        channel=facts.get("channel", "web"),
        keyed_by=facts.get("keyed_by", ""),
    )


def trace_item(trace: Trace) -> items.Item:
    """What leads to a case."""
    return items.noted(
        {
            "pk": trace.shelf,
            "sk": trace.place,
            "case": trace.case,
            "reference_of": trace.reference,
            "matters": sorted([kind, area] for kind, area in trace.matters),
            "names": trace.names,
            "words": sorted(trace.words),
            "received_at": items.written(trace.received_at),
        }
    )


def trace_from(item: Mapping[str, Any]) -> Trace:
    """The trace in an item."""
    facts = items.plain(item)
    return Trace(
        shelf=facts["pk"],
        place=facts["sk"],
        case=facts["case"],
        reference=facts["reference_of"],
        matters=frozenset(_matters(facts)),
        names=tuple(facts["names"]),
        words=frozenset(facts["words"]),
        received_at=datetime.fromisoformat(facts["received_at"]),
    )


def _matters(facts: Mapping[str, Any]) -> Iterator[tuple[str, Area]]:
    """Those kept earlier say kinds and areas apart: whoever saw them before sees them still."""
    if "matters" in facts:
        yield from ((kind, area) for kind, area in facts["matters"])
    else:
        yield from ((kind, area) for kind in facts["kinds"] for area in facts["areas"])


def happening_key(happening: Happening) -> items.Item:
    """Where a note is."""
    pk, sk = keys_of(happening)
    return items.noted({"pk": pk, "sk": sk})


def happening_item(happening: Happening) -> items.Item:
    """A note that waits to be counted."""
    facts = {
        "what": happening.what,
        "at": items.seconds(happening.at),
        "facts": happening.facts,
        "about": happening.about,
    }
    return happening_key(happening) | items.noted(facts)


def happening_from(item: Mapping[str, Any]) -> Happening:
    """The note in an item."""
    facts = items.plain(item)
    return Happening(
        what=facts["what"],
        at=datetime.fromtimestamp(int(facts["at"]), UTC),
        facts=facts["facts"],
        about=facts["about"],
        id=facts["sk"].partition("#")[2],
    )
