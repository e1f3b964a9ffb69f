"""The stand-in for AWS's mail service and its files: how ministack is started, and who may send through it.

It never sends anything anywhere; `local.mailbox` shows what it was given.
"""

import shutil
from collections.abc import Mapping
from pathlib import Path

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from local.install import Unmet
from local.places import Places
from local.process import inherited_environment
from local.settings import OFFLINE, SENDER

HEALTH = "/_ministack/health"
MESSAGES = "/_ministack/ses/messages"


def ministack(root: Path) -> str:
    """The program, from its own environment or from the path. Raises `Unmet` when it is not installed."""
    own = root / ".venv-ministack" / "bin" / "ministack"
    found = str(own) if own.is_file() else shutil.which("ministack")
    if found is None:
        raise Unmet("ministack, the stand-in for AWS, is not installed: make run installs it")
    return found


def environment(places: Places, port: int) -> dict[str, str]:
    """What ministack is told: loopback only, these services only, and its files under `.local`.

    With AUTH it checks the signature of a form that brings a file, which it else lets pass unsigned. Files
    are written to disk as they come; mail is not. Of a bucket it forgets the region, so that is told, too.

    Its log is kept to warnings because at the next level it writes down who each message goes to.
    """
    scratch = str(places.folder / "ministack")
    return {
        **inherited_environment(),
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        "MINISTACK_HOST": "127.0.0.1",
        "SERVICES": "ses,dynamodb,s3,cognito-idp,cognito",
        "AUTH": "true",
        "S3_PERSIST": "1",
        "MINISTACK_REGION": OFFLINE["AWS_DEFAULT_REGION"],
        "S3_DATA_DIR": str(places.files),
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "LOG_LEVEL": "WARNING",
        "TMPDIR": scratch,
        "STATE_DIR": scratch,
    }


def register_sender(address: str, credentials: Mapping[str, str]) -> None:
    """Make the sender known, without which SES sends nothing, here as in AWS."""
    ses = boto3.client(
        "sesv2",
        endpoint_url=address,
        region_name=credentials["AWS_DEFAULT_REGION"],
        aws_access_key_id=credentials["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=credentials["AWS_SECRET_ACCESS_KEY"],
        config=Config(proxies={}),
    )
    try:
        ses.create_email_identity(EmailIdentity=SENDER)
    except ClientError as refused:
        if refused.response["Error"]["Code"] != "AlreadyExistsException":
            raise
