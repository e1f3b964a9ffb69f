"""The keys by which API Gateway knows CloudFront: made up by AWS, read from the gateway, handed to the edge.

They stand in no file and in no stack's outputs. Which of the two that each gateway lets in is sent, the
environment says; docs/cloud.md says how they are turned.
"""

from collections.abc import Mapping
from typing import Any

from cloud.cloudformation import DeployError

OUTPUT, KEY = "EdgeKeyId", "EdgeKey"
"""How the output ends that names a key, and the parameter that is told its value."""


def names(said: Mapping[str, str]) -> dict[str, str]:
    """The ids of the keys among a stack's outputs, by the parameter that wants each."""
    return {name.removesuffix(OUTPUT) + KEY: one for name, one in said.items() if name.endswith(OUTPUT)}


def read(gateway: Any, said: Mapping[str, str]) -> dict[str, str]:
    """The keys' values, by parameter. `gateway` is a client of API Gateway. Raises DeployError."""
    found = {}
    for parameter, key in names(said).items():
        value = gateway.get_api_key(apiKey=key, includeValue=True).get("value", "")
        if not value:
            raise DeployError(f"API Gateway does not tell the value of the key {key}")
        found[parameter] = value
    return found
