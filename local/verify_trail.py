"""`make verify-trail`: whether the record of who did what is as it was written. It names nobody.

It reads every entry there is, which no page of the office does. The ends of trails lie in the table `heads`;
those of bookings lie with the bookings, where everybody who changes one reads them.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from typing import TYPE_CHECKING

from local import settings, tables
from local.data import answering
from local.install import Unmet
from local.places import ROOT, Places
from local.process import BrokenError
from musicservice.adapters.dynamodb.course_items import place_from
from musicservice.adapters.dynamodb.trail import entry_from, everything, head_from
from musicservice.domain.audit import Head
from musicservice.domain.office.verifying import Finding, Written, verified

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_dynamodb import DynamoDBClient


def main() -> int:
    """Returns 0 where all is as it was written, 1 where it is not, 2 where nobody can tell."""
    settings.stay_here()
    try:
        with answering(Places(ROOT, ROOT / ".local")) as there:
            found = list(findings(tables.client(there, settings.credentials(os.environ)), tables.PREFIX))
    except (Unmet, BrokenError) as refused:
        print(f"make verify-trail: {refused}", file=sys.stderr)
        return 2
    for one in found:
        print(one)
    print(f"{len(found)} findings." if found else "Every trail is as it was written.")
    return 1 if found else 0


def findings(dynamodb: DynamoDBClient, prefix: str) -> Iterator[Finding]:
    """Everything that is wrong with the trails in the tables whose names begin with `prefix`."""
    trails: defaultdict[str, list[Written]] = defaultdict(list)
    for item in everything(dynamodb, f"{prefix}-audit"):
        trails[item["pk"]["S"].removeprefix("AUD#")].append(Written(entry_from(item), item["digest"]["S"]))
    heads = {head.chain: head for head in _heads(dynamodb, prefix)}
    return verified(trails, heads)


def _heads(dynamodb: DynamoDBClient, prefix: str) -> Iterator[Head]:
    yield from (head_from(item) for item in everything(dynamodb, f"{prefix}-heads"))
    for item in everything(dynamodb, f"{prefix}-catalogue"):
        if item["sk"]["S"].startswith("PLACE#"):
            place = place_from(item)
            yield Head(place.id, place.revision, place.trail)


if __name__ == "__main__":
    sys.exit(main())
