"""Runs as a function of its own with somebody else's role: makes calls, and tells which of them were refused.

It is shipped alone, so it imports nothing of ours.
"""

from base64 import b64decode
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

QUICK = Config(retries={"total_max_attempts": 1}, connect_timeout=5, read_timeout=20)
REFUSED = ("AccessDenied", "AccessDeniedException", "AuthorizationError", "UnauthorizedOperation")
clients: dict[str, Any] = {}


def handler(event: dict[str, Any], _context: object) -> list[str]:
    """For each call what came of it: "refused", or what else was said."""
    return [outcome(call) for call in event["calls"]]


def outcome(call: dict[str, Any]) -> str:
    """One call."""
    service, asked = call["service"], call["asked"]
    if "CiphertextBlob" in asked:
        asked["CiphertextBlob"] = b64decode(asked["CiphertextBlob"])
    if service not in clients:
        clients[service] = boto3.client(service, config=QUICK)
    try:
        getattr(clients[service], call["method"])(**asked)
    except ClientError as said:
        code = said.response["Error"]["Code"]
        forbidden = said.response["ResponseMetadata"]["HTTPStatusCode"] == 403
        return "refused" if code in REFUSED or (forbidden and service == "s3") else code
    except Exception as broken:  # noqa: BLE001 - what could not be asked is told, and fails the rehearsal
        return f"not asked: {type(broken).__name__}"
    return "allowed"
