"""What is agreed to: photographs, refused until somebody allows them, and the terms that stand."""

from musicservice import catalogue
from musicservice.forms.classification import Classification
from musicservice.forms.form import Section
from musicservice.forms.kinds import Option, Radios, Terms

PERSONAL = Classification.PERSONAL


def agreement(terms: catalogue.Terms) -> Section:
    """The questions that make it a request and not yet a contract."""
    return Section(
        "Agreement",
        "Sending this is a request. You owe nothing unless we offer a place with a price and you accept it.",
        (
            Radios(
                name="photos",
                label="May we take photos or film of them making music?",
                classification=PERSONAL,
                missing="Choose whether we may take photos",
                hint="It makes no difference to their place, and you can change your mind at any time",
                default="none",
                options=(
                    Option("none", "No"),
                    Option(
                        "internal", "Yes, to use inside the service only", "Such as for training teachers"
                    ),
                    Option("public", "Yes, in public too", "On our website, in print and in the press"),
                ),
            ),
            Terms(
                name="terms",
                label="I have read and agree to the terms for requesting a place",
                classification=PERSONAL,
                missing="Tick the box to agree to the terms",
                version=terms.version,
                url=terms.url,
            ),
        ),
    )
