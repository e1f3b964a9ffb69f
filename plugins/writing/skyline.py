"""How high the county stands in the picture on the home page, so that its outline can be played.

It reads the upright lines of the picture, as they are drawn, and knows nothing of notes.
"""

import re
from collections.abc import Sequence

UPRIGHT = re.compile(r"M(\d+) (\d+)v(-?\d+)")
HORIZON, WIDTH = 338, 1440
"""Where the land meets its reflection, and how wide the picture is, in its own units."""


def skyline(svg: str, columns: int) -> Sequence[int]:
    """The highest point of each of `columns` equal parts of the picture, from the left, above the horizon."""
    heights = [0] * columns
    for x, y, length in (map(int, found) for found in UPRIGHT.findall(svg)):
        column = min(x * columns // WIDTH, columns - 1)
        heights[column] = max(heights[column], HORIZON - min(y, y + length))
    return heights
