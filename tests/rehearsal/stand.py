"""The local AWS of the rehearsal: started, deployed to by `make deploy`'s code, told who works there."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import mkdtemp

import boto3
import urllib3

from cloud import environments
from cloud.bundle import FUNCTIONS, ROOT, Bundle
from cloud.deploy import Deployment
from cloud.package import MERGED
from local import directory
from local.mail import HEALTH
from local.process import inherited_environment
from local.settings import OFFLINE
from tests.functions.booking import open_now
from tests.functions.conftest import in_force
from tests.rehearsal.front import Front

HERE = "x86_64-manylinux2014"
SECOND = directory.Person(
    "idris", "Idris Example", ("role-manager", "area-durham", "area-darlington", "area-elsewhere")
)
SLOWEST_START = 60.0


@dataclass(frozen=True)
class Stand:
    """A local AWS that stands, with all stacks in it. `known` is what deploying it gave."""

    front: Front
    known: Mapping[str, str]

    @property
    def prefix(self) -> str:
        """What the name of everything begins with."""
        return self.known["TablePrefix"]


def packaged(folder: Path, say: Callable[[str], None]) -> Path:
    """The functions for this machine's processor, with an invented catalogue and a course that is open."""
    catalogue = folder / "catalogue.json"
    catalogue.write_text(replace(in_force(), courses=(open_now(),)).to_json(), encoding="utf-8")
    for name in FUNCTIONS:
        say(f"Packaging {name} for this machine")
        Bundle(name, folder / name, HERE, level=1).make(catalogue, MERGED / f"{name}.json")
    return folder


@contextmanager
def standing(folder: Path, packages: Path, say: Callable[[str], None]) -> Iterator[Stand]:
    """The local AWS, for as long as the context lasts. Raises DeployError, or TimeoutError at its start."""
    with running(folder) as (address, trusted):
        os.environ.update({**OFFLINE, "AWS_ENDPOINT_URL": address, "AWS_CA_BUNDLE": str(trusted)})
        environment = environments.named("rehearsal")
        deployment = Deployment(environment, packages, say, pause=0.2)
        told = {"SignInUrl": address, "IssuerKeysUrl": f"{address}/keys"}
        pool = replace(deployment, environment=_with(environment, told)).run()["StaffPoolId"]
        told["IssuerKeysUrl"] = f"{address}/{pool}/.well-known/jwks.json"
        say("Once more, with the address of the pool that was made: what has not changed stays as it was")
        known = replace(deployment, environment=_with(environment, told)).run()
        hired(pool)
        apis = {name: known[f"{name.title()}ApiHost"].partition(".")[0] for name in ("public", "office")}
        keys = {name: known[f"{name.title()}EdgeKey"] for name in apis}
        yield Stand(Front(address, trusted, apis, keys), known)


def _with(environment: environments.Environment, more: Mapping[str, str]) -> environments.Environment:
    return replace(environment, parameters={**environment.parameters, **more})


def hired(pool: str) -> None:
    """The invented people of `make run`, and a second manager."""
    cognito = boto3.client("cognito-idp")
    for person in (*directory.people(), SECOND):
        directory._add(cognito, pool, person)


@contextmanager
def running(folder: Path) -> Iterator[tuple[str, Path]]:
    """Ministack over TLS, permissions enforced: its address, and the certificate to trust."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    scratch = Path(mkdtemp(prefix="aws-", dir=folder))
    log = (folder / "aws.log").open("wb")
    process = subprocess.Popen(
        [str(ROOT / ".venv-ministack/bin/python"), str(ROOT / "tests/rehearsal/aws.py")],
        env=_told(scratch, port),
        stdout=log,
        stderr=log,
        start_new_session=True,
    )
    trusted = scratch / "ministack-tls" / "server.crt"
    try:
        _wait(f"https://127.0.0.1:{port}", trusted, process)
        yield f"https://127.0.0.1:{port}", trusted
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        log.close()
        shutil.rmtree(scratch, ignore_errors=True)


def _told(scratch: Path, port: int) -> dict[str, str]:
    ours = {name: value for name, value in inherited_environment().items() if "CERT" not in name}
    return {
        **ours,
        "PATH": f"{ROOT / '.venv-ministack' / 'bin'}:{os.environ['PATH']}",  # Lambda's Python is this one
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        "MINISTACK_HOST": "127.0.0.1",
        "USE_SSL": "1",  # the buckets are asked over TLS or not at all
        "AUTH": "true",
        "LAMBDA_EXECUTOR": "local",
        "MINISTACK_REGION": OFFLINE["AWS_DEFAULT_REGION"],
        "AWS_DEFAULT_REGION": OFFLINE["AWS_DEFAULT_REGION"],
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "LOG_LEVEL": "WARNING",
        "TMPDIR": str(scratch),
        "STATE_DIR": str(scratch),
        "S3_DATA_DIR": str(scratch / "s3"),
    }


def _wait(address: str, trusted: Path, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + SLOWEST_START
    while process.poll() is None and time.monotonic() < deadline:
        try:
            asked = urllib3.PoolManager(ca_certs=str(trusted), retries=False, timeout=2.0)
            if asked.request("GET", address + HEALTH).status == 200:
                return
        except (OSError, urllib3.exceptions.HTTPError):
            time.sleep(0.2)
    raise TimeoutError("the local AWS did not start: see aws.log")
