"""T14, the other half: which tokens of a directory are believed, and that of all others none is."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import urllib3
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from musicservice.adapters.oidc import AGAIN_AFTER, Oidc, Provider
from musicservice.ports import UnavailableError
from musicservice.services.office.signing_in import Beginning
from musicservice.staff_ports import NotSignedInError

PROVIDER = Provider(
    issuer="https://issuer.example/pool",
    hosted="https://sign-in.example",
    keys="https://issuer.example/pool/keys",
    client="the-office",
    back="https://office.example/signed-in",
    left="https://office.example/signed-out",
)
BEGUN = Beginning("s" * 43, "/queue/enrolment")


@cache
def key(name: str) -> rsa.RSAPrivateKey:
    del name
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def pem(name: str) -> bytes:
    half = serialization.PublicFormat.SubjectPublicKeyInfo
    return key(name).public_key().public_bytes(serialization.Encoding.PEM, half)


def listed(name: str) -> dict[str, Any]:
    public = jwt.algorithms.RSAAlgorithm.to_jwk(key(name).public_key(), as_dict=True)
    return {**public, "kid": name, "alg": "RS256", "use": "sig"}


def claims(**changes: Any) -> dict[str, Any]:
    now = int(time.time())
    said = {
        "iss": PROVIDER.issuer,
        "aud": PROVIDER.client,
        "sub": "46606949",
        "exp": now + 3600,
        "iat": now,
        "nonce": BEGUN.nonce,
        "token_use": "id",
        "name": "Ada Example",
        "cognito:username": "ada",
        "cognito:groups": ["role-manager", "area-durham", "role-unheard-of", "something"],
    }
    return {name: value for name, value in {**said, **changes}.items() if value is not None}


def at(seconds: int) -> int:
    """So many seconds from now, whenever the test is run."""
    return int(time.time()) + seconds


def token(said: Mapping[str, Any] | None = None, signer: str = "ours", kid: str = "ours") -> str:
    return jwt.encode(dict(said or claims()), key(signer), "RS256", headers={"kid": kid})


@dataclass
class Answer:
    status: int
    data: bytes


@dataclass
class Http:
    """The directory's side: the keys it lists, and the token it gives for a code."""

    token: str = ""
    status: int = 200
    body: bytes | None = None
    asked: list[tuple[str, str, Any]] = field(default_factory=list)

    def request(self, method: str, address: str, **more: Any) -> Answer:
        self.asked.append((method, address, more))
        if address == PROVIDER.keys:
            return Answer(200, json.dumps({"keys": [listed("ours")]}).encode())
        body = json.dumps({"id_token": self.token}).encode() if self.body is None else self.body
        return Answer(self.status, body)


def oidc(http: Any) -> Oidc:
    return Oidc(PROVIDER, http=http)


def test_who_is_proved_is_let_in_with_what_the_groups_say() -> None:
    http = Http(token())

    staff, username = oidc(http).who("the-code", BEGUN.verifier, BEGUN.nonce)

    assert (staff.id, staff.name) == ("46606949", "Ada Example")
    assert username == "ada"
    assert staff.roles == {"manager"}
    assert staff.areas == {"durham"}
    sent = parse_qs(http.asked[0][2]["body"])
    assert sent["code_verifier"] == [BEGUN.verifier]
    assert sent["redirect_uri"] == [PROVIDER.back]


def tampered() -> str:
    head, body, signature = token().split(".")
    said = json.loads(base64.urlsafe_b64decode(body + "=="))
    changed = base64.urlsafe_b64encode(json.dumps({**said, "sub": "another"}).encode()).decode().rstrip("=")
    return f"{head}.{changed}.{signature}"


def unsigned() -> str:
    head = base64.urlsafe_b64encode(json.dumps({"alg": "none", "kid": "ours"}).encode()).decode().rstrip("=")
    body = base64.urlsafe_b64encode(json.dumps(claims()).encode()).decode().rstrip("=")
    return f"{head}.{body}."


def signed_with_the_public_key() -> str:
    """HS256 with what everybody can read as its secret: the old confusion of algorithms."""
    head = {"alg": "HS256", "kid": "ours", "typ": "JWT"}
    parts = [
        base64.urlsafe_b64encode(json.dumps(one).encode()).decode().rstrip("=") for one in (head, claims())
    ]
    made = hmac.new(pem("ours"), ".".join(parts).encode(), hashlib.sha256).digest()
    return ".".join([*parts, base64.urlsafe_b64encode(made).decode().rstrip("=")])


