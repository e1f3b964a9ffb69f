"""T15: whatever breaks, none of the words that were typed is found where somebody reads who should not."""

import gzip
import json
import logging
import tempfile
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from musicservice import bootstrap
from musicservice.web import journal
from tests import faults, mail_events
from tests.conftest import build
from tests.functions.canaries import leaks
from tests.functions.conftest import Product
from tests.functions.policies import SCHEDULED
from tests.functions.returning import returning
from tests.lab import breaking, line, mailroom, singing
from tests.lab.figures import Figure, Result, all_of, none
from tests.lab.overhearing import Found, overheard, served, told
from tests.lab.singing import Sent

ENOUGH = 500
ALIKE = 6
"""Of how many requests one is sent in each state in which something is broken for good."""
CHOICES = ("quiet-space", "free-meals-income")
"""What can be chosen stands on the site, too."""
ROUNDS = (
    *("sweep", "arrived", "follow_courses", "inspect", "purge", "promote", "remind", "mind"),
    *("keep", "follow", "lapse", "anchor"),
)


def hunted(number: int, share: float) -> Found:
    """One scene: all that was sent in it again in every shape, and some of it in every state."""
    found, play = Found(), singing.SCENES[number]
    with tempfile.TemporaryDirectory() as folder, line.product(Path(folder)) as (made, proxy):
        sent = singing.scene(made, play)
        sent = sent[:: max(1, round(1 / share))]
        apps = breaking.functions(made, "")
        for shape, bent in breaking.SHAPES.items():
            for one in sent:
                served(found, apps[one.function], bent(one.event), f"{play.__name__}, {shape}")
                found.inputs |= singers(bent(one.event))
        with faults.impatient():
            for state in (*breaking.TOLD, *breaking.BAD_LINES):
                in_state(found, made, proxy, state, sent[number % ALIKE :: ALIKE])
        if play in {singing.enrolment, singing.booking}:
            worked(found, made, proxy)
    return found


def in_state(found: Found, made: Product, proxy: faults.Proxy, state: str, sent: list[Sent]) -> None:
    apps = breaking.functions(made, state)
    proxy.plan = breaking.on_the_line(state)
    for one in sent:
        for shape in ("as it was", "a word in every field"):
            event = breaking.SHAPES[shape](one.event)
            served(found, apps[one.function], event, f"{one.event['resource']}, {state}")
    proxy.plan = line.quiet


def singers(event: Mapping[str, Any]) -> set[str]:
    """The inputs of a request in which a word of ours stands."""
    try:
        fields = parse_qsl(breaking.content(dict(event)).decode(), keep_blank_values=True)
    except (TypeError, ValueError):
        return set()
    return {name for name, value in fields if leaks(value)}


def worked(found: Found, made: Product, proxy: faults.Proxy) -> None:
    """Every round of the worker's over what now lies there, whatever the mail service and the line do."""
    with mailroom.mailroom() as room, faults.proxy(room.address) as post:
        away = {f"AWS_ENDPOINT_URL_{name}": breaking.nowhere() for name in ("S3", "CLOUDWATCH")}
        told_of = made.settings | away | {"AWS_ENDPOINT_URL_SESV2": post.address}
        for what, fault in breaking.REFUSALS.items():
            post.plan = lambda _path, _n, fault=fault: fault  # type: ignore[misc]
            due_again(made)
            rounds(found, made.load("worker", told_of), what)
        for state in breaking.BAD_LINES:
            proxy.plan = breaking.on_the_line(state)
            rounds(found, made.load("worker", told_of), state)
        proxy.plan = line.quiet
    found.letters += len(post.calls)
    for call in post.calls:
        simple = call.asked["Content"]["Simple"]
        names = [one["FileName"] for one in simple.get("Attachments", ())]
        found.listen("subject", json.dumps([simple["Subject"], call.asked["EmailTags"], names]))


def due_again(made: Product) -> None:
    """As if the pauses before the next tries were over."""
    for item in made.items("outbox"):
        if "pending" in item:
            made.database.put_item(TableName=f"{made.prefix}-outbox", Item={**item, "next_at": {"N": "1"}})


