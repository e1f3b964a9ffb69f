"""The functions' own protecting headers, as CloudFront takes them: CloudFormation, from one source.

It writes no policy of its own: what an answer bears is decided in `musicservice.web.reply`.
"""

import re
from collections.abc import Mapping
from typing import Any, TypeAlias

from musicservice.web.reply import PROTECTING, SEARCH_POLICY

Resource: TypeAlias = dict[str, Any]
POLICY = "Content-Security-Policy"
POLICIES = {"SiteHeaders": PROTECTING, "SearchHeaders": {**PROTECTING, POLICY: SEARCH_POLICY}}
"""What each policy says, by the name of its resource. `/search/*` reads its index by WebAssembly."""
BEHAVIOURS = {"/search/*": "SearchHeaders"}
"""Paths whose answers bear another policy than SiteHeaders, which every other behaviour has."""
AGE = re.compile(r"max-age=(\d+)(; includeSubDomains)?")


def fragment(prefix: Resource) -> dict[str, Resource]:
    """The response-headers policies as resources of a template, by name.

    `prefix` is what their names in the account begin with, as `{"Ref": "Prefix"}`: they are one for a whole
    account, and may be 128 letters long.
    """
    return {name: _policy(name, headers, prefix) for name, headers in POLICIES.items()}


def _policy(name: str, headers: Mapping[str, str], prefix: Resource) -> Resource:
    parted = _parted(headers)
    said = {"Comment": "What protects a reader; the same on pages, files, forms and errors."}
    named = {"Name": {"Fn::Join": ["-", [prefix, name.lower()]]}}
    return {
        "Type": "AWS::CloudFront::ResponseHeadersPolicy",
        "Properties": {"ResponseHeadersPolicyConfig": {**named, **said, **parted}},
    }


def _parted(headers: Mapping[str, str]) -> Resource:
    """Headers that CloudFront has words of its own for stand under these, and it takes them nowhere else."""
    left = dict(headers)
    age = AGE.fullmatch(left.pop("Strict-Transport-Security"))
    if age is None or left.pop("X-Content-Type-Options") != "nosniff":
        raise ValueError("CloudFront has no words for this")
    known: dict[str, Resource] = {
        "ContentSecurityPolicy": {"ContentSecurityPolicy": left.pop(POLICY)},
        "ContentTypeOptions": {},
        "FrameOptions": {"FrameOption": left.pop("X-Frame-Options")},
        "ReferrerPolicy": {"ReferrerPolicy": left.pop("Referrer-Policy")},
        "StrictTransportSecurity": {
            "AccessControlMaxAgeSec": int(age[1]),
            "IncludeSubdomains": age[2] is not None,
        },
    }
    own = [{"Header": name, "Value": value, "Override": True} for name, value in left.items()]
    return {
        "SecurityHeadersConfig": {name: {**said, "Override": True} for name, said in known.items()},
        "CustomHeadersConfig": {"Items": own},
    }
