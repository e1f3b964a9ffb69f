"""Proofs in S3: one bucket for what just came, another for what was found clean.

A file comes straight from the browser with a form that we signed (a presigned POST). S3 itself refuses one
that is empty, too large, late, or sent under another name; the function that signs never sees it. Every
object is declared as octets and nothing else, so none is ever shown as a page.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from botocore.exceptions import BotoCoreError, ClientError

from musicservice.adapters.aws import code_of, translated
from musicservice.domain.proof import Proof
from musicservice.domain.uploads import INVITED_FOR, LARGEST, Checker
from musicservice.evidence_ports import Arrival, Invitation, Verdict
from musicservice.ports import UnavailableError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

SERVICE = "files"
ARRIVALS, PROOFS = "arrivals/", "proofs/"
OCTETS = "application/octet-stream"
TYPES = {"pdf": "application/pdf", "jpeg": "image/jpeg", "png": "image/png", "heic": "image/heic"}
CLEAN = {"scan": "clean"}
"""The tag without which the bucket's policy lets nobody read a proof."""
GONE = frozenset({"NoSuchKey", "404", "PreconditionFailed"})
SCANNED = "GuardDutyMalwareScanStatus"
VERDICTS: dict[str, Verdict] = {"NO_THREATS_FOUND": "nothing-found", "THREATS_FOUND": "threat"}


@dataclass(frozen=True)
class S3Invitations:
    """Signs forms for the quarantine bucket. It makes no call: the signature is made here."""

    client: "S3Client"
    bucket: str

    def invite(self, upload: str, back: str) -> Invitation:
        """An invitation for this id, good for ten minutes from now. Raises UnavailableError."""
        fixed = {"Content-Type": OCTETS, "success_action_redirect": back}
        with translated(SERVICE):
            form = self.client.generate_presigned_post(
                self.bucket,
                ARRIVALS + upload,
                Fields=dict(fixed),
                Conditions=[["content-length-range", 1, LARGEST], *({name: fixed[name]} for name in fixed)],
                ExpiresIn=int(INVITED_FOR.total_seconds()),
            )
        return Invitation(form["fields"])


@dataclass(frozen=True)
class S3Quarantine:
    """The bucket that files arrive in."""

    client: "S3Client"
    bucket: str

    def arrivals(self) -> Sequence[Arrival]:
        """Up to a thousand of what lies there, the longest waiting first. Raises UnavailableError."""
        with translated(SERVICE):
            listed = self.client.list_objects_v2(Bucket=self.bucket, Prefix=ARRIVALS).get("Contents", [])
        found = [
            Arrival(one["Key"].removeprefix(ARRIVALS), one["Size"], one["ETag"], one["LastModified"])
            for one in listed
        ]
        return sorted(found, key=lambda one: one.at)

    def read(self, arrival: Arrival) -> bytes | None:
        """The content; None if it is gone, or was sent again since it was seen. Raises UnavailableError."""
        with _unless_gone() as got:
            answer = self.client.get_object(
                Bucket=self.bucket, Key=ARRIVALS + arrival.id, IfMatch=arrival.etag
            )
            if answer["LastModified"] == arrival.at.replace(microsecond=0):
                got.append(answer["Body"].read())
        return got[0] if got else None

    def delete(self, upload: str) -> None:
        """Throw it away. Raises UnavailableError."""
        with translated(SERVICE):
            self.client.delete_object(Bucket=self.bucket, Key=ARRIVALS + upload)


@dataclass(frozen=True)
class GuardDuty:
    """Reads the verdict that Amazon GuardDuty writes on an object. Anything but its one good word is none."""

    client: "S3Client"
    bucket: str
    checker: Checker = "guardduty"

    def verdict(self, arrival: Arrival) -> Verdict:
        """What is known by now. Raises UnavailableError."""
        with _unless_gone() as tags:
            key = ARRIVALS + arrival.id
            tags.extend(self.client.get_object_tagging(Bucket=self.bucket, Key=key)["TagSet"])
        said = next((tag["Value"] for tag in tags if tag["Key"] == SCANNED), "")
        return VERDICTS.get(said, "failed") if said else "none-yet"


@dataclass(frozen=True)
class StructureOnly:
    """Stands where there is no scanner: only the structure is looked at, and whoever reads is told so."""

    checker: Checker = "structure"

    def verdict(self, _arrival: Arrival) -> Verdict:
        """Always nothing."""
        return "nothing-found"


@dataclass(frozen=True)
class S3Evidence:
    """The bucket of what was found clean."""

    client: "S3Client"
    bucket: str

    def keep(self, upload: str, proof: Proof) -> None:
        """Put it there with the mark that makes it readable. Raises UnavailableError."""
        with translated(SERVICE):
            self.client.put_object(
                Bucket=self.bucket,
                Key=PROOFS + upload,
                Body=proof.content,
                ContentType=TYPES[proof.kind],
                ContentDisposition="attachment",
                CacheControl="no-store",
                Tagging=urlencode(CLEAN),
            )

    def delete(self, upload: str) -> None:
        """Throw it away. Raises UnavailableError."""
        with translated(SERVICE):
            self.client.delete_object(Bucket=self.bucket, Key=PROOFS + upload)


@dataclass(frozen=True)
class S3Lending:
    """Signs addresses into the bucket of what was found clean. It makes no call."""

    client: "S3Client"
    bucket: str

    def lend(self, upload: str, name: str, lasts: timedelta) -> str:
        """The address. S3 declares octets and an attachment, whatever is stored. Raises UnavailableError."""
        with translated(SERVICE):
            return self.client.generate_presigned_url(
                "get_object",
                Params={
                    "Bucket": self.bucket,
                    "Key": PROOFS + upload,
                    "ResponseContentType": OCTETS,
                    "ResponseContentDisposition": f'attachment; filename="{name}"',
                    "ResponseCacheControl": "no-store",
                },
                ExpiresIn=int(lasts.total_seconds()),
            )


@contextmanager
def _unless_gone() -> Iterator[list[Any]]:
    """A list to put what was got into; it stays empty where the object is gone or another by now."""
    got: list[Any] = []
    try:
        yield got
    except ClientError as refused:
        if code_of(refused) not in GONE:
            raise UnavailableError(SERVICE, code_of(refused)) from refused
        got.clear()
    except BotoCoreError as broken:
        raise UnavailableError(SERVICE, code_of(broken)) from broken
