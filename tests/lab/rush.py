"""Many people want the few seats of one course in the same minute, over HTTP, from several processes."""

import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from http.client import HTTPConnection
from pathlib import Path
from threading import local
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from local import buckets
from musicservice.adapters.dynamodb.course_items import seats_item
from musicservice.adapters.seals import SdkOpener, private_key_file
from musicservice.domain.training import Course, Seats
from musicservice.ports import Opener
from tests import engines
from tests.lab import ledger
from tests.lab.door import Answer, Somebody, sent
from tests.lab.polls import Polls, polling
from tests.published import CATALOGUE, ORIGIN
from tests.training import COURSE, new_code

WAITS, TWICE, UNNAMED = 0.3, 0.2, 0.4
"""How many would wait, click twice, and name nobody yet."""
SAME = 0.1
"""How many book somebody whom another books as well, unless it is said otherwise."""


@dataclass(frozen=True)
class Rush:
    """One rush and how it went. `seconds` are those of each answer."""

    answers: Sequence[tuple[Somebody, Answer]]
    seconds: Sequence[float]
    polls: Polls
    faults: Sequence[str]
    confirmed: int

    @property
    def counts(self) -> Counter[str]:
        return Counter(answer.kind for _, answer in self.answers)

    @property
    def broken(self) -> int:
        return sum(answer.status >= 500 for _, answer in self.answers)

    def quantile(self, share: float) -> float:
        return sorted(self.seconds)[int(share * (len(self.seconds) - 1))]


@dataclass(frozen=True)
class Hall:
    """Where rushes are held: worker processes over one engine, and courses nobody has booked yet."""

    direct: Any
    prefix: str
    ports: Sequence[int]
    courses: Iterator[Course]
    opener: Opener

    def rush(self, seed: int, bookers: int, seats: int, at_once: int, same: float = SAME) -> Rush:
        course = next(self.courses)
        self.direct.put_item(
            TableName=f"{self.prefix}-catalogue",
            Item=seats_item(replace(Seats.opening(course), capacity=seats, remaining=seats)),
        )
        crowd = people(random.Random(seed), course.slug, bookers, same)  # noqa: S311 - told by its seed
        here, took, lines = local(), [], []

        def ask(numbered: tuple[int, Somebody]) -> tuple[Somebody, Answer]:
            number, one = numbered
            if not hasattr(here, "line"):
                here.line = HTTPConnection("127.0.0.1", self.ports[number % len(self.ports)], timeout=30)
                lines.append(here.line)
            began = time.perf_counter()
            answer = sent(here.line, one)
            took.append(time.perf_counter() - began)
            return one, answer

        with polling(self.direct, self.prefix, course.slug) as polls, ThreadPoolExecutor(at_once) as pool:
            answers = list(pool.map(ask, enumerate(crowd)))
        for line in lines:
            line.close()
        faults = [
            *ledger.faults(self.direct, self.prefix, course.slug, self.opener),
            *unkept(self, course.slug, answers),
        ]
        left = self.direct.get_item(
            TableName=f"{self.prefix}-catalogue",
            Key={"pk": {"S": f"COURSE#{course.slug}"}, "sk": {"S": "SEATS"}},
        )["Item"]
        return Rush(answers, took, polls, faults, int(left["confirmed"]["N"]))


def people(chance: random.Random, course: str, number: int, same: float) -> list[Somebody]:
    """The crowd in the order in which it comes."""
    crowd = []
    for n in range(number):
        who = n - 1 if n and chance.random() < same else n
        one = Somebody(
            new_code(),
            course,
            (f"p{who}@school.example",) if chance.random() > UNNAMED else ("",),
            "all-or-none" if chance.random() < WAITS else "tell",
        )
        crowd += [one] * (2 if chance.random() < TWICE else 1)
    return crowd


def unkept(hall: Hall, course: str, answers: Sequence[tuple[Somebody, Answer]]) -> list[str]:
    """Where somebody was told what is not kept, or one code two things."""
    rows = {
        item["reference"]["S"]: item["standing"]["S"]
        for item in engines.everything(hall.direct, f"{hall.prefix}-bookings")
        if item["pk"]["S"] == f"COURSE#{course}" and item["sk"]["S"].startswith("BOOK#")
    }
    told = {(one.code, answer.kind, answer.reference) for one, answer in answers if answer.reference}
    wrong = [reference for _, kind, reference in told if rows.get(reference) != kind]
    found = [f"{len(wrong)} were told what is not kept"] if wrong else []
    codes = Counter(code for code, _, _ in told)
    doubled = sum(times > 1 for times in codes.values())
    denied = sum(answer.kind in {"full", "refused"} and one.code in codes for one, answer in answers)
    found += [f"{doubled} codes have two bookings"] if doubled else []
    return found + ([f"{denied} were told of no seat and have one"] if denied else [])


@contextmanager
def hall(address: str, folder: Path, processes: int, courses: int, mutant: str = "") -> Iterator[Hall]:
    """Worker processes on free ports over the engine at `address`."""
    direct, prefix = engines.client("dynamodb", address), f"rush-{new_code()[:6].lower()}"
    engines.make_tables(direct, prefix)
    slugs = [replace(COURSE, slug=f"rush-{n}") for n in range(courses)]
    (folder / "catalogue.json").write_text(
        replace(CATALOGUE, courses=tuple(slugs)).to_json(), encoding="utf-8"
    )
    private, public = pair()
    environment = settings(address, folder, prefix, public) | {"LAB_MUTANT": mutant}
    with ExitStack() as undo:
        ports = []
        for n in range(processes):
            ports.append(engines.free_port())
            command = [sys.executable, "-m", "tests.lab.serve", str(ports[-1])]
            undo.enter_context(
                engines.process(command, environment, f"http://127.0.0.1:{ports[-1]}/", folder / f"{n}.log")
            )
        yield Hall(direct, prefix, ports, iter(slugs), SdkOpener(private_key_file(private)))
    direct.close()


def pair() -> tuple[bytes, bytes]:
    """A key that opens, and the one that seals."""
    key, pem = rsa.generate_private_key(public_exponent=65537, key_size=2048), serialization.Encoding.PEM
    opens = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return opens, key.public_key().public_bytes(pem, serialization.PublicFormat.SubjectPublicKeyInfo)


def settings(address: str, folder: Path, prefix: str, public: bytes) -> dict[str, str]:
    """What a function is told, with keys of its own in files."""
    (folder / "public.pem").write_bytes(public)
    (folder / "fingerprint.key").write_bytes(os.urandom(32))
    return {
        **engines.CREDENTIALS,
        "PYTHONPATH": os.pathsep.join((str(engines.ROOT), str(engines.ROOT / "functions"))),
        "AWS_ENDPOINT_URL_DYNAMODB": address,
        "MUSICSERVICE_CATALOGUE": str(folder / "catalogue.json"),
        "MUSICSERVICE_TABLES": prefix,
        "MUSICSERVICE_SEAL": (folder / "public.pem").as_uri(),
        "MUSICSERVICE_FINGERPRINT": (folder / "fingerprint.key").as_uri(),
        "MUSICSERVICE_SITE_URL": ORIGIN,
        "MUSICSERVICE_QUARANTINE": buckets.names(prefix)["Quarantine"],
    }


def shown(rush: Rush) -> str:
    """One line about a rush, for the log."""
    return json.dumps(dict(rush.counts) | {"p99": round(rush.quantile(0.99), 2)}, sort_keys=True)
