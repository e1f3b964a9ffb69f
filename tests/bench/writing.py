"""Writes prepared transactions from several threads, as fast as they go, once it is told to begin."""

import pickle
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

from tests import engines


def main(address: str, file: Path, threads: int) -> None:
    prepared = pickle.loads(file.read_bytes())  # noqa: S301 - the bench wrote it
    client = engines.client("dynamodb", address)
    client.list_tables()
    print("ready", flush=True)
    sys.stdin.readline()

    def write(parts: object) -> None:
        client.transact_write_items(TransactItems=parts, ClientRequestToken=str(uuid4()))

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(write, prepared))
    print("done", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
