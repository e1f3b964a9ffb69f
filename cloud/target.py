"""Where an environment's site is: its bucket, what stands before it, and the functions, as its stacks say."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import boto3

from cloud.bundle import FUNCTIONS
from cloud.cloudformation import Stacks
from cloud.deploy import CONFIG
from cloud.edge import Edge
from cloud.environments import Environment
from cloud.shelf import Shelf
from cloud.stacks import STACKS, Stack

ASKED = ("base", "site", *FUNCTIONS)
FUNCTION = "FunctionName"
"""How the name of an output ends that names a function."""


class NotDeployedError(Exception):
    """The environment has no site yet. The message says what is missing and the way out."""


@dataclass(frozen=True)
class Target:
    """One environment. `functions`: the names of its functions, by the stack that they are of."""

    environment: Environment
    bucket: str
    distribution: str
    bundles: str
    functions: Mapping[str, tuple[str, ...]]

    @property
    def shelf(self) -> Shelf:
        """The site's bucket, which is where CloudFront's own things are."""
        region = next(stack for stack in STACKS if stack.name == "site").region(self.environment)
        return Shelf(boto3.client("s3", region_name=region, config=CONFIG), self.bucket)

    @property
    def edge(self) -> Edge:
        """CloudFront, as readers meet it."""
        return Edge(self.client("cloudfront"), self.distribution)

    def client(self, service: str) -> Any:
        """A client for a service, in the environment's region."""
        return boto3.client(service, region_name=self.environment.region, config=CONFIG)  # type: ignore[call-overload]


def target_of(environment: Environment) -> Target:
    """Asks the stacks. Raises NotDeployedError."""
    said = {stack.name: _outputs(stack, environment) for stack in STACKS if stack.name in ASKED}
    site, base = said["site"], said["base"]
    missing = [name for name, found in said.items() if not found]
    if missing:
        names = ", ".join(f"{environment.prefix}-{name}" for name in missing)
        raise NotDeployedError(f"{names}: not there yet. First make deploy ENV={environment.name}")
    functions = {
        name: tuple(sorted(value for output, value in said[name].items() if output.endswith(FUNCTION)))
        for name in FUNCTIONS
    }
    return Target(environment, site["SiteBucket"], site["SiteDistribution"], base["BundlesName"], functions)


def _outputs(stack: Stack, environment: Environment) -> dict[str, str]:
    client = boto3.client("cloudformation", region_name=stack.region(environment), config=CONFIG)
    return Stacks(client, lambda _: None).outputs(stack.full_name(environment))
