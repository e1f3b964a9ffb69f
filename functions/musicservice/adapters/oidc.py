"""The council's directory behind Cognito, by OpenID Connect: where to sign in, and who came back.

A token is believed when its signature, issuer, audience, time, use and nonce are right, and not otherwise.
Libraries are loaded when somebody signs in, which is once a day for each.
"""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlencode

import urllib3

from musicservice.domain.office.staff import Staff
from musicservice.ports import UnavailableError
from musicservice.staff_ports import MADE_UP, NotSignedInError

SERVICE = "directory"
ALGORITHM = "RS256"
CLAIMS = ("iss", "aud", "exp", "iat", "sub", "nonce", "token_use")
USE = "id"
USERNAME = "cognito:username"
LEEWAY = 30
"""Seconds by which two clocks may differ."""
KEYS_KEPT = 3600
AGAIN_AFTER = 60
"""How soon a key that is not known is looked for again: who makes keys up must not have us ask for each."""
GOOD, CLIENT_FAULT = 200, 400


@dataclass(frozen=True)
class Provider:
    """A pool: its issuer, where it signs people in, where its keys are, and what it knows us as.

    `back` is our own address that it sends people to, `left` the one it sends them to once they signed out.
    """

    issuer: str
    hosted: str
    keys: str
    client: str
    back: str
    left: str

    @classmethod
    def of_office(cls, origin: str, issuer: str, hosted: str, keys: str, client: str) -> Self:
        """For the office at `origin`, which has a page for who comes back and one for who left."""
        return cls(issuer, hosted.rstrip("/"), keys, client, f"{origin}/signed-in", f"{origin}/signed-out")

    @property
    def pool(self) -> str:
        """The pool's id, which an issuer of Cognito's ends with."""
        return self.issuer.rpartition("/")[2]


@dataclass
class Oidc:
    """The directory. `pool` makes the requests."""

    provider: Provider
    http: urllib3.PoolManager = field(
        default_factory=lambda: urllib3.PoolManager(timeout=5.0, retries=False, maxsize=2)
    )
    clock: Callable[[], float] = time.monotonic
    known: dict[str, Any] = field(default_factory=dict)
    fetched: float = float("-inf")

    def door(self, state: str, nonce: str, challenge: str) -> str:
        """Where to send somebody."""
        asked = {
            "response_type": "code",
            "client_id": self.provider.client,
            "redirect_uri": self.provider.back,
            "scope": "openid profile",
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        return f"{self.provider.hosted}/oauth2/authorize?{urlencode(asked)}"

    def way_out(self) -> str:
        """Where the directory forgets them."""
        asked = {"client_id": self.provider.client, "logout_uri": self.provider.left}
        return f"{self.provider.hosted}/logout?{urlencode(asked)}"

    def who(self, code: str, verifier: str, nonce: str) -> tuple[Staff, str]:
        """Who the code was given to, and what the pool calls them.

        Raises NotSignedInError, UnavailableError.
        """
        asked = {
            "grant_type": "authorization_code",
            "client_id": self.provider.client,
            "redirect_uri": self.provider.back,
            "code": code,
            "code_verifier": verifier,
        }
        answer = self._json("POST", f"{self.provider.hosted}/oauth2/token", fields=asked)
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise NotSignedInError("no-token")
        said = self.claims(token, nonce)
        return staff(said), str(said.get(USERNAME) or said["sub"])

    def claims(self, token: str, nonce: str) -> Mapping[str, Any]:
        """What a token says, once all of it is proved. Raises NotSignedInError, UnavailableError."""
        import jwt  # noqa: PLC0415 - see above

        try:
            named = jwt.get_unverified_header(token)
            if named.get("alg") != ALGORITHM:
                raise NotSignedInError("algorithm")
            said: dict[str, Any] = jwt.decode(
                token,
                jwt.PyJWK(self._key(str(named.get("kid", ""))), algorithm=ALGORITHM),
                algorithms=[ALGORITHM],
                audience=self.provider.client,
                issuer=self.provider.issuer,
                leeway=LEEWAY,
                options={"require": list(CLAIMS)},
            )
        except jwt.PyJWTError as wrong:
            raise NotSignedInError(type(wrong).__name__) from None
        if said["nonce"] != nonce:
            raise NotSignedInError("nonce")
        if said["token_use"] != USE:
            raise NotSignedInError("token-use")
        return said

    def _key(self, name: str) -> Any:
        age = self.clock() - self.fetched
        if age > KEYS_KEPT or (name not in self.known and age > AGAIN_AFTER):
            listed = self._json("GET", self.provider.keys).get("keys", [])
            self.known = {str(one.get("kid")): one for one in listed if isinstance(one, dict)}
            self.fetched = self.clock()
        if name not in self.known:
            raise NotSignedInError("unknown-key")
        return self.known[name]

    def _json(self, method: str, address: str, fields: dict[str, str] | None = None) -> dict[str, Any]:
        """An answer of the directory's. One that refuses what we sent proves nobody."""
        try:
            if fields is None:
                got = self.http.request(method, address)
            else:
                form = "application/x-www-form-urlencoded"
                got = self.http.request(
                    method, address, body=urlencode(fields), headers={"Content-Type": form}
                )
            if got.status == CLIENT_FAULT:
                raise NotSignedInError(MADE_UP)
            if got.status != GOOD:
                raise UnavailableError(SERVICE, f"status-{got.status}")
            said = json.loads(got.data)
        except urllib3.exceptions.HTTPError as failure:
            raise UnavailableError(SERVICE, type(failure).__name__) from None
        except ValueError:
            raise UnavailableError(SERVICE, "not-json") from None
        if not isinstance(said, dict):
            raise UnavailableError(SERVICE, "not-an-object")
        return said


def staff(claims: Mapping[str, Any]) -> Staff:
    """Who the claims of a token are about."""
    groups = claims.get("cognito:groups") or ()
    named = claims.get("name") or claims.get(USERNAME) or claims["sub"]
    listed = groups if isinstance(groups, list | tuple) else ()
    return Staff.of(str(claims["sub"]), str(named)[:100], [str(one) for one in listed])
