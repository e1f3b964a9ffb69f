"""Buckets with our policies, and users who bear the statements of our functions."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from local import buckets


@dataclass(frozen=True)
class Country:
    """Buckets with our policies, and clients for those who come to them."""

    names: dict[str, str]
    ours: Any
    as_user: Callable[[str], Any]

    def put(self, place: str, key: str, tags: str = "") -> str:
        """A file put there by hand; gives its key."""
        self.ours.put_object(Bucket=self.names[place], Key=key, Body=b"content", Tagging=tags)
        return key


def client_of(iam: Any, address: str, prefix: str, name: str, listed: list[dict[str, Any]]) -> Any:
    """A client whose user has the statements on S3 of one function."""
    iam.create_user(UserName=f"{prefix}-{name}")
    key = iam.create_access_key(UserName=f"{prefix}-{name}")["AccessKey"]
    ours = [one for one in listed if all(action.startswith("s3:") for action in one["Action"])]
    document = {"Version": "2012-10-17", "Statement": buckets.filled(ours or listed, buckets.names(prefix))}
    iam.put_user_policy(UserName=f"{prefix}-{name}", PolicyName="p", PolicyDocument=json.dumps(document))
    return boto3.client(
        "s3",
        endpoint_url=address,
        region_name="eu-west-2",
        aws_access_key_id=key["AccessKeyId"],
        aws_secret_access_key=key["SecretAccessKey"],
        config=Config(retries={"total_max_attempts": 1}, signature_version="s3v4"),
    )


def refused(ask: Callable[[], Any]) -> bool:
    try:
        ask()
    except ClientError as failure:
        return str(failure.response["Error"]["Code"]) in {"AccessDenied", "403"}
    return False
