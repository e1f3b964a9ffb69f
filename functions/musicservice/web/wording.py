"""What the pages around the questions say: captions, notices, and the small pages with buttons."""

from musicservice.catalogue import Site
from musicservice.domain.enrolment import YOUNG_PERSON
from musicservice.forms.application import ORDINALS
from musicservice.forms.draft import EARLIER
from musicservice.forms.journey import Gather
from musicservice.forms.reading import Reading, Station
from musicservice.pages.journey_pages import AskSheet, Press, ask_page
from musicservice.services.drafting import APPLICANT
from musicservice.web import places

RESUME_PAGE = "/enrol/continue/"
CHANGED = "We changed this form since you began. Your answers are kept. Please look at this page once more."
LAST_TIME = "This is what you told us last time. Please change it if it is different now."

WARNINGS = {
    "outside-school-years": "This date of birth is outside Reception to Year 13. If it is right, go on.",
    "out-of-year": "Most people born on this day are in another school year. If both are right, go on.",
    "applies-alone-under-16": "This date of birth is of somebody under 16. "
    "If it is right, go on: we will get in touch about an adult.",
}
"""What is unusual and may well be right: said once, and in nobody's way."""


def name_of(reading: Reading, member: str) -> str:
    """What to call a member on the page: the name they like, or which one it is."""
    pages = reading.draft.member(member)
    known = ("child_known_as", "child_given_name", "delegate_name")
    given = next((name for name in (reading.answer(one, pages) for one in known) if name), "")
    return given or which(reading, member)


def which(reading: Reading, member: str | None) -> str:
    """Which member it is, without a name: titles stay in the history of a device that others use too."""
    ids = [one.id for one in reading.members]
    if member not in ids or reading.answer(APPLICANT) == YOUNG_PERSON:
        return ""
    return f"{ORDINALS[ids.index(member)].capitalize()} {reading.journey.member}"


def caption(reading: Reading, member: str | None) -> str:
    """Whom a page is about; nothing where that is clear."""
    if member is None or reading.draft.member(member) is None or reading.answer(APPLICANT) == YOUNG_PERSON:
        return ""
    return name_of(reading, member)


def notice(reading: Reading, station: Station) -> str:
    """Why a page that was answered is asked again."""
    member = station.member.id if station.member else None
    sent = reading.draft.typed(station.stop.name, member)
    is_old = sent is not None and sent.version < reading.journey.version
    if not is_old or station.done:
        return ""
    return LAST_TIME if sent and sent.version == EARLIER else CHANGED


def unfinished(site: Site, form: str, begins: str) -> str:
    """Asked of whoever begins a form on a device that holds an unfinished one. It shows nothing of it."""
    sheet = AskSheet(
        title="There is an unfinished form on this device",
        says=(
            "Somebody started this form on this device and has not sent it yet. Is it yours?",
            "If not, start a new one. The other form stays saved for whoever has its code.",
        ),
        presses=(
            Press("Carry on with it", places.check(form)),
            Press("Start a new one", places.page(form, "new"), "do", "new", quiet=True),
        ),
        back=begins,
    )
    return ask_page(site, sheet)


def gone(site: Site, begins: str) -> str:
    """The one answer to a code that opens nothing, whatever the reason."""
    sheet = AskSheet(
        title="We cannot find your form",
        says=(
            "This device has no form that we can open. We delete a form 28 days after its last change.",
            "If you have a code, or an email with a link from us, use it to carry on. If not, start now.",
        ),
        presses=(
            Press("Use a code", RESUME_PAGE),
            Press("Start the form", begins, quiet=True),
        ),
    )
    return ask_page(site, sheet)


def taken_out(site: Site, reading: Reading, there: str) -> str:
    """The page of a child who was taken out, perhaps in another window."""
    member = reading.journey.member
    sheet = AskSheet(
        title=f"That {member} is no longer in this form",
        says=(
            f"The {member} was taken out, perhaps in another window. What you told us about them is deleted.",
            "You can add them again from the list.",
        ),
        presses=(Press("Carry on", there),),
    )
    return ask_page(site, sheet)


