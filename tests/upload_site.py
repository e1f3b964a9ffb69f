"""A whole origin whose public function has the page of proofs, for one draft that is kept in memory."""

import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4
from wsgiref.types import WSGIApplication

import pytest
import waitress.server

from local import buckets
from local.crew import listen
from local.keys import Keys, keys
from local.server import LARGEST_BODY, UPLOAD_PAGES, wsgi
from local.settings import Addresses
from local.shown import Shown
from local.tables import PREFIX
from local.working import Working
from musicservice import bootstrap
from musicservice.domain.uploads import Upload
from musicservice.pages.uploads import Way
from musicservice.services.evidence import Ids
from musicservice.web.reply import Reply
from musicservice.web.request import Request
from musicservice.web.uploads import UploadPages
from tests import engines
from tests.functions.conftest import forget_clients, loaded

PAGE = UPLOAD_PAGES["enrolment"]
WAY = Way(here=PAGE, send_to="/uploads/enrolment", before="/help-with-fees/", save="/enrol/continue/")


@dataclass
class UploadSite:
    """Where it answers, what the draft holds, and the worker's rounds."""

    url: str
    s3: Any
    names: dict[str, str]
    ids: Ids = ()

    @property
    def page(self) -> str:
        return self.url + PAGE

    def states(self) -> list[Upload | None]:
        return [bootstrap.proof_desk().states.get(one) for one in self.ids]

    def lying(self, place: str) -> list[str]:
        """The names of the files in "Quarantine" or "Evidence"."""
        listed = self.s3.list_objects_v2(Bucket=self.names[place]).get("Contents", [])
        return [one["Key"] for one in listed]

    def close(self) -> None:
        """Leave nothing behind for the next."""
        for place in ("Quarantine", "Evidence"):
            for key in self.lying(place):
                self.s3.delete_object(Bucket=self.names[place], Key=key)
        self.s3.close()

    def work(self) -> None:
        """The worker comes by."""
        bootstrap.inspect()()
        bootstrap.purge()()


def with_page(site: UploadSite, app: Any) -> Any:
    """The public function with the page's two routes, over the one draft."""

    def pages() -> UploadPages:
        catalogue = bootstrap.public().published.catalogue()
        return UploadPages(bootstrap.proof_desk(), lambda: catalogue.site, WAY, site.url)

    def uploads(request: Request) -> Reply:
        reply, site.ids = pages().show(request, site.ids)
        return reply

    def take_out_upload(request: Request) -> Reply:
        reply, site.ids = pages().take_out(request, site.ids)
        return reply

    route = app.routes["/enrolment/uploads"]
    route["GET"].view_function = route["HEAD"].view_function = uploads
    route["POST"].view_function = take_out_upload
    return app


@cache
def made_keys() -> Keys:
    """Keys for all who need some: making them takes a second."""
    return keys(Path(tempfile.mkdtemp(prefix="keys-")))


def settings(catalogue: Path, url: str, database: str, services: str) -> dict[str, str]:
    """What the functions are told: their tables' names begin with one of their own."""
    made = made_keys()
    return {
        **engines.CREDENTIALS,
        "AWS_ENDPOINT_URL_DYNAMODB": database,
        "AWS_ENDPOINT_URL_S3": services,
        "MUSICSERVICE_CATALOGUE": str(catalogue),
        "MUSICSERVICE_TABLES": f"s{uuid4().hex[:8]}",
        "MUSICSERVICE_SITE_URL": url,
        "MUSICSERVICE_QUARANTINE": buckets.names()["Quarantine"],
        "MUSICSERVICE_EVIDENCE": buckets.names()["Evidence"],
        "MUSICSERVICE_SCANNER": "structure",
        "MUSICSERVICE_SEAL": made.public.as_uri(),
        "MUSICSERVICE_FINGERPRINT": made.fingerprint.as_uri(),
    }


@contextmanager
def upload_site(
    folder: Path, built: Path, catalogue: Path, database: str, services: str
) -> Iterator[UploadSite]:
    """The origin over the engines at `database` and `services`, for as long as the context lasts."""
    with listen(0) as listener, pytest.MonkeyPatch.context() as environment, ExitStack() as undo:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        given = settings(catalogue, url, database, services)
        for name, value in given.items():
            environment.setenv(name, value)
        site = UploadSite(url, engines.client("s3", services), buckets.names())
        undo.callback(site.close)
        tables = undo.enter_context(closing(engines.client("dynamodb", database)))
        engines.make_tables(tables, given["MUSICSERVICE_TABLES"])
        engines.make_buckets(site.s3, PREFIX)
        Shown(str(built)).write(folder / "shown.json")
        forget_clients()
        undo.callback(forget_clients)
        app = with_page(site, loaded("public").app)
        addresses = Addresses(url, database, services)
        serving = wsgi(folder / "shown.json", app, catalogue, addresses, Working(folder, folder))
        undo.enter_context(served(serving, listener))
        yield site


@contextmanager
def served(app: WSGIApplication, listener: socket.socket) -> Iterator[None]:
    server = waitress.server.create_server(app, sockets=[listener], max_request_body_size=LARGEST_BODY)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.task_dispatcher.shutdown()
        server.trigger.pull_trigger(server.close)
        thread.join(5)
