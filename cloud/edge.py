"""CloudFront's caches: told in one go which addresses have changed, and waited for."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from cloud.shelf import ShelfError, told

PATIENCE = 900.0
"""Seconds. It takes one or two minutes as a rule."""


@dataclass(frozen=True)
class Edge:
    """One distribution; `client` is CloudFront's. `pause` is how many seconds to wait between two looks."""

    client: Any
    distribution: str
    pause: float = 5.0

    def tell(self, paths: Sequence[str], reference: str) -> None:
        """Have the caches forget these addresses. Returns when all have. Raises ShelfError.

        The same `reference` again is the same call, and costs nothing.
        """
        if not paths:
            return
        batch = {
            "Paths": {"Quantity": len(paths), "Items": [quote(path, safe="/*") for path in paths]},
            "CallerReference": reference,
        }
        with told():
            made = self.client.create_invalidation(DistributionId=self.distribution, InvalidationBatch=batch)
        until = time.monotonic() + PATIENCE
        number, status = made["Invalidation"]["Id"], made["Invalidation"]["Status"]
        while status != "Completed":
            if time.monotonic() > until:
                raise ShelfError("CloudFront did not forget the old pages within a quarter of an hour")
            time.sleep(self.pause)
            with told():
                found = self.client.get_invalidation(DistributionId=self.distribution, Id=number)
            status = found["Invalidation"]["Status"]
