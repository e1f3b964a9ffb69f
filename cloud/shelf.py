"""The site's bucket: what is shown below `site/`, and below `releases/` what can be brought back.

CloudFront is let into `site/` alone (its origin's path). Every file lies once below `releases/files/`, by its
SHA-256, and is copied from there to where it is shown: sending is slow and seen by nobody, copying is quick.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from json import dumps, loads
from pathlib import Path
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from cloud.releases import BrokenRecordError, Item, Live, Release
from musicservice.adapters.aws import code_of

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

SHOWN = "site/"
FILES = "releases/files/"
RECORDS = "releases/records/"
LIVE = "releases/live.json"
AT_ONCE = 8
"""Calls under way at a time."""
MOST_DELETED = 1000
"""Names that S3 takes in one call."""
ABSENT = frozenset({"NoSuchKey", "404"})
MOVED = frozenset({"PreconditionFailed", "ConditionalRequestConflict", "412"})


class ShelfError(Exception):
    """S3 did not do what was asked; the message says what it said."""


class OvertakenError(Exception):
    """Somebody else began to publish in the meantime, and goes on; we stop."""


@dataclass(frozen=True)
class Shelf:
    """One bucket."""

    s3: "S3Client"
    bucket: str

    def shown(self) -> dict[str, str]:
        """What lies below `site/`: the MD5 of each file, by its path."""
        return dict(self._listed(SHOWN))

    def held(self) -> set[str]:
        """The SHA-256 of every file that can be copied."""
        return {name for name, _ in self._listed(FILES)}

    def hold(self, files: Mapping[str, Path], done: Callable[[], object]) -> None:
        """Send files, by their SHA-256. `done` is called after each. Nobody sees them yet."""
        self._each((partial(self._hold_one, *one) for one in files.items()), done)

    def show(self, release: Release, names: Iterable[str], done: Callable[[], object]) -> None:
        """Copy files of a release to where they are seen, in no order."""
        self._each((partial(self._show_one, name, release.files[name]) for name in names), done)

    def hide(self, names: Iterable[str], place: str = SHOWN) -> None:
        """Take files away."""
        left = [{"Key": place + name} for name in names]
        for start in range(0, len(left), MOST_DELETED):
            with told():
                some = left[start : start + MOST_DELETED]
                answer = self.s3.delete_objects(
                    Bucket=self.bucket,
                    Delete={"Objects": some, "Quiet": True},  # type: ignore[typeddict-item]
                )
            if refused := answer.get("Errors"):
                raise ShelfError(f"{refused[0].get('Key')}: {refused[0].get('Code')}")

    def live(self) -> tuple[Live, str]:
        """Which release is shown, and the record's own mark, to write it anew with; both empty at first."""
        found = self._read(LIVE)
        try:
            return (Live(**loads(found[0])), found[1]) if found else (Live(), "")
        except (ValueError, TypeError) as broken:
            raise BrokenRecordError(f"{self.bucket}/{LIVE} cannot be read") from broken

    def point(self, live: Live, mark: str) -> str:
        """Say which release is shown, if nobody said so since the record bore `mark`. Gives its new mark.

        Raises OvertakenError.
        """
        condition = {"IfMatch": mark} if mark else {"IfNoneMatch": "*"}
        try:
            made = self.s3.put_object(
                Bucket=self.bucket,
                Key=LIVE,
                Body=dumps(asdict(live)).encode(),
                ContentType="application/json",
                **condition,  # type: ignore[arg-type]
            )
        except (ClientError, BotoCoreError) as refused:
            if code_of(refused) in MOVED:
                raise OvertakenError from refused
            raise ShelfError(code_of(refused)) from refused
        return made["ETag"]

    def is_at(self, mark: str) -> bool:
        """Whether nobody else has begun since the record bore `mark`."""
        return self.live()[1] == mark

    def releases(self) -> list[Release]:
        """Every release that is kept, the oldest first. Raises BrokenRecordError."""
        return [one for name, _ in self._listed(RECORDS) if (one := self.release(name.removesuffix(".json")))]

    def release(self, name: str) -> Release | None:
        """One of them. Raises BrokenRecordError."""
        found = self._read(f"{RECORDS}{name}.json") if name else None
        return Release.from_json(found[0]) if found else None

    def record(self, release: Release) -> None:
        """Keep the record of a release."""
        with told():
            self.s3.put_object(
                Bucket=self.bucket,
                Key=f"{RECORDS}{release.name}.json",
                Body=release.to_json().encode(),
                ContentType="application/json",
            )

    def content(self, digest: str) -> bytes:
        """What is in the file with that SHA-256."""
        with told():
            return self.s3.get_object(Bucket=self.bucket, Key=FILES + digest)["Body"].read()

    def _hold_one(self, digest: str, file: Path) -> None:
        with told(), file.open("rb") as body:
            self.s3.put_object(Bucket=self.bucket, Key=FILES + digest, Body=body)

    def _show_one(self, name: str, item: Item) -> None:
        with told():
            self.s3.copy_object(
                Bucket=self.bucket,
                Key=SHOWN + name,
                CopySource={"Bucket": self.bucket, "Key": FILES + item.sha256},
                MetadataDirective="REPLACE",
                ContentType=item.kind.type,
                CacheControl=item.kind.keep,
            )

    def _each(self, steps: Iterable[Callable[[], None]], done: Callable[[], object]) -> None:
        """Some at a time; what fails ends all."""
        pool = ThreadPoolExecutor(AT_ONCE)
        try:
            for under_way in [pool.submit(step) for step in steps]:
                under_way.result()
                done()
        finally:
            pool.shutdown(cancel_futures=True)

    def _listed(self, place: str) -> Iterator[tuple[str, str]]:
        with told():
            for page in self.s3.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=place):
                for one in page.get("Contents", ()):
                    yield one["Key"].removeprefix(place), one["ETag"].strip('"')

    def _read(self, key: str) -> tuple[str, str] | None:
        try:
            found = self.s3.get_object(Bucket=self.bucket, Key=key)
            return found["Body"].read().decode(), found["ETag"]
        except (ClientError, BotoCoreError) as refused:
            if code_of(refused) in ABSENT:
                return None
            raise ShelfError(code_of(refused)) from refused


@contextmanager
def told() -> Iterator[None]:
    """What S3 refuses, in our own words."""
    try:
        yield
    except (ClientError, BotoCoreError) as refused:
        raise ShelfError(code_of(refused)) from refused
