"""With each function's real role, every call outside its table of docs/permissions.md must be refused."""

import io
import json
import zipfile
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from cloud.permissions import Right, written
from tests.rehearsal.calls import Call, calls

TOGETHER = 80
"""Calls in one run of the probe, so that none takes longer than it may."""
WIDER = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": ["dynamodb:Scan"], "Resource": ["*"]}],
}


@dataclass(frozen=True)
class Attack:
    """On what deploying gave. A probe is a function of its own that is given somebody else's role."""

    known: Mapping[str, str]

    def on(self, name: str) -> tuple[list[Call], list[str]]:
        """The calls outside its table that were refused a role, and what was not."""
        rights = written()[name]
        tried = [one for one in self.calls if not allowed(one, rights)]
        outcomes = list(self._outcomes(name, tried))
        told = list(zip(tried, outcomes, strict=True))
        through = [f"{call}: {said}" for call, said in told if said != "refused"]
        return [call for call, said in told if said == "refused"], through

    def widened(self, name: str) -> list[str]:
        """What gets through once a policy is wider than the table says. Nothing would mean we are blind."""
        role = {"RoleName": self.known[f"{name}RoleArn"].rpartition("/")[2], "PolicyName": "wider"}
        iam = boto3.client("iam")
        iam.put_role_policy(**role, PolicyDocument=json.dumps(WIDER))
        try:
            return self.on(name)[1]
        finally:
            iam.delete_role_policy(**role)

    @cached_property
    def calls(self) -> list[Call]:
        queue = boto3.client("sqs").get_queue_url(QueueName=self.known["DeadLettersName"])["QueueUrl"]
        sealed = boto3.client("kms").encrypt(
            KeyId=self.known["SealKeyArn"], Plaintext=b"x", EncryptionContext={"purpose": "answers"}
        )["CiphertextBlob"]
        return calls({**self.known, "DeadLettersUrl": queue, "Sealed": b64encode(sealed).decode()})

    def _outcomes(self, name: str, tried: list[Call]) -> Iterator[str]:
        function = self._probe(name)
        for first in range(0, len(tried), TOGETHER):
            event = {"calls": [one.sent() for one in tried[first : first + TOGETHER]]}
            answer = self._lambda.invoke(FunctionName=function, Payload=json.dumps(event))
            said: Any = json.loads(answer["Payload"].read())
            if "FunctionError" in answer:
                raise RuntimeError(f"the probe of {name} broke: {said}")
            yield from said

    def _probe(self, name: str) -> str:
        function = f"probe-{name}"
        names = {one["FunctionName"] for one in self._lambda.list_functions(MaxItems=50)["Functions"]}
        if function not in names:
            self._lambda.create_function(
                FunctionName=function,
                Runtime="python3.11",
                Role=self.known[f"{name}RoleArn"],
                Handler="probe.handler",
                Code={"ZipFile": _zipped(Path(__file__).with_name("probe.py"))},
                Timeout=120,
            )
        return function

    @property
    def _lambda(self) -> Any:
        return boto3.client("lambda", config=Config(read_timeout=150, retries={"total_max_attempts": 1}))


def in_lines(refused: Sequence[Call]) -> Iterator[str]:
    """Every call that was refused, those on one thing in a line."""
    by_place: defaultdict[str, list[str]] = defaultdict(list)
    for call in refused:
        told = f" ({', '.join(call.said.values())})" if call.said else ""
        by_place[call.resource].append(f"{call.action}{told}")
    for place, actions in by_place.items():
        yield f"{place}: {', '.join(dict.fromkeys(actions))}"


def allowed(call: Call, rights: list[Right]) -> bool:
    """Whether the table lets a role make that call."""
    return any(one.covers(call.action, call.resource, dict(call.said)) for one in rights)


def _zipped(file: Path) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as packed:
        packed.write(file, file.name)
    return into.getvalue()
