"""pip-audit and npm themselves, asking databases that are here: what they find, and what silence is."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from gzip import decompress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from cloud.supply.audit import NOTHING, SOMETHING, UNKNOWN, Accepted, Fault, accepted, main, standing
from tests.engines import free_port

LOCK = f"bad-one==1.0 \\\n    --hash=sha256:{'0' * 64}\ngood-one==2.0 \\\n    --hash=sha256:{'0' * 64}\n"
NPM_LOCK = {
    "name": "x",
    "lockfileVersion": 3,
    "packages": {
        "": {"name": "x", "dependencies": {"bad-two": "1.0.0"}},
        "node_modules/bad-two": {"version": "1.0.0"},
    },
}
FAULT = {
    "id": "PYSEC-2026-1",
    "aliases": ["CVE-2026-1"],
    "summary": "It is wrong.",
    "affected": [
        {
            "package": {"name": "bad-one", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.1"}]}],
        }
    ],
}
ADVISORY = {
    "id": 7,
    "url": "https://advisories.example/GHSA-aaaa-bbbb-cccc",
    "title": "It is wrong.",
    "severity": "high",
    "vulnerable_versions": "<1.1.0",
    "cwe": [],
    "cvss": {"score": 7, "vectorString": None},
}


class Database(BaseHTTPRequestHandler):
    """Both databases, as far as the two tools ask: what is wrong is said while `wrong` is set."""

    wrong = True

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["Content-Length"]))
        asked = json.loads(decompress(sent) if self.headers.get("Content-Encoding") == "gzip" else sent)
        if self.path == "/osv":
            self.answer({"vulns": [FAULT]} if self.wrong and asked["package"]["name"] == "bad-one" else {})
        else:
            self.answer({"bad-two": [ADVISORY]} if self.wrong and "bad-two" in asked else {})

    def do_GET(self) -> None:
        versions = {v: {"name": "bad-two", "version": v, "dist": {}} for v in ("1.0.0", "1.1.0")}
        self.answer({"name": "bad-two", "dist-tags": {"latest": "1.1.0"}, "versions": versions})

    def answer(self, said: dict[str, Any]) -> None:
        body = json.dumps(said).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None: ...


@contextmanager
def databases() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Database)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "lock.txt").write_text(LOCK, encoding="utf-8")
    (tmp_path / "package-lock.json").write_text(json.dumps(NPM_LOCK), encoding="utf-8")
    own = {"name": "x", "version": "1.0.0", "dependencies": {"bad-two": "1.0.0"}}
    (tmp_path / "package.json").write_text(json.dumps(own), encoding="utf-8")
    return tmp_path


def ask_at(address: str, project: Path, patch: pytest.MonkeyPatch) -> int:
    patch.setenv("AUDIT_OSV", f"{address}/osv")
    patch.setenv("npm_config_registry", address)
    patch.setenv("npm_config_cache", str(project / "cache"))
    patch.setenv("npm_config_fetch_retries", "0")
    return main(project, ["lock.txt"], ["."])


def test_a_known_fault_stops_and_silence_is_no_all_clear(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with databases() as address:
        assert ask_at(address, project, monkeypatch) == SOMETHING
        said = capsys.readouterr().out
        assert "bad-one 1.0: CVE-2026-1, PYSEC-2026-1, mended in 1.1" in said
        assert "bad-two 1.0.0: GHSA-aaaa-bbbb-cccc, mended in a later version" in said
        assert "good-one" not in said

        monkeypatch.setattr(Database, "wrong", False)
        assert ask_at(address, project, monkeypatch) == NOTHING
        assert "Nothing is known to be wrong" in capsys.readouterr().out

    assert ask_at(f"http://127.0.0.1:{free_port()}", project, monkeypatch) == UNKNOWN
    silence = capsys.readouterr()
    assert "NOT AUDITED lock.txt" in silence.err
    assert "NOT AUDITED ." in silence.err
    assert "Nothing is known" not in silence.out


def test_what_is_accepted_is_accepted_for_its_time() -> None:
    fault = Fault("bad-one", "1.0", frozenset({"CVE-2026-1", "PYSEC-2026-1"}))
    [lived_with] = accepted(
        '[[accepted]]\nid = "CVE-2026-1"\nuntil = 2026-12-31\nbecause = "It is not called."'
    )

    assert lived_with == Accepted("CVE-2026-1", date(2026, 12, 31), "It is not called.")
    assert standing([fault, fault], [lived_with], date(2026, 12, 31)) == []
    assert standing([fault, fault], [lived_with], date(2027, 1, 1)) == [fault]


def test_whatever_is_accepted_says_why() -> None:
    assert [one.id for one in accepted() if not one.because.strip()] == []
