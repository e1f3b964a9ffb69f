"""The application of a household: every child, all that they would like, in one sitting; or help alone.

Declarations and nothing else, a module to each subject. It is not yet a contract: nothing is owed
before an offer with a price.
"""

from musicservice.catalogue import Catalogue
from musicservice.domain.enrolment import YOUNG_PERSON
from musicservice.forms.conditions import ALWAYS, Is, Not
from musicservice.forms.household.agreement import agreement
from musicservice.forms.household.child import child
from musicservice.forms.household.contact import contact
from musicservice.forms.household.fees import claim, known, wanted
from musicservice.forms.household.support import support
from musicservice.forms.household.voice import Voice
from musicservice.forms.household.who import who
from musicservice.forms.household.wishes import wishes
from musicservice.forms.journey import Gather, Journey

ENROLMENT, REMISSION = "enrolment", "remission"
CHILDREN = "children"
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
            *child(say, catalogue.schools),
            *wishes(say, catalogue.offer, catalogue.tariff, catalogue.terms.version),
            *support(say),
            _everybody(say, "The children in this request", "The pupils in this request"),
            wanted(),
            *claim(say, catalogue.figures.grounds),
            *contact(say, rehearsals=True),
            agreement(catalogue.terms),
        ),
    )


def remission(catalogue: Catalogue, applicant: str = "") -> Journey:
    """Asking for help with fees alone, by a family that learns with us or will."""
    say = Voice(applicant)
    return Journey(
        name=REMISSION,
        version=1,
        title="Ask for help with fees",
        begins="/help-with-fees/form/",
        submit="Send the request",
        member=say.member,
        most=MOST,
        stops=(
            who(f"/forms/{REMISSION}", "Ask for help with fees"),
            *child(say, catalogue.schools),
            _everybody(say, "The children you ask for", "The pupils you ask for"),
            known(say),
            *claim(say, catalogue.figures.grounds, when=ALWAYS),
            *contact(say, rehearsals=False),
            agreement(catalogue.terms),
        ),
    )


def _everybody(say: Voice, title: str, pupils: str) -> Gather:
    return Gather(
        name=CHILDREN,
        title=say(title, school=pupils),
        intro="Ask for everybody at once: what is the same for all is asked only once.",
        add=f"Add another {say.member}",
        done="That is everybody",
        shown_if=Not(Is("applicant", YOUNG_PERSON)),
    )
