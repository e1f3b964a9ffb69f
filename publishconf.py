"""How the site is built for the public: at its own address, without what only its makers need."""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent)]

from pelicanconf import *  # noqa: E402, F403

PUBLIC = True
OUTPUT_PATH = "output"
# To let people edit the public site's files at /edit/, name where they are kept, as
# https://sveltiacms.app/en/docs/backends says, for instance
# {"name": "github", "repo": "owner/name", "branch": "main", "base_url": "https://sign-in.example.org"}.
EDITOR = None
