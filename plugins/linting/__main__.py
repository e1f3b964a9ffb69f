"""`make check-content`: what is to be put right in the content, errors and warnings apart.

The exit code is 1 where there are errors, which stop a publish, and 0 where there are only warnings.
"""

import logging
import sys
from pathlib import Path
from typing import Any

from pelican.settings import read_settings

from plugins.linting.finding import report
from plugins.linting.whole import look
from plugins.publishing import show
from plugins.reading.library import Library
from plugins.reading.lives import parted
from plugins.reading.today import of_today
from plugins.writing.drawing import Drawing

SETTINGS = "pelicanconf.py"


def main(content: Path, settings_file: str = SETTINGS) -> int:
    """Look at `content` and print what there is to say."""
    logging.getLogger("pelican").setLevel(logging.ERROR)
    settings: dict[str, Any] = read_settings(settings_file, {"PATH": str(content), "SEARCH_INDEX": False})
    theme, today = settings["THEME"], of_today(settings)

    def draw(library: Library) -> None:
        show(settings, library, parted(library, today), today)
        Drawing({}, settings, settings["PATH"], theme, settings["OUTPUT_PATH"])

    found = look(content.resolve(), Path(theme) / "templates", today, draw)
    print(report(found))
    return int(any(finding.stops for finding in found))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "content")))
