"""What the lab proves, a row to each experiment: what is done, the figure to reach, where, and in what time.

`run` names the function that does it, as module:function below tests/lab. `tests` stand in `make test` and
are run by the lab as well. `minutes` is what it takes on two idle cores, beside another unless it is
`alone`. `open` says what is not shown, and why.
"""

from dataclasses import dataclass

BUDGET = 60
"""Minutes for the whole."""


@dataclass(frozen=True)
class Row:
    """One experiment."""

    name: str
    what: str
    goal: str
    minutes: float
    run: str = ""
    tests: tuple[str, ...] = ()
    anchor: str = ""
    open: str = ""
    alone: bool = False
    """Its figures hold how long people wait: nothing else is done meanwhile."""
    after: bool = False
    """It looks at what others found."""


ROWS = (
    Row(
        "T1",
        "1,000 people want 30 seats in the same minute, over HTTP, 64 at once, 4 processes, 20 times over",
        "no seat sold twice, every seat sold, no 5xx, nobody told what is not kept, 99 of 100 within 3 s",
        9,
        run="seats:rush",
        anchor="pretix tests 2 people for 1 seat",
        alone=True,
    ),
    Row(
        "T2",
        "200 histories of 60 bookings, changes, offers and answers at once on a bad line, each held "
        "against a model",
        "all could have happened one after the other; each of 5 missing guards shows",
        10,
        run="seats:histories",
        anchor="no other booking system publishes this",
    ),
    Row(
        "T3",
        "confirmed + held + remaining = capacity, looked at all through T1 and T2",
        "never otherwise in 10,000 looks",
        1.5,
        run="seats:looks",
        after=True,
    ),
    Row(
        "T4",
        "each call that an enrolment, help with fees, a booking, a school's answer and an office's decision "
        "make to the database, with each of seven faults",
        "done once in the end; nobody told that it is kept or not where that is not so; 20 s at most",
        7.5,
        run="cells:grid",
        tests=("functions/test_faults.py", "contract/test_bookings_faults.py"),
    ),
    Row(
        "T5",
        "2,000 forms sent while 30 of 100 calls to the database fail; people try again, and once more after",
        "each is kept once; what people were told is what lies in the tables; each missing guard shows",
        9,
        run="storm:storm",
    ),
    Row(
        "T6",
        "the public function and the worker killed, by os._exit and by kill -9, before and after each call: "
        "50 submissions, and 50 letters that wait, at each step in each way",
        "nothing lost, nothing kept in part, nothing twice once it is sent again",
        4,
        run="deaths:deaths",
        open="A letter that the mail service took before the worker died is sent once more: the service "
        "cannot be asked whether it has it.",
    ),
    Row(
        "T7",
        "five clicks at once, back and again, two windows, a receipt loaded again, the same an hour "
        "and a month later",
        "one record, one reference, one letter; other answers are refused with a page that explains",
        1,
        tests=("functions/test_repetition.py", "functions/test_booking_repetition.py"),
        anchor="CiviForm and GOV.UK Forms fixed doubles in the browser",
        open="A code is remembered for 30 days, so the goal's 25 hours are well inside.",
    ),
    Row(
        "T8",
        "a form and a page of it sent from Chromium without script, the line cut each time the function has "
        "answered; then they reload, go back, or come again",
        "as T7; the answers are still there",
        1.5,
        run="cutting:line_cut",
        tests=("functions/test_outage.py", "functions/test_links.py"),
        open="One browser. What is cut before the function hears of it is in the tests without one.",
    ),
    Row(
        "T9",
        "the stream tells of the outbox again and again, to four workers at once, with a broken row among 99",
        "every letter goes once, within 5 rounds of 25; the broken row is set aside for staff",
        1.5,
        run="letters:stream",
        tests=("functions/test_worker.py",),
        open="What the records hold is not read, so their order and number change only how often a "
        "round begins.",
    ),
    Row(
        "T10",
        "no stream and no worker for 25 hours, then only the sweep",
        "1,000 letters that wait are all sent, each once, within two minutes",
        2,
        run="letters:sleeping",
        tests=("unit/test_sweep_goes_on.py",),
    ),
    Row(
        "T11",
        "1,000 letters to a mail service that takes and hangs up, is busy, breaks, refuses for good",
        "none lost, none taken more than twice, what is given up is shown to staff",
        2,
        run="letters:provider",
        tests=("unit/test_sweep.py", "unit/test_sweep_goes_on.py"),
        open="A second letter is possible where the service took one and hung up: SES cannot be asked.",
    ),
    Row(
        "T12",
        "100,000 bodies nobody thought of, over every route of the household's forms",
        "no 5xx, nothing kept that was not asked for, every form can still be opened",
        4,
        run="bodies:thrown",
        open="So many in all, over 74 places, not to each route, which would take hours; and "
        "`make test` throws 10,000 in all. Letters, bookings and the office have bodies of their own in "
        "their tests.",
    ),
    Row(
        "T13",
        "events that no gateway should send, and good ones bent, for the public function and the office, led "
        "by a fuzzer to what they have not yet reached in our code",
        "a page each time: no 5xx, none over 1 s, less than 256 MB",
        4.5,
        run="fuzz:thrown",
        tests=("functions/test_bad_events.py", "functions/test_bad_input.py"),
        open="For a minute each, and not for 30. There are wheels of the fuzzer for Linux on "
        "x86-64 alone: elsewhere events are drawn at random, for the public function, its guard is not taken "
        "out, and the report says so.",
    ),
    Row(
        "T14",
        "every route of the office with no session, an old one, a made-up one, the wrong role, another area",
        "all are refused; a route without a declared rule fails the build",
        4,
        tests=("functions/office/test_matrix.py", "functions/office/test_office_policies.py"),
        open="The sign-in's own tokens are checked in unit/test_office_oidc.py.",
    ),
    Row(
        "T15",
        "words that can be told from all others, in every field of every form, keyed in as well, while what "
        "is sent is odd, and the database, the keys, the mail service and our own code break; a site built "
        "among them",
        "none of them in logs, headers, addresses, subjects, errors or the built site; 500 failing requests",
        3,
        run="hunt:everywhere",
        tests=("functions/test_privacy.py", "functions/test_booking_privacy.py", "functions/test_stored.py"),
        open="Metrics are counted from the lines of the log, which are read. The files that families send "
        "are not opened here.",
    ),
    Row(
        "T16",
        "`make restore-drill` with 100 families: every table is lost, brought back from its copy, and the "
        "tombstones are replayed",
        "back in 30 minutes, nobody erased comes back",
        2,
        run="brought_back:drilled",
        tests=("functions/test_restore_drill.py",),
        open="No engine on this machine keeps copies by time: the copy is a file. The command by itself "
        "does it with 500 families; docs/cloud.md says how it is done in AWS.",
    ),
    Row(
        "T17",
        "2,000 families send a form; a tenth is erased; a copy from before is restored, tombstones replayed",
        "all that they said is handed to who asks, nothing of the erased is found then or later, "
        "nobody else's moves",
        6,
        run="erasures:erased",
        open="10,000 were wanted. Every table is read through again and again: that took an hour, all met.",
    ),
    Row(
        "T18",
        "the trail edited, deleted from, reordered and cut short at 1,000 places",
        "all of it shows",
        1,
        tests=("unit/test_office_verifying.py", "contract/test_office_trail.py"),
    ),
    Row(
        "T19",
        "200 requests a second for a minute from one source beside 5 people",
        "the people are served, the source is held off within 5 s",
        1.5,
        run="flood:flood",
        tests=(
            "functions/test_crowding.py",
            "test_security.py::test_the_firewall_counts_by_address_and_bears_a_school",
        ),
        open="Two processes, not as many as AWS starts: each counts for itself. The firewall's rule is "
        "held and not its deed: no engine here shows it at work. There is no store that could fail.",
        alone=True,
    ),
    Row(
        "T20",
        "the headers of every built page and every answer",
        "all are there, none is weaker than declared",
        1,
        tests=("functions/test_privacy.py::test_every_answer_bears_the_headers_that_protect_it",),
        open="Mozilla's Observatory has to be asked about the public site, which is not up.",
    ),
    Row(
        "T21",
        "20,000 requests to two functions beside one another: whole forms filled in and sent",
        "no error, no memory lost, 95 of 100 within 300 ms",
        13,
        run="soak:soak",
        open="Two processes, as fast as it goes and not at 20 a second.",
        alone=True,
    ),
    Row(
        "T22",
        "the public function, the office and the worker with two seconds left or less, over a database that "
        "answers late; a first connection that is refused, all along or for a moment",
        "no step begins that could outlast the function; what was called lost is settled by the next try",
        1.5,
        run="shortly:short",
        tests=("functions/test_time.py", "functions/test_outage.py"),
        open="How long the slowest request and round can take is added up from the clients' own settings. "
        "Nothing here ends a function: it is seen that nothing begins.",
    ),
)
BY_NAME = {row.name: row for row in ROWS}


def length(rows: tuple[Row, ...] = ROWS) -> float:
    """Minutes for the whole on two cores: what is not done by itself is done two side by side."""
    side_by_side = [row.minutes for row in rows if not row.alone and not row.after]
    return sum(row.minutes for row in rows if row.alone or row.after) + sum(side_by_side) / 2
