"""One function's bundle: from sources and a lock to a zip that is equal for equal input.

It decides what is shipped and what is not. It does not know where bundles go, nor what AWS makes of them.
"""

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cloud.descriptions import describe

ROOT = Path(__file__).resolve().parent.parent
FUNCTIONS = ("public", "office", "worker")
PLATFORM = "aarch64-manylinux2014"
REGION = "eu-west-2"
RUNS_AT = "/var/task"
"""Where Lambda lays the code: what a traceback names."""
BEGINNING = (1980, 1, 1, 0, 0, 0)
READABLE = 0o644 << 16
LEFT_OUT = {"tests", "testing", "__pycache__", "fuzzing", "include", "bin"}
UNUSED = ("cffi", "pycparser", "phonenumbers/shortdata/region", "wrapt/_wrappers")
"""Of cffi only the compiled half is used, by cryptography; numbers such as 999 are nobody's; and wrapt
does the
same without its compiled half, for the few wrappers there are."""
OFFICE = (
    "services/office",
    "web/office",
    "pages/office",
    "pages/templates/office",
    "adapters/dynamodb/office",
)
NOT_FOR = {
    "public": ("printing", *OFFICE),
    "worker": ("web/office", "pages/office", "pages/templates/office"),
    "office": (),
}
"""What of our own code a function has no business with: whoever takes it over does not even find it."""
SERVICES = {
    "public": ("dynamodb", "kms", "s3"),
    "worker": ("dynamodb", "kms", "s3", "sesv2"),
    "office": ("dynamodb", "kms", "s3", "cognito-idp"),
}
"""Whose clients each function makes."""
LEFT_OUT_ENDINGS = (".pyi", ".pyx", ".pxd", ".c", ".h", ".typed", ".pem")
KEPT_OF_DISTRIBUTIONS = "METADATA"
ZONES = {"Europe", "London", "UTC", "__init__.py"}
"""The only places whose time anything here tells."""


class PackagingError(Exception):
    """A step did not do its work. The message is what it said."""


@dataclass(frozen=True)
class Bundle:
    """One function on its way: its sources, and the folder `at` which it is put together.

    It runs on Lambda's processor, or on another `platform` to be tried there. A lower `level` packs faster.
    """

    name: str
    at: Path
    platform: str = PLATFORM
    level: int = 9

    @property
    def source(self) -> Path:
        """Where the function's own files are."""
        return ROOT / "functions" / self.name

    @property
    def zip(self) -> Path:
        """The finished bundle."""
        return self.at / "deployment.zip"

    @property
    def template(self) -> Path:
        """What Chalice says of it to CloudFormation."""
        return self.at / "sam.json"

    def make(self, catalogue: Path, merge: Path | None = None) -> None:
        """Put it together. Raises PackagingError."""
        shutil.rmtree(self.at, ignore_errors=True)
        laid, made = self.at / "laid", self.at / "made"
        self._lay(laid, catalogue)
        self._package(laid, made, merge)
        shutil.copyfile(made / "sam.json", self.template)
        unpacked = self.at / "unpacked"
        with zipfile.ZipFile(made / "deployment.zip") as packed:
            packed.extractall(unpacked)
        trim(unpacked)
        describe(SERVICES[self.name], unpacked / "musicservice" / "adapters" / "descriptions")
        compile_all(unpacked)
        write(unpacked, self.zip, self.level)
        for folder in (laid, made, unpacked):
            shutil.rmtree(folder)

    def _lay(self, laid: Path, catalogue: Path) -> None:
        """The folder that Chalice packages: our own code and every library lie in vendor/."""
        vendor = laid / "vendor"
        vendor.mkdir(parents=True)
        shutil.copyfile(self.source / "app.py", laid / "app.py")
        shutil.copytree(self.source / ".chalice", laid / ".chalice")
        (laid / "requirements.txt").touch()
        install(self.source / "requirements.txt", vendor, self.platform)
        ours = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "functions" / "musicservice", vendor / "musicservice", ignore=ours)
        for other in NOT_FOR[self.name]:
            shutil.rmtree(vendor / "musicservice" / other, ignore_errors=True)
        shutil.copyfile(catalogue, vendor / "catalogue.json")

    def _package(self, laid: Path, made: Path, merge: Path | None) -> None:
        chalice = [str(Path(sys.executable).with_name("chalice")), "package", "--stage", "prod"]
        merging = ["--merge-template", str(merge)] if merge else []
        said(
            [*chalice, *merging, str(made)],
            cwd=laid,
            AWS_DEFAULT_REGION=REGION,
            PYTHONPATH=str(ROOT / "functions"),
            PYTHONDONTWRITEBYTECODE="1",
        )


