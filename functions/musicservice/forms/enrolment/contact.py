"""Who is asking, and how to reach them."""

from musicservice.forms.classification import Classification
from musicservice.forms.form import Section
from musicservice.forms.kinds import Email, Phone, Text

PERSONAL = Classification.PERSONAL
EITHER = "Give an email address, a phone number, or both"

CONTACT = Section(
    "You",
    "We answer the person who fills in this form.",
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
            label="Email address",
            classification=PERSONAL,
            hint=f"{EITHER}. We send a receipt to the email address",
            one_of="contact",
            autocomplete="email",
        ),
        Phone(
            name="phone",
            label="Phone number",
            classification=PERSONAL,
            hint=f"{EITHER}. Begin a number outside the UK with + and the country code",
            one_of="contact",
            autocomplete="tel",
        ),
    ),
)
