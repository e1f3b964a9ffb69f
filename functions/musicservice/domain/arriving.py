"""What goes wrong while a file is on its way, in our own words: S3's codes made into those a page explains.

S3's answers are listed in its reference of error responses; any that is not among them is a fault of ours.
"""

from typing import Literal, TypeAlias

from musicservice.domain.uploads import LARGEST

Trouble: TypeAlias = Literal["", "too-large", "empty", "expired", "unreadable", "unavailable"]

LARGEST_FORM = LARGEST + 64 * 1024
"""Octets of a whole form with the largest file in it: its other fields have some three thousand."""

SAID: dict[str, Trouble] = {
    "EntityTooLarge": "too-large",
    "EntityTooSmall": "empty",
    "AccessDenied": "expired",
    "ExpiredToken": "expired",
    "InvalidPolicyDocument": "expired",
    "SignatureDoesNotMatch": "expired",
    "InvalidAccessKeyId": "expired",
    "MalformedPOSTRequest": "unreadable",
    "InvalidArgument": "unreadable",
    "MaxPostPreDataLengthExceeded": "unreadable",
    "IncompleteBody": "unreadable",
    "RequestTimeout": "unreadable",
    "MissingContentLength": "unreadable",
}
"""S3 says that access is denied for an invitation that is past its time and for one that was changed. The way
out of both is a fresh page."""
TROUBLES: frozenset[str] = frozenset(SAID.values()) | {"unavailable"}


def trouble(code: str) -> Trouble:
    """What to tell of an error code of S3, or of no answer at all, which is ""."""
    return SAID.get(code, "unavailable")