def install(lock: Path, target: Path, platform: str) -> None:
    """The libraries of a lock, for one kind of processor. Raises PackagingError, also for a wrong hash."""
    wanted = f"{sys.version_info.major}.{sys.version_info.minor}"
    said(
        [
            *(sys.executable, "-m", "uv", "pip", "install", "--quiet", "--target", str(target)),
            *("--python-platform", platform, "--python-version", wanted),
            *("--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", str(lock)),
        ]
    )


def trim(folder: Path) -> None:
    """Take out what nothing runs: tests, typings, the sources of extensions, the times of other places."""
    for place in sorted(folder.rglob("*"), reverse=True):
        if place.is_dir() and place.name in LEFT_OUT:
            shutil.rmtree(place)
        elif place.is_file() and _is_left_out(place, folder):
            place.unlink()
    for said_of in folder.glob(f"*.dist-info/{KEPT_OF_DISTRIBUTIONS}"):
        facts, _, _ = said_of.read_bytes().partition(b"\n\n")  # what follows is what its page on PyPI says
        said_of.write_bytes(facts + b"\n")
    for place in sorted(folder.rglob("*"), reverse=True):
        if place.is_dir() and not any(place.iterdir()):
            place.rmdir()


def _is_left_out(file: Path, folder: Path) -> bool:
    parts = file.relative_to(folder).parts
    if any(part.endswith(".dist-info") for part in parts):
        return file.name != KEPT_OF_DISTRIBUTIONS
    if file.relative_to(folder).as_posix().startswith(UNUSED):
        return True
    if parts[:2] == ("tzdata", "zoneinfo"):
        return not ZONES.issuperset(parts[2:])
    return file.name.endswith(LEFT_OUT_ENDINGS) or file.name == "entry_points.txt"


def compile_all(folder: Path) -> None:
    """Templates to Python, and everything to bytecode, as it will be read at RUNS_AT."""
    draw = (
        "import sys; sys.path[:0] = [sys.argv[1]];"
        "from musicservice.pages import environment;"
        "environment.compile_templates()"
    )
    said([sys.executable, "-I", "-B", "-c", draw, str(folder)])
    shutil.rmtree(folder / "musicservice" / "pages" / "templates")
    for script, *more in (("known.py",), ("compiling.py", RUNS_AT)):
        run = [sys.executable, "-P", "-s", "-B", str(ROOT / "cloud" / script), str(folder), *more]
        said(run, PYTHONHASHSEED="0")


def write(folder: Path, zipped: Path, level: int) -> None:
    """Everything below a folder, in the order of names, all of one date."""
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as into:
        for file in files(folder):
            entry = zipfile.ZipInfo(file.relative_to(folder).as_posix(), BEGINNING)
            entry.external_attr, entry.compress_type = READABLE, zipfile.ZIP_DEFLATED
            into.writestr(entry, file.read_bytes())


def files(folder: Path) -> Iterator[Path]:
    """Every file below a folder, sorted by its path there."""
    found = (place for place in folder.rglob("*") if place.is_file())
    yield from sorted(found, key=lambda place: place.relative_to(folder).as_posix())


def said(command: list[str], cwd: Path = ROOT, **environment: str) -> str:
    """What a command says. Raises PackagingError with its words where it does not end well."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise PackagingError(f"{' '.join(command[:6])}… ended with {done.returncode}:\n{done.stdout}")
    return done.stdout
