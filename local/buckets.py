"""Makes the local buckets from the very CloudFormation templates that make the real ones.

It reads the buckets, their policies, after how many days they let go of a file, and for how long they lock
it. How far the engine acts on these is its own affair.
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
ANCHORS = Path("functions/infrastructure/anchors.json")
ACCOUNT = "000000000000"
NAMED = re.compile(r"\$\{([^}]+)\}")


@dataclass(frozen=True)
class Bucket:
    """One bucket: its name, its policy as JSON text, after how many days it lets go of a file by itself (0
    for never), and for how many years it lets nobody else do so.
    """

    name: str
    policy: str
    days: int = 0
    years: int = 0


def names(prefix: str = PREFIX) -> dict[str, str]:
    """What the template's own names stand for on this machine."""
    role = f"arn:aws:iam::{ACCOUNT}:role/{prefix}"
    quarantine, evidence, anchors = (
        f"{prefix}-{name}-{ACCOUNT}" for name in ("quarantine", "evidence", "anchors")
    )
    return {
        "TablePrefix": prefix,
        "AWS::AccountId": ACCOUNT,
        "AWS::Partition": "aws",
        "WorkerRoleArn": f"{role}-worker",
        "ScannerRoleArn": f"{role}-scanner",
        "Quarantine": quarantine,
        "Evidence": evidence,
        "Anchors": anchors,
        "AnchorYears": "7",
        "Quarantine.Arn": f"arn:aws:s3:::{quarantine}",
        "Evidence.Arn": f"arn:aws:s3:::{evidence}",
        "Anchors.Arn": f"arn:aws:s3:::{anchors}",
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
            _days(each["Properties"]),
            int(filled(_lock(each["Properties"]), known)),
        )
        for name, each in resources.items()
        if each["Type"] == "AWS::S3::Bucket"
    )


def _days(asked: Mapping[str, Any]) -> int:
    rules = asked.get("LifecycleConfiguration", {"Rules": [{"ExpirationInDays": 0}]})["Rules"]
    return int(rules[0]["ExpirationInDays"])


def _lock(asked: Mapping[str, Any]) -> Any:
    lock = asked.get("ObjectLockConfiguration")
    return lock["Rule"]["DefaultRetention"]["Years"] if lock else 0


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
            s3.create_bucket(
                Bucket=each.name, CreateBucketConfiguration=region, ObjectLockEnabledForBucket=each.years > 0
            )
        s3.put_bucket_policy(Bucket=each.name, Policy=each.policy)
        if each.years:
            # The stand-in forgets this over a restart, and AWS has it for a locked bucket anyway.
            s3.put_bucket_versioning(Bucket=each.name, VersioningConfiguration={"Status": "Enabled"})
            kept: Any = {"Mode": "COMPLIANCE", "Years": each.years}
            locked: Any = {"ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": kept}}
            s3.put_object_lock_configuration(Bucket=each.name, ObjectLockConfiguration=locked)
        if not each.days:
            continue
        rule: Any = {
            "ID": "Backstop",
            "Status": "Enabled",
            "Filter": {"Prefix": ""},
            "Expiration": {"Days": each.days},
        }
        s3.put_bucket_lifecycle_configuration(Bucket=each.name, LifecycleConfiguration={"Rules": [rule]})
