"""`make publish` and `make rollback`, whole, over a local AWS: what they refuse, say and leave."""

import base64
import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import boto3
import pytest

from cloud import environments, publish, rollback
from cloud.environments import Environment
from cloud.forms_catalogue import CATALOGUE, Bundles, with_catalogue
from cloud.shelf import ShelfError
from cloud.target import Target
from local.strict import RefusedError, Strict, built, digests
from musicservice.adapters.dynamodb import DynamoSeats
from tests import engines
from tests.cloud.publishing import cloud
from tests.site.small_content import without_samples, write

ROLE = {
    "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
    ]
}


CALLS: set[str] = set()
"""The permissions that were needed, by IAM's names."""
SPELT_OTHERWISE = {
    "s3:ListObjectsV2": "s3:ListBucket",
    "s3:DeleteObjects": "s3:DeleteObject",
    "s3:CopyObject": "s3:PutObject",
}
PUBLISHER = engines.ROOT / "functions" / "infrastructure" / "publisher.json"
NOT_HERE = {"cloudformation:DescribeStacks", "cloudfront:GetInvalidation", "dynamodb:UpdateItem"}
"""A test has its target already, a local CloudFront forgets at once, and the course stays as it was."""


def action(model: Any) -> str:
    """What IAM calls a call."""
    name = f"{model.service_model.signing_name}:{model.name}"
    return SPELT_OTHERWISE.get(name, name)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("content"), without_samples())


@pytest.fixture(scope="module")
def site(content: Path, tmp_path_factory: pytest.TempPathFactory) -> Strict:
    return built(content, tmp_path_factory.mktemp("built"), samples=False)


@pytest.fixture
def target(
    ministack_address: str, database_address: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Target]:
    """An environment whose stacks are there already, with one function."""
    given = {**engines.CREDENTIALS, "AWS_ENDPOINT_URL": ministack_address}
    for name, value in {**given, "AWS_ENDPOINT_URL_DYNAMODB": database_address}.items():
        monkeypatch.setenv(name, value)
    session = boto3.session.Session()
    session.events.register("before-call", lambda model, **_: CALLS.add(action(model)))
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", session)
    made = cloud(ministack_address)
    database = engines.client("dynamodb", database_address)
    with engines.lent_tables(database) as prefix:
        environment = Environment(
            "dev", "eu-west-2", {"TablePrefix": prefix, "SiteUrl": "https://music.example"}
        )
        function = a_function(ministack_address, made.bucket)
        CALLS.clear()
        yield Target(environment, made.bucket, made.distribution, made.bucket, {"public": (function,)})
    database.close()


def a_function(address: str, bucket: str) -> str:
    """A deployed function that knows another catalogue; its bundle lies in the bucket."""
    name, bundle = f"f{uuid4().hex[:8]}", packed("{}")
    iam, s3, functions = (engines.client(service, address) for service in ("iam", "s3", "lambda"))
    role = iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(ROLE))["Role"]["Arn"]
    key = f"public/{hashlib.sha256(bundle).hexdigest()}.zip"
    s3.put_object(Bucket=bucket, Key=key, Body=bundle)
    code = {"S3Bucket": bucket, "S3Key": key}
    functions.create_function(
        FunctionName=name, Runtime="python3.11", Role=role, Handler="app.app", Code=code
    )
    return name