def take_out(site: Site, reading: Reading, form: str, member: str) -> str:
    """Whether to take a child out of the form."""
    name = name_of(reading, member)
    gathers = (stop for stop in reading.journey.stops if isinstance(stop, Gather))
    there = next((places.page(form, stop.name) for stop in gathers), places.check(form))
    sheet = AskSheet(
        title=f"Take {name} out?",
        tab=f"Take the {which(reading, member).lower()} out?",
        says=("We will delete what you told us about them. Your other answers stay.",),
        presses=(
            Press(f"Yes, take {name} out", places.page(form, "remove", member), "do", "remove"),
            Press("No, keep them", there, quiet=True),
        ),
        back=there,
    )
    return ask_page(site, sheet)


def open_by_link(site: Site, code: str) -> str:
    """What a link in an e-mail opens: a button, so that no program that follows links opens anything."""
    sheet = AskSheet(
        title="Carry on with your form",
        says=(
            "Press the button to open the form you saved.",
            "Do others use this device? Then press “Forget it here” on the page of your code when you stop.",
        ),
        presses=(Press("Open my form", places.RETURN, "code", code),),
    )
    return ask_page(site, sheet)


def open_renewal(site: Site, code: str) -> str:
    """What the link to next year's form opens: the same, for somebody who saved nothing themselves."""
    sheet = AskSheet(
        title="Help with fees for the new school year",
        says=(
            "We have put the answers you gave us last time into a new form.",
            "Look through it, change what is different now, and send it. Nothing is sent before you do that.",
        ),
        presses=(Press("Open the form", places.RETURN, "code", code),),
    )
    return ask_page(site, sheet)


def forgotten(site: Site, begins: str) -> str:
    """Said when this device holds nothing any more."""
    sheet = AskSheet(
        title="This device has forgotten your form",
        says=(
            "Nobody can open your form on this device now. Close this window too, so that nobody goes back.",
            "Your answers are still saved. Your code, or a link we sent you, opens them on any device.",
        ),
        presses=(Press("Use a code", RESUME_PAGE, quiet=True), Press("Start a new form", begins, quiet=True)),
    )
    return ask_page(site, sheet)


def answered(site: Site) -> str:
    """Thanks to a school, each time its link is opened again."""
    sheet = AskSheet(
        title="Thank you, we have your answer",
        says=(
            "The link no longer shows anything about the pupil.",
            "Was something in the answer wrong? Call us. Please do not put a pupil’s name in an email.",
        ),
        presses=(Press("How to reach us", "/contact/", quiet=True),),
    )
    return ask_page(site, sheet)


def family_answered(site: Site) -> str:
    """Thanks to a family for one thing more, each time its link is opened again."""
    sheet = AskSheet(
        title="Thank you, we have your answer",
        says=(
            "We go on with your request now. This link no longer shows what we asked.",
            "Is there something to add, or to put right? Call us and give your reference.",
        ),
        presses=(Press("How to reach us", "/contact/", quiet=True),),
    )
    return ask_page(site, sheet)


def thanks(site: Site) -> str:
    """Thanks to somebody who said how a course was, each time the link is opened again."""
    sheet = AskSheet(
        title="Thank you, we have your answers",
        says=("They help us to make the next course one that everybody can take part in.",),
        presses=(Press("See all courses", "/training/", quiet=True),),
    )
    return ask_page(site, sheet)


def no_course(site: Site) -> str:
    """The one answer to the address of a course that we do not have."""
    sheet = AskSheet(
        title="We do not have this course",
        says=("It may have been taken off our list. Our page about training says which courses there are.",),
        presses=(Press("See all courses", "/training/"),),
    )
    return ask_page(site, sheet)


def open_booking(site: Site, code: str, there: str) -> str:
    """What the link in a letter about a booking opens: a button, as for a form."""
    sheet = AskSheet(
        title="Your booking",
        says=("Press the button to see your booking, or to change it.",),
        presses=(Press("Open my booking", there, "code", code),),
    )
    return ask_page(site, sheet)


def booking_forgotten(site: Site) -> str:
    """Said when this device holds no booking any more."""
    sheet = AskSheet(
        title="This device has forgotten your booking",
        says=("The link in our email still opens it, on any device.",),
        presses=(Press("See all courses", "/training/", quiet=True),),
    )
    return ask_page(site, sheet)


def link_gone(site: Site) -> str:
    """The one answer to a link that opens nothing, whatever the reason."""
    sheet = AskSheet(
        title="This link does not open anything",
        says=(
            "It may be too old, or part of it may be missing. Open it again from the email it came in.",
            "If that does not help, call us. We will find another way.",
        ),
        presses=(Press("How to reach us", "/contact/", quiet=True),),
    )
    return ask_page(site, sheet)
