"""Asks one address again and again over so many kept connections, and says how often it was answered."""

import selectors
import socket
import sys
import time

SIZE = b"content-length:"


class Line:
    """One connection, and what has come of the present answer."""

    def __init__(self, port: int, asked: bytes) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.asked, self.come = asked, b""
        self.ask()

    def ask(self) -> None:
        self.come = b""
        self.socket.sendall(self.asked)

    def is_whole(self) -> bool:
        """Whether the answer is there; raises what shows that it is none, or that the line was cut."""
        got = self.socket.recv(65_536)
        if not got:
            raise ConnectionError("the line was not kept")
        self.come += got
        head, found, body = self.come.partition(b"\r\n\r\n")
        if not found:
            return False
        if b" 200 " not in head.partition(b"\r\n")[0]:
            raise ValueError(head)
        sizes = [int(line[len(SIZE) :]) for line in head.lower().split(b"\r\n") if line.startswith(SIZE)]
        return len(body) >= sizes[0]


def main(port: int, path: str, lines: int, seconds: float) -> None:
    asked = (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n\r\n".encode()
    )
    watch, answers = selectors.DefaultSelector(), 0
    for _ in range(lines):
        line = Line(port, asked)
        watch.register(line.socket, selectors.EVENT_READ, line)
    begun = time.perf_counter()
    while (spent := time.perf_counter() - begun) < seconds:
        for key, _ in watch.select(timeout=1):
            if key.data.is_whole():
                answers += 1
                key.data.ask()
    print(answers / spent)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), float(sys.argv[4]))
