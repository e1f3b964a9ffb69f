"""`make rehearse`: everything deployed to a local AWS that enforces permissions, used, and attacked.

It prints each journey and what of each role was refused. Figures go to build/rehearsal.json. Ends with 1
where something is not as it should be, and goes on first, so that all of it is seen.
"""

import json
import sys
import time
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import Any

from cloud import environments
from cloud.bundle import ROOT
from cloud.permissions import document, roles, written
from cloud.publish import publish
from cloud.target import Target, target_of
from tests.functions.booking import SLUG
from tests.rehearsal.attack import Attack, in_lines
from tests.rehearsal.journeys import Day
from tests.rehearsal.stand import Stand, packaged, standing

NOT_SHOWN = (
    "CloudFront's edge and certificates (the journeys enter at API Gateway)",
    "the firewall's rules",
    "GuardDuty's verdicts, budgets, and deliveries of CloudFront's logs: left out by their conditions",
    "arm64: the functions run on this machine's processor, with an invented catalogue",
    "DNS, and mail that really leaves",
    "throttling, a key's turning, and how much a function is held back",
)
EXPECTED = ("index.html", "inclusion/strategy.pdf", "prices/index.html", "theme/css/site.css", "404.html")
BEGUN = time.monotonic()


def main() -> int:
    """Rehearse. Returns 0, or 1 where something was not as it should be."""
    wrong: list[str] = []
    (ROOT / "build").mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="rehearsal-", dir=ROOT / "build") as folder:
        packages = packaged(Path(folder), say)
        with standing(Path(folder), packages, say) as stand:
            wrong += gateways(stand)
            wrong += journeys(stand)
            wrong += published(texts(Path(folder)))
            tried, through = attacks(stand)
            wrong += through
    say("Not shown here, because the local AWS does not model it:")
    for one in NOT_SHOWN:
        say(f"  - {one}")
    seconds = round(time.monotonic() - BEGUN)
    figures(seconds, tried, len(wrong))
    for one in wrong:
        say(f"WRONG: {one}")
    ended = "see above" if wrong else "all as it should be"
    say(f"Rehearsed in {seconds // 60} min {seconds % 60} s: {ended}")
    return 1 if wrong else 0


def journeys(stand: Stand) -> list[str]:
    """Walks all of them. Gives those that did not end well."""
    wrong = []
    for name, journey in Day(stand.front, stand.prefix).journeys:
        say(f"Journey: {name}")
        try:
            for seen in journey():
                say(f"  {seen}")
        except Exception as broken:  # noqa: BLE001 - the others are walked, whatever it was
            wrong.append(f"{name}: {type(broken).__name__}: {broken}")
    return wrong


def gateways(stand: Stand) -> list[str]:
    """Asks both without CloudFront's key, with a wrong one, with the other's. Gives where that was let in."""
    say("Journey: Round CloudFront, straight to the gateways")
    front, wrong = stand.front, []
    other = dict(zip(front.keys, reversed(front.keys.values()), strict=True))
    tries = {"no key": dict.fromkeys(front.keys, ""), "a wrong key": dict.fromkeys(front.keys, "k" * 40)}
    for what, keys in {**tries, "the other's key": other}.items():
        for which, path in (("public", "/forms/price"), ("office", "/office/sign-in")):
            status = replace(front, keys=keys).asked(which, "GET", path, {}, None).status
            say(f"  {which}, with {what}: {status}")
            wrong += [] if status == 403 else [f"{which} lets in with {what}: {status}"]
    return wrong


def published(content: Path) -> list[str]:
    """Brings the site's own texts to the bucket, as `make publish` does, twice. Gives what is wrong.

    It comes after the journeys: from then on the functions tell what the site tells.
    """
    say("Journey: The site")
    try:
        target = target_of(environments.named("rehearsal"))
        publish(target, content, trial=True)
        first = pages(target)
        publish(target, content, trial=True)
    except Exception as broken:  # noqa: BLE001 - what else there is to find is found, whatever it was
        return [f"The site: {type(broken).__name__}: {broken}"]
    say(f"  {len(first)} files lie where CloudFront reads them; published again, none was sent")
    wrong = [] if pages(target) == first else ["The site: publishing again changed files"]
    return wrong + [f"The site: {name} is not there" for name in EXPECTED if f"site/{name}" not in first]


def texts(folder: Path) -> Path:
    """The site's own texts with the journeys' course: publishing refuses to forget one that is booked."""
    content = Path(copytree(ROOT / "content", folder / "content"))
    courses = content / "courses"
    another = (courses / "everyone-in-the-room.md").read_text(encoding="utf-8")
    called_off = another.replace("Everyone in the room: inclusive practice in music", "Choirs", 1)
    called_off = called_off.replace(
        "\nsample:", "\nstate: cancelled\nreason: The teacher is ill.\nsample:", 1
    )
    (courses / f"{SLUG}.md").write_text(called_off, encoding="utf-8")
    return content


def pages(target: Target) -> dict[str, Any]:
    """What lies in the site's part of the bucket, and when each was put there."""
    listed = target.shelf.s3.get_paginator("list_objects_v2").paginate(Bucket=target.bucket, Prefix="site/")
    return {one["Key"]: one["LastModified"] for page in listed for one in page.get("Contents", ())}


def attacks(stand: Stand) -> tuple[int, list[str]]:
    """Tries what no role may do. Gives how many calls were made, and what is wrong."""
    wrong = [] if document() == written_document() else ["docs/permissions.md is not what the policies say"]
    attack, tried = Attack(stand.known), 0
    for name in roles():
        refused, through = attack.on(name)
        number = len(refused) + len(through)
        tried += number
        say(f"Role {name}: {len(refused)} of {number} calls outside its table are refused")
        for line in in_lines(refused):
            say(f"  refused {line}")
        wrong += [f"{name} was not refused {one}" for one in through]
    seen = [one for one in attack.widened("Follow") if one.startswith("dynamodb:Scan")]
    say(f"A policy widened on purpose lets {len(seen)} scans through, and that is seen")
    return tried, wrong + ([] if seen else ["a policy that was widened on purpose was not noticed"])


def written_document() -> str:
    """The document as it stands, if it can be read as tables."""
    written()
    return (ROOT / "docs" / "permissions.md").read_text(encoding="utf-8")


def figures(seconds: int, tried: int, wrong: int) -> None:
    """Writes build/rehearsal.json."""
    made = [
        ("rehearsal", seconds, "s", 600, seconds <= 600),
        ("rehearsal_refused", tried, "calls", None, True),
        ("rehearsal_wrong", wrong, "findings", 0, wrong == 0),
    ]
    keys = ("name", "value", "unit", "goal", "met")
    listed = [{**dict(zip(keys, one, strict=True)), "against": ""} for one in made]
    (ROOT / "build" / "rehearsal.json").write_text(json.dumps(listed, indent=1) + "\n", encoding="utf-8")


def say(line: str) -> None:
    """Prints it with the time since the beginning."""
    print(f"{time.monotonic() - BEGUN:6.1f} s  {line}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
