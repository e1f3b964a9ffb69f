"""Finds the Chrome or Chromium of this machine. It starts nothing."""

import os
import shutil
from pathlib import Path

SHELL = "chromium-headless-shell"
"""Chromium without its windows, as Debian has it: the same pages in two thirds of the time."""
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
# A test browser that speaks to nothing but the page under test.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def installed_browser() -> str | None:
    """The browser to drive: the one CHROMIUM names, one on the path, or one in its usual place."""
    named = os.environ.get("CHROMIUM")
    found = (shutil.which(name) for name in NAMES)
    usual = (place for place in (*PLACES, *playwright_downloads()) if Path(place).exists())
    return named or next(filter(None, found), None) or next(usual, None)


def playwright_downloads() -> list[str]:
    caches = [Path.home() / ".cache/ms-playwright", Path.home() / "Library/Caches/ms-playwright"]
    endings = ("chrome-linux*/chrome", "chrome-mac*/*.app/Contents/MacOS/*")
    patterns = [f"chromium-*/{ending}" for ending in endings]
    return [str(path) for cache in caches for pattern in patterns for path in cache.glob(pattern)]
