"""How the form speaks to whoever fills it in: of a child in their care, of a pupil, or of themselves."""

from dataclasses import dataclass

from musicservice.domain.enrolment import YOUNG_PERSON

PARENT, FOSTER, SCHOOL = "parent", "foster", "school"
APPLICANTS = (PARENT, FOSTER, SCHOOL, YOUNG_PERSON)


@dataclass(frozen=True)
class Voice:
    """The wording for one kind of applicant. Anybody else is spoken to as a parent is."""

    applicant: str

    def __call__(self, usual: str, *, young: str = "", school: str = "", foster: str = "") -> str:
        """`usual`, or what is said in its place to a young person, a school, or a foster carer."""
        said = {YOUNG_PERSON: young, SCHOOL: school, FOSTER: foster}
        return said.get(self.applicant) or usual

    @property
    def member(self) -> str:
        """What one of those is called that the form is about."""
        return self("child", school="pupil", young="person")
