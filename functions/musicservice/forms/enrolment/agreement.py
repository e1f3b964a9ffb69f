"""What is allowed and understood: photographs, each use by itself, and the terms that stand."""

from musicservice import catalogue
from musicservice.forms.classification import Classification
from musicservice.forms.form import Section
from musicservice.forms.kinds import Checkboxes, Option, Terms

PERSONAL = Classification.PERSONAL


def agreement(terms: catalogue.Terms) -> Section:
    """The questions that make it a request and not yet a contract."""
    return Section(
        "Agreement",
        "Sending this is a request. You owe nothing unless we offer a place with a price and you accept it.",
        (
            Checkboxes(
                name="photos",
                label="Where may we use photos or film of them making music?",
                classification=PERSONAL,
                hint="Leave all of these empty to say no. It makes no difference to their place, "
                "and you can change your mind at any time",
                none_chosen="No",
                options=(
                    Option("internal", "Inside the service", "For training teachers"),
                    Option("web", "On our website"),
                    Option("press", "In print and the press"),
                ),
            ),
            Terms(
                name="terms",
                label="I understand that this is a request and not a contract, and I have seen the terms",
                classification=PERSONAL,
                missing="Tick the box to say that this is a request and that you have seen the terms",
                version=terms.version,
                url=terms.url,
            ),
        ),
    )