REFUSED: Mapping[str, Callable[[], str]] = {
    "tampered with": tampered,
    "no signature": unsigned,
    "the public key as a secret": signed_with_the_public_key,
    "another key by our key's name": lambda: token(signer="theirs"),
    "a key nobody lists": lambda: token(signer="theirs", kid="theirs"),
    "another pool": lambda: token(claims(iss="https://issuer.example/other")),
    "another client": lambda: token(claims(aud="another")),
    "our client among others": lambda: token(claims(aud=["another"])),
    "over": lambda: token(claims(exp=at(-60))),
    "not yet": lambda: token(claims(nbf=at(600))),
    "issued later": lambda: token(claims(iat=at(600))),
    "another beginning": lambda: token(claims(nonce="other")),
    "no nonce": lambda: token(claims(nonce=None)),
    "an access token": lambda: token(claims(token_use="access")),  # noqa: S106 - a kind of token
    "no use": lambda: token(claims(token_use=None)),
    "no time": lambda: token(claims(exp=None)),
    "nobody": lambda: token(claims(sub=None)),
    "no token at all": lambda: "nonsense",
    "empty": lambda: "",
    "three dots": lambda: "...",
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_not_believed_when_it_is(name: str) -> None:
    with pytest.raises(NotSignedInError) as refused:
        oidc(Http(REFUSED[name]())).who("the-code", BEGUN.verifier, BEGUN.nonce)

    assert "Ada" not in str(refused.value)


@pytest.mark.parametrize("body", [b"{}", b'{"id_token": 5}', b'{"access_token": "x"}'])
def test_an_answer_without_a_token_proves_nobody(body: bytes) -> None:
    with pytest.raises(NotSignedInError):
        oidc(Http(body=body)).who("c", BEGUN.verifier, BEGUN.nonce)


@pytest.mark.parametrize(("status", "body"), [(500, b"{}"), (503, b""), (200, b"<html>"), (200, b"[]")])
def test_a_directory_that_is_broken_lets_nobody_in(status: int, body: bytes) -> None:
    with pytest.raises(UnavailableError):
        oidc(Http(status=status, body=body)).who("c", BEGUN.verifier, BEGUN.nonce)


def test_one_that_does_not_answer_lets_nobody_in() -> None:
    class Silent:
        def request(self, method: str, address: str, **_more: Any) -> Any:
            raise urllib3.exceptions.MaxRetryError(None, f"{method} {address}")  # type: ignore[arg-type]

    with pytest.raises(UnavailableError):
        oidc(Silent()).who("c", BEGUN.verifier, BEGUN.nonce)


def test_a_code_that_was_used_before_proves_nobody() -> None:
    with pytest.raises(NotSignedInError):
        oidc(Http(status=400, body=b'{"error": "invalid_grant"}')).who("c", BEGUN.verifier, BEGUN.nonce)


def test_keys_are_not_asked_for_again_by_whoever_makes_names_up() -> None:
    http, at = Http(), [0.0]
    directory = Oidc(PROVIDER, http=http, clock=lambda: at[0])  # type: ignore[arg-type]
    for _ in range(5):
        with pytest.raises(NotSignedInError):
            directory.claims(token(signer="theirs", kid="theirs"), BEGUN.nonce)
    assert len(http.asked) == 1

    at[0] += AGAIN_AFTER + 1
    with pytest.raises(NotSignedInError):
        directory.claims(token(signer="theirs", kid="theirs"), BEGUN.nonce)
    assert len(http.asked) == 2


def test_the_door_carries_a_challenge_and_the_secret_stays() -> None:
    asked = parse_qs(urlsplit(oidc(Http()).door(BEGUN.state, BEGUN.nonce, BEGUN.challenge)).query)

    assert asked["code_challenge_method"] == ["S256"]
    made = base64.urlsafe_b64encode(hashlib.sha256(BEGUN.verifier.encode()).digest()).decode().rstrip("=")
    assert asked["code_challenge"] == [made]
    assert BEGUN.secret not in repr(asked)
    assert BEGUN.verifier not in repr(asked)
    assert len({BEGUN.state, BEGUN.nonce, BEGUN.verifier}) == 3
    assert Beginning(BEGUN.secret, "/elsewhere").state != BEGUN.state
