"""How big a picture may be when it is drawn. A few hundred bytes can claim to be a picture of any size."""

from musicservice.domain.uploads import UnfitError

MOST_PIXELS = 120_000_000
"""The largest sensors in phones have 108 million."""
LONGEST_SIDE = 30_000


def check(width: int, height: int) -> None:
    """Raises UnfitError for a picture without area, or one that would fill the memory of whoever opens it."""
    if width <= 0 or height <= 0:
        raise UnfitError("damaged")
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise UnfitError("swollen")
