"""The server of `make run` as it is, with a small app in the place of the forms."""

import importlib.util
import socket
import sys
from pathlib import Path

from local import server
from local.serving import Serving
from local.settings import Addresses
from local.shown import Shown
from local.working import Working


def main(port: int, app: Path, folder: Path) -> None:
    """Serves until it is ended. `app` is a module of Chalice's; the server keeps its files in `folder`."""
    spec = importlib.util.spec_from_file_location("hello_app", app)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    shown, here = folder / "shown.json", f"http://127.0.0.1:{port}"
    Shown(str(folder), {}, "").write(shown)
    listening = socket.create_server(("127.0.0.1", port), backlog=128)
    addresses = Addresses(here, here, here)
    working = Working(folder, folder)
    app_ = server.wsgi(shown, module.app, folder / "catalogue.json", addresses, working)
    Serving(app_, listening, threads=server.THREADS, ident=None).run()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
