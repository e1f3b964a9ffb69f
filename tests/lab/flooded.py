"""One process of the flood: the public function behind the gateway of `make run`, whole or spoilt."""

import os
import sys

import waitress.server

from local.functions import function
from local.gateway import Answer, Gateway
from musicservice.web import crowding

STAGE = "/forms"
THREADS = 8


def nobody(_self: crowding.Crowding, _request: crowding.Request) -> None:
    """Everybody is let in."""


def as_told(request: crowding.Request, *, behind_edge: bool) -> str:
    """Who asks is who they say they are."""
    return request.headers.get("x-forwarded-for", (str(behind_edge),))[0].partition(",")[0]


WITHOUT = {
    "counting by source": (crowding.Crowding, "admit", nobody),
    "doubt of what a header says": (crowding, "address", as_told),
}


def main(port: int, without: str) -> None:
    if without:
        setattr(*WITHOUT[without])

    def problem(status: int, incident: str = "") -> Answer:
        return status, [], incident.encode()

    gateway = Gateway(function("public").app, STAGE, problem)
    server = waitress.server.create_server(
        gateway,
        host="127.0.0.1",
        port=port,
        threads=THREADS,
        ident=None,
        connection_limit=200,
        clear_untrusted_proxy_headers=False,  # what the source claims has to come as far as the function
    )
    server.run()


if __name__ == "__main__":
    main(int(sys.argv[1]), os.environ.get("FLOOD_WITHOUT", ""))
