"""The descriptions in a bundle make the same clients, which ask the same of the same addresses."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config

from cloud.bundle import SERVICES
from cloud.descriptions import describe
from musicservice.adapters import clients
from tests.engines import CREDENTIALS

ALL = sorted({service for services in SERVICES.values() for service in services})
PUT = {"Put": {"TableName": "t", "Item": {"pk": {"S": "a"}, "sk": {"S": "b"}}}}
ASKED: dict[str, tuple[str, dict[str, Any]]] = {
    "dynamodb": ("transact_write_items", {"TransactItems": [PUT], "ClientRequestToken": "once"}),
    "kms": ("generate_data_key", {"KeyId": "arn:aws:kms:eu-west-2:000000000000:key/k", "NumberOfBytes": 32}),
    "s3": ("put_object", {"Bucket": "proofs", "Key": "a/b", "Body": b"text"}),
    "sesv2": ("send_email", {"Content": {"Raw": {"Data": b"text"}}}),
    "cognito-idp": ("admin_get_user", {"UserPoolId": "eu-west-2_pool", "Username": "someone"}),
}
CHANGING = {"Authorization", "X-Amz-Date", "amz-sdk-invocation-id", "User-Agent"}


class SentError(Exception):
    """A request that would have been sent."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    into = tmp_path_factory.mktemp("descriptions")
    describe(ALL, into)
    return into


@pytest.fixture
def brought(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name, value in CREDENTIALS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(clients, "BROUGHT", folder)
    monkeypatch.setattr(clients.Brought, "BUILTIN_DATA_PATH", str(folder))
    clients.session.cache_clear()
    yield
    clients.session.cache_clear()


def sent(client: Any, service: str) -> dict[str, Any]:
    """What a call would send, and where to; nothing is."""

    def hear(request: Any, **_: Any) -> None:
        raise SentError(request)

    client.meta.events.register_first("before-send", hear)
    method, asked = ASKED[service]
    with pytest.raises(SentError) as caught:
        getattr(client, method)(**asked)
    [request] = caught.value.args
    scope = request.headers["Authorization"].decode().partition("Credential=")[2].partition(",")[0]
    headers = {name: value for name, value in request.headers.items() if name not in CHANGING}
    body = request.body if isinstance(request.body, bytes | None) else request.body.read()
    return {
        "method": request.method,
        "url": request.url,
        "headers": headers,
        "body": body,
        "scope": scope[5:],
    }


@pytest.mark.usefixtures("brought")
@pytest.mark.parametrize("service", ALL)
@pytest.mark.parametrize("region", ["eu-west-2", "us-gov-west-1"])
def test_a_client_asks_what_boto3s_would(service: str, region: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", region)
    ours, theirs = clients.client(service, Config()), boto3.session.Session().client(service)

    assert isinstance(clients.session(brought=True).get_component("data_loader"), clients.Brought)
    assert ours.meta.service_model.operation_names == theirs.meta.service_model.operation_names
    assert sent(ours, service) == sent(theirs, service)


@pytest.mark.usefixtures("brought")
def test_a_service_that_was_not_brought_is_found_where_it_always_is() -> None:
    assert clients.client("sts", Config()).meta.service_model.service_name == "sts"


@pytest.mark.usefixtures("brought")
def test_a_botocore_that_wants_more_of_a_description_uses_its_own(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lambda's may be newer than the one that packaged: a slow start is better than none."""
    lacking = shutil.copytree(folder, tmp_path / "lacking")
    (lacking / "partitions.json").unlink()
    monkeypatch.setattr(clients.Brought, "BUILTIN_DATA_PATH", str(lacking))

    made = clients.client("dynamodb", Config())

    assert sent(made, "dynamodb")["url"] == "https://dynamodb.eu-west-2.amazonaws.com/"
