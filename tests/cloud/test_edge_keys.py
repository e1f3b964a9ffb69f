"""API Gateway lets in CloudFront and nobody else: by a key that AWS made up and no file holds."""

import json
from typing import Any

import pytest

from cloud.cloudformation import DeployError
from cloud.edge_keys import names, read
from tests.cloud.packaged import resources, templates

GATEWAYS = {"public": ("Site", "forms", "PublicEdgeKey"), "office": ("Office", "office", "OfficeEdgeKey")}
KEYS = ("EdgeKeyOne", "EdgeKeyTwo")


@pytest.mark.parametrize("name", GATEWAYS)
def test_every_route_wants_the_key(name: str) -> None:
    api = templates()[name]["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]
    [(scheme, how)] = api["securityDefinitions"].items()

    assert how == {"type": "apiKey", "name": "x-api-key", "in": "header"}
    methods = {(path, verb): one for path, each in api["paths"].items() for verb, one in each.items()}
    assert len(methods) > 20
    assert [at for at, one in methods.items() if one.get("security") != [{scheme: []}]] == []


@pytest.mark.parametrize("name", GATEWAYS)
def test_cloudfront_sends_it_to_that_gateway_alone(name: str) -> None:
    distribution, origin, parameter = GATEWAYS[name]
    site = templates()["site"]
    origins = site["Resources"][distribution]["Properties"]["DistributionConfig"]["Origins"]

    sent = {one["Id"]: one["OriginCustomHeaders"] for one in origins if "OriginCustomHeaders" in one}
    assert sent == {origin: [{"HeaderName": "x-api-key", "HeaderValue": {"Ref": parameter}}]}
    assert site["Parameters"][parameter]["NoEcho"] is True
    assert "Default" not in site["Parameters"][parameter]


@pytest.mark.parametrize("name", GATEWAYS)
def test_two_keys_are_let_in_so_that_one_can_be_turned_while_the_other_is_sent(name: str) -> None:
    made = templates()[name]["Resources"]
    let_in = [
        one["KeyId"]["Ref"] for at, one in resources("AWS::ApiGateway::UsagePlanKey").items() if name in at
    ]

    assert sorted(let_in) == [*KEYS]
    for key in KEYS:
        said = made[key]["Properties"]
        assert "Value" not in said, "AWS makes it up: what stands in a template is no secret"
        assert f"${{{key}Name}}" in said["Name"]["Fn::Sub"], "a new name makes a new key"
    assert made["EdgePlan"]["Properties"]["ApiStages"] == [
        {"ApiId": {"Ref": "RestAPI"}, "Stage": {"Ref": "RestAPI.Stage"}}
    ]


def test_no_stack_tells_a_key() -> None:
    told = json.dumps({name: one.get("Outputs", {}) for name, one in templates().items()})

    assert "EdgeKeyId" in told
    assert '"PublicEdgeKey"' not in told
    assert '"OfficeEdgeKey"' not in told


class Gateway:
    """What API Gateway answers about keys."""

    def __init__(self, values: dict[str, str]) -> None:
        self.values = values

    def get_api_key(self, **asked: Any) -> dict[str, str]:
        shown = {"value": self.values[asked["apiKey"]]} if asked["includeValue"] else {}
        return {"id": asked["apiKey"], **shown}


def test_the_value_is_read_from_the_gateway_by_the_id_that_its_stack_tells() -> None:
    said = {"PublicEdgeKeyId": "k1", "PublicApiHost": "h"}

    assert names(said) == {"PublicEdgeKey": "k1"}
    assert read(Gateway({"k1": "v" * 40}), said) == {"PublicEdgeKey": "v" * 40}


def test_an_empty_key_stops_the_deployment() -> None:
    with pytest.raises(DeployError, match="k1"):
        read(Gateway({"k1": ""}), {"OfficeEdgeKeyId": "k1"})
