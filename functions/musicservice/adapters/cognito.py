"""What the council's directory says of a member of staff by now, in Cognito: their groups, or that they left.

The library for it is loaded when somebody is first looked up.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from musicservice.adapters.aws import translated

SERVICE = "directory"


@dataclass(frozen=True)
class CognitoRegister:
    """The pool with this id. `client` gives a client of Cognito's, the same one each time."""

    client: Callable[[], Any]
    pool: str

    def groups(self, username: str) -> tuple[str, ...] | None:
        """Their groups by now; None for whom it does not know, or no longer lets in. Raises UnavailableError.

        A pool has fewer groups than one answer holds, which is sixty.
        """
        asked = {"UserPoolId": self.pool, "Username": username}
        with translated(SERVICE):
            client = self.client()
            try:
                if not client.admin_get_user(**asked)["Enabled"]:
                    return None
                listed = client.admin_list_groups_for_user(**asked)["Groups"]
            except client.exceptions.UserNotFoundException:
                return None
        return tuple(str(one["GroupName"]) for one in listed)
