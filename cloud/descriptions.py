"""AWS's descriptions as a bundle brings them: of its own services, and without their documentation.

They are made from what is installed, so they follow each update. Nothing is left out of a description but
its words: every operation, shape and rule stays.
"""

import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import botocore

SOURCE = Path(botocore.__file__).parent / "data"
WORDS = {"documentation", "documentationUrl"}
SHARED = ("endpoints", "partitions", "_retry", "sdk-default-configuration")
MODEL = "service-2"
BESIDE = ("service-2.sdk-extras", "paginators-1", "endpoint-rule-set-1")


def describe(services: Sequence[str], into: Path) -> None:
    """Write the descriptions of these services, as botocore looks for them."""
    prefixes = [_service(SOURCE / one, into / one) for one in services]
    for name in SHARED:
        [told] = _described(SOURCE, name)
        if name == "endpoints":
            for partition in told["partitions"]:
                known = partition["services"]
                partition["services"] = {one: known[one] for one in known if one in prefixes}
        _write(into / f"{name}.json", told)


def _service(folder: Path, into: Path) -> str:
    """Write what a service can do, as it is now. Returns the name under which its addresses are listed."""
    latest = max(place.name for place in folder.iterdir() if any(_described(place, MODEL)))
    for name in (MODEL, *BESIDE):
        for told in _described(folder / latest, name):
            _write(into / latest / f"{name}.json", told)
    [model] = _described(folder / latest, MODEL)
    return str(model["metadata"]["endpointPrefix"])


def _described(folder: Path, name: str) -> Iterator[Any]:
    for file, read in ((folder / f"{name}.json", Path.read_bytes), (folder / f"{name}.json.gz", _unpacked)):
        if file.is_file():
            yield wordless(json.loads(read(file)))


def _unpacked(file: Path) -> bytes:
    return gzip.decompress(file.read_bytes())


def wordless(told: Any) -> Any:
    """A description with empty documentation: some readers want it there, and members may be called so."""
    if isinstance(told, dict):
        return {name: "" if _is_word(name, one) else wordless(one) for name, one in told.items()}
    return [wordless(one) for one in told] if isinstance(told, list) else told


def _is_word(name: str, told: Any) -> bool:
    return name in WORDS and isinstance(told, str)


def _write(file: Path, told: Any) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(told, separators=(",", ":"), ensure_ascii=False), encoding="utf-8")
