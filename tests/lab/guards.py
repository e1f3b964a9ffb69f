"""Guards that are taken out, by the experiment that leans on each: it has to be missed in 19 of 20 runs.

A guard is taken out inside the lab only, by a function that is handed a `pytest.MonkeyPatch`; nothing that is
published can be switched. Those of T1, T2, T4, T5, T9 and T11 stand where these are done.
"""

from collections.abc import Mapping
from dataclasses import dataclass

RUNS = 20


@dataclass(frozen=True)
class Mutant:
    """One guard, and what misses it: either `shows`, or `take` and `tests`. All are below tests/lab.

    `shows` is module:function. It is told the number of the run, takes the guard out itself, does the
    experiment in a short form, and says whether that showed. Two run beside one another.
    `take` is module:function too. It is handed a MonkeyPatch before any of `tests` runs; one of these,
    named below tests/ as pytest names them, has to fail. `why` says more, where there is more to say.
    `needs` is module:function. It finds what not every machine has; where it finds nothing, that is told.
    """

    guard: str
    shows: str = ""
    take: str = ""
    tests: tuple[str, ...] = ()
    runs: int = RUNS
    why: str = ""
    needs: str = ""


SAME = "The test does the same each time."
TAKEN_ONCE = "all that keeps a form from being taken twice"
REPETITION = "functions/test_repetition.py::test_"
MATRIX, TRAIL = "functions/office/test_matrix.py::test_", "unit/test_office_verifying.py::test_"
PROTECTED = "functions/test_privacy.py::test_every_answer_bears_the_headers_that_protect_it"
GUARDS: Mapping[str, tuple[Mutant, ...]] = {
    "T3": (Mutant("counting seats in the write that books them", shows="seats:is_miscounted"),),
    "T6": (
        Mutant("writing all parts of a form or none", shows="deaths:form_in_parts"),
        Mutant("noting that a letter is sent only once it is", shows="deaths:letter_called_sent"),
    ),
    "T7": (
        Mutant(
            TAKEN_ONCE,
            take="taken:taking_once",
            tests=(f"{REPETITION}five_sent_at_once_are_one_request_with_one_reference_and_one_letter",),
        ),
        Mutant(
            "comparing what is sent with what lies there",
            take="taken:revision_looked_at",
            tests=(f"{REPETITION}what_was_changed_in_another_window_is_shown_before_anything_is_sent",),
            why=SAME,
        ),
    ),
    "T8": (Mutant(TAKEN_ONCE, shows="cutting:taken_twice"),),
    "T10": (Mutant("going on after a batch", shows="letters:leaves_waiting"),),
    "T12": (
        Mutant(
            "refusing octets that are no text",
            take="taken:strict_text",
            tests=("functions/test_random_bodies.py::test_good_pages_damaged_on_the_way",),
            why="2,000 bodies each time.",
        ),
    ),
    "T13": (
        Mutant(
            "one of three checks of what an event holds",
            shows="fuzz:unchecked",
            why="The parameters, the body and its octets in turn, each for 20 seconds at most.",
            needs="fuzz:fuzzer",
        ),
    ),
    "T14": (
        Mutant(
            "asking what a role may do",
            take="taken:rule_of_a_route",
            tests=(f"{MATRIX}no_role_gives_nothing",),
            why=SAME,
        ),
        Mutant(
            "asking whose area a case is in",
            take="taken:area_of_a_case",
            tests=(f"{MATRIX}another_areas_case_is_as_if_it_were_not_there",),
            why=SAME,
        ),
        Mutant(
            "ending a session by itself",
            take="taken:end_of_a_session",
            tests=(f"{MATRIX}a_session_ends_by_itself",),
            why=SAME,
            runs=4,  # whoever is still signed in then waits for all that the office asks of others
        ),
        Mutant(
            "asking where a form was sent from",
            take="taken:own_page",
            tests=(f"{MATRIX}no_other_site_sends_a_form",),
            why=SAME,
        ),
    ),
    "T15": (
        Mutant("keeping the text of exceptions out of the log", shows="hunt:quoted"),
        Mutant("keeping what libraries write out of the log", shows="hunt:talkative"),
    ),
    "T16": (Mutant("replaying the tombstones", shows="brought_back:not_replayed"),),
    "T17": (
        Mutant("erasing what lies outside the case", shows="erasures:is_left"),
        Mutant("erasing again what a copy brings back", shows="erasures:comes_back"),
        Mutant("handing out what was sealed", shows="erasures:is_kept_back"),
    ),
    "T18": (
        Mutant(
            "looking whether each entry follows on the one before",
            take="taken:hash_link",
            tests=(f"{TRAIL}it_shows_at_a_thousand_places",),
            why=SAME,
        ),
        Mutant(
            "looking where a trail ends",
            take="taken:noted_end",
            tests=(f"{TRAIL}it_shows_at_a_thousand_places",),
            why=SAME,
        ),
    ),
    "T20": (
        Mutant("one of the headers", take="taken:a_header", tests=(PROTECTED,), why=SAME),
        Mutant("a policy as strict as declared", take="taken:a_weaker_policy", tests=(PROTECTED,), why=SAME),
    ),
    "T21": (
        Mutant(
            "forgetting what was asked once it is answered",
            shows="soak:is_remembered",
            runs=4,
            why="2,400 requests each time.",
        ),
    ),
    "T22": (Mutant("asking how much time is left", shows="shortly:unasked"),),
}
