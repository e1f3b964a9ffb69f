"""The commands for staff over real tables, with the courses as their files say."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from local import courses, feedback, seats, staff
from musicservice.adapters.dynamodb.course_items import seats_item
from musicservice.domain.training import Seats
from musicservice.services.courses import Outcome
from tests import engines
from tests.functions.conftest import forget_clients
from tests.local.conftest import ROOT
from tests.training import COURSE

SLUG = COURSE.slug


@pytest.fixture
def tables(database_address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Tables that the environment names, as those of the real service are."""
    client = engines.client("dynamodb", database_address)
    engines.make_tables(client, prefix := f"s{tmp_path.name.replace('_', '')[:20]}")
    made = staff.keys(tmp_path / "keys")
    settings = {
        **engines.CREDENTIALS,
        "AWS_ENDPOINT_URL_DYNAMODB": database_address,
        "MUSICSERVICE_TABLES": prefix,
        "MUSICSERVICE_SEAL": made.public.as_uri(),
        "MUSICSERVICE_OPEN": made.private.as_uri(),
        "MUSICSERVICE_CATALOGUE": "",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    forget_clients()
    yield client, prefix
    forget_clients()
    client.close()


def test_the_commands_work_with_the_real_tables_and_the_courses_as_their_files_say(
    tables: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    client, prefix = tables
    with staff.desk(ROOT) as found:
        real = found.catalogue.course(SLUG)
    assert real
    client.put_item(TableName=f"{prefix}-catalogue", Item=seats_item(Seats.opening(real)))

    assert courses.main(ROOT) == 0
    said = capsys.readouterr().out
    assert f"({SLUG})" in said
    assert f"Seats: {real.seats}; 0 confirmed" in said
    assert said.count("NEEDS YOU: It has no seats yet") == len(found.catalogue.courses) - 1
    assert feedback.main([SLUG], ROOT) == 0
    assert feedback.main(["drums"], ROOT) == 2
    assert 'make feedback: there is no course "drums"' in capsys.readouterr().err


@pytest.mark.parametrize(
    ("is_there", "found"), [(False, "no such file"), (True, "a file that is not on show yet")]
)
def test_a_course_that_people_count_on_and_that_is_not_shown_is_told_as_a_mistake(
    tmp_path: Path,
    is_there: bool,  # noqa: FBT001
    found: str,
) -> None:
    if is_there:
        (tmp_path / "content/courses").mkdir(parents=True)
        (tmp_path / f"content/courses/{SLUG}.md").touch()
    sold = replace(Seats.opening(COURSE), confirmed=2, remaining=4)

    with pytest.raises(seats.SeatsRefusedError) as told:
        seats.summary(Outcome(gone=[sold]), tmp_path)

    assert str(told.value) == (
        f"content/courses/{SLUG}.md: the file\n"
        "  expected: the file of a course on which 2 are booked or asked. Its booking is closed\n"
        f"  found: {found}\n"
        "  example: state: cancelled, and the reason why"
    )
