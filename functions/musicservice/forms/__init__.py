"""Every form of the service, by name. A form is made from the catalogue, which holds its choices."""

from collections.abc import Callable, Mapping

from musicservice.catalogue import Catalogue
from musicservice.forms.household import ENROLMENT, REMISSION, enrolment, remission
from musicservice.forms.journey import Journey

JOURNEYS: Mapping[str, Callable[[Catalogue, str], Journey]] = {
    ENROLMENT: enrolment,
    REMISSION: remission,
}
"""Each is worded for whoever fills it in."""
