"""T19: one source sends 200 forms a second for a minute, beside five people of one school who enrol.

Over HTTP, from addresses of this machine that are other ones: nobody has to believe a header. The source says
with each request that it is somebody else, which must not help it.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

from musicservice.domain.pace import SCHOOL
from tests import engines, examples
from tests.functions.conftest import in_force, make_keys, settings_of
from tests.functions.pages import Page
from tests.functions.visitor import STAGE, Visitor, site
from tests.lab.figures import Figure, Result, all_of, at_most, caught, none
from tests.lab.flooded import WITHOUT
from tests.lab.seats import RUNS, part

RATE, SECONDS, SOON = 200, 60, 5.0
PEOPLE, PAUSE = 5, 0.5
"""People, and the seconds that one looks at a page."""
PROCESSES, AT_ONCE = 2, 24
SOURCE, CLASS = "127.0.0.9", "127.0.0.20"
HEADERS = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
BEGIN = f"{STAGE}/enrolment"
NOBODYS = f"{STAGE}/enrolment/name/{1:08x}"
"""A page of a form that is none of theirs: it is answered without the database."""
ENOUGH = SCHOOL.at_once + 60
"""Forms after which one process has held off anybody, however slow this machine is at sending them."""
HELD_OFF, BROKEN = 429, 500


@dataclass(frozen=True)
class Told:
    """One answer: how many seconds after the first form was sent, and its status."""

    at: float
    status: int


def flooded(ports: Sequence[int], source: str, forms: int, rate: float, path: str) -> list[Told]:
    """Sends so many forms from an address, so many a second (0: as fast as it goes), each time as another."""
    found, numbers, begun = list[Told](), count(), time.perf_counter()
    content = examples.body(examples.journey().first.page)

    def send(_: int) -> None:
        lines = [line(port, source) for port in ports]
        while (number := next(numbers)) < forms:
            if rate:
                time.sleep(max(0.0, number / rate - (time.perf_counter() - begun)))
            claim = {"X-Forwarded-For": f"198.51.{number >> 8}.{number & 255}"}
            through = lines[number % len(lines)]
            through.request("POST", path, content, HEADERS | claim)
            answer = through.getresponse()
            answer.read()
            found.append(Told(time.perf_counter() - begun, answer.status))
        for one in lines:
            one.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(send, range(AT_ONCE)))
    return sorted(found, key=lambda told: told.at)


def line(port: int, source: str) -> HTTPConnection:
    return HTTPConnection("127.0.0.1", port, timeout=30, source_address=(source, 0))


@dataclass
class Pupil(Visitor):
    """Somebody at a school, who takes a moment over each page. `ports` are asked in turn."""

    ports: Sequence[int] = ()
    statuses: list[int] = field(default_factory=list)

    def _asked(self, method: str, address: str, content: bytes | None = None) -> Page:
        if not address.startswith(STAGE):
            return Page(address, 200, {}, site()[urlsplit(address).path])
        if content is not None:
            time.sleep(PAUSE)
        headers = {**HEADERS, "Cookie": "; ".join(f"{name}={one}" for name, one in self.cookies.items())}
        through = line(self.ports[len(self.statuses) % len(self.ports)], CLASS)
        through.request(method, address, content, headers)
        answer = through.getresponse()
        page = Page(address, answer.status, dict(answer.headers), answer.read().decode())
        through.close()
        self.statuses.append(answer.status)
        self._keep_cookies(page.headers.get("Set-Cookie", ""))
        return page


def enrolled(ports: Sequence[int], until: float) -> tuple[int, int, list[int]]:
    """Fills in one form after the other until it is late: forms, receipts, and the status of each answer."""
    forms, receipts, statuses = 0, 0, list[int]()
    while time.perf_counter() < until:
        forms += 1
        one = Pupil(None, children=1, ports=ports)
        try:
            receipts += "receipt__reference" in one.send().body
        except AssertionError:
            print(f"a page was not taken: {one.statuses[-1]}", flush=True)
        statuses += one.statuses
    return forms, receipts, statuses


@dataclass(frozen=True)
class Stand:
    """The processes that answer, by their ports, what they noted, and their receipts and drafts."""

    ports: Sequence[int]
    folder: Path
    settings: Mapping[str, str]

    def items(self, table: str) -> int:
        database = engines.client("dynamodb", self.settings["AWS_ENDPOINT_URL_DYNAMODB"])
        found = engines.of_kind(database, self.settings["MUSICSERVICE_TABLES"], table)
        database.close()
        return len(found)

    @property
    def noted(self) -> str:
        return "".join(file.read_text(encoding="utf-8") for file in self.folder.glob("served-*.log"))


@contextmanager
def standing(processes: int, without: str = "", database: str = "http://127.0.0.1:9") -> Iterator[Stand]:
    """The functions as they are published, with their own limit; over the engine at `database`, if any."""
    with tempfile.TemporaryDirectory() as made, ExitStack() as undo:
        folder = Path(made)
        catalogue = folder / "catalogue.json"
        catalogue.write_text(in_force().to_json(), encoding="utf-8")
        settings = {
            **settings_of(database, make_keys(folder), catalogue, "flood"),
            "PYTHONPATH": os.pathsep.join((str(engines.ROOT), str(engines.ROOT / "functions"))),
            "MUSICSERVICE_PACE": "",
            "FLOOD_WITHOUT": without,
        }
        ports = [engines.free_port() for _ in range(processes)]
        for port in ports:
            command = [sys.executable, "-m", "tests.lab.flooded", str(port)]
            health = f"http://127.0.0.1:{port}{STAGE}/price"
            undo.enter_context(engines.process(command, settings, health, folder / f"served-{port}.log"))
        yield Stand(ports, folder, settings)


def flood(share: float, _found: Mapping[str, Result]) -> Result:
    """The minute, and then short ones with a guard taken out."""
    seconds = max(2 * SOON, SECONDS * share)
    with tempfile.TemporaryDirectory() as made, engines.dynoxide(Path(made)) as database:
        direct = engines.client("dynamodb", database)
        engines.make_tables(direct, "flood")
        direct.close()
        with standing(PROCESSES, database=database) as stand:
            figures = minute(stand, seconds)
    with ProcessPoolExecutor(2) as pool:
        runs = part(share, RUNS)
        seen = dict(zip(WITHOUT, pool.map(missed, WITHOUT, [runs] * len(WITHOUT)), strict=True))
    return Result([*figures, *(caught(name, times, runs) for name, times in seen.items())])


def minute(stand: Stand, seconds: float) -> list[Figure]:
    with ProcessPoolExecutor(1) as apart, ThreadPoolExecutor(PEOPLE) as pool:
        until = time.perf_counter() + seconds
        sent = apart.submit(flooded, stand.ports, SOURCE, round(RATE * seconds), RATE, BEGIN)
        people = list(pool.map(enrolled, [stand.ports] * PEOPLE, [until] * PEOPLE))
        source = sent.result()
    forms, receipts = (sum(one[place] for one in people) for place in (0, 1))
    statuses = [status for _, _, each in people for status in each]
    taken = sum(told.status < HELD_OFF for told in source)
    first = next((n for n, told in enumerate(source) if told.status == HELD_OFF), len(source) - 1)
    lasted, steady = source[-1].at, PROCESSES * SCHOOL.per_second
    most = PROCESSES * SCHOOL.at_once + steady * lasted
    return [
        Figure(
            "forms that one source sent",
            len(source),
            "forms",
            f"{len(source) / lasted:.0f} a second, {RATE} wanted",
        ),
        at_most(f"until it was held off, {SOON:g} s at that pace", first + 1, RATE * SOON, "forms"),
        at_most("until it was held off, as it went here", source[first].at, SOON, "seconds", judged=False),
        at_most("of its forms were taken", taken, most, "forms"),
        all_of("drafts that lie there are those", stand.items("drafts"), taken, "drafts"),
        none("pages of five people that were not taken", sum(map(is_refused, statuses)), "pages"),
        all_of("forms of theirs that got a receipt", receipts, forms, "forms"),
        all_of("of these are kept", stand.items("receipts"), receipts, "forms"),
        none("answers of 5xx", sum(told.status >= BROKEN for told in source), "answers"),
        none("addresses in what was noted", stand.noted.count("127.0.0.") + stand.noted.count("198.51."), ""),
    ]


def is_refused(status: int) -> bool:
    return status >= HELD_OFF


def missed(without: str, runs: int) -> int:
    """In how many short runs it showed that a guard was out: a source was never held off."""
    with standing(1, without) as stand:
        return sum(unhindered(stand.ports, f"127.0.1.{run + 1}") for run in range(runs))


def unhindered(ports: Sequence[int], source: str) -> bool:
    return all(told.status != HELD_OFF for told in flooded(ports, source, ENOUGH, 0, NOBODYS))
