"""`make rollback ENV=…`: the release before this one, in one step and without a build; TO=name for another.

It brings back pages, and nothing that people did or were told: courses, forms and what was booked stay.
"""

import os
import sys
from datetime import datetime

from cloud import environments
from cloud.environments import UnknownError
from cloud.publish import SAY, ended
from cloud.releases import Live, Release
from cloud.summary import AS_IT_IS, planned
from cloud.switching import Switch
from cloud.target import NotDeployedError, Target, target_of
from local.strict import RefusedError
from musicservice.domain.training import LONDON
from musicservice.pages.filters import longdate


def main() -> int:
    """Roll back. Returns 0 done, 1 refused or failed, 2 asked wrongly, 130 interrupted."""
    try:
        target = target_of(environments.named(os.environ.get("ENV", "")))
    except (UnknownError, NotDeployedError) as missing:
        print(f"make rollback: {missing}", file=sys.stderr)
        return 2
    dry = os.environ.get("DRY_RUN", "") == "yes"
    return ended(lambda: roll_back(target, os.environ.get("TO", ""), dry=dry))


def roll_back(target: Target, name: str = "", *, dry: bool = False) -> None:
    """To the release of that name, else to the one before. Raises what `ended` tells."""
    today = datetime.now(LONDON).date()
    switch = Switch(target.shelf, target.edge, today.isoformat(), SAY)
    live, _ = switch.shelf.live()
    release = chosen(live, switch.shelf.releases(), name, today.isoformat())
    outlook = switch.look(release)
    SAY(f"Back to release {release.name}.")
    if dry:
        SAY(planned(outlook, []))
        return
    if not switch.bring(outlook, {}, back=True):
        SAY(AS_IT_IS)
        return
    SAY(f"The site is release {release.name}. Courses, forms and what was booked are as they were.")
    if outlook.whole:
        forward = f"make rollback ENV={target.environment.name} TO={outlook.whole.name}"
        SAY(f"To come forward again: {forward}")


def chosen(live: Live, kept: list[Release], name: str, today: str) -> Release:
    """The release to go back to. Raises RefusedError where it is not there or shows what is over by now."""
    wanted = name or live.last()
    known = ", ".join(one.name for one in kept if one.name != live.whole) or "none"
    found = next((one for one in kept if one.name == wanted), None)
    if found is None:
        lost = f"there is no release {name}" if name else "there is no release before this one"
        raise RefusedError(f"{lost}. Kept are: {known}")
    if not found.may_be_shown(today):
        over = longdate(datetime.fromisoformat(found.until).date())
        raise RefusedError(
            f"release {found.name} shows a page that was over after {over}, or a picture whose consent ended "
            f"then. Put the texts right and publish, or name another with TO=. Kept are: {known}"
        )
    return found


if __name__ == "__main__":
    sys.exit(main())
