"""The council's directory on this machine: a Cognito pool of ministack's, made from the template of the
real one.

It is made anew whenever ministack starts, since that forgets, and what it is called by then stands in a
file that the office follows. The people in it are invented, one for each role. Ministack's sign-in page
asks for no second factor, though the pool requires one: that wall is AWS's alone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config

from musicservice.domain.office.area import AREAS
from musicservice.domain.office.staff import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TEMPLATE = Path("functions/infrastructure/staff.json")
PASSWORD = "only-for-this-machine"  # noqa: S105 - it opens nothing but a pool on the loopback interface
NAMES: Mapping[str, str] = {
    "enrolment-officer": "Ada Example",
    "remission-officer": "Bola Example",
    "cpd-officer": "Chen Example",
    "safeguarding-lead": "Dara Example",
    "manager": "Eira Example",
    "auditor": "Farid Example",
}
ONE_AREA = {"darlington-officer": ("enrolment-officer", "Gwen Example", ("darlington",))}
"""Somebody who sees one area and not the others."""
PASSED_ON = ("MfaConfiguration", "Policies", "AdminCreateUserConfig", "DeletionProtection")


@dataclass(frozen=True)
class Person:
    """Somebody in the directory. `name` is also what they sign in with, until the first space, in small
    letters.
    """

    username: str
    name: str
    groups: tuple[str, ...]


def people() -> Iterator[Person]:
    """One for each role, who sees every area; and one who sees a single area."""
    for role in ROLES:
        name = NAMES[role]
        yield Person(name.split()[0].lower(), name, (f"role-{role}", *(f"area-{area}" for area in AREAS)))
    for role, name, areas in ONE_AREA.values():
        yield Person(name.split()[0].lower(), name, (f"role-{role}", *(f"area-{area}" for area in areas)))


def make(root: Path, address: str, office_url: str, credentials: Mapping[str, str]) -> dict[str, str]:
    """Make the pool with its people; gives what the office is told of it, by setting."""
    resources = json.loads((root / TEMPLATE).read_text(encoding="utf-8"))["Resources"]
    cognito = client(address, credentials)
    asked = resources["Pool"]["Properties"]
    pool = cognito.create_user_pool(
        PoolName="office", **{name: asked[name] for name in PASSED_ON if name in asked}
    )["UserPool"]["Id"]
    office = cognito.create_user_pool_client(
        UserPoolId=pool, **_client(resources["Client"]["Properties"], office_url)
    )["UserPoolClient"]["ClientId"]
    for each in resources.values():
        if each["Type"] == "AWS::Cognito::UserPoolGroup":
            cognito.create_group(UserPoolId=pool, GroupName=each["Properties"]["GroupName"])
    for person in people():
        _add(cognito, pool, person)
    region = credentials["AWS_DEFAULT_REGION"]
    return {
        "MUSICSERVICE_ISSUER": f"https://cognito-idp.{region}.amazonaws.com/{pool}",
        "MUSICSERVICE_ISSUER_KEYS": f"{address}/{pool}/.well-known/jwks.json",
        "MUSICSERVICE_SIGN_IN": address,
        "MUSICSERVICE_CLIENT": office,
        "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER": address,
    }


def client(address: str, credentials: Mapping[str, str]) -> Any:
    """A client of the stand-in."""
    return boto3.client(
        "cognito-idp",
        endpoint_url=address,
        region_name=credentials["AWS_DEFAULT_REGION"],
        aws_access_key_id=credentials["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=credentials["AWS_SECRET_ACCESS_KEY"],
        config=Config(proxies={}),
    )


def _client(properties: Mapping[str, Any], office_url: str) -> dict[str, Any]:
    """What the template asks of the client, with our own address in it, and no directory but the pool."""
    asked = {name: value for name, value in properties.items() if name != "UserPoolId"}
    asked["SupportedIdentityProviders"] = ["COGNITO"]
    for name in ("CallbackURLs", "LogoutURLs"):
        asked[name] = [one["Fn::Sub"].replace("${OfficeUrl}", office_url) for one in asked[name]]
    return asked


def _add(cognito: Any, pool: str, person: Person) -> None:
    cognito.admin_create_user(
        UserPoolId=pool,
        Username=person.username,
        UserAttributes=[{"Name": "name", "Value": person.name}],
        MessageAction="SUPPRESS",
        TemporaryPassword=PASSWORD,
    )
    cognito.admin_set_user_password(
        UserPoolId=pool, Username=person.username, Password=PASSWORD, Permanent=True
    )
    for group in person.groups:
        cognito.admin_add_user_to_group(UserPoolId=pool, Username=person.username, GroupName=group)
