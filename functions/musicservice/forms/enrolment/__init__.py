"""The enrolment form: one child, one page. Declarations and nothing else, a module to each section."""

from musicservice.catalogue import Catalogue
from musicservice.forms.enrolment.agreement import agreement
from musicservice.forms.enrolment.child import CHILD
from musicservice.forms.enrolment.contact import CONTACT
from musicservice.forms.enrolment.support import SUPPORT
from musicservice.forms.enrolment.wishes import wishes
from musicservice.forms.form import Form
from musicservice.forms.rules import AtLeastOne


def enrolment(catalogue: Catalogue) -> Form:
    """A request for a place. It is not yet a contract: nothing is owed before an offer with a price."""
    return Form(
        name="enrolment",
        version=1,
        title="Enrol a child or young person",
        action="/forms/enrolment",
        submit="Send the request",
        honeypot="homepage",
        sections=(CHILD, wishes(catalogue.offer), CONTACT, SUPPORT, agreement(catalogue.terms)),
        rules=(AtLeastOne("contact", "Enter an email address or a phone number, so that we can answer"),),
    )
