"""The real engines that tests of storage, mail and keys run against, each a process on a free port."""

import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import boto3
from botocore.config import Config

from local import buckets
from local.tables import Table, create, tables

ROOT = Path(__file__).parent.parent
TEMPLATE = ROOT / "functions" / "infrastructure" / "data.json"
SLOWEST_START = 40.0
WITHOUT_END = "1000000 1000000"
"""A pace for tests, which send as fast as they can from one place: what holds that off has its own."""
CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_DEFAULT_REGION": "eu-west-2",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
}


def program(variable: str, *places: str) -> str:
    """The program that the environment names, else the first that is there, else the one on the path."""
    for place in (os.environ.get(variable, ""), *(str(ROOT / place) for place in places)):
        if place and Path(place).is_file():
            return place
    found = shutil.which(variable.lower())
    assert found, f"{variable.lower()} is not installed: make test installs it"
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def process(command: list[str], environment: dict[str, str], health: str, log: Path) -> Iterator[None]:
    """A running process that answers at `health`; it is ended with the context."""
    with log.open("wb") as output:
        child = subprocess.Popen(command, env={**os.environ, **environment}, stdout=output, stderr=output)
        try:
            wait_for(health, child, log)
            yield
        finally:
            child.kill()
            child.wait()


def wait_for(address: str, child: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + SLOWEST_START
    while time.monotonic() < until and child.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except urllib.error.HTTPError as answered:
            answered.close()
        except OSError:
            time.sleep(0.05)
            continue
        return
    raise AssertionError(f"{address} does not answer: {log.read_text(errors='replace')[-2000:]}")


@contextmanager
def dynoxide(folder: Path) -> Iterator[str]:
    """The address of a database over a file in `folder`."""
    port = free_port()
    binary = program("DYNOXIDE", "node_modules/@dynoxide/linux-x64/dynoxide")
    file = str(folder / "dynamodb.sqlite")
    command = [binary, "serve", "--host", "127.0.0.1", "--port", str(port), "--db-path", file]
    address = f"http://127.0.0.1:{port}"
    with process(command, {}, address, folder / "dynoxide.log"):
        yield address


@contextmanager
def ministack(folder: Path) -> Iterator[str]:
    """The address of a local AWS, which checks signed forms and policies."""
    port = free_port()
    binary = program("MINISTACK", ".venv-ministack/bin/ministack")
    environment = {
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        "MINISTACK_HOST": "127.0.0.1",
        "SERVICES": "ses,kms,s3,iam,cognito-idp,cognito,cloudfront,lambda",
        "AUTH": "true",
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "LOG_LEVEL": "WARNING",
        "TMPDIR": str(folder),
        "STATE_DIR": str(folder),
    }
    address = f"http://127.0.0.1:{port}"
    with process([binary], environment, f"{address}/_ministack/health", folder / "ministack.log"):
        yield address


def client(service: str, address: str) -> Any:
    return boto3.client(
        service,
        endpoint_url=address,
        region_name="eu-west-2",
        aws_access_key_id="test",
        aws_secret_access_key="test",  # noqa: S106 - no engine here checks it
        config=Config(connect_timeout=2, read_timeout=20, retries={"total_max_attempts": 1}),
    )


def make_tables(dynamodb: Any, prefix: str) -> None:
    create(dynamodb, tables(TEMPLATE.read_text(encoding="utf-8"), prefix))


KEPT: dict[str, list[str]] = {}
"""By the address of a database, the prefixes of empty sets of tables that nobody uses now."""


@contextmanager
def lent_tables(dynamodb: Any) -> Iterator[str]:
    """The prefix of a set of empty tables, made where none is free: making them takes longest of all."""
    free = KEPT.setdefault(dynamodb.meta.endpoint_url, [])
    prefix = free.pop() if free else f"t{uuid4().hex[:10]}"
    lent = tables(TEMPLATE.read_text(encoding="utf-8"), prefix)
    create(dynamodb, lent)
    yield prefix
    for each in lent:
        empty(dynamodb, each)
    free.append(prefix)


def empty(dynamodb: Any, table: Table) -> None:
    names = [part["AttributeName"] for part in table.asked["KeySchema"]]
    keys = [{name: item[name] for name in names} for item in everything(dynamodb, table.name)]
    for first in range(0, len(keys), 25):
        gone = [{"DeleteRequest": {"Key": key}} for key in keys[first : first + 25]]
        dynamodb.batch_write_item(RequestItems={table.name: gone})


def make_buckets(s3: Any, prefix: str) -> dict[str, str]:
    """The buckets of the templates, without what an earlier borrower of their names left; gives what these
    stand for.
    """
    names = buckets.names(prefix)
    for template in (buckets.TEMPLATE, buckets.ANCHORS):
        buckets.create(s3, buckets.buckets((ROOT / template).read_text(encoding="utf-8"), names))
    for name in ("Quarantine", "Evidence"):
        for one in s3.list_objects_v2(Bucket=names[name]).get("Contents", ()):
            s3.delete_object(Bucket=names[name], Key=one["Key"])
    return names


def table_names(dynamodb: Any, prefix: str) -> Iterator[str]:
    """The tables whose names begin with a prefix, without it. One answer lists at most a hundred of all."""
    for page in dynamodb.get_paginator("list_tables").paginate():
        for name in page["TableNames"]:
            if name.startswith(f"{prefix}-"):
                yield name.removeprefix(f"{prefix}-")


def of_kind(dynamodb: Any, prefix: str, name: str) -> list[dict[str, Any]]:
    """Every item of a table, or every locker of one kind."""
    if name not in {"drafts", "links"}:
        return everything(dynamodb, f"{prefix}-{name}")
    return [one for one in everything(dynamodb, f"{prefix}-lockers") if one.get("kind", {}).get("S") == name]


def everything(dynamodb: Any, table: str) -> list[dict[str, Any]]:
    """Every item of a table, in DynamoDB's notation."""
    pages = dynamodb.get_paginator("scan").paginate(TableName=table)
    return [item for page in pages for item in page["Items"]]
