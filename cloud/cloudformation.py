"""CloudFormation: one stack made what its template says, by a change set, however often it is asked for.

A run that was interrupted is gone on with: what is under way is waited for, what came to nothing made anew.
"""

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from cloud.stacks import Template

LARGEST_BODY = 51_200
"""Octets that a template may have where it is sent along; a larger one is fetched from a bucket."""
CAPABILITIES = ("CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND")
NO_CHANGES = ("didn't contain changes", "No updates are to be performed")
NEVER_MADE = ("REVIEW_IN_PROGRESS", "")
TO_BE_REMOVED = ("ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "DELETE_FAILED", "CREATE_FAILED")
PATIENCE = 3600.0
"""Seconds that one stack may take: CloudFront's distributions are the slowest."""


class DeployError(Exception):
    """A stack did not become what it should. The message says what AWS said."""


@dataclass(frozen=True)
class Stacks:
    """The stacks of one region. `say` hears what happens; `pause` is how long to wait between two looks."""

    client: Any
    say: Callable[[str], None]
    pause: float = 3.0

    def apply(self, name: str, template: Template, parameters: Mapping[str, str], url: str = "") -> bool:
        """Makes or changes a stack; says whether anything changed. `url` is where a large template lies.

        Raises DeployError.
        """
        status = self._settled(name)
        if status in TO_BE_REMOVED:
            self.say(f"{name}: what an earlier try left is removed")
            self.client.delete_stack(StackName=name)
            status = self._settled(name)
        change = self._proposed(name, template, parameters, url, is_new=status in NEVER_MADE)
        if change is None:
            return False
        self.client.execute_change_set(ChangeSetName=change, StackName=name)
        ended = self._settled(name)
        if not ended.endswith("_COMPLETE") or "ROLLBACK" in ended:
            raise DeployError(f"{name}: {ended}: {self._why(name)}")
        return True

    def outputs(self, name: str) -> dict[str, str]:
        """What a stack says of itself."""
        found = self._described(name)
        return {one["OutputKey"]: one["OutputValue"] for one in (found or {}).get("Outputs", [])}

    def _proposed(
        self, name: str, template: Template, parameters: Mapping[str, str], url: str, *, is_new: bool
    ) -> str | None:
        body = json.dumps(template, separators=(",", ":"))
        asked = {
            "StackName": name,
            "ChangeSetName": f"deploy-{hashlib.sha256(body.encode()).hexdigest()[:12]}-{time.time_ns():x}",
            "ChangeSetType": "CREATE" if is_new else "UPDATE",
            "Capabilities": list(CAPABILITIES),
            "Parameters": [{"ParameterKey": key, "ParameterValue": said} for key, said in parameters.items()],
        }
        made = self.client.create_change_set(
            **asked, **({"TemplateURL": url} if url else {"TemplateBody": body})
        )
        return self._accepted(name, made["Id"])

    def _accepted(self, name: str, change: str) -> str | None:
        """The change set once it is ready; None where it changes nothing."""
        while True:
            found = self.client.describe_change_set(ChangeSetName=change, StackName=name)
            if found["Status"] in {"CREATE_COMPLETE", "FAILED"}:
                break
            time.sleep(self.pause)
        if found["Status"] == "CREATE_COMPLETE":
            return change
        self.client.delete_change_set(ChangeSetName=change, StackName=name)
        reason = found.get("StatusReason", "")
        if any(words in reason for words in NO_CHANGES):
            return None
        raise DeployError(f"{name}: {reason}")

    def _settled(self, name: str) -> str:
        """The stack's status once nothing is under way; "" where there is none. Says what it waits for."""
        begun, said = time.monotonic(), set[str]()
        while (found := self._described(name)) is not None:
            status = str(found["StackStatus"])
            if not status.endswith("_IN_PROGRESS") or status == "REVIEW_IN_PROGRESS":
                return status
            if time.monotonic() - begun > PATIENCE:
                raise DeployError(
                    f"{name}: {status} for more than an hour; see the console, then deploy again"
                )
            self._tell(name, said)
            time.sleep(self.pause)
        return ""

    def _tell(self, name: str, said: set[str]) -> None:
        events = self.client.describe_stack_events(StackName=name)["StackEvents"]
        if not said:
            said |= {one["EventId"] for one in events[1:]}
        for one in reversed(events):
            if one["EventId"] not in said:
                said.add(one["EventId"])
                self.say(f"  {one['LogicalResourceId']}: {one.get('ResourceStatus', '').lower()}")

    def _why(self, name: str) -> str:
        events = self.client.describe_stack_events(StackName=name)["StackEvents"]
        failed = [one for one in events if "FAILED" in one.get("ResourceStatus", "")]
        return "; ".join(
            f"{one['LogicalResourceId']}: {one.get('ResourceStatusReason', '')}" for one in failed[-3:]
        )

    def _described(self, name: str) -> dict[str, Any] | None:
        try:
            found: dict[str, Any] = self.client.describe_stacks(StackName=name)["Stacks"][0]
        except ClientError as refused:
            if "does not exist" in refused.response["Error"].get("Message", ""):
                return None
            raise
        return None if found["StackStatus"] == "DELETE_COMPLETE" else found
