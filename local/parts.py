"""What the parts of the local product are: from the places, the engine and the socket to a plan of processes.

It starts nothing and waits for nothing; `local.crew` does.
"""

import json
import os
import shutil
import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError

from local import buckets, directory, engine, mail, moved, settings, tables
from local.engine import Engine
from local.keys import keys
from local.places import Places
from local.process import BrokenError, Part, Prepare, fetches, inherited_environment
from local.settings import Addresses


@dataclass(frozen=True)
class Plan:
    """Every process, in the order in which they need each other: first the services, then the functions."""

    places: Places
    addresses: Addresses
    catalogue: Path
    services: tuple[Part, ...]
    functions: tuple[Part, ...]
    forgets: str
    """The name of the part whose end takes the data with it, or ""."""


def plan(
    places: Places, chosen: Engine, listener: socket.socket, office: socket.socket, catalogue: Path
) -> Plan:
    """The processes for these places. Makes the local keys on the first use, and nothing else."""
    addresses = assigned(chosen, listener, office)
    made = keys(places.keys)
    shared = settings.common(places, addresses, catalogue, made)
    make_tables = partial(create_tables, places, addresses.dynamodb_url, settings.credentials(os.environ))
    return Plan(
        places,
        addresses,
        catalogue,
        services=services(places, chosen, addresses, make_tables),
        functions=(
            server(places, shared, addresses, listener.fileno()),
            office_server(places, settings.office(shared, addresses, made), office.fileno()),
            Part(
                "worker",
                (sys.executable, "-m", "local.worker", str(places.told)),
                settings.worker(shared, made),
            ),
        ),
        forgets="" if chosen.program or chosen.address else "mail",
    )


def assigned(chosen: Engine, listener: socket.socket, office: socket.socket) -> Addresses:
    """Addresses on the loopback interface; the ports nobody needs to know are any two that are free."""
    mail_port, database_port = free_ports()
    aws = f"http://127.0.0.1:{mail_port}"
    dynoxide = f"http://127.0.0.1:{database_port}" if chosen.program else ""
    return Addresses(
        site_url=f"http://127.0.0.1:{listener.getsockname()[1]}",
        dynamodb_url=chosen.address or dynoxide or aws,
        aws_url=aws,
        office_url=f"http://127.0.0.1:{office.getsockname()[1]}",
    )


def free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


def services(places: Places, chosen: Engine, addresses: Addresses, make_tables: Prepare) -> tuple[Part, ...]:
    """The database, where we start one, and ministack, which is the database where we start none."""
    if chosen.program:
        return database(places, chosen.program, addresses, make_tables), stand_in(places, addresses)
    return (stand_in(places, addresses, make_tables),)


def database(places: Places, program: str, addresses: Addresses, make_tables: Prepare) -> Part:
    """Dynoxide over the database file."""
    return Part(
        name="database",
        command=engine.dynoxide(program, port_of(addresses.dynamodb_url), places.database),
        environment=inherited_environment(),
        answers=partial(fetches, addresses.dynamodb_url),
        prepare=make_tables,
    )


def stand_in(places: Places, addresses: Addresses, make_tables: Prepare | None = None) -> Part:
    """Ministack. Its memory is empty at every start, so the sender is made known each time.

    Files outlive it; what may be done with them is said anew, too.
    """

    def prepare() -> None:
        shutil.rmtree(places.attachments, ignore_errors=True)
        with told("The mail service did not take its sender"):
            mail.register_sender(addresses.aws_url, settings.OFFLINE)
        create_buckets(places, addresses.aws_url)
        make_directory(places, addresses)
        if make_tables is not None:
            make_tables()

    return Part(
        name="mail",
        command=(mail.ministack(places.root),),
        environment=mail.environment(places, port_of(addresses.aws_url)),
        answers=partial(fetches, addresses.aws_url + mail.HEALTH),
        prepare=prepare,
    )


def server(places: Places, shared: Mapping[str, str], addresses: Addresses, listening: int) -> Part:
    """The web server, on the socket that it inherits."""
    arguments = (str(listening), str(places.shown), addresses.aws_url, str(places.edited))
    return Part("server", (sys.executable, "-m", "local.server", *arguments), shared, inherits=(listening,))


def office_server(places: Places, environment: Mapping[str, str], listening: int) -> Part:
    """The office's web server, on the socket that it inherits."""
    arguments = (str(listening), str(places.shown), str(places.directory))
    command = (sys.executable, "-m", "local.office", *arguments)
    return Part("office", command, environment, inherits=(listening,))


def make_directory(places: Places, addresses: Addresses) -> None:
    """The pool that staff sign in to, and a note of what it is called, written in one step."""
    with told("The stand-in for Cognito did not make the directory"):
        made = directory.make(places.root, addresses.aws_url, addresses.office_url, settings.OFFLINE)
    fresh = places.directory.with_suffix(".new")
    fresh.write_text(json.dumps(made), encoding="utf-8")
    fresh.replace(places.directory)


def create_tables(places: Places, address: str, credentials: Mapping[str, str]) -> None:
    wanted = tables.tables((places.root / tables.TEMPLATE).read_text(encoding="utf-8"))
    with told(f"The database at {address} did not make its tables"):
        client = tables.client(address, credentials)
        tables.create(client, wanted)
        moved.lockers(client, tables.PREFIX)
        moved.notes(client, tables.PREFIX)


def create_buckets(places: Places, address: str) -> None:
    client = buckets.client(address, settings.OFFLINE)
    with told("The stand-in for S3 did not make its buckets"):
        for template in (buckets.TEMPLATE, buckets.ANCHORS):
            text = (places.root / template).read_text(encoding="utf-8")
            buckets.create(client, buckets.buckets(text, buckets.names()))


@contextmanager
def told(what: str) -> Iterator[None]:
    """Turn what a service says no with into a line for the person."""
    try:
        yield
    except (BotoCoreError, ClientError) as failure:
        raise BrokenError(f"{what}: {failure}") from failure


def port_of(address: str) -> int:
    return int(address.rpartition(":")[2])
