"""Every form of the service, by name. A form is made from the catalogue, which holds its choices."""

from collections.abc import Callable, Mapping

from musicservice.catalogue import Catalogue
from musicservice.forms.enrolment import enrolment
from musicservice.forms.form import Form

FORMS: Mapping[str, Callable[[Catalogue], Form]] = {"enrolment": enrolment}
