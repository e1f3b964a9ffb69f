"""What a browser says of a page, less what it says of how slow the machine is."""

HURRY = "was preloaded using link preload but not used within a few seconds"
"""Said when a page waits for others on a crowded machine: its fonts come late, or the next page has them."""

BREACHES: list[str] = []
"""What broke a policy since the test began, on any page."""


def is_complaint(text: str) -> bool:
    """Whether it is about the page."""
    return HURRY not in text


def is_breach(text: str) -> bool:
    """Whether a browser says that it kept something from running or loading because of the page's policy."""
    return "Content Security Policy" in text or "TrustedHTML" in text or "TrustedScript" in text
