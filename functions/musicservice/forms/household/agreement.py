"""What is understood before anything is sent: that it is a request, and which terms stand."""

from musicservice import catalogue
from musicservice.forms.classification import Classification
from musicservice.forms.journey import Step
from musicservice.forms.kinds import Terms
from musicservice.forms.page import step


def agreement(terms: catalogue.Terms) -> Step:
    """The page that makes it a request and not yet a contract."""
    return step(
        "agreement",
        "Before you send",
        Terms(
            name="terms",
            label="I understand that this is a request and not a contract, and I have seen the terms",
            classification=Classification.PERSONAL,
            missing="Tick the box to say that this is a request and that you have seen the terms",
            version=terms.version,
            url=terms.url,
        ),
        intro="You owe nothing unless we offer a place with a price and you accept it.",
    )
