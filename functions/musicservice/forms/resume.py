"""Coming back to a saved form: by its code, on a page of the site, or by a link in an e-mail."""

from musicservice.forms.classification import Classification
from musicservice.forms.form import Form, Section
from musicservice.forms.kinds import Code, Email

CODE = "code"

RESUME = Form(
    name="continue",
    title="Carry on with a form you saved",
    action="/forms/return",
    submit="Open my form",
    sections=(
        Section(
            "",
            "The code is on the page where you saved the form. You may have written it down or printed it.",
            (
                Code(
                    name=CODE,
                    label="Your code",
                    classification=Classification.PERSONAL,
                    missing="Enter the code of your form",
                    hint="Five groups of four letters and numbers. Capitals and spaces make no difference",
                ),
            ),
        ),
    ),
)

ADDRESS = "link_address"

LINK = Form(
    name="save",
    title="Send me a link",
    submit="Send me a link",
    sections=(
        Section(
            "",
            "",
            (
                Email(
                    name=ADDRESS,
                    label="Email address",
                    classification=Classification.PERSONAL,
                    missing="Enter the email address to send the link to",
                    hint="Whoever can read this mailbox can open the form",
                    autocomplete="email",
                ),
            ),
        ),
    ),
)
