"""Files shown as proof, in the office: who may fetch one, what is noted of it, and how it comes."""

import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit

import pytest

from musicservice import bootstrap
from musicservice.adapters.dynamodb import DynamoSubmissions, DynamoUploads
from musicservice.adapters.s3 import S3Evidence, S3Lending
from musicservice.domain.proof import Proof
from musicservice.domain.uploads import Upload
from musicservice.ports import UnavailableError
from musicservice.services.evidence import new_id
from tests import engines, faults, proofs
from tests.contract.test_office_cases import sent
from tests.functions.conftest import Product
from tests.functions.office.officer import SETTINGS, Officer, opened
from tests.functions.pages import Page
from tests.functions.policies import allowed_tables, database_calls

GOOD = Proof("jpeg", proofs.PLAIN_JPEG)
MONEY = ("remission-officer",)


@dataclass
class Shown:
    """A case with four files: good, refused, being looked at, and gone."""

    office: Any
    case: str
    ids: tuple[str, ...]

    @property
    def address(self) -> str:
        return f"/case/{self.case}/evidence"

    def officer(self, *roles: str, name: str = "ada") -> Officer:
        return Officer(self.office, roles or MONEY, id=name)

    def trail(self) -> list[tuple[str, str, tuple[str, ...]]]:
        entries = bootstrap.staff().trail.entries(self.case, 20)
        return [(one.actor, one.action, one.fields) for one in entries if one.actor.startswith("staff:")]


@pytest.fixture
def shown(product: Product, ministack_address: str) -> Iterator[Shown]:
    s3 = engines.client("s3", ministack_address)
    names = engines.make_buckets(s3, product.prefix)
    product.settings["AWS_ENDPOINT_URL_S3"] = ministack_address
    ids, now = tuple(new_id() for _ in range(4)), datetime.now(UTC).replace(microsecond=0)
    states = DynamoUploads(product.database, product.database, product.prefix)
    for one in ids[:3]:
        states.open(one, now)
    states.settle(Upload(ids[0], "clean", "jpeg", len(GOOD.content), "", "structure"))
    states.settle(Upload(ids[1], "refused", "", 9, "protected"))
    S3Evidence(s3, names["Evidence"]).keep(ids[0], GOOD)
    form = replace(sent({}, {"kind": "remission"}), uploads=ids)
    DynamoSubmissions(product.database, product.database, product.prefix).keep(form, time.monotonic() + 5)
    yield Shown(opened(product), form.case, ids)
    bootstrap.staff.cache_clear()
    s3.close()


def link(page: Page) -> str:
    return next(one for one in page.links() if one.startswith("http"))


def fetched(address: str) -> Any:
    return urllib.request.urlopen(address, timeout=10)


def status_of(address: str) -> int:
    try:
        with fetched(address) as answer:
            return int(answer.status)
    except HTTPError as refused:
        refused.close()
        return refused.code


def test_a_list_says_of_each_file_how_it_stands_and_shows_none(shown: Shown) -> None:
    page = shown.officer().get(shown.address)

    for words in (
        "a photo (JPEG) of",
        "No virus scanner looked at it",
        "locked, perhaps with a password",
        "It is being checked",
        "Deleted: its time was over",
    ):
        assert words in page.text
    assert len([form for form in page.forms() if "/evidence/" in form.action]) == 1
    assert not any(one in page.body for one in (*shown.ids, "<img", "<iframe", "<object", "<embed"))
    assert shown.trail() == []


def test_a_file_is_noted_first_and_then_comes_as_octets_to_keep(shown: Shown) -> None:
    officer = shown.officer()

    page = officer.post(f"{shown.address}/1", {})

    assert shown.trail() == [("staff:ada", "opened a proof", ("proof=1",))]
    assert parse_qs(urlsplit(link(page)).query)["X-Amz-Expires"] == ["60"]
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    with fetched(link(page)) as answer:
        assert answer.read() == GOOD.content
        assert answer.headers["Content-Disposition"] == 'attachment; filename="proof-1.jpeg"'
        assert answer.headers["Content-Type"] == "application/octet-stream"


def test_what_is_not_there_is_not_lent(shown: Shown) -> None:
    officer = shown.officer()
    for number in ("2", "3", "4"):
        page = officer.post(f"{shown.address}/{number}", {})
        assert f"File {number} cannot be fetched" in page.text
        assert "X-Amz-Signature" not in page.body
    for number in ("0", "5", "1.0", "01", "-1", "²", "1e0", "9" * 400):
        assert officer.post(f"{shown.address}/{number}", {}).status == 404, number

    assert shown.trail() == []


def test_who_may_not_know_the_reasons_for_help_sees_no_files(shown: Shown) -> None:
    officer = shown.officer("enrolment-officer", "safeguarding-lead")

    assert officer.get(shown.address).status == 403
    assert officer.post(f"{shown.address}/1", {}).status == 403
    assert "Files shown as proof" not in officer.get(f"/case/{shown.case}").text
    assert "Files shown as proof (4)" in shown.officer().get(f"/case/{shown.case}").text


def test_nothing_is_lent_when_it_cannot_be_noted(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise UnavailableError("database", "Away")

    monkeypatch.setattr(type(bootstrap.staff().trail), "append", broken)

    page = shown.officer().post(f"{shown.address}/1", {})

    assert page.status == 503
    assert "X-Amz-Signature" not in page.body


def test_an_address_gives_the_file_only_for_its_time_and_only_that_file(
    shown: Shown, product: Product, ministack_address: str
) -> None:
    s3 = engines.client("s3", ministack_address)
    lending = S3Lending(s3, product.settings["MUSICSERVICE_EVIDENCE"])
    brief = lending.lend(shown.ids[0], "proof-1.jpeg", timedelta(seconds=1))
    other = lending.lend(shown.ids[0], "proof-1.jpeg", timedelta(minutes=1)).replace(
        shown.ids[0], shown.ids[1]
    )
    inline = lending.lend(shown.ids[0], "proof-1.jpeg", timedelta(minutes=1)).replace("attachment", "inline")
    s3.close()
    time.sleep(2)

    for address in (brief, other, inline):
        assert status_of(address) == 403


def test_it_takes_no_more_reads_than_a_page_may_and_nothing_it_may_not(
    shown: Shown, product: Product, database_address: str
) -> None:
    with faults.proxy(database_address) as line:
        settings = product.settings | SETTINGS | {"AWS_ENDPOINT_URL_DYNAMODB": line.address}
        bootstrap.staff.cache_clear()
        officer = Officer(product.load("office", settings).app, MONEY)
        line.calls.clear()
        officer.post(f"{shown.address}/1", {})

        done = database_calls(line, product.prefix)
        reads = [call for call in line.calls if call.operation in {"GetItem", "Query", "BatchGetItem"}]
    assert done <= allowed_tables("office")
    assert ("dynamodb:GetItem", "uploads") in done
    assert len(reads) <= 10
