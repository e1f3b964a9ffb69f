"""`make verify-trail`: whether the record of who did what is as it was written. It names nobody.

It reads every entry there is, which no page of the office does. The ends of trails lie in the table `heads`;
those of bookings lie with the bookings, where everybody who changes one reads them. While the product runs,
it also holds every trail against the ends that were put out of reach.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from contextlib import ExitStack
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from local import buckets, settings, tables
from local.claim import Claim, TakenError
from local.data import running, started
from local.install import Unmet
from local.places import ROOT, Places
from local.process import BrokenError
from musicservice.adapters.anchors import S3Anchors
from musicservice.adapters.dynamodb.course_items import place_from
from musicservice.adapters.dynamodb.trail import entry_from, everything, head_from
from musicservice.domain.audit import Head
from musicservice.domain.office.anchoring import NotAnAnchorError, latest, read
from musicservice.domain.office.verifying import Finding, Written, verified
from musicservice.ports import UnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from mypy_boto3_dynamodb import DynamoDBClient

NOT_READ = "The ends that were put out of reach were not read: that takes a running product."


def main() -> int:
    """Returns 0 where all is as it was written, 1 where it is not, 2 where nobody can tell."""
    settings.stay_here()
    try:
        with ExitStack() as undo:
            there, old = reached(Places(ROOT, ROOT / ".local"), undo)
            client = tables.client(there, settings.credentials(os.environ))
            found = lasting(lambda: findings(client, tables.PREFIX, old))
    except (Unmet, BrokenError, NotAnAnchorError, UnavailableError, BotoCoreError, ClientError) as refused:
        print(f"make verify-trail: {type(refused).__name__}: {refused}", file=sys.stderr)
        return 2
    print(f"{len(old)} ends that are out of reach were held against it." if old is not None else NOT_READ)
    for one in found:
        print(one)
    print(f"{len(found)} findings." if found else "Every trail is as it was written.")
    return 1 if found else 0


def reached(places: Places, undo: ExitStack) -> tuple[str, Mapping[str, Head] | None]:
    """The address of the database, and the ends out of reach; None for these where nothing runs.

    Raises Unmet, NotAnAnchorError, and what S3 does not answer.
    """
    try:
        undo.enter_context(Claim(places.folder, "make verify-trail"))
    except TakenError as taken:
        there = running(taken)
        aws = taken.record.aws_url if taken.record else ""
        if not aws:
            return there, None
        s3 = buckets.client(aws, settings.OFFLINE)
        return there, anchored(S3Anchors(s3, buckets.names()["Anchors"]).all())
    return undo.enter_context(started(places)), None


def anchored(files: Iterable[bytes]) -> dict[str, Head]:
    """The furthest end of each trail in all that was put out of reach. Raises NotAnAnchorError."""
    return latest(head for content in files for head in read(content))


def lasting(look: Callable[[], Iterable[Finding]]) -> list[Finding]:
    """What is found wrong twice: an entry written while everything is read can look cut off, once."""
    first = set(look())
    return [one for one in look() if one in first] if first else []


def findings(
    dynamodb: DynamoDBClient, prefix: str, old: Mapping[str, Head] | None = None
) -> Iterator[Finding]:
    """Everything that is wrong with the trails in the tables whose names begin with `prefix`.

    `old` are ends as they were put out of reach.
    """
    trails: defaultdict[str, list[Written]] = defaultdict(list)
    for item in everything(dynamodb, f"{prefix}-audit"):
        trails[item["pk"]["S"].removeprefix("AUD#")].append(Written(entry_from(item), item["digest"]["S"]))
    heads = {head.chain: head for head in _heads(dynamodb, prefix)}
    return verified(trails, heads, old)


def _heads(dynamodb: DynamoDBClient, prefix: str) -> Iterator[Head]:
    yield from (head_from(item) for item in everything(dynamodb, f"{prefix}-heads"))
    for item in everything(dynamodb, f"{prefix}-catalogue"):
        if item["sk"]["S"].startswith("PLACE#"):
            place = place_from(item)
            yield Head(place.id, place.revision, place.trail)


if __name__ == "__main__":
    sys.exit(main())
