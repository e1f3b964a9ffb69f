"""Anchors of trails in S3: a bucket whose objects are locked, so that not even an administrator ends them."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from musicservice.adapters.aws import translated
from musicservice.adapters.s3 import SERVICE

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

ANCHORS = "anchors/"


@dataclass(frozen=True)
class S3Anchors:
    """The bucket. Each object has a name of its own, so nothing is ever written over."""

    client: "S3Client"
    bucket: str

    def keep(self, content: bytes, at: datetime) -> None:
        """One object more, locked by the bucket's own rule. Raises UnavailableError."""
        name = f"{ANCHORS}{at:%Y/%m/%d/%H%M%S}-{uuid.uuid4().hex}"
        with translated(SERVICE):
            self.client.put_object(Bucket=self.bucket, Key=name, Body=content, ChecksumAlgorithm="SHA256")

    def all(self) -> Iterator[bytes]:
        """The content of every object, and of every version of it. Raises UnavailableError."""
        with translated(SERVICE):
            for page in self.client.get_paginator("list_object_versions").paginate(
                Bucket=self.bucket, Prefix=ANCHORS
            ):
                for one in page.get("Versions", ()):
                    there = self.client.get_object(
                        Bucket=self.bucket, Key=one["Key"], VersionId=one["VersionId"]
                    )
                    yield there["Body"].read()
