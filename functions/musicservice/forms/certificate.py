"""What staff say for a certificate that is made anew: the name that stands on it."""

from musicservice.forms.classification import Classification
from musicservice.forms.form import Form, Section
from musicservice.forms.kinds import Text

CERTIFICATE = Form(
    name="certificate",
    title="A certificate anew",
    submit="Make the certificate (PDF)",
    sections=(
        Section(
            "",
            "",
            (
                Text(
                    name="name",
                    label="Name, as they write it",
                    classification=Classification.PERSONAL,
                    missing="Enter the name that is to stand on it",
                    spellcheck=False,
                    width="medium",
                ),
            ),
        ),
    ),
)
