"""T12: many more of the bodies that `make test` throws."""

from collections.abc import Mapping

from tests.lab import named
from tests.lab.figures import Figure, Result

FILE, KINDS, ALL = "functions/test_random_bodies.py", 5, 100_000


def thrown(share: float, _found: Mapping[str, Result]) -> Result:
    """So many bodies, by the test that throws them: of each of its five kinds as many."""
    each = max(50, round(share * ALL / KINDS))
    [passed] = named.passed([FILE], {"BODIES": str(each)})
    return Result([Figure("bodies thrown", each * KINDS, "bodies"), passed])
