"""An invented household and what it types, page by page, as data: any hand can fill it in."""

from tests.browser.pages import Sheet

EMAIL = "parent@household.example"
OFFICE = "office@example-primary-sampleton.example"
"""The office of a school in the list of schools that comes with the project."""

WHO = Sheet("Ask for a place", ticked=("A parent or carer",))
ADD = Sheet("The children in this request", press="Add another child")
EVERYBODY = Sheet("The children in this request", press="That is everybody")
NOTHING_ABOUT_HELP = Sheet("Help to take part")
NO_PHOTOS = Sheet("Photos and film")

LESSONS_AND_HIRE = (
    Sheet(
        "Who is the child?",
        {
            "First name": "Zoë-Łucja",
            "Family name": "Nobody’s-Child",
            "Day": "14",
            "Month": "March",
            "Year": "2017",
        },
    ),
    Sheet("School year", ticked=("Year 5",)),
    Sheet("School", {"Name and town of the school": "Example Primary School, Sampleton"}),
    Sheet("Lessons, an ensemble, or both", ticked=("Lessons", "A little")),
    Sheet(
        "Lessons",
        {"First choice": "Cornet", "Second choice": "Violin"},
        ("In a small group", "A hired instrument"),
    ),
    Sheet(
        "Hiring an instrument",
        {"Size of the instrument": "Not sure"},
        ("Left", "I have read how a hired instrument is looked after"),
    ),
    Sheet("Help to take part", {"Tell us what helps": "Sitting near the front."}, ("Hearing", "Yes")),
    Sheet("In their own words", {}, ()),
    Sheet("Photos and film", ticked=("Inside the service",)),
)
AN_ENSEMBLE = (
    Sheet("Who is the child?", {"First name": "李", "Day": "2", "Month": "5", "Year": "2014"}),
    Sheet("School year", ticked=("Year 7",)),
    Sheet("School", ticked=("Educated at home",)),
    Sheet("Lessons, an ensemble, or both", ticked=("An ensemble",)),
    Sheet("Ensembles", ticked=("Jazz Jam",)),
    NOTHING_ABOUT_HELP,
    Sheet("Health at rehearsals"),
    Sheet("In their own words"),
    NO_PHOTOS,
)
HELP_ME_CHOOSE = (
    Sheet("Who is the child?", {"First name": "Nguyễn", "Day": "1", "Month": "2", "Year": "2019"}),
    Sheet("School year", ticked=("Year 2",)),
    Sheet(
        "School",
        {"Name and town of the school": "Example Infants, Durham"},
        ("It is not in your list of schools",),
    ),
    Sheet("Lessons, an ensemble, or both", ticked=("Help me choose",)),
    NOTHING_ABOUT_HELP,
    Sheet(
        "In the child’s own words",
        {"Ask the child: what do you like to hear? What would you like to play?": "The rain on the roof!"},
    ),
    NO_PHOTOS,
)

ABOUT_ONE = "Reasons that are about one child"
NONE = "None of these"
HELP_WITH_FEES = (
    Sheet("Help with fees", ticked=("Yes, I would like to ask for help now",)),
    Sheet("Reasons for help", ticked=(NONE,)),
    Sheet(ABOUT_ONE, ticked=("The child has free school meals on income grounds",)),
    Sheet(ABOUT_ONE, ticked=(NONE,)),
    Sheet(ABOUT_ONE, ticked=("The child is looked after by a council",)),
    Sheet("Proof", ticked=("Ask the school",)),
    Sheet("May we ask?", ticked=("You may ask each child’s school, or the council, whether this is true",)),
    Sheet(
        "If things change",
        ticked=("What I have said is right as far as I know, and I will tell you if it changes",),
    ),
)


def reached(email: str) -> tuple[Sheet, ...]:
    """Who asks, and how to reach them."""
    return (
        Sheet("About you", {"Your name": "A. Parent"}),
        Sheet("How can we reach you?", {"Email address": email}, ("Yes, in any way I have given",)),
        Sheet("Language and help with this form"),
    )


EMERGENCY = Sheet(
    "In an emergency at a rehearsal",
    {"Who should we call?": "B. Carer", "Their phone number": "01914 960 000"},
)
AGREED = Sheet(
    "Before you send",
    ticked=("I understand that this is a request and not a contract, and I have seen the terms",),
)
SENT = Sheet("Check your answers", press="Send the request")

BEFORE_A_BREAK = (WHO, *LESSONS_AND_HIRE, ADD, *AN_ENSEMBLE[:4])
AFTER_THE_BREAK = (
    *AN_ENSEMBLE[4:],
    ADD,
    *HELP_ME_CHOOSE,
    EVERYBODY,
    *HELP_WITH_FEES,
    *reached(EMAIL),
    EMERGENCY,
    AGREED,
    SENT,
)


def one_child(email: str = EMAIL, given_name: str = "Zoë-Łucja") -> tuple[Sheet, ...]:
    """The shortest whole request, up to the page of all answers: one child, who needs help to choose."""
    return (
        WHO,
        Sheet("Who is the child?", {"First name": given_name, "Day": "1", "Month": "2", "Year": "2019"}),
        Sheet("School year", ticked=("Year 2",)),
        *HELP_ME_CHOOSE[2:],
        EVERYBODY,
        Sheet("Help with fees", ticked=("No, thank you",)),
        *reached(email),
        AGREED,
    )
