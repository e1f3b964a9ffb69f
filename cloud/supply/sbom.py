"""`make sbom`: build/sbom.json, a CycloneDX bill of all that we take from others, from the lock files alone.

The same locks give the same file, to the octet: it bears no time, and its number is made of what it says.
"""

import hashlib
import json
import sys
from collections.abc import Iterable
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.bom_ref import BomRef
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.dependency import Dependency
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from cloud.supply.licences import Licences, Vendored, licences, refused
from cloud.supply.parts import ROOT, Key, Part, parts

FILE = ROOT / "build" / "sbom.json"
NAME = "durham-music-service"
USE = f"{NAME}:use"


def main() -> int:
    """Write it and say how much is in it. Returns 0, or 1 where a licence is missing or not allowed."""
    found, known = parts(), licences()
    if wrong := refused(found, known):
        print("\n".join(["make sbom:", *wrong]), file=sys.stderr)
        return 1
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(bill(found, known), encoding="utf-8")
    counts = {use: sum(use in part.uses for part in found) for use in known.allowed}
    print(f"{FILE.relative_to(ROOT)}: {len(found)} packages; {json.dumps(counts)[1:-1]}")
    return 0


def bill(found: Iterable[Part], known: Licences) -> str:
    """The bill as CycloneDX 1.6 in JSON."""
    all_of_them = list(found)
    bom = Bom(components=[*(_part(one, known) for one in all_of_them), *map(_vendored, known.vendored)])
    bom.metadata.component = Component(name=NAME, type=ComponentType.APPLICATION, bom_ref=NAME)
    needed = {key for part in all_of_them for key in part.needs}
    direct = [BomRef(_ref(part.key)) for part in all_of_them if part.key not in needed]
    bom.dependencies = [
        Dependency(BomRef(NAME), map(Dependency, direct)),
        *(Dependency(BomRef(_ref(one.key)), map(_needed, one.needs)) for one in all_of_them),
    ]
    written = json.loads(JsonV1Dot6(bom).output_as_string())
    del written["metadata"]["timestamp"]
    del written["serialNumber"]
    number = uuid5(NAMESPACE_URL, json.dumps(written, sort_keys=True))
    return json.dumps({**written, "serialNumber": f"urn:uuid:{number}"}, indent=1, sort_keys=True) + "\n"


def _part(part: Part, known: Licences) -> Component:
    space, _, name = part.name.rpartition("/")
    return Component(
        name=name,
        group=space or None,
        version=part.version,
        bom_ref=_ref(part.key),
        purl=PackageURL(part.kind, space or None, name, part.version),
        licenses=[LicenseExpression(known.of(part))],
        hashes=[HashType(alg=HashAlgorithm.SHA_512, content=part.digest)] if part.digest else [],
        properties=[Property(name=USE, value=use) for use in part.uses],
    )


def _vendored(one: Vendored) -> Component:
    return Component(
        name=one.name,
        version=one.version or None,
        bom_ref=f"vendored/{one.name}",
        licenses=[LicenseExpression(one.licence)],
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=_digest_of(one.file))],
        properties=[Property(name=USE, value=use) for use in one.uses],
    )


def _digest_of(file: str) -> str:
    return hashlib.sha256((ROOT / file).read_bytes()).hexdigest()


def _needed(key: Key) -> Dependency:
    return Dependency(BomRef(_ref(key)))


def _ref(key: Key) -> str:
    kind, name, version = key
    return f"{kind}/{name}@{version}"


if __name__ == "__main__":
    sys.exit(main())
