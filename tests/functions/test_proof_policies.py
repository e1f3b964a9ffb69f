"""What each function may do with proofs: read from its policy, against what it does, and asked of an engine.

The engine's users bear the very statements of our policies, and its buckets the policies of our template. It
judges users, and not roles as AWS has them here, so a role's ARN in a bucket's policy is put as the user's.
"""

import json
from collections.abc import Iterator
from urllib.error import HTTPError
from uuid import uuid4

import pytest

from local import buckets
from musicservice import bootstrap
from musicservice.adapters.s3 import S3Invitations, S3Lending
from musicservice.domain.uploads import INVITED_FOR, UNSENT_KEPT
from musicservice.services.evidence import new_id
from tests import engines, faults, proofs
from tests.functions.conftest import Product
from tests.functions.countries import Country, client_of, refused
from tests.functions.policies import SCHEDULED, allowed, database_calls, statements
from tests.sending_files import DIRECT, send
from tests.watching import watched

VERDICT = {"TagSet": [{"Key": "GuardDutyMalwareScanStatus", "Value": "NO_THREATS_FOUND"}]}
CLEAN = {"TagSet": [{"Key": "scan", "Value": "clean"}]}


def of_s3(function: str) -> set[tuple[str, str]]:
    """Each allowed action on S3 with the bucket and folder that it is allowed on."""
    return {
        (action, json.loads(resource)["Fn::Sub"].rpartition(":::${TablePrefix}-")[2])
        for action, resource in allowed(function)
        if action.startswith("s3:")
    }


def test_the_public_function_may_let_files_in_and_nothing_else() -> None:
    assert of_s3("public") == {("s3:PutObject", "quarantine-${AWS::AccountId}/arrivals/*")}


def as_written(place: str, prefix: str) -> str:
    """A bucket and folder as the policies name it."""
    return place.removeprefix(f"{prefix}-").replace(buckets.ACCOUNT, "${AWS::AccountId}")


def test_what_the_functions_do_with_proofs_is_what_they_may_do(
    product: Product, database_address: str, ministack_address: str
) -> None:
    """The public side signs one form and asks S3 nothing; the worker uses every permission that it has."""
    s3 = engines.client("s3", ministack_address)
    names = engines.make_buckets(s3, product.prefix)
    with faults.proxy(database_address) as database, watched(ministack_address) as files:
        settings = {
            "AWS_ENDPOINT_URL_DYNAMODB": database.address,
            "AWS_ENDPOINT_URL_S3": files.address,
            "MUSICSERVICE_SCANNER": "guardduty",
        }
        product.public(**settings)
        desk = bootstrap.proof_desk()
        shown = desk.show(())
        invitation = desk.invite(shown, "https://music.example/back")
        desk.hand_in(desk.show(shown.ids, closed=1).ids)
        desk.take_out((shown.open, "next"), shown.open)
        public = database_calls(database, product.prefix), set(files.calls)
        database.calls.clear()
        assert invitation is not None
        told = send(f"{ministack_address}/{names['Quarantine']}", invitation.fields, proofs.PLAIN_JPEG)
        assert told.status == 303
        s3.put_object_tagging(Bucket=names["Quarantine"], Key=f"arrivals/{shown.open}", Tagging=VERDICT)
        product.round("inspect", **settings)(SCHEDULED, None)
        product.round("purge", **settings)(SCHEDULED, None)
        worker = (
            database_calls(database, product.prefix),
            {(action, as_written(place, product.prefix)) for action, place in files.calls},
        )
    left = [s3.list_objects_v2(Bucket=names[place])["KeyCount"] for place in ("Quarantine", "Evidence")]
    s3.close()

    assert public == ({("dynamodb:PutItem", "uploads"), ("dynamodb:GetItem", "uploads")}, set())
    assert worker[0] == {
        (f"dynamodb:{name}", "uploads") for name in ("GetItem", "UpdateItem", "DeleteItem")
    } | {("dynamodb:Query", "uploads/index/due")}
    assert worker[1] == of_s3("worker")
    assert left == [0, 0]


EVERYTHING = [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]


@pytest.fixture
def country(ministack_address: str) -> Iterator[Country]:
    prefix = f"p{uuid4().hex[:8]}"
    iam, s3 = (engines.client(name, ministack_address) for name in ("iam", "s3"))
    users = {name: statements(name) for name in ("public", "worker", "office")}
    users |= {"scanner": EVERYTHING, "staff": EVERYTHING}
    names = buckets.names(prefix)
    arns = {
        "WorkerRoleArn": f"arn:aws:iam::{buckets.ACCOUNT}:user/{prefix}-worker",
        "ScannerRoleArn": f"arn:aws:iam::{buckets.ACCOUNT}:user/{prefix}-scanner",
    }
    template = (engines.ROOT / buckets.TEMPLATE).read_text(encoding="utf-8")
    over_http = json.loads(template)
    for resource in over_http["Resources"].values():
        listed = resource["Properties"].get("PolicyDocument", {}).get("Statement", [])
        listed[:] = [one for one in listed if one["Sid"] != "OverTlsOnly"]
    buckets.create(s3, buckets.buckets(json.dumps(over_http), names | arns))
    clients = {
        name: client_of(iam, ministack_address, prefix, name, listed) for name, listed in users.items()
    }
    yield Country(names, s3, clients.__getitem__)
    for client in (iam, s3, *clients.values()):
        client.close()


