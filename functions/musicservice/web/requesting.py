"""How a household's form ends: as a request, with an estimate of what it would cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from musicservice.domain.enrolment import warnings
from musicservice.forms.draft import Member
from musicservice.forms.reading import Reading
from musicservice.forms.typed import Raw
from musicservice.services.composing import asked
from musicservice.services.drafting import day
from musicservice.services.estimating import estimate
from musicservice.web import wording
from musicservice.web.checking import Costs, Outcome
from musicservice.web.desk import Desk

PROMISE = (
    "Sending this is a request. You owe nothing until we have made an offer with a price and you have "
    "accepted it."
)


@dataclass(frozen=True)
class Requesting:
    """The ending of one form."""

    desk: Desk
    inputs: Mapping[str, bool] = field(default_factory=dict)

    def costs(self, reading: Reading) -> Costs:
        """What a household would pay, where that can be told."""
        parts = self.desk.parts()
        catalogue = parts.submitting.composing.catalogue()
        today = day(parts.drafting.clock.now())
        return Costs(
            promise=PROMISE,
            estimate=estimate(reading, catalogue, today),
            help_on=catalogue.tariff.rules.help_on,
        )

    def warnings(self, reading: Reading, member: Member) -> Sequence[str]:
        """What is unusual about a child's age and school year."""
        today = day(self.desk.parts().drafting.clock.now())
        return [wording.WARNINGS[code] for code in warnings(asked(reading, member), today)]

    def send(self, code: str, revision: int, raw: Raw) -> Outcome:  # noqa: ARG002 - same for every ending
        """Sends the form."""
        return self.desk.parts().submitting(self.desk.name, code, revision)
