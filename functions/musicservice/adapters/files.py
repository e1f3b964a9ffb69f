"""Files that families sent, taken away wherever they lie, with every version a bucket kept of them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from musicservice.adapters.aws import translated
from musicservice.adapters.s3 import ARRIVALS, PROOFS, SERVICE

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


@dataclass(frozen=True)
class S3Files:
    """The bucket that files arrive in, and the one of what was found clean."""

    client: "S3Client"
    quarantine: str
    evidence: str

    def erase(self, upload: str) -> None:
        """Throw it away in both. Raises UnavailableError."""
        for bucket, name in ((self.quarantine, ARRIVALS + upload), (self.evidence, PROOFS + upload)):
            with translated(SERVICE):
                self.client.delete_object(Bucket=bucket, Key=name)
                self._versions(bucket, name)

    def _versions(self, bucket: str, name: str) -> None:
        """The buckets keep no versions; should anybody ever let them, no version outlives its case."""
        for page in self.client.get_paginator("list_object_versions").paginate(Bucket=bucket, Prefix=name):
            for one in (*page.get("Versions", ()), *page.get("DeleteMarkers", ())):
                if one["Key"] == name and one["VersionId"] != "null":
                    self.client.delete_object(Bucket=bucket, Key=name, VersionId=one["VersionId"])
