"""Who is asking, how it is safe to reach them, and in which language."""

from musicservice.forms.classification import Classification
from musicservice.forms.conditions import AnyMember
from musicservice.forms.household.languages import LANGUAGES
from musicservice.forms.household.voice import Voice
from musicservice.forms.household.wishes import WANTS_ENSEMBLE
from musicservice.forms.journey import Step
from musicservice.forms.kinds import Checkboxes, Email, LongText, Option, Phone, Radios, Select, Text
from musicservice.forms.page import step
from musicservice.forms.rules import AtLeastOne

PERSONAL, SPECIAL = Classification.PERSONAL, Classification.SPECIAL
EITHER = "Give an email address, a phone number, or both"


def contact(say: Voice, *, rehearsals: bool) -> tuple[Step, ...]:
    """The pages about the applicant. `rehearsals`: whether somebody may join an ensemble by this form."""
    return (_you(say), _reach(say), _language(), *((_emergency(),) if rehearsals else ()))


def _you(say: Voice) -> Step:
    return step(
        "you",
        say("About you", young="Who to write to"),
        Text(
            name="contact_name",
            label="Your name",
            classification=PERSONAL,
            missing="Enter your name",
            autocomplete="name",
            spellcheck=False,
            width="medium",
        ),
        Text(
            name="relationship",
            label=say(
                "How do you know the child?",
                young="Does an adult help you with this? Who?",
                school="Your role at the school",
                foster="Your role",
            ),
            classification=PERSONAL,
            hint=say(
                "For example mother, father, grandparent, guardian",
                young="For example my mother, my key worker, nobody",
                school="For example class teacher, head of music",
                foster="For example foster carer, social worker",
            ),
            limit=60,
            width="medium",
        ),
        Text(
            name="invoice_name",
            label="Name for the invoice",
            classification=PERSONAL,
            hint="If somebody else will pay",
            spellcheck=False,
            width="medium",
        ),
    )


def _reach(say: Voice) -> Step:
    return step(
        "reach",
        "How can we reach you?",
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
        LongText(
            name="address",
            label="Postal address",
            classification=PERSONAL,
            hint="Only if you would like letters on paper",
            limit=300,
            autocomplete="street-address",
        ),
        Radios(
            name="safe_ways",
            label="Is it safe to write or leave a message?",
            classification=SPECIAL,
            missing="Choose whether it is safe to write or leave a message",
            hint=say(
                "Somebody else may see your mail or hear your messages. If that is a problem, tell us",
                school="Choose the first unless you know of a reason not to write",
            ),
            options=(
                Option("yes", "Yes, in any way I have given"),
                Option("email-only", "Email is safe. Leave no message on the phone"),
                Option("phone-only", "Call me and speak only to me. Send no email"),
                Option("ask", "Talk to me first. Send nothing and leave no message"),
            ),
        ),
        LongText(
            name="safe_detail",
            label="Anything about reaching you safely",
            classification=SPECIAL,
            hint="For example good times to call, or who must not know",
            limit=300,
        ),
        rules=(AtLeastOne("contact", "Enter an email address or a phone number, so that we can answer"),),
    )


def _language() -> Step:
    return step(
        "language",
        "Language and help with this form",
        Select(
            name="language",
            label="Which language do you like best?",
            classification=PERSONAL,
            hint="Leave it empty for English. We cannot write in every language yet, and will find a way",
            options=tuple(Option(tag, name) for tag, name in LANGUAGES),
        ),
        Text(
            name="other_language",
            label="Another language",
            classification=PERSONAL,
            limit=60,
            width="medium",
        ),
        Checkboxes(
            name="communication",
            label="Would any of these help when we talk or write?",
            classification=SPECIAL,
            options=(
                Option("interpreter", "An interpreter"),
                Option("bsl", "British Sign Language"),
                Option("easy-read", "Easy Read"),
                Option("large-print", "Large print"),
                Option("relay", "Relay UK or text, not voice"),
                Option("time", "More time, or somebody with me"),
            ),
        ),
    )


def _emergency() -> Step:
    return step(
        "emergency",
        "In an emergency at a rehearsal",
        Text(
            name="emergency_name",
            label="Who should we call?",
            classification=PERSONAL,
            missing="Enter the name of somebody we can call",
            spellcheck=False,
            width="medium",
        ),
        Phone(
            name="emergency_phone",
            label="Their phone number",
            classification=PERSONAL,
            missing="Enter the phone number of somebody we can call",
        ),
        intro="It may be you, or somebody else who can come.",
        shown_if=AnyMember(WANTS_ENSEMBLE),
    )
