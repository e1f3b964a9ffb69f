"""What Cognito says of staff by now, from a pool of the stand-in that is made from the real template."""

from collections.abc import Iterator
from typing import Any

import pytest

from local import directory
from musicservice.adapters.cognito import CognitoRegister
from musicservice.adapters.oidc import Provider
from musicservice.domain.office.area import AREAS
from musicservice.domain.office.staff import ROLES, Staff
from musicservice.ports import UnavailableError
from tests import engines


@pytest.fixture(scope="module")
def pool(ministack_address: str) -> Iterator[tuple[Any, str]]:
    """A client of the directory, and the id of a pool with one person for each role."""
    made = directory.make(engines.ROOT, ministack_address, "http://office.example", engines.CREDENTIALS)
    provider = Provider(made["MUSICSERVICE_ISSUER"], "", "", made["MUSICSERVICE_CLIENT"], "", "")
    client = directory.client(ministack_address, engines.CREDENTIALS)
    yield client, provider.pool
    client.close()


def said(pool: tuple[Any, str], name: str) -> tuple[str, ...] | None:
    client, known = pool
    return CognitoRegister(lambda: client, known).groups(name)


def test_everybody_in_the_template_has_their_role_and_the_template_has_every_role(
    pool: tuple[Any, str],
) -> None:
    people = [Staff.of(one.username, one.name, said(pool, one.username) or ()) for one in directory.people()]

    assert {role for one in people for role in one.roles} == set(ROLES)
    assert {area for one in people for area in one.areas} == set(AREAS)


def test_who_leaves_a_group_a_job_or_the_directory_is_no_longer_there(pool: tuple[Any, str]) -> None:
    client, known = pool
    who = {"UserPoolId": known, "Username": "ada"}

    client.admin_remove_user_from_group(**who, GroupName="role-enrolment-officer")
    assert set(said(pool, "ada") or ()) == {f"area-{area}" for area in AREAS}
    client.admin_disable_user(**who)
    assert said(pool, "ada") is None
    client.admin_delete_user(**who)
    assert said(pool, "ada") is None
    assert said(pool, "unheard-of") is None


def test_a_directory_that_does_not_answer_says_nothing_of_anybody(pool: tuple[Any, str]) -> None:
    client = directory.client(f"http://127.0.0.1:{engines.free_port()}", engines.CREDENTIALS)

    with pytest.raises(UnavailableError):
        said((client, pool[1]), "bola")
