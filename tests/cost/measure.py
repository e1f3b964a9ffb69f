"""`make cost`: what a form, a booking and a quiet minute consume, measured; then docs/cost.md is made anew.

The functions run in this process over the real engine, with KMS and SES played by the local stand-in. What
the database counts, the database says; calls are counted where boto3 makes them.
"""

import json
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from cloud.cost.page import MEASURED, PAGE, current
from tests import engines
from tests.bench.product import over
from tests.bench.running import quiet
from tests.bench.units import everything, size
from tests.cost.meter import Meter, Metered, metered
from tests.cost.pages import the_site
from tests.cost.templates import counted
from tests.functions.booking import open_now, publish, school
from tests.functions.conftest import Product
from tests.functions.office.officer import Officer, opened
from tests.functions.office.test_deciding import OFFER
from tests.functions.policies import SCHEDULED
from tests.functions.visitor import Visitor

CHILDREN = 2
PEOPLE = 2
ROUNDS = ("sweep", "follow_courses", "inspect", "promote", "remind", "mind", "keep", "follow")
HOURLY = ("purge", "lapse")
TIMES = 5
GRANT = {
    "answer": "otherwise",
    "reason": "They are looked after.",
    **dict.fromkeys(("tuition", "hire", "ensemble"), "100"),
}


def a_form(product: Product, meter: Meter) -> dict[str, dict[str, float]]:
    """Two children and help with fees: filled in, sent, decided, offered places, written to, followed."""
    meter.taken()
    family = Visitor(Metered(product.public(), meter), children=CHILDREN, needs_help=True)
    family.send()
    assert family.page.heading == "We have your request"
    found = {"family": meter.taken()}
    case = f"/case/{product.case()['pk']}".replace("CASE#", "")
    office = Metered(opened(product), meter)
    officers = [Officer(office, (f"{kind}-officer",), id=kind) for kind in ("remission", "enrolment")]
    meter.taken()
    for officer in officers:
        for address in ("/", f"/queue/{officer.id}", case):
            officer.get(address)
        officer.post(f"{case}/private", {})
        for child in range(1, CHILDREN + 1):
            officer.get(f"{case}/{'decide/remission' if officer.id == 'remission' else 'offer'}/{child}")
            officer.submit(**(GRANT if officer.id == "remission" else OFFER))
            assert officer.submit(sure="yes").path == case, officer.page.text
    found["office"] = meter.taken()
    notes = len(product.items("happenings"))
    for name in ("sweep", "follow"):
        made = product.round(name)
        with meter.call():
            made(SCHEDULED, None)
        found[name] = meter.taken()
    found["follow"]["notes"] = notes - len(product.items("happenings"))
    assert found["follow"]["notes"] > CHILDREN
    assert not [one for one in product.items("outbox") if one["state"]["S"] == "pending" and due(one)]
    return found | {"kept": kept(product)}


def due(message: dict[str, Any]) -> bool:
    return int(message["next_at"]["N"]) <= time.time()


def a_booking(product: Product, meter: Meter) -> dict[str, dict[str, float]]:
    """Two people of one school on one course, and the letter."""
    publish(product, open_now())
    booker = school(product, people=PEOPLE)
    booker.app = Metered(booker.app, meter)
    meter.taken()
    booker.fill()
    booker.submit()
    assert booker.page.status == 200
    found = {"family": meter.taken()}
    made = product.round("sweep")
    with meter.call():
        made(SCHEDULED, None)
    return found | {"sweep": meter.taken(), "kept": kept(product)}


def kept(product: Product) -> dict[str, float]:
    """What lies in the tables afterwards: items and octets."""
    found = everything(product).values()
    return {"items": len(found), "octets": sum(map(size, found))}


def idle(product: Product, meter: Meter) -> dict[str, dict[str, float]]:
    """Every round of the worker with nothing to do, but for its first, which makes its clients."""
    found = {}
    for name in (*ROUNDS, *HOURLY):
        made = product.round(name)
        made(SCHEDULED, None)
        meter.taken()
        for _ in range(TIMES):
            with meter.call():
                made(SCHEDULED, None)
        found[name] = {what: round(count / TIMES, 2) for what, count in meter.taken().items()}
    return found


def with_services(product: Product, folder: Path) -> Iterator[None]:
    """Keys in KMS and letters through SES, both by the local stand-in."""
    with engines.ministack(folder) as address:
        kms, ses = engines.client("kms", address), engines.client("sesv2", address)
        sender = f"{uuid4().hex}@music.example"
        ses.create_email_identity(EmailIdentity=sender)
        seal = kms.create_key()["KeyMetadata"]["Arn"]
        mac = kms.create_key(KeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC")["KeyMetadata"]["Arn"]
        product.settings |= {
            "AWS_ENDPOINT_URL_KMS": address,
            "AWS_ENDPOINT_URL_SESV2": address,
            "AWS_ENDPOINT_URL_S3": address,
            "MUSICSERVICE_SENDER": sender,
            "MUSICSERVICE_SEAL": f"kms:{seal}",
            "MUSICSERVICE_OPEN": f"kms:{seal}",
            "MUSICSERVICE_FINGERPRINT": f"kms:{mac}",
        }
        engines.make_buckets(engines.client("s3", address), product.prefix)
        yield


def measured(walk: Callable[[Product, Meter], Any]) -> Any:
    """One walk over tables and services of its own."""
    with tempfile.TemporaryDirectory() as made, engines.dynoxide(Path(made)) as address, metered() as meter:
        for product in over(address, Path(made), "cost"):
            for _ in with_services(product, Path(made)):
                return walk(product, meter)
    raise AssertionError("nothing was measured")


def main() -> int:
    """Measure, keep what was measured, and make the page anew."""
    with quiet():
        found = {
            "at": datetime.now(UTC).date().isoformat(),
            "on": f"{platform.machine()}, Python {platform.python_version()}",
            "counted": counted(),
            "site": the_site(),
            "enrolment": measured(a_form),
            "booking": measured(a_booking),
            "idle": measured(idle),
        }
    MEASURED.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(current(), encoding="utf-8")
    print(f"Wrote {MEASURED.name} and {PAGE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
