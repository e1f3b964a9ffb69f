"""The application of a household: every child, all that they would like, in one sitting.

Declarations and nothing else, a module to each subject. It is not yet a contract: nothing is owed
before an offer with a price.
"""

from musicservice.catalogue import Catalogue
from musicservice.domain.enrolment import YOUNG_PERSON
from musicservice.forms.conditions import Is, Not
from musicservice.forms.household.agreement import agreement
from musicservice.forms.household.child import child
from musicservice.forms.household.contact import contact
from musicservice.forms.household.support import support
from musicservice.forms.household.voice import Voice
from musicservice.forms.household.who import who
from musicservice.forms.household.wishes import wishes
from musicservice.forms.journey import Gather, Journey

ENROLMENT = "enrolment"
MOST = 10


def enrolment(catalogue: Catalogue, applicant: str = "") -> Journey:
    """Asking for places, in the wording for `applicant`."""
    say = Voice(applicant)
    return Journey(
        name=ENROLMENT,
        version=2,
        title="Ask for music lessons or a place in an ensemble",
        begins="/enrol/form/",
        submit="Send the request",
        member=say.member,
        most=MOST,
        stops=(
            who(f"/forms/{ENROLMENT}", "Ask for a place"),
            *child(say),
            *wishes(say, catalogue.offer, catalogue.terms.version),
            *support(say),
            _everybody(say),
            *contact(say, rehearsals=True),
            agreement(catalogue.terms),
        ),
    )


def _everybody(say: Voice) -> Gather:
    return Gather(
        name="children",
        title=say("The children in this request", school="The pupils in this request"),
        intro="Ask for everybody at once: what is the same for all is asked only once.",
        add=f"Add another {say.member}",
        done="That is everybody",
        shown_if=Not(Is("applicant", YOUNG_PERSON)),
    )
