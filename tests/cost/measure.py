"""`make cost`: what a form, a booking and a quiet minute consume, measured; then docs/cost.md is made anew.

The functions run in this process over the real engine, with KMS and SES played by the local stand-in. What
the database counts, the database says; calls are counted where boto3 makes them.
"""

import json
import platform
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean
from typing import Any
from uuid import uuid4

import boto3

from cloud.cost.page import MEASURED, PAGE, current
from tests import conftest, engines
from tests.bench.product import over
from tests.bench.running import quiet
from tests.bench.units import everything, size
from tests.cost.templates import counted
from tests.functions.booking import open_now, publish, school
from tests.functions.conftest import Product
from tests.functions.office.officer import Officer, opened
from tests.functions.office.test_deciding import OFFER
from tests.functions.policies import SCHEDULED
from tests.functions.visitor import Visitor
from tests.site.built import pages
from tests.site.test_budget import before_pictures, weight

CHILDREN = 2
PEOPLE = 2
ROUNDS = ("sweep", "follow_courses", "inspect", "promote", "remind", "mind", "keep", "follow")
HOURLY = ("purge", "lapse")
LEAST = 0.5
"""Units of a read that finds nothing: a bill has them, whatever an engine says."""
TIMES = 5
SHOWN = re.compile(r'<img [^>]*src="([^"]+)"')
ASKED = re.compile(r'<(?:link rel="(?:stylesheet|preload)"|script|img) [^>]*(?:src|href)="/')
GRANT = {
    "answer": "otherwise",
    "reason": "They are looked after.",
    **dict.fromkeys(("tuition", "hire", "ensemble"), "100"),
}


@dataclass
class Meter:
    """Counts what every client that is made from now on asks of AWS, and how long the functions take."""

    counts: Counter[str] = field(default_factory=Counter)

    def ask(self, params: dict[str, Any], model: Any, **_: Any) -> None:
        """Have the database tell what it counts."""
        if "ReturnConsumedCapacity" in model.input_shape.members:
            params["ReturnConsumedCapacity"] = "INDEXES"

    def hear(self, parsed: dict[str, Any], model: Any, **_: Any) -> None:
        """Count one call that was answered."""
        service = model.service_model.service_name
        if service != "dynamodb":
            self.counts[f"{service}_calls"] += 1
            return
        told = parsed.get("ConsumedCapacity", [])
        for one in told if isinstance(told, list) else [told]:
            self._table(one, model.name.startswith(("Get", "Query", "BatchGet", "Scan", "TransactGet")))

    def _table(self, told: dict[str, Any], is_reading: bool) -> None:  # noqa: FBT001
        kind, name = "read" if is_reading else "write", told["TableName"].rpartition("-")[2]
        units = told.get(f"{kind.title()}CapacityUnits") or told["CapacityUnits"]
        self.counts[f"{kind}_units"] += max(units, LEAST) if is_reading else units
        self.counts[f"{kind}_units_{name}"] += max(units, LEAST) if is_reading else units
        for index, used in told.get("GlobalSecondaryIndexes", {}).items():
            self.counts[f"{kind}_units_{name}/{index}"] += used["CapacityUnits"]

    @contextmanager
    def call(self) -> Iterator[None]:
        """One invocation of a function."""
        before = time.perf_counter()
        try:
            yield
        finally:
            self.counts["invocations"] += 1
            self.counts["ms"] += (time.perf_counter() - before) * 1000

    def taken(self) -> dict[str, float]:
        """What was counted since this was asked last."""
        found = {name: round(count, 1) for name, count in sorted(self.counts.items())}
        self.counts.clear()
        return found


@contextmanager
def metered() -> Iterator[Meter]:
    """Clients of boto3 are made from its default session, and hear what that hears."""
    meter = Meter()
    boto3.setup_default_session()
    events = boto3.DEFAULT_SESSION.events  # type: ignore[union-attr]
    events.register("provide-client-params.dynamodb", meter.ask)
    events.register("after-call", meter.hear)
    try:
        yield meter
    finally:
        boto3.setup_default_session()


def through(meter: Meter, app: Any) -> Any:
    """A function with its meter in front. It stays what tests know: it has routes, and is called."""

    class Metered:
        routes = app.routes

        def __call__(self, event: Any, context: Any) -> Any:
            with meter.call():
                answer = app(event, context)
            meter.counts["octets_out"] += len(answer["body"].encode())
            return answer

    return Metered()


def a_form(product: Product, meter: Meter) -> dict[str, dict[str, float]]:
    """Two children and help with fees: filled in, sent, decided, offered places, written to, followed."""
    meter.taken()
    family = Visitor(through(meter, product.public()), children=CHILDREN, needs_help=True)
    family.send()
    assert family.page.heading == "We have your request"
    found = {"family": meter.taken()}
    case = f"/case/{product.case()['pk']}".replace("CASE#", "")
    office = through(meter, opened(product))
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
    meter.counts["notes"] = len(product.items("happenings"))
    for name in ("sweep", "follow"):
        with meter.call():
            product.round(name)(SCHEDULED, None)
    assert not [one for one in product.items("outbox") if one["state"]["S"] == "pending" and due(one)]
    return found | {"worker": meter.taken(), "kept": kept(product)}


def due(message: dict[str, Any]) -> bool:
    return int(message["next_at"]["N"]) <= time.time()


def a_booking(product: Product, meter: Meter) -> dict[str, dict[str, float]]:
    """Two people of one school on one course, and the letter."""
    publish(product, open_now())
    booker = school(product, people=PEOPLE)
    booker.app = through(meter, booker.app)
    meter.taken()
    booker.fill()
    booker.submit()
    assert booker.page.status == 200
    found = {"family": meter.taken()}
    with meter.call():
        product.round("sweep")(SCHEDULED, None)
    return found | {"worker": meter.taken(), "kept": kept(product)}


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


def the_site() -> dict[str, float]:
    """Of the public's pages: octets and requests for who comes first, octets of the HTML alone."""
    with tempfile.TemporaryDirectory() as made:
        site = conftest.build(Path(made), "publishconf.py").site
        all_of_them = pages(site)
        return {
            "pages": len(all_of_them),
            "files": sum(file.is_file() for file in site.rglob("*")),
            "octets": sum(file.stat().st_size for file in site.rglob("*") if file.is_file()),
            "first_octets": round(mean(before_pictures(one.html, site) for one in all_of_them)),
            "first_requests": round(mean(1 + len(ASKED.findall(one.html)) for one in all_of_them), 1),
            "picture_octets": round(mean(pictures(one.html, site) for one in all_of_them)),
            "html_octets": round(mean(weight(one.html.encode()) for one in all_of_them)),
        }


def pictures(html: str, site: Path) -> int:
    """Octets of what a page shows, at the size that a browser without `srcset` takes."""
    names = {name for name in SHOWN.findall(html) if (site / name[1:]).is_file()}
    return sum((site / name[1:]).stat().st_size for name in names)


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
