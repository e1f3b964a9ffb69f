"""What keeps, erases, holds and hands out is made of, put together of the parts that bootstrap.py chooses."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from musicservice.adapters.anchors import S3Anchors
from musicservice.adapters.clock import SystemClock
from musicservice.adapters.dynamodb import DynamoUploads
from musicservice.adapters.dynamodb.ends import DynamoEnds
from musicservice.adapters.dynamodb.office import DynamoCases
from musicservice.adapters.dynamodb.office.bulk import DynamoBulk
from musicservice.adapters.dynamodb.office.due import DynamoDue
from musicservice.adapters.dynamodb.office.holds import DynamoHolds
from musicservice.adapters.dynamodb.office.remains import DynamoRemains
from musicservice.adapters.dynamodb.office.requests import DynamoRequests
from musicservice.adapters.dynamodb.trail import DynamoTrail
from musicservice.adapters.files import S3Files
from musicservice.evidence_ports import UploadStates
from musicservice.office_ports import Cases
from musicservice.ports import Clock
from musicservice.rights_ports import Bulk, Due, Holds, Remains, Requests
from musicservice.services.office.anchoring import Anchoring
from musicservice.services.office.erasing import Burying, Erasing
from musicservice.services.office.exports import Approvals
from musicservice.services.office.keeping import Keeping
from musicservice.services.office.replaying import LeftToTheWorker
from musicservice.trail_ports import Trail

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client

Tables: TypeAlias = tuple["DynamoDBClient", "DynamoDBClient", str]
"""A client that tries twice, one that never does, and what the tables' names begin with."""
Keeper: TypeAlias = Keeping
Replayer: TypeAlias = Erasing
Anchorer: TypeAlias = Anchoring


@dataclass(frozen=True)
class Rights:
    """What the office does with what is kept of people. It deletes nothing itself."""

    cases: Cases
    trail: Trail
    remains: Remains
    bury: Burying
    due: Due
    holds: Holds
    requests: Requests
    bulk: Bulk
    clock: Clock

    @property
    def approvals(self) -> Approvals:
        """What needs a second person before it leaves the house."""
        return Approvals(self.requests, self.trail, self.clock)


def rights_over(tables: Tables) -> Rights:
    """For the office."""
    clock, trail, remains = SystemClock(), DynamoTrail(*tables), DynamoRemains(*tables)
    return Rights(
        cases=DynamoCases(*tables),
        trail=trail,
        remains=remains,
        bury=Burying(remains, trail, clock),
        due=DynamoDue(*tables),
        holds=DynamoHolds(*tables),
        requests=DynamoRequests(*tables),
        bulk=DynamoBulk(tables[0], tables[2]),
        clock=clock,
    )


def anchoring_over(tables: Tables, s3: "S3Client", bucket: str) -> Anchoring:
    """For the worker. `bucket` is where nothing can be thrown away."""
    return Anchoring(DynamoEnds(tables[0], tables[2]), S3Anchors(s3, bucket), SystemClock())


def replaying_over(tables: Tables) -> Erasing:
    """For whoever brings a backup back: files are left to the worker."""
    left = LeftToTheWorker(DynamoUploads(*tables), SystemClock())
    return Erasing(DynamoRemains(*tables), left, left)


def keeping_over(tables: Tables, s3: "S3Client", buckets: tuple[str, str], uploads: UploadStates) -> Keeping:
    """For the worker. `buckets` are where files arrive, and where they are kept."""
    files = S3Files(s3, *buckets)
    clock, remains = SystemClock(), DynamoRemains(*tables)
    return Keeping(
        cases=DynamoCases(*tables),
        due=DynamoDue(*tables),
        bury=Burying(remains, DynamoTrail(*tables), clock),
        erase=Erasing(remains, files, uploads),
        files=uploads,
        clock=clock,
    )
