"""A bucket and a distribution on the local AWS, releases to put there, and a reader who never stops."""

import os
import re
import secrets
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from uuid import uuid4

from cloud.edge import Edge
from cloud.kinds import is_asset
from cloud.making import Made, made
from cloud.shelf import SHOWN, Shelf
from cloud.switching import Switch
from local.strict import Strict, digests
from tests import engines

NAMED = re.compile(r"""(?:href|src|url\()\s*=?\s*["']?(/[^"'#?)>\s]*)""")
ORIGIN = {
    "Id": "pages",
    "DomainName": "pages.s3.eu-west-2.amazonaws.com",
    "S3OriginConfig": {"OriginAccessIdentity": ""},
}
SERVED_BY_FUNCTIONS = "/forms/"
PAUSE = 0.05


@dataclass(frozen=True)
class Cloud:
    """One bucket with a distribution before it, as their clients reach them at `address`."""

    address: str
    bucket: str
    distribution: str
    today: str = "2026-11-26"

    def client(self, service: str) -> Any:
        return engines.client(service, self.address)

    def switch(self, say: Callable[[str], None] = lambda _: None, s3: Any = None) -> Switch:
        shelf = Shelf(s3 or self.client("s3"), self.bucket)
        return Switch(shelf, Edge(self.client("cloudfront"), self.distribution, pause=0.01), self.today, say)

    def told(self) -> list[str]:
        """Every address that CloudFront was told of, call by call, sorted."""
        client = self.client("cloudfront")
        listed = client.list_invalidations(DistributionId=self.distribution)["InvalidationList"].get(
            "Items", []
        )
        asked = [client.get_invalidation(DistributionId=self.distribution, Id=one["Id"]) for one in listed]
        return sorted(" ".join(one["Invalidation"]["InvalidationBatch"]["Paths"]["Items"]) for one in asked)


def cloud(address: str) -> Cloud:
    """An empty one."""
    s3, edge = (engines.client(service, address) for service in ("s3", "cloudfront"))
    bucket = f"site-{uuid4().hex[:10]}"
    s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    config = {
        "CallerReference": bucket,
        "Comment": "",
        "Enabled": True,
        "Origins": {"Quantity": 1, "Items": [ORIGIN]},
        "DefaultCacheBehavior": {
            "TargetOriginId": "pages",
            "ViewerProtocolPolicy": "redirect-to-https",
            "CachePolicyId": "658327ea-f89d-4fab-a63d-7e88639e58f6",
        },
    }
    made_ = edge.create_distribution(DistributionConfig=config)
    s3.close()
    edge.close()
    return Cloud(address, bucket, made_["Distribution"]["Id"])


def release_of(site: Path, into: Path, until: str = "", pages: tuple[dict[str, Any], ...] = ()) -> Made:
    """A release of the built site in `site`, which stays as it is."""
    shutil.copytree(site, into)
    return made(Strict(into, digests(into), pages, (), until), datetime(2026, 11, 26, 12, tzinfo=UTC))


def bring(switch: Switch, one: Made, *, back: bool = False) -> bool:
    return switch.bring(switch.look(one.release), one.files, back=back)


@dataclass
class Reader:
    """Reads the site over and over as CloudFront would hand it out: each page, and all that it names."""

    cloud: Cloud
    broken: list[str] = field(default_factory=list)
    looks: int = 0
    rounds: int = 0

    def read(self) -> None:
        """One round, by links alone, from the home page."""
        s3 = self.cloud.client("s3")
        seen, waiting = {"/"}, [("/", self._text(s3, "/", ""))]
        while waiting:
            address, text = waiting.pop()
            for named in named_in(address, text) - seen:
                seen.add(named)
                waiting.append((named, self._text(s3, named, address)))
        self.rounds += 1
        s3.close()

    def _text(self, s3: Any, address: str, named_by: str) -> str:
        """The text there. A page that was taken away is no hole if what led to it does so no more.

        Two pages that lead to each other, and nothing else to them, go one a moment after the other.
        """
        self.looks += 1
        text = fetched(s3, self.cloud.bucket, address)
        if text is None and (is_asset(address[1:]) or not self._goes_too(s3, address, named_by)):
            self.broken.append(f"{address}, which {named_by} names")
        return text or ""

    def _goes_too(self, s3: Any, address: str, named_by: str) -> bool:
        for _ in range(3):
            again = fetched(s3, self.cloud.bucket, named_by) if named_by else None
            if again is None or address not in named_in(named_by, again):
                return bool(named_by)
            time.sleep(0.05)
        return False

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Reads in the background meanwhile."""
        leave = threading.Event()

        def on() -> None:
            while not leave.wait(PAUSE):
                self.read()

        thread = threading.Thread(target=on)
        thread.start()
        try:
            yield
        finally:
            leave.set()
            thread.join()


def named_in(address: str, text: str) -> set[str]:
    """What a page or stylesheet names on the site itself."""
    found = {urlsplit(urljoin(address, one)).path for one in NAMED.findall(text)}
    return {one for one in found if not one.startswith(SERVED_BY_FUNCTIONS)}


def fetched(s3: Any, bucket: str, address: str) -> str | None:
    """The text at an address; None where there is nothing."""
    key = SHOWN + address[1:] + ("index.html" if address.endswith("/") else "")
    try:
        found = s3.get_object(Bucket=bucket, Key=key)
    except s3.exceptions.NoSuchKey:
        return None
    content: bytes = found["Body"].read()
    return content.decode("utf-8", "replace") if found["ContentType"].startswith("text/") else ""


def killed_at(cloud: Cloud, call: int, one: Made, *, back: bool = False) -> bool:
    """Bring a release in a process of its own, which is killed at its S3 call of that number.

    Says whether it was killed; false means that it had ended before.
    """
    child = os.fork()
    if child == 0:
        _die_at(call, cloud, one, back=back)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def _die_at(call: int, cloud: Cloud, one: Made, *, back: bool) -> None:
    s3, lock, calls = cloud.client("s3"), threading.Lock(), 0

    def count(**_: object) -> None:
        nonlocal calls
        with lock:
            calls += 1
            if calls == call:
                os.kill(os.getpid(), 9)

    s3.meta.events.register(secrets.choice(["before-send.s3", "after-call.s3"]), count)
    try:
        bring(cloud.switch(s3=s3), one, back=back)
    except BaseException as failed:  # noqa: BLE001 - this process is ours alone
        print(repr(failed), file=sys.stderr)
        os._exit(1)
    os._exit(0)
