"""Makes the local buckets from the very CloudFormation template that makes the real ones.

It reads the buckets, their policies and after how many days they let go of a file. How far the engine acts on
these is its own affair.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config

from local.tables import PREFIX

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mypy_boto3_s3 import S3Client  # installed with the checkers only

TEMPLATE = Path("functions/infrastructure/evidence.json")
ACCOUNT = "000000000000"
NAMED = re.compile(r"\$\{([^}]+)\}")


@dataclass(frozen=True)
class Bucket:
    """One bucket: its name, its policy as JSON text, and after how many days the bucket itself lets go."""

    name: str
    policy: str
    days: int


def names(prefix: str = PREFIX) -> dict[str, str]:
    """What the template's own names stand for on this machine."""
    role = f"arn:aws:iam::{ACCOUNT}:role/{prefix}"
    quarantine, evidence = (f"{prefix}-{name}-{ACCOUNT}" for name in ("quarantine", "evidence"))
    return {
        "TablePrefix": prefix,
        "AWS::AccountId": ACCOUNT,
        "AWS::Partition": "aws",
        "WorkerRoleArn": f"{role}-worker",
        "ScannerRoleArn": f"{role}-scanner",
        "Quarantine": quarantine,
        "Evidence": evidence,
        "Quarantine.Arn": f"arn:aws:s3:::{quarantine}",
        "Evidence.Arn": f"arn:aws:s3:::{evidence}",
    }


def buckets(template: str, known: Mapping[str, str]) -> tuple[Bucket, ...]:
    """Every bucket of the template (JSON text); `known` says what its names stand for."""
    resources = json.loads(template)["Resources"]
    policies = {
        each["Properties"]["Bucket"]["Ref"]: each["Properties"]["PolicyDocument"]
        for each in resources.values()
        if each["Type"] == "AWS::S3::BucketPolicy"
    }
    return tuple(
        Bucket(
            filled(each["Properties"]["BucketName"], known),
            json.dumps(filled(policies[name], known)),
            each["Properties"]["LifecycleConfiguration"]["Rules"][0]["ExpirationInDays"],
        )
        for name, each in resources.items()
        if each["Type"] == "AWS::S3::Bucket"
    )


def filled(value: Any, known: Mapping[str, str]) -> Any:
    """The value with the template's references replaced, however deep they lie."""
    match value:
        case {"Fn::Sub": str(text)}:
            return NAMED.sub(lambda found: known[found[1]], text)
        case {"Ref": str(name)}:
            return known[name]
        case {"Fn::GetAtt": [str(name), str(attribute)]}:
            return known[f"{name}.{attribute}"]
        case dict():
            return {name: filled(inner, known) for name, inner in value.items()}
        case list():
            return [filled(inner, known) for inner in value]
        case _:
            return value


def client(address: str, environment: Mapping[str, str]) -> S3Client:
    """A client for the engine at `address`, with the credentials of `environment`."""
    return boto3.client(
        "s3",
        endpoint_url=address,
        region_name=environment["AWS_DEFAULT_REGION"],
        aws_access_key_id=environment["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=environment["AWS_SECRET_ACCESS_KEY"],
        config=Config(connect_timeout=2, read_timeout=10, retries={"total_max_attempts": 2}, proxies={}),
    )


def create(s3: S3Client, wanted: tuple[Bucket, ...]) -> None:
    """Make those that are not there yet, and set the policy of each anew. What exists keeps its files."""
    there = {bucket["Name"] for bucket in s3.list_buckets()["Buckets"]}
    for each in wanted:
        if each.name not in there:
            region: Any = {"LocationConstraint": s3.meta.region_name}
            s3.create_bucket(Bucket=each.name, CreateBucketConfiguration=region)
        s3.put_bucket_policy(Bucket=each.name, Policy=each.policy)
        rule: Any = {
            "ID": "Backstop",
            "Status": "Enabled",
            "Filter": {"Prefix": ""},
            "Expiration": {"Days": each.days},
        }
        s3.put_bucket_lifecycle_configuration(Bucket=each.name, LifecycleConfiguration={"Rules": [rule]})