def test_a_form_signed_by_the_public_function_brings_a_file_in(
    country: Country, ministack_address: str
) -> None:
    bucket = country.names["Quarantine"]
    invitation = S3Invitations(country.as_user("public"), bucket).invite(new_id(), "https://music.example/")

    assert send(f"{ministack_address}/{bucket}", invitation.fields, proofs.PLAIN_JPEG).status == 303


@pytest.mark.parametrize(("place", "key"), [("Quarantine", "elsewhere/one"), ("Evidence", "proofs/one")])
def test_a_form_that_it_signs_for_another_place_brings_nothing_in(
    country: Country, ministack_address: str, place: str, key: str
) -> None:
    bucket = country.names[place]
    form = country.as_user("public").generate_presigned_post(bucket, key)

    assert send(f"{ministack_address}/{bucket}", form["fields"], proofs.PLAIN_JPEG).status == 403


@pytest.mark.parametrize("tags", ["", "scan=clean", "GuardDutyMalwareScanStatus=NO_THREATS_FOUND"])
@pytest.mark.parametrize("place", ["Quarantine", "Evidence"])
def test_the_public_function_reads_lists_marks_and_deletes_nothing(
    country: Country, place: str, tags: str
) -> None:
    at = {"Bucket": country.names[place], "Key": country.put(place, "arrivals/one", tags)}
    public = country.as_user("public")

    assert refused(lambda: public.get_object(**at))
    assert refused(lambda: public.head_object(**at))
    assert refused(lambda: public.list_objects_v2(Bucket=at["Bucket"]))
    assert refused(lambda: public.get_object_tagging(**at))
    assert refused(lambda: public.put_object_tagging(**at, Tagging=CLEAN))
    assert refused(lambda: public.delete_object(**at))


def test_nobody_but_worker_and_scanner_reads_what_nobody_judged(country: Country) -> None:
    at = {"Bucket": country.names["Quarantine"], "Key": country.put("Quarantine", "arrivals/one")}

    assert refused(lambda: country.as_user("staff").get_object(**at))
    assert country.as_user("worker").get_object(**at)["Body"].read() == b"content"
    assert country.as_user("scanner").get_object(**at)["Body"].read() == b"content"


@pytest.mark.parametrize("who", ["worker", "staff", "public"])
def test_nobody_but_the_scanner_gives_a_verdict(country: Country, who: str) -> None:
    at = {"Bucket": country.names["Quarantine"], "Key": country.put("Quarantine", "arrivals/one")}

    assert refused(lambda: country.as_user(who).put_object_tagging(**at, Tagging=VERDICT))
    assert not refused(lambda: country.as_user("scanner").put_object_tagging(**at, Tagging=VERDICT))


@pytest.mark.parametrize("tags", ["", "scan=", "scan=waiting", "clean=scan"])
def test_whatever_permissions_one_has_a_proof_without_its_mark_is_unreadable(
    country: Country, tags: str
) -> None:
    at = {"Bucket": country.names["Evidence"], "Key": country.put("Evidence", "proofs/one", tags)}

    assert refused(lambda: country.as_user("staff").get_object(**at))


def test_the_workers_mark_makes_it_readable_and_nobody_elses_word_does(country: Country) -> None:
    at = {"Bucket": country.names["Evidence"], "Key": "proofs/one"}
    staff, worker = country.as_user("staff"), country.as_user("worker")

    assert refused(lambda: staff.put_object(**at, Body=b"content", Tagging="scan=clean"))
    worker.put_object(**at, Body=b"content", Tagging="scan=clean")
    assert staff.get_object(**at)["Body"].read() == b"content"

    country.put("Evidence", "proofs/other")
    other = {**at, "Key": "proofs/other"}
    assert refused(lambda: staff.put_object_tagging(**other, Tagging=CLEAN))
    assert refused(lambda: staff.get_object(**other))


def test_the_office_lends_what_is_marked_and_does_nothing_else_with_files(country: Country) -> None:
    office, place = country.as_user("office"), country.names["Evidence"]
    for upload, tags in (("good", "scan=clean"), ("bad", "")):
        country.put("Evidence", f"proofs/{upload}", tags)
    address = {one: S3Lending(office, place).lend(one, "proof-1.pdf", INVITED_FOR) for one in ("good", "bad")}
    at = {"Bucket": place, "Key": "proofs/good"}

    with DIRECT.open(address["good"]) as answer:
        assert answer.read() == b"content"
    with pytest.raises(HTTPError, match="403") as unmarked:
        DIRECT.open(address["bad"])
    unmarked.value.close()
    assert refused(lambda: office.put_object(**at, Body=b"content", Tagging="scan=clean"))
    assert refused(lambda: office.delete_object(**at))
    assert refused(lambda: office.list_objects_v2(Bucket=place))
    arrived = {"Bucket": country.names["Quarantine"], "Key": country.put("Quarantine", "arrivals/one")}
    assert refused(lambda: office.get_object(**arrived))


def test_the_buckets_let_go_of_what_everybody_forgot(country: Country) -> None:
    days = {
        place: country.ours.get_bucket_lifecycle_configuration(Bucket=country.names[place])["Rules"][0]
        for place in ("Quarantine", "Evidence")
    }

    assert days["Quarantine"]["Expiration"]["Days"] < UNSENT_KEPT.days
    assert 400 < days["Evidence"]["Expiration"]["Days"] < 500
