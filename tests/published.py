"""An invented catalogue, as a build of the site would write it, and the moment at which tests stand."""

from dataclasses import replace
from datetime import UTC, date, datetime

from musicservice.catalogue import Catalogue, Choice, Link, LinkGroup, Offer, Site, Terms
from musicservice.domain.ensembles import Ensemble
from musicservice.domain.office.briefing import Adaptation
from musicservice.domain.relief import Fixed, Relief
from musicservice.domain.remission import Ground, Policy, Status, Way
from musicservice.domain.schools import School
from tests import figures
from tests.courses import COURSE

ORIGIN = "https://music.example"
NOW = datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)

BIG_BAND = Ensemble(
    slug="big-band",
    title="Example Big Band",
    summary="Loud and exact.",
    age_from=14,
    age_to=18,
    levels=("confident",),
    instruments=("cornet",),
    days=("Friday",),
    town="Durham City",
    when="Fridays, 5pm to 7pm",
    place="A hall",
    pence=2000,
    per="term",
    sample=("when",),
)
STRINGS = replace(
    BIG_BAND,
    slug="first-strings",
    title="First Strings",
    age_from=6,
    age_to=12,
    levels=("starting", "playing"),
    instruments=("violin",),
    days=("Monday", "Saturday"),
    town="Crook",
    pence=0,
    sample=(),
)

CATALOGUE = Catalogue(
    site=Site(
        name="Example Music Service",
        tagline="Music for everybody",
        url=ORIGIN,
        nav=(Link("Lessons", "/lessons/"), Link("Enrol", "/enrol/")),
        footer=(LinkGroup("About", (Link("Terms", "/terms/"),)),),
        phone="0191 496 0000",
        email="hello@music.example",
        address=("1 Example Street", "Durham"),
        minicom_or_relay="Relay UK: 18001 0191 496 0000",
        training_email="training@music.example",
    ),
    offer=Offer(
        instruments=(
            Choice("violin", "Violin", "Strings", ""),
            Choice("cornet", "Cornet", "Brass", "From age 7"),
        ),
        ensembles=(Choice("big-band", "Example Big Band", "Groups", "Ages 14 to 18"),),
    ),
    terms=Terms("2026-09-01", "/terms/"),
    tariff=figures.TARIFF,
    term_time=figures.TIME,
    policies=(
        Policy(
            id="2025-26",
            version="1",
            starts=date(2025, 9, 1),
            ends=date(2026, 8, 31),
            backdating_days=0,
            grounds=(
                Ground(
                    id="free-meals-income",
                    label="The child has free school meals on income grounds",
                    words="The meals are free because of the family’s income.",
                    status=Status.PUBLISHED,
                    way=Way.ONCE_CONFIRMED,
                    reliefs={"tuition": Relief(30, Fixed(3750, 5350)), "hire": Relief(50)},
                    evidence=("school",),
                    question="Does this child have free school meals because of income?",
                ),
                Ground(
                    id="hardship",
                    label="Something else makes the cost too much",
                    words="Tell us in your own words.",
                    status=Status.PUBLISHED,
                    way=Way.BY_PERSON,
                    reliefs={},
                    covers=("tuition", "hire"),
                    about="family",
                ),
                Ground(
                    id="looked-after",
                    label="The child is looked after by a council",
                    words="Lessons in the school day are not charged for.",
                    status=Status.LAW,
                    way=Way.AT_ONCE,
                    reliefs={"tuition": Relief(100)},
                ),
            ),
        ),
    ),
    schools=(
        School(
            *("900001", "Example Primary School", "Sampleton", "ZZ1 1AA", "Primary", "Community school"),
            *("council", "840", "office@school.example"),
        ),
        School("900002", "Example Primary School", "Exampleby", "ZZ2 1AA", "Primary", "", "academy", "841"),
    ),
    courses=(COURSE, replace(COURSE, slug="choirs-with-lunch", title="Choirs with lunch", fed=True)),
    ensembles=(BIG_BAND, STRINGS),
    adaptations=(
        Adaptation(
            "hearing", "Hearing", ("Face them when you speak.", "Point at the bar."), ("Where to sit?",)
        ),
        Adaptation(
            "quiet-space", "A quiet space", ("Show it at the beginning.",), ("Alone, or with somebody?",)
        ),
    ),
)
