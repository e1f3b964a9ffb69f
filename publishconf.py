"""How the site is built for the public: at its own address, without what only its makers need."""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent)]

from pelicanconf import *  # noqa: E402, F403

PUBLIC = True
OUTPUT_PATH = "output"
