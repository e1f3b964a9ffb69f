"""Where an environment's site is, by what its stacks' own templates say of themselves."""

import json
from typing import Any

import pytest

from cloud import environments, target
from cloud.bundle import FUNCTIONS
from cloud.stacks import INFRASTRUCTURE, Stack


def said_by(stack: Stack, _: object) -> dict[str, str]:
    """The outputs of a stack, each with its own name for a value."""
    folder = INFRASTRUCTURE / "merge" if stack.is_function else INFRASTRUCTURE
    made: dict[str, Any] = json.loads((folder / f"{stack.name}.json").read_text(encoding="utf-8"))
    return {name: name for name in made["Outputs"]}


def test_the_templates_name_all_that_publishing_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(target, "_outputs", said_by)

    found = target.target_of(environments.named("prod"))

    assert (found.bucket, found.distribution, found.bundles) == (
        "SiteBucket",
        "SiteDistribution",
        "BundlesName",
    )
    assert set(found.functions) == set(FUNCTIONS)
    assert "PublicFunctionName" in found.functions["public"]
    assert "FollowCoursesFunctionName" in found.functions["worker"]


def test_what_is_not_deployed_is_told_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(target, "_outputs", lambda *_: {})

    with pytest.raises(target.NotDeployedError, match=r"durham-site.*First make deploy ENV=prod"):
        target.target_of(environments.named("prod"))


def test_cloudfront_is_let_into_what_readers_get_alone() -> None:
    made = json.loads((INFRASTRUCTURE / "site.json").read_text(encoding="utf-8"))["Resources"]
    allowed = [
        one
        for one in made["PagesPolicy"]["Properties"]["PolicyDocument"]["Statement"]
        if one["Effect"] == "Allow"
    ]
    origins = [
        origin
        for one in made.values()
        if one["Type"] == "AWS::CloudFront::Distribution"
        for origin in one["Properties"]["DistributionConfig"]["Origins"]
        if origin["Id"] == "pages"
    ]

    assert [one["Resource"] for one in allowed] == [[{"Fn::Sub": "${Pages.Arn}/site/*"}]]
    assert {one["OriginPath"] for one in origins} == {"/site"}
