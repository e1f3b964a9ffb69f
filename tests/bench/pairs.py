"""Which function measures which row. Each is given somebody to tell how far it is."""

from collections.abc import Callable, Mapping

from tests.bench import builds, cold, courses, edits, queue, serving, sizes, units, warm
from tests.bench.measuring import Samples

EVERY = (
    *(builds.build_full, builds.build_full_200, edits.build_one_edit),
    *(cold.cold_public, cold.cold_submit, cold.cold_bundle_gain, cold.memory_public),
    *(warm.warm_submit, warm.warm_page, courses.hot_course, serving.local_server, queue.office_queue),
    *(sizes.bundle_public, units.units_enrolment, units.units_booking, sizes.first_view_bytes),
)
PAIRS: Mapping[str, Callable[[Callable[[str], None]], Samples]] = {one.__name__: one for one in EVERY}
