"""`make package`: a bundle and a template for each function, in build/package. Equal input gives equal
bundles.
"""

import hashlib
import sys
from collections.abc import Sequence

from cloud.bundle import FUNCTIONS, ROOT, Bundle, PackagingError

CATALOGUE = ROOT / "build" / "catalogue.json"
INTO = ROOT / "build" / "package"
MERGED = ROOT / "functions" / "infrastructure" / "merge"
"""What Chalice does not say of a function: its settings, log, limits, and what becomes of what fails."""
MEGABYTE = 1_000_000
LARGEST = {"public": 8 * MEGABYTE}
"""Octets that a bundle may have: a family waits for what a cold start has to fetch."""


def main(names: Sequence[str] = FUNCTIONS) -> int:
    """Make them and say how large each is. Returns 0, or 1 where one cannot be made or is too large."""
    if not CATALOGUE.is_file():
        print("make package: build/catalogue.json is missing: make build writes it", file=sys.stderr)
        return 1
    for name in names:
        bundle = Bundle(name, INTO / name)
        print(f"Packaging {name}…", end="", flush=True)
        try:
            bundle.make(CATALOGUE, MERGED / f"{name}.json")
        except PackagingError as failed:
            print(f"\n{failed}", file=sys.stderr)
            return 1
        size = bundle.zip.stat().st_size
        digest = hashlib.sha256(bundle.zip.read_bytes()).hexdigest()
        print(f" {size / MEGABYTE:.2f} MB, sha256 {digest[:16]}")
        if size > LARGEST.get(name, size):
            print(f"{name} is larger than {LARGEST[name] / MEGABYTE:.0f} MB", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or FUNCTIONS))
