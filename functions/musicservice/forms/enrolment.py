"""The enrolment form: one child, one page. Declarations and nothing else."""

from musicservice.catalogue import Catalogue, Choice, Offer
from musicservice.domain.enrolment import YOUNG_PERSON
from musicservice.domain.schoolyear import YEAR_GROUPS
from musicservice.forms.classification import Classification
from musicservice.forms.form import Form, Section
from musicservice.forms.kinds import (
    BirthDate,
    Checkboxes,
    Email,
    LongText,
    Option,
    Phone,
    Radios,
    Terms,
    Text,
)
from musicservice.forms.rules import AtLeastOne

PUBLIC, PERSONAL, SPECIAL = Classification.PUBLIC, Classification.PERSONAL, Classification.SPECIAL


def enrolment(catalogue: Catalogue) -> Form:
    """A request for a place. It is not yet a contract: nothing is owed before an offer with a price."""
    return Form(
        name="enrolment",
        version=1,
        title="Enrol a child or young person",
        action="/forms/enrolment",
        submit="Send the request",
        honeypot="homepage",
        sections=(CHILD, _wishes(catalogue.offer), CONTACT, SUPPORT, _agreement(catalogue)),
        rules=(
            AtLeastOne(("email", "phone"), "Enter an email address or a phone number, so that we can answer"),
        ),
    )


CHILD = Section(
    "The child or young person",
    "",
    (
        Radios(
            name="applicant",
            label="Who is filling this in?",
            classification=PERSONAL,
            missing="Choose who is filling this in",
            options=(
                Option("parent", "A parent or carer"),
                Option("foster", "A foster carer or social worker"),
                Option("school", "Somebody at the school"),
                Option(YOUNG_PERSON, "The young person, aged 16 or over"),
            ),
        ),
        Text(
            name="child_given_name",
            label="First name",
            classification=PERSONAL,
            missing="Enter the child's first name",
            hint="If they have only one name, enter it here",
            spellcheck=False,
            width="medium",
        ),
        Text(
            name="child_family_name",
            label="Family name",
            classification=PERSONAL,
            spellcheck=False,
            width="medium",
        ),
        Text(
            name="child_known_as",
            label="Name they like to be called",
            classification=PERSONAL,
            hint="If it is different from their first name",
            spellcheck=False,
            width="medium",
        ),
        BirthDate(
            name="birth_date",
            label="Date of birth",
            classification=PERSONAL,
            missing="Enter the child's date of birth",
            hint="For example, 27 3 2015",
            youngest=2,
            oldest=25,
        ),
        Radios(
            name="year_group",
            label="School year",
            classification=PERSONAL,
            missing="Choose the school year they are in now",
            hint="The year they are in now. In the summer holidays, the year they have just finished",
            options=tuple(Option(year.slug, year.title) for year in YEAR_GROUPS),
        ),
        Text(
            name="school",
            label="School",
            classification=PERSONAL,
            missing="Enter the school's name and town, or “educated at home”",
            hint="Its name and town. You can also enter “educated at home” or “not in school”",
        ),
    ),
)


def _wishes(offer: Offer) -> Section:
    return Section(
        "What they would like to do",
        "Choose as many as you like. You can ask for lessons, for a group, or for both.",
        (
            Checkboxes(
                name="wants",
                label="What would they like to learn or join?",
                classification=PUBLIC,
                missing="Choose at least one thing to learn or join, or “Help me choose”",
                in_receipt=True,
                options=(
                    *(_option("learn", choice) for choice in offer.instruments),
                    *(_option("join", choice) for choice in offer.ensembles),
                    Option(
                        "help-me-choose", "Help me choose", "We will talk it over with you", "Not sure yet"
                    ),
                ),
            ),
            Radios(
                name="experience",
                label="Have they played or sung before?",
                classification=PERSONAL,
                hint="It helps us to plan. Nobody is turned away for being new to music",
                options=(
                    Option("none", "No, this is new"),
                    Option("some", "A little"),
                    Option("grade-1-3", "About Grade 1 to 3"),
                    Option("grade-4-5", "About Grade 4 to 5"),
                    Option("grade-6-8", "About Grade 6 to 8, or beyond"),
                ),
            ),
        ),
    )


def _option(verb: str, choice: Choice) -> Option:
    """The verb keeps an instrument apart from an ensemble that bears its name."""
    return Option(f"{verb}-{choice.slug}", choice.title, choice.hint, choice.group)


CONTACT = Section(
    "You",
    "We need an email address or a phone number to answer you. Give both if you can.",
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

SUPPORT = Section(
    "Support",
    "You do not have to answer these. Only the people who arrange lessons can read what you tell us here.",
    (
        Checkboxes(
            name="access_needs",
            label="Is there anything that would help you take part?",
            classification=SPECIAL,
            hint="Choose all that apply. You do not need a diagnosis",
            options=(
                Option("physical", "Moving around, holding or reaching"),
                Option("hearing", "Hearing"),
                Option("sight", "Seeing"),
                Option("communication", "Communicating"),
                Option("sensory", "Noise, light or touch"),
                Option("learning", "Learning or remembering"),
                Option("anxiety", "Worry or anxiety"),
                Option("fatigue", "Tiredness or pain"),
                Option("care", "Toilet or medicine at rehearsals"),
                Option("instrument", "An instrument adapted to them"),
                Option("quiet-space", "A quiet space"),
                Option("none", "No, nothing"),
                Option("talk", "I would rather talk about it"),
            ),
        ),
        LongText(
            name="access_detail",
            label="Tell us what helps",
            classification=SPECIAL,
            hint="What works well at home or at school",
            limit=500,
        ),
        Radios(
            name="tell_teacher",
            label="May we tell their music teacher?",
            classification=SPECIAL,
            options=(Option("yes", "Yes"), Option("no", "No, ask me first")),
        ),
    ),
)


def _agreement(catalogue: Catalogue) -> Section:
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
                version=catalogue.terms.version,
                url=catalogue.terms.url,
            ),
        ),
    )
