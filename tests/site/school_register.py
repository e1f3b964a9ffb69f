"""The register as it is published, and a place to import it into."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from local.schools import main
from plugins.models.school import School
from plugins.reading.school_list import read_schools
from tests.site.small_content import write

TODAY = date(2026, 11, 26)
HEADER = (
    *("URN", "LA (code)", "LA (name)", "EstablishmentNumber", "EstablishmentName"),
    *("TypeOfEstablishment (code)", "TypeOfEstablishment (name)", "EstablishmentStatus (code)"),
    *("EstablishmentStatus (name)", "CloseDate", "PhaseOfEducation (code)", "PhaseOfEducation (name)"),
    *(
        "StatutoryLowAge",
        "StatutoryHighAge",
        "Street",
        "Locality",
        "Address3",
        "Town",
        "County (name)",
        "Postcode",
    ),
)
"""Some of the register's columns, in its order."""

PLAIN = {
    "LA (code)": "840",
    "LA (name)": "County Durham",
    "TypeOfEstablishment (name)": "Community school",
    "EstablishmentStatus (name)": "Open",
    "PhaseOfEducation (name)": "Primary",
    "Town": "Sampleton",
    "Postcode": "ZZ1 1AA",
}
KNOWN = {"URN": "123456", "EstablishmentName": "Example Primary School"}
CLOSED = {"EstablishmentStatus (name)": "Closed"}


def register(*entries: dict[str, str], header: Iterable[str] = HEADER) -> str:
    """The register as it is published: text in quotes, numbers without."""
    rows = [",".join(f'"{name}"' for name in header)]
    for entry in entries:
        cells = [({**PLAIN, **entry}).get(name, "") for name in header]
        rows.append(",".join(c if c.isdecimal() else '"' + c.replace('"', '""') + '"' for c in cells))
    return "\r\n".join(rows) + "\r\n"


class Place:
    """The smallest content, and a file to import into it."""

    def __init__(self, folder: Path) -> None:
        self.content = write(folder)
        self.list = self.content / "data/schools.csv"
        self.file = folder / "edubasealldata20261126.csv"

    def take(self, content: str | bytes, encoding: str = "cp1252") -> int:
        self.file.write_bytes(content.encode(encoding) if isinstance(content, str) else content)
        return main([str(self.file)], self.content, TODAY)

    def schools(self) -> dict[str, School]:
        return {s.urn: s for s in read_schools("", self.list.read_bytes())}
