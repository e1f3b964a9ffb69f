"""`make deploy ENV=…`: every stack of an environment, in order. Safe to run again, and safe to interrupt.

Where AWS answers, and who asks, botocore finds out by itself: `make rehearse` names its local AWS in
AWS_ENDPOINT_URL, and runs the very same code.
"""

import hashlib
import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from cloud import environments
from cloud.cloudformation import LARGEST_BODY, DeployError, Stacks
from cloud.edge_keys import read
from cloud.environments import Environment, UnknownError
from cloud.stacks import PACKAGES, STACKS, Stack, Template, UntoldError, told, with_code


def said_at_once(line: str) -> None:
    """Prints it although nobody may be watching: a log of a deployment is read while it grows."""
    print(line, flush=True)


CONFIG = Config(retries={"mode": "adaptive", "total_max_attempts": 8})


@dataclass(frozen=True)
class Deployment:
    """One environment on its way. `say` hears what happens."""

    environment: Environment
    packages: Path = PACKAGES
    say: Callable[[str], None] = said_at_once
    pause: float = 3.0

    def run(self, stacks: tuple[Stack, ...] = STACKS) -> dict[str, str]:
        """Makes every stack what its template says. Gives all that is known then: what the environment
        says, which counts first, and what the stacks say.

        Raises DeployError, UntoldError, FileNotFoundError for a function that was not packaged.
        """
        known = dict(self.environment.parameters)
        for number, stack in enumerate(stacks, 1):
            region = self._stacks(stack)
            name = stack.full_name(self.environment)
            self.say(f"[{number}/{len(stacks)}] {name}")
            changed = self._apply(region, name, stack, known)
            self.say(f"[{number}/{len(stacks)}] {name}: {'done' if changed else 'as it was'}")
            known = {**self._with_keys(stack, region.outputs(name)), **known}
        return known

    def _with_keys(self, stack: Stack, said: Mapping[str, str]) -> dict[str, str]:
        gateway = boto3.client("apigateway", region_name=stack.region(self.environment), config=CONFIG)
        return {**said, **read(gateway, said)}

    def _apply(self, region: Stacks, name: str, stack: Stack, known: Mapping[str, str]) -> bool:
        template = stack.template(self.packages)
        if stack.is_function:
            key = self._sent(known["BundlesName"], stack)
            template = with_code(template, known["BundlesName"], key)
        url = self._lent(known, stack, template)
        return region.apply(name, template, told(template, known), url)

    def _sent(self, bucket: str, stack: Stack) -> str:
        """The bundle, in its bucket under its hash: sent once, whatever happens in between."""
        bundle = (self.packages / stack.name / "deployment.zip").read_bytes()
        key = f"{stack.name}/{hashlib.sha256(bundle).hexdigest()}.zip"
        if not self._is_there(bucket, key):
            self.say(f"  sending {len(bundle) / 1_000_000:.1f} MB")
            self._s3.put_object(Bucket=bucket, Key=key, Body=bundle)
        return key

    def _lent(self, known: Mapping[str, str], stack: Stack, template: Template) -> str:
        """Where a template lies that is too large to be sent along, or ""."""
        body = json.dumps(template, separators=(",", ":")).encode()
        if len(body) <= LARGEST_BODY:
            return ""
        bucket, key = known["BundlesName"], f"{stack.name}/{hashlib.sha256(body).hexdigest()}.json"
        self._s3.put_object(Bucket=bucket, Key=key, Body=body)
        return f"{self._s3.meta.endpoint_url}/{bucket}/{key}"

    def _is_there(self, bucket: str, key: str) -> bool:
        try:
            self._s3.head_object(Bucket=bucket, Key=key)
        except ClientError as refused:
            if refused.response["ResponseMetadata"]["HTTPStatusCode"] == 404:  # noqa: PLR2004 - not there
                return False
            raise
        return True

    def _stacks(self, stack: Stack) -> Stacks:
        region = stack.region(self.environment)
        return Stacks(boto3.client("cloudformation", region_name=region, config=CONFIG), self.say, self.pause)

    @property
    def _s3(self) -> Any:
        return boto3.client("s3", region_name=self.environment.region, config=CONFIG)


def main() -> int:
    """Deploy the environment that ENV names. Returns 0, 1 where AWS refused, 2 where something is missing."""
    try:
        environment = environments.named(os.environ.get("ENV", ""))
        known = Deployment(environment).run()
        print(f"The site answers at {known['SiteHost']}, the office at {known['OfficeHost']}.")
    except (UnknownError, UntoldError, FileNotFoundError) as missing:
        print(f"make deploy: {missing}", file=sys.stderr)
        return 2
    except (DeployError, ClientError, BotoCoreError) as refused:
        print(f"make deploy: {refused}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted. AWS goes on with what it has begun; make deploy again goes on from there.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
