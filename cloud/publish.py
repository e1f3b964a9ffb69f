"""`make publish ENV=…`: check, build, and bring to the cloud what changed; safe to repeat and to interrupt.

The forms learn of a new course first, then the courses get their seats, then the pages change. `DRY_RUN=yes`
says what would be done. `TRIAL=yes` lets samples through, and keeps search engines out: never for `prod`.
`DAILY=yes` is for the build of each night: it does not undo what somebody rolled back.
"""

import os
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from cloud import environments
from cloud.environments import Environment, UnknownError
from cloud.forms_catalogue import Bundles
from cloud.making import Made, checked_and_built, made
from cloud.releases import BrokenRecordError
from cloud.shelf import OvertakenError, ShelfError
from cloud.summary import differences, planned, summed_up
from cloud.switching import Switch
from cloud.target import NotDeployedError, Target, target_of
from local.places import ROOT
from local.process import BrokenError
from local.seats import SeatsRefusedError, followed, summary
from local.strict import RefusedError, keep_addresses, keep_out, workshop
from musicservice.adapters.dynamodb import DynamoSeats
from musicservice.catalogue import Catalogue
from musicservice.domain.training import LONDON

SAY = partial(print, flush=True)
FOR_FAMILIES = "prod"
REFUSED = (RefusedError, SeatsRefusedError, BrokenRecordError)
FAILED = (ShelfError, BrokenError)


def main(content: Path = ROOT / "content") -> int:
    """Publish. Returns 0 published, 1 refused or failed, 2 asked wrongly, 130 interrupted."""
    try:
        environment = environments.named(os.environ.get("ENV", ""))
        trial, dry, daily = (os.environ.get(name, "") == "yes" for name in ("TRIAL", "DRY_RUN", "DAILY"))
        if problem := asked_wrongly(environment, trial=trial):
            print(f"make publish: {problem}", file=sys.stderr)
            return 2
        target = target_of(environment)
        return ended(lambda: publish(target, content, trial=trial, dry=dry, daily=daily))
    except (UnknownError, NotDeployedError) as missing:
        print(f"make publish: {missing}", file=sys.stderr)
        return 2


def asked_wrongly(environment: Environment, *, trial: bool) -> str:
    """Why this may not be asked for; "" where it may."""
    if os.environ.get("TODAY"):
        return "TODAY is for trying: publish without it"
    if trial and environment.name == FOR_FAMILIES:
        return f"a trial is not for ENV={FOR_FAMILIES}: families read that"
    return ""


def ended(deed: Callable[[], None]) -> int:
    """How it ended, as an exit code, said to whoever asked."""
    try:
        deed()
    except REFUSED as refused:
        print(f"{refused}\n\nNo page was published.", file=sys.stderr)
        return 1
    except FAILED as failed:
        print(f"{failed}\nRun the same again to finish.", file=sys.stderr)
        return 1
    except OvertakenError:
        print("Somebody else began in the meantime, and goes on. Nothing more is done here.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted. Run the same again to finish.", file=sys.stderr)
        return 130
    return 0


def publish(
    target: Target, content: Path, *, trial: bool = False, dry: bool = False, daily: bool = False
) -> None:
    """All of it. Raises what `ended` tells."""
    if daily and target.shelf.live()[0].held:
        raise RefusedError("somebody rolled the site back: it stays so until somebody runs make publish")
    with workshop() as bench:
        strict = checked_and_built(content, bench, samples=trial)
        if trial:
            keep_out(strict)
        now = datetime.now(LONDON)
        one = made(strict, now)
        at_home(target.environment, one)
        switch = Switch(target.shelf, target.edge, now.date().isoformat(), SAY)
        outlook = switch.look(one.release)
        SAY(differences(outlook, one.strict, target.shelf))
        bundles = Bundles(target.client("lambda"), target.client("s3"), target.bundles)
        outdated = bundles.outdated(target.functions, one.catalogue)
        if dry:
            SAY(planned(outlook, sorted(outdated)))
            return
        if outdated:
            SAY("Telling the forms what the site tells…")
            bundles.replace(outdated, SAY)
        courses(target, one)
        outlook = switch.look(one.release)  # the forms may have taken a while
        if switch.bring(outlook, one.files) and target.environment.name == FOR_FAMILIES:
            keep_addresses(one.strict, content)
        SAY(summed_up(outlook, target.environment.name))


def at_home(environment: Environment, one: Made) -> None:
    """Whether pages name the address that they will have. Raises RefusedError where families read them."""
    named = Catalogue.from_json(one.catalogue.decode()).site.url
    if named == (here := environment.parameters["SiteUrl"]):
        return
    words = (
        f"the pages say that they are at {named} (content/data/site.toml), and {environment.name} is {here}"
    )
    if environment.name == FOR_FAMILIES:
        raise RefusedError(f"{words}: put one of them right")
    SAY(f"Note: {words}.")


def courses(target: Target, one: Made) -> None:
    """Give the courses the seats that this build says. Raises SeatsRefusedError, BrokenError."""
    wanted = Catalogue.from_json(one.catalogue.decode()).courses
    seats = DynamoSeats(target.client("dynamodb"), target.environment.prefix)
    SAY(summary(followed(seats, wanted), ROOT))


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:2])))
