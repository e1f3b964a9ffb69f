"""Which DynamoDB the local product uses, and how it is started.

The order: an address named in the environment; dynoxide, the one that keeps data in a file through `kill -9`,
as npm installed it or from the path; at last the DynamoDB inside ministack, which forgets when it ends.
"""

import platform
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from local.install import Unmet
from local.places import Places
from local.process import fetches

NAMED = "AWS_ENDPOINT_URL_DYNAMODB"
MACHINES = {"x86_64": "x64", "aarch64": "arm64"}  # as npm calls them


@dataclass(frozen=True)
class Engine:
    """The choice. `program`: the dynoxide to start, or "". `address`: where one already runs, or "".

    With neither, ministack's own DynamoDB serves. `remark` is a line for the person, or "".
    """

    program: str = ""
    address: str = ""
    remark: str = ""


def choose(
    places: Places,
    environment: Mapping[str, str],
    on_path: Callable[[str], str | None] = shutil.which,
) -> Engine:
    """The engine for these places. Raises `Unmet` when data would be hidden, or a named engine is silent."""
    named = environment.get(NAMED, "")
    if named:
        return elsewhere(named)
    program = installed(places.root, kind(sys.platform, platform.machine())) or on_path("dynoxide")
    if program:
        return Engine(program=program)
    if places.database.exists():
        raise Unmet(
            f"{places.database} holds data, but the engine that reads it is missing: {way_out(on_path)}"
        )
    remark = (
        f"The database forgets everything when it stops, because dynoxide is missing: {way_out(on_path)}."
    )
    return Engine(remark=remark)


def elsewhere(address: str) -> Engine:
    if not fetches(address):
        raise Unmet(f"{NAMED} names {address}, and nothing answers there: start it, or unset {NAMED}")
    return Engine(address=address, remark=f"The database is the one at {address}.")


def kind(system: str, machine: str) -> str:
    """The kind of machine, in npm's words: linux-x64, darwin-arm64."""
    return f"{system}-{MACHINES.get(machine, machine)}"


def installed(root: Path, machine_kind: str) -> str | None:
    """The dynoxide that npm put into this folder for that kind of machine."""
    program = root / "node_modules" / "@dynoxide" / machine_kind / "dynoxide"
    return str(program) if program.is_file() else None


def way_out(on_path: Callable[[str], str | None]) -> str:
    if on_path("npm"):
        return "run npm ci, or put dynoxide on the path"
    return "install Node.js 20 or newer with npm and start again, or put dynoxide on the path"


def dynoxide(program: str, port: int, database: Path) -> tuple[str, ...]:
    """The command that serves `database` on the loopback address."""
    return (program, "serve", "--host", "127.0.0.1", "--port", str(port), "--db-path", str(database))
