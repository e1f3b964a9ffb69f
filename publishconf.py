"""How the site is built for the public: at its own address, without what only its makers need."""

import os
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent)]

from pelicanconf import *  # noqa: E402, F403

PUBLIC = True
OUTPUT_PATH = "output"
# With a secret of 32 characters or more, drafts are also built, each at an address that only who has the link
# knows. Another secret makes all of them other addresses.
PREVIEW_SECRET = os.environ.get("PREVIEW_SECRET", "")
# To let people edit the public site's files at /edit/, name where they are kept, as
# https://sveltiacms.app/en/docs/backends says, for instance
# {"name": "github", "repo": "owner/name", "branch": "main", "base_url": "https://sign-in.example.org"}.
EDITOR = None
