"""Who answers for the child, and how to reach them."""

from musicservice.forms.classification import Classification
from musicservice.forms.form import Section
from musicservice.forms.kinds import Email, Phone, Text

PERSONAL = Classification.PERSONAL

CONTACT = Section(
    "You",
    "We need an e-mail address or a phone number to answer you. Give both if you can.",
    (
        Text(
            name="contact_name",
            label="Your name",
            classification=PERSONAL,
            missing="Enter your name",
            autocomplete="name",
            spellcheck=False,
            width="medium",
        ),
        Email(
            name="email",
            label="E-mail address",
            classification=PERSONAL,
            hint="We send a receipt to this address",
            autocomplete="email",
        ),
        Phone(
            name="phone",
            label="Phone number",
            classification=PERSONAL,
            hint="For a number outside the UK, begin with + and the country code",
            autocomplete="tel",
        ),
    ),
)