def rounds(found: Found, worker: Any, what: str) -> None:
    gone = mail_events.bounce(diagnosticCode="Canarycode canary@canaryhost.example")
    gone["mail"]["destination"] = ["canary@canaryhost.example"]
    events = [mail_events.told(gone), mail_events.told({"canary": "Canaryevent"})]
    asked = [(name, SCHEDULED) for name in ROUNDS] + [("hear", one) for one in events]
    for name, event in asked:
        found.rounds += 1
        with overheard(found, f"{name}, {what}"):
            try:
                getattr(worker, name)(event, None)
            except Exception as raised:  # noqa: BLE001 - a round may fail, and says nothing of why
                found.listen(f"exception of {name}, {what}", told(raised))


def built(found: Found) -> int:
    """The site built where its surroundings sing, and everything in it read. Gives how many files that is."""
    secrets = ("AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "MUSICSERVICE_SEAL", "MUSICSERVICE_OPEN")
    secrets += (
        "MUSICSERVICE_FINGERPRINT",
        "MUSICSERVICE_TABLES",
        "USER",
        "LOGNAME",
        "EMAIL",
        "GIT_AUTHOR_NAME",
    )
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        for name in secrets:
            patch.setenv(name, f"Canary{name.lower().replace('_', '')}")
        patch.setenv("PREVIEW_SECRET", "Canarypreview" * 3)
        made = build(Path(folder), "publishconf.py")
        files = [one for one in Path(folder).rglob("*") if one.is_file()]
        for one in files:
            found.listen(f"build, {one.relative_to(folder)}", read(one), CHOICES)
        assert made.catalogue in files
    return len(files)


def read(file: Path) -> str:
    """What a file says, and its name. What is packed, as the index of search is, is unpacked."""
    content = file.read_bytes()
    if content.startswith(b"\x1f\x8b"):
        content = gzip.decompress(content)
    return f"{file.name} {content.decode('utf-8', 'replace')}"


def everywhere(share: float, _found: Mapping[str, Result]) -> Result:
    """T15."""
    found = Found()
    with ProcessPoolExecutor(2) as pool:
        for one in pool.map(hunted, range(len(singing.SCENES)), [share] * len(singing.SCENES)):
            found.more(one)
    files = built(found)
    wanted = singing.inputs()
    print(*found.heard[:10], *sorted(wanted - found.inputs)[:10], sep="\n")
    enough = found.failed >= share * ENOUGH
    sang = all_of("inputs of the forms that sang", len(wanted & found.inputs), len(wanted), "inputs")
    return Result(
        [
            Figure("requests", found.sent, "requests"),
            Figure("of them failed", found.failed, "requests", "", f"{share * ENOUGH:g} or more", enough),
            sang if share >= 1 else replace(sang, goal="", met=True),
            Figure("rounds of the worker, whatever broke", found.rounds, "rounds"),
            Figure("subjects of letters read", found.letters, "subjects"),
            Figure("files of the built site read", files, "files"),
            none("places where a word was heard", len(found.heard), "places"),
        ]
    )


def quoted(_run: int) -> bool:
    """Whether it is heard where an exception's text gets into the log."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(journal, "fault", lambda broken: f"{type(broken).__name__}: {broken}")
        return bool(in_short(breaking.BROKEN).heard)


def talkative(_run: int) -> bool:
    """Whether it is heard where libraries may write into the log."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bootstrap, "silence_libraries", lambda: None)
        for name in journal.TALKATIVE:
            patch.setattr(logging.getLogger(name), "propagate", True)
        return bool(in_short("no tables").heard)


def in_short(state: str) -> Found:
    """A few pages of one form while something is wrong."""
    found = Found()
    with (
        tempfile.TemporaryDirectory() as folder,
        line.product(Path(folder)) as (made, proxy),
        faults.impatient(),
    ):
        visitor = returning(made, made.public(), children=1)
        sent = list(singing.every_page("enrolment", visitor))
        in_state(found, made, proxy, state, sent[:6])
    return found
