"""Letters through Amazon SES, one attempt each: whether to try again is the outbox's decision.

An answer of SES, whatever it says, tells that a refused letter did not go out. Where none came
although the letter left us, SES may have taken it, and we say so.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import idna
from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

from musicservice.adapters.aws import NEVER_LEFT, code_of
from musicservice.ports import Attachment, Letter, OutcomeUnknownError, UnavailableError, UndeliverableError

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
        """Raises UndeliverableError when it is final, UnavailableError when it may work later.

        OutcomeUnknownError where the letter may have gone out.
        """
        try:
            self.client.send_email(FromEmailAddress=self.sender, **_asked(letter))
        except ClientError as refused:
            code = code_of(refused)
            raise (UndeliverableError(code) if code in FINAL else UnavailableError("post", code)) from refused
        except (*NEVER_LEFT, idna.IDNAError) as cut_off:
            raise UnavailableError("post", type(cut_off).__name__) from cut_off
        except (BotoCoreError, ResponseParserError) as lost:
            raise OutcomeUnknownError("post", type(lost).__name__) from lost


def _asked(letter: Letter) -> dict[str, Any]:
    """The letter as SES v2 takes it, tagged so that its own events can be told apart."""
    body = {"Text": _utf8(letter.text), "Html": _utf8(letter.html)}
    simple: dict[str, Any] = {"Subject": _utf8(letter.subject), "Body": body}
    if letter.attachments:
        simple["Attachments"] = [_attached(one) for one in letter.attachments]
    return {
        "Destination": {"ToAddresses": [_ascii(letter.to)]},
        "ReplyToAddresses": [_ascii(letter.reply_to)],
        "Content": {"Simple": simple},
        "EmailTags": [{"Name": "message", "Value": letter.id}],
    }


def _attached(one: Attachment) -> dict[str, Any]:
    """SES makes MIME of it; in BASE64 no mail server on the way can change a line of it."""
    return {
        "FileName": one.name,
        "ContentType": one.kind,
        "ContentDisposition": "ATTACHMENT",
        "ContentTransferEncoding": "BASE64",
        "RawContent": one.content,
    }


def _utf8(text: str) -> dict[str, str]:
    return {"Data": text, "Charset": "UTF-8"}


def _ascii(address: str) -> str:
    """The address with its domain as SES takes it (RFC 5891); its local part is ASCII already.

    Raises idna.IDNAError where no domain can be written so.
    """
    local, _, domain = address.rpartition("@")
    return f"{local}@{idna.encode(domain, uts46=True).decode()}"
