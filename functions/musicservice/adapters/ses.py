"""Letters through Amazon SES, one attempt each: whether to try again is the outbox's decision."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import idna
from botocore.exceptions import BotoCoreError, ClientError

from musicservice.adapters.aws import code_of
from musicservice.ports import Letter, UnavailableError, UndeliverableError

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client

FINAL = frozenset({"BadRequestException", "ValidationException", "InvalidParameterValue"})
"""Answers that will be the same tomorrow. MessageRejected is none of them: SES also says it when our
own sender is not verified, which somebody can put right while the letters wait."""


@dataclass(frozen=True)
class SesPost:
    """Sends from one verified address."""

    client: "SESV2Client"
    sender: str

    def send(self, letter: Letter) -> None:
        """Raises UndeliverableError when it is final, UnavailableError when it may work later."""
        try:
            self.client.send_email(FromEmailAddress=self.sender, **_asked(letter))
        except (ClientError, BotoCoreError) as failure:
            code = code_of(failure)
            if code in FINAL:
                raise UndeliverableError(code) from failure
            raise UnavailableError("post", code) from failure


def _asked(letter: Letter) -> dict[str, Any]:
    """The letter as SES v2 takes it, tagged so that its own events can be told apart."""
    body = {"Text": {"Data": letter.text, "Charset": "UTF-8"}}
    return {
        "Destination": {"ToAddresses": [_ascii(letter.to)]},
        "ReplyToAddresses": [_ascii(letter.reply_to)],
        "Content": {"Simple": {"Subject": {"Data": letter.subject, "Charset": "UTF-8"}, "Body": body}},
        "EmailTags": [{"Name": "message", "Value": letter.id}],
    }


def _ascii(address: str) -> str:
    """The address with its domain as SES takes it (RFC 5891); its local part is ASCII already."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{idna.encode(domain, uts46=True).decode()}"
