"""What stands before a function and is called in its place, to note or to change what comes and goes."""

from dataclasses import dataclass
from typing import Any


@dataclass
class Before:
    """It stays what tests know of a function: it has routes. Each kind is called in a way of its own."""

    app: Any

    @property
    def routes(self) -> Any:
        return self.app.routes
