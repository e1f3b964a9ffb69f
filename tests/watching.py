"""A line to S3 that writes down what passes: S3 speaks in methods and paths, and not in named operations."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

HOP_BY_HOP = {"connection", "date", "transfer-encoding", "content-length"}
VERBS = {"GET": "GetObject", "PUT": "PutObject", "DELETE": "DeleteObject"}


@dataclass
class Line:
    """`calls` are IAM's actions with the bucket and folder that each was about."""

    address: str
    calls: set[tuple[str, str]] = field(default_factory=set)

    def note(self, method: str, path: str, *, tagged: bool) -> None:
        parts = urlsplit(path)
        bucket, _, key = parts.path.strip("/").partition("/")
        place = f"{bucket}/{key.partition('/')[0]}/*" if key else bucket
        about_tags = "tagging" in parse_qs(parts.query, keep_blank_values=True)
        action = f"s3:{VERBS[method]}{'Tagging' if about_tags else ''}" if key else "s3:ListBucket"
        self.calls.add((action, place))
        if tagged:
            self.calls.add(("s3:PutObjectTagging", place))


@contextmanager
def watched(engine: str) -> Iterator[Line]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def pass_on(self) -> None:
            content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            line.note(self.command, self.path, tagged="x-amz-tagging" in self.headers)
            beyond = HTTPConnection(urlsplit(engine).netloc, timeout=20)
            beyond.request(self.command, self.path, content, dict(self.headers))
            answer = beyond.getresponse()
            said = answer.read()
            beyond.close()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in HOP_BY_HOP:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: Any) -> None:
            """Keeps its thoughts to itself."""

    for method in VERBS:
        setattr(Handler, f"do_{method}", Handler.pass_on)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    line = Line(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield line
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
