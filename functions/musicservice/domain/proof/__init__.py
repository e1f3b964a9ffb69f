"""What a proof's bytes say it is, and whether it is whole, harmless in its structure and not bigger inside.

Nothing here draws a picture or runs a page: headers are read and counted, in one pass. It cannot see a fault
inside compressed picture data; whoever opens a proof needs a viewer that is kept up to date.
"""

from musicservice.domain.proof.judge import Proof, judge

__all__ = ["Proof", "judge"]
