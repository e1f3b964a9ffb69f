"""Which module measures which row. Each is given somebody to tell how far it is."""

from collections.abc import Callable, Mapping

from tests.bench import sizes, units, warm
from tests.bench.measuring import Samples

PAIRS: Mapping[str, Callable[[Callable[[str], None]], Samples]] = {
    "warm_submit": warm.warm_submit,
    "warm_page": warm.warm_page,
    "bundle_public": sizes.bundle_public,
    "units_enrolment": units.units_enrolment,
    "units_booking": units.units_booking,
    "first_view_bytes": sizes.first_view_bytes,
}