def packed(catalogue: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as into:
        into.writestr(zipfile.ZipInfo("app.py"), "def app(event, context): return 1\n")
        into.writestr(zipfile.ZipInfo(CATALOGUE), catalogue)
    return made.getvalue()


def runs(target: Target) -> bytes:
    """The bundle that the function runs."""
    [name] = target.functions["public"]
    said = target.client("lambda").get_function_configuration(FunctionName=name)["CodeSha256"]
    digest = base64.b64decode(said).hex()
    found = target.client("s3").list_objects_v2(Bucket=target.bundles)["Contents"]
    [key] = {one["Key"] for one in found if one["Key"].endswith(f"{digest}.zip")}
    content: bytes = target.client("s3").get_object(Bucket=target.bundles, Key=key)["Body"].read()
    return content


def put(target: Target, site: Strict, content: Path, monkeypatch: pytest.MonkeyPatch, **more: Any) -> None:
    """Publish what was built already, as if it had been built again."""

    def copied(_: Path, bench: Path, *, samples: bool) -> Strict:
        assert samples is more.get("trial", False)
        shutil.copytree(site.site.parent, bench, dirs_exist_ok=True)
        return replace(site, site=bench / "site", files=digests(bench / "site"))

    monkeypatch.setattr(publish, "checked_and_built", copied)
    publish.publish(target, content, **more)


def test_the_whole_way_from_texts_to_pages_forms_and_seats_and_the_second_time_nothing(
    target: Target,
    site: Strict,
    content: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    put(target, site, content, monkeypatch, dry=True)
    said = capsys.readouterr().out
    assert "  put index.html\n" in said
    assert "  tell CloudFront of /*" in said
    assert target.shelf.shown() == {}

    put(target, site, content, monkeypatch)
    said = capsys.readouterr().out
    assert "1 courses opened" in said
    assert "files put, 0 taken away" in said
    shown = target.shelf.shown()
    assert "index.html" in shown
    assert any(name.startswith("theme/css/site.") and name != "theme/css/site.css" for name in shown)
    assert (
        zipfile.ZipFile(io.BytesIO(runs(target))).read(CATALOGUE)
        == (site.site.parent / "catalogue.json").read_bytes()
    )
    assert DynamoSeats(target.client("dynamodb"), target.environment.prefix).look("every-pupil")

    put(target, site, content, monkeypatch)
    said = capsys.readouterr().out
    assert "nothing to publish" in said
    assert "Sent" not in said
    assert target.shelf.shown() == shown

    changed = replace(site, until=date.today().isoformat())  # noqa: DTZ011 - whatever the day is here
    page = site.site / "terms" / "index.html"
    before = page.read_text(encoding="utf-8")
    page.write_text(before.replace("You owe", "You still owe"), encoding="utf-8")
    (site.site / "more.txt").write_text("x", encoding="utf-8")
    put(target, changed, content, monkeypatch)
    page.write_text(before, encoding="utf-8")
    (site.site / "more.txt").unlink()
    said = capsys.readouterr().out
    assert "added: “still”" in said
    assert f"make rollback ENV={target.environment.name}" in said

    rollback.roll_back(target)
    assert target.shelf.shown() == shown
    with pytest.raises(RefusedError, match="no release before this one"):
        rollback.roll_back(target)
    role = json.loads(PUBLISHER.read_text(encoding="utf-8"))["Resources"]["Publisher"]["Properties"]
    may = {one for said in role["Policies"][0]["PolicyDocument"]["Statement"] for one in said["Action"]}
    assert may == CALLS | NOT_HERE
    with pytest.raises(RefusedError, match="somebody rolled the site back"):
        put(target, site, content, monkeypatch, daily=True)


def test_a_trial_keeps_search_engines_out_and_is_not_for_families(
    target: Target,
    site: Strict,
    content: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    put(target, site, content, monkeypatch, trial=True)
    robots = target.client("s3").get_object(Bucket=target.bucket, Key="site/robots.txt")["Body"].read()
    assert robots == b"User-agent: *\nDisallow: /\n"
    assert "Sent" in capsys.readouterr().out

    for name, value in {"ENV": "prod", "TRIAL": "yes"}.items():
        monkeypatch.setenv(name, value)
    assert publish.main() == 2
    assert "families read that" in capsys.readouterr().err


def test_what_may_not_be_published_is_refused_and_nothing_is_touched(
    target: Target, site: Strict, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = (date.today() - timedelta(days=1)).isoformat()  # noqa: DTZ011 - whatever the day is here
    with pytest.raises(RefusedError, match=f"was over on {over}"):
        put(target, replace(site, until=over), content, monkeypatch)
    elsewhere = replace(
        target.environment,
        name="prod",
        parameters={**target.environment.parameters, "SiteUrl": "https://x.example"},
    )
    with pytest.raises(RefusedError, match="put one of them right"):
        put(replace(target, environment=elsewhere), site, content, monkeypatch)
    assert target.shelf.shown() == {}


def test_it_says_what_is_asked_wrongly(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENV", "nowhere")
    assert publish.main() == rollback.main() == 2
    monkeypatch.setenv("ENV", environments.named("dev").name)
    monkeypatch.setenv("TODAY", "2027-01-01")
    assert publish.main() == 2

    said = capsys.readouterr().err
    assert "ENV=nowhere is none of dev, prod" in said
    assert "TODAY is for trying" in said


def test_a_bundle_gets_the_catalogue_and_all_else_stays_to_the_octet(target: Target) -> None:
    before, after = packed('{"a": 1}'), with_catalogue(packed('{"a": 1}'), b'{"b": 2}')

    assert with_catalogue(before, b'{"a": 1}') is None
    assert after is not None
    assert zipfile.ZipFile(io.BytesIO(after)).read("app.py") == zipfile.ZipFile(io.BytesIO(before)).read(
        "app.py"
    )
    assert with_catalogue(before, b'{"b": 2}') == after
    lost = Bundles(target.client("lambda"), target.client("s3"), "elsewhere")
    with pytest.raises(ShelfError):
        lost.outdated(target.functions, b"{}")
