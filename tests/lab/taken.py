"""Guards of the product, each taken out by a function that is handed a MonkeyPatch. See guards.py."""

import pytest

from tests.lab import careless


def taking_once(patch: pytest.MonkeyPatch) -> None:
    """A form may be taken twice: nothing need be new, and the draft stays."""
    careless.MISSING["all that keeps a form from being taken twice"](patch)
