"""What families sent outlives the stand-in for S3, and it goes on taking more."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from local import buckets, mail
from local.parts import create_buckets
from local.places import ROOT, Places
from local.settings import OFFLINE
from musicservice.adapters.s3 import S3Invitations, S3Quarantine
from musicservice.services.evidence import new_id
from tests import engines, proofs
from tests.sending_files import send

BACK = "http://127.0.0.1/forms/enrolment/uploads?sent=1"
BUCKET = buckets.names()["Quarantine"]


@contextmanager
def running(places: Places) -> Iterator[tuple[str, Any]]:
    """The stand-in as `make run` starts it, ended without warning: its address, and a client."""
    port = engines.free_port()
    address = f"http://127.0.0.1:{port}"
    environment, log = mail.environment(places, port), places.log("mail")
    with engines.process([mail.ministack(ROOT)], environment, address + mail.HEALTH, log):
        create_buckets(places, address)
        client = buckets.client(address, OFFLINE)
        yield address, client
        client.close()


def test_files_outlive_a_kill_and_more_come_in_afterwards(tmp_path: Path) -> None:
    places = Places(ROOT, tmp_path)
    places.prepare()
    for count in (1, 2):
        with running(places) as (address, client):
            invitation = S3Invitations(client, BUCKET).invite(new_id(), BACK)
            told = send(f"{address}/{BUCKET}", invitation.fields, proofs.PLAIN_JPEG)
            quarantine = S3Quarantine(client, BUCKET)
            found = [quarantine.read(arrival) for arrival in quarantine.arrivals()]

        assert told.status == 303
        assert found == [proofs.PLAIN_JPEG] * count
