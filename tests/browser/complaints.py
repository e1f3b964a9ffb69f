"""What a browser says of a page, less what it says of how slow the machine is."""

HURRY = "was preloaded using link preload but not used within a few seconds"
"""Said when a page waits for others on a crowded machine: its fonts come late, or the next page has them."""


def is_complaint(text: str) -> bool:
    """Whether it is about the page."""
    return HURRY not in text
