"""Sealing and opening with the AWS Encryption SDK, under a key file or a key of KMS.

The seal's key can close and not open: the public half of an RSA pair in a file, or a KMS key for
which the function may ask new data keys and not decrypt them. What differs between the two is one
master key; messages, contexts and checks are the same.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aws_encryption_sdk import CommitmentPolicy, EncryptionSDKClient
from aws_encryption_sdk.exceptions import AWSEncryptionSDKClientError
from aws_encryption_sdk.identifiers import Algorithm, EncryptionKeyType, WrappingAlgorithm
from aws_encryption_sdk.internal.crypto.wrapping_keys import WrappingKey
from aws_encryption_sdk.key_providers.kms import KMSMasterKey
from aws_encryption_sdk.key_providers.raw import RawMasterKey
from botocore.exceptions import BotoCoreError, ClientError

from musicservice.adapters.aws import code_of
from musicservice.ports import Context, SealBrokenError, UnavailableError

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

SDK = EncryptionSDKClient(
    commitment_policy=CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT, max_encrypted_data_keys=1
)
SUITE = Algorithm.AES_256_GCM_HKDF_SHA512_COMMIT_KEY
"""Without a signature: its key would travel beside the text and prove nothing about the sealer."""

REFUSED_BY_KMS = frozenset({"InvalidCiphertextException", "IncorrectKeyException"})


@dataclass(frozen=True)
class SdkSeal:
    """Closes texts under `master_key`."""

    master_key: Any

    def seal(self, text: bytes, context: Context) -> bytes:
        """The text sealed and bound to `context`. Raises UnavailableError."""
        try:
            sealed, _ = SDK.encrypt(
                source=text,
                key_provider=self.master_key,
                encryption_context=dict(context),
                algorithm=SUITE,
            )
        except (AWSEncryptionSDKClientError, BotoCoreError, ClientError) as failure:
            raise UnavailableError("seal", _code(failure)) from failure
        return bytes(sealed)


@dataclass(frozen=True)
class SdkOpener:
    """Opens what was sealed under `master_key`."""

    master_key: Any

    def open(self, sealed: bytes, context: Context) -> bytes:
        """The text. Raises SealBrokenError unless it was sealed for `context`, and UnavailableError."""
        try:
            text, header = SDK.decrypt(source=sealed, key_provider=self.master_key)
        except Exception as failure:  # the SDK lets errors of its parser and its ciphers through
            raise _broken_or_unavailable(failure) from failure
        if dict(header.encryption_context) != dict(context):
            raise SealBrokenError
        return bytes(text)


def public_key_file(pem: bytes) -> RawMasterKey:
    """The half of a key file that closes."""
    return _key_file(pem, EncryptionKeyType.PUBLIC)


def private_key_file(pem: bytes) -> RawMasterKey:
    """The half of a key file that opens."""
    return _key_file(pem, EncryptionKeyType.PRIVATE)


def kms_key(client: "KMSClient", arn: str) -> KMSMasterKey:
    """A key of KMS; what may be done with it is in the policy of whoever uses it."""
    return KMSMasterKey(key_id=arn, client=client)


def _key_file(pem: bytes, half: EncryptionKeyType) -> RawMasterKey:
    wrapping = WrappingKey(WrappingAlgorithm.RSA_OAEP_SHA256_MGF1, pem, half)
    return RawMasterKey(key_id="seal", provider_id="durham-music-service", wrapping_key=wrapping)


def _cause(failure: BaseException | None) -> ClientError | BotoCoreError | None:
    """AWS's own failure, which the SDK wraps once or twice; None where AWS had no part in it."""
    if failure is None or isinstance(failure, ClientError | BotoCoreError):
        return failure
    return _cause(failure.__cause__ or failure.__context__)


def _code(failure: Exception) -> str:
    cause = _cause(failure)
    return code_of(cause) if cause else type(failure).__name__


def _broken_or_unavailable(failure: Exception) -> Exception:
    cause = _cause(failure)
    if cause is None or code_of(cause) in REFUSED_BY_KMS:
        return SealBrokenError()
    return UnavailableError("opener", code_of(cause))
