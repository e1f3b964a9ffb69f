"""What lay in tables of before is found where it lies now, as often as it is moved."""

import time
import uuid
from datetime import timedelta
from typing import Any

from local import moved, tables
from musicservice.adapters.codes import closed, place
from musicservice.adapters.dynamodb import items
from musicservice.adapters.dynamodb.lockers import DynamoLockers
from musicservice.adapters.dynamodb.office.numbers import DynamoNumbers
from musicservice.adapters.dynamodb.work_items import happening_item
from musicservice.domain.office.happening import happened
from musicservice.ports import Kept
from tests import engines
from tests.examples import NOW

CODES = {"drafts": "BCDF-GHJK-LMNP-QRST", "links": "TSRQ-PNML-KJHG-FDCB"}


def older(client: Any, prefix: str) -> None:
    """The two tables as they were, with something in each."""
    text = (engines.ROOT / tables.TEMPLATE).read_text(encoding="utf-8")
    now = tables.tables(text, prefix)
    tables.create(client, now)
    [lockers] = [one for one in now if one.name.endswith("-lockers")]
    for kind, code in CODES.items():
        client.create_table(TableName=f"{prefix}-{kind}", **lockers.asked)
        facts = {"text": closed(code, kind.encode()), "revision": 3, "purge_at": items.seconds(NOW) + 60}
        item = items.noted({"pk": f"LOCKER#{place(code)}", "sk": "LOCKER", **facts})
        client.put_item(TableName=f"{prefix}-{kind}", Item=item)


def test_drafts_and_links_of_before_open_still(database_address: str) -> None:
    client, prefix = engines.client("dynamodb", database_address), f"older{uuid.uuid4().hex[:8]}"
    older(client, prefix)

    assert [moved.lockers(client, prefix) for _ in range(2)] == [2, 0]

    found = {
        kind: DynamoLockers(client, client, prefix, kind).look(code, NOW) for kind, code in CODES.items()
    }
    there = set(engines.table_names(client, prefix))
    client.close()
    assert found == {kind: Kept(kind.encode(), 3) for kind in CODES}
    assert "lockers" in there
    assert not there & set(CODES)


def test_what_is_there_now_is_not_written_over(database_address: str) -> None:
    client, prefix = engines.client("dynamodb", database_address), f"older{uuid.uuid4().hex[:8]}"
    older(client, prefix)
    links = DynamoLockers(client, client, prefix, "links")
    links.put(CODES["links"], b"newer", 0, timedelta(days=1), NOW, time.monotonic() + 5)

    moved.lockers(client, prefix)

    found = links.look(CODES["links"], NOW)
    client.close()
    assert found == Kept(b"newer", 1)


def test_notes_of_before_are_counted_still(database_address: str) -> None:
    client = engines.client("dynamodb", database_address)
    with engines.lent_tables(client) as prefix:
        note = happened("enrolment-received", NOW, {"area": "durham"}, "case")
        old = items.noted({"pk": f"HAPPENING#{note.id}", "sk": "HAPPENING", "pending": items.PENDING})
        client.put_item(TableName=f"{prefix}-happenings", Item=happening_item(note) | old)
        notes = DynamoNumbers(client, client, prefix)
        assert notes.due(9) == []

        assert [moved.notes(client, prefix) for _ in range(2)] == [1, 0]

        [found] = notes.due(9)
        assert found == note
    client.close()
