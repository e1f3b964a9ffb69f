"""Which mail host somebody meant who typed one that is nearly a well-known one.

It only suspects. A host may exist that is one letter from a large one, so whoever typed it has the
last word.
"""

from musicservice.domain.spelling import one_slip

WELL_KNOWN = (
    "gmail.com",
    "googlemail.com",
    "hotmail.com",
    "hotmail.co.uk",
    "outlook.com",
    "live.co.uk",
    "yahoo.com",
    "yahoo.co.uk",
    "icloud.com",
    "btinternet.com",
    "talktalk.net",
    "durham.gov.uk",
)
"""Where most families here have their mail. All are long enough for one wrong letter to be a slip."""
NEIGHBOURS = frozenset({"ymail.com", "mail.com", "email.com"})
"""Hosts that exist and are one letter from one of those."""
NO_ENDING, ENDING = ".con", ".com"


def meant(host: str) -> str | None:
    """The host that was probably meant by `host`, in lower case; None where nothing is suspicious."""
    if host in WELL_KNOWN or host in NEIGHBOURS:
        return None
    ended = host.removesuffix(NO_ENDING) + ENDING if host.endswith(NO_ENDING) else host
    near = next((known for known in WELL_KNOWN if ended == known or one_slip(ended, known)), ended)
    return None if near == host else near
