"""CloudFront's policies say what the functions say, and are what CloudFront takes."""

from typing import Any

import pytest
from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.validate import ParamValidator

from cloud import headers
from musicservice.web.reply import PROTECTING, SEARCH_POLICY

PREFIX = {"Ref": "Prefix"}
WORDS = {
    "ContentSecurityPolicy": "Content-Security-Policy",
    "FrameOptions": "X-Frame-Options",
    "ReferrerPolicy": "Referrer-Policy",
}


def config(name: str) -> dict[str, Any]:
    made: dict[str, Any] = headers.fragment(PREFIX)[name]["Properties"]["ResponseHeadersPolicyConfig"]
    return made


def sent(name: str) -> dict[str, str]:
    """What CloudFront would send by this policy."""
    said = config(name)
    security = said["SecurityHeadersConfig"]
    age = security["StrictTransportSecurity"]
    return {
        **{item["Header"]: item["Value"] for item in said["CustomHeadersConfig"]["Items"]},
        **{
            header: security[word][word.removesuffix("s")]
            for word, header in WORDS.items()
            if word in security
        },
        "X-Content-Type-Options": "nosniff" if security["ContentTypeOptions"]["Override"] else "",
        "Strict-Transport-Security": f"max-age={age['AccessControlMaxAgeSec']}"
        + ("; includeSubDomains" if age["IncludeSubdomains"] else ""),
    }


def test_cloudfront_sends_what_the_functions_and_the_local_server_send() -> None:
    assert sent("SiteHeaders") == PROTECTING
    assert sent("SearchHeaders") == {**PROTECTING, "Content-Security-Policy": SEARCH_POLICY}


def test_nothing_that_an_origin_says_is_stronger() -> None:
    for name in headers.POLICIES:
        said = config(name)
        assert all(each["Override"] for each in said["SecurityHeadersConfig"].values())
        assert all(item["Override"] for item in said["CustomHeadersConfig"]["Items"])


@pytest.mark.parametrize("name", headers.POLICIES)
def test_it_has_the_shape_that_cloudfront_documents(name: str) -> None:
    """By the service's own description, as botocore brings it; CloudFormation spells two words otherwise."""
    described = ServiceModel(Loader().load_service_model("cloudfront", "service-2"))
    said = config(name)
    items = said["CustomHeadersConfig"]["Items"]
    asked = {**said, "Name": "x", "CustomHeadersConfig": {"Quantity": len(items), "Items": items}}

    found = ParamValidator().validate(asked, described.shape_for("ResponseHeadersPolicyConfig"))

    assert found.generate_report() == ""
    assert set(said["SecurityHeadersConfig"]) == set(
        described.shape_for("ResponseHeadersPolicySecurityHeadersConfig").members
    ) - {"XSSProtection"}


def test_the_policies_are_for_one_prefix_and_no_unsafe_word_is_in_them() -> None:
    assert config("SiteHeaders")["Name"] == {"Fn::Join": ["-", [PREFIX, "siteheaders"]]}
    for name in headers.POLICIES:
        policy = config(name)["SecurityHeadersConfig"]["ContentSecurityPolicy"]["ContentSecurityPolicy"]
        assert "'unsafe-" not in policy
        assert "default-src 'none'" in policy
