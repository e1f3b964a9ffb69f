"""What is kept of a whole form, sealed and open, and what may stand on its receipt."""

import pytest

from musicservice.domain.receipt import Line
from musicservice.forms.application import ORDINALS, Application, application
from musicservice.forms.draft import Draft
from tests.unit.small import answered, empty, journey, reading, whole

FORM = journey()
TWO = whole(FORM, answered(FORM, empty(FORM, "m1", "m2"), "plays/m2", raw={"plays": ("none",)}))


def applied(draft: Draft) -> Application:
    return application(reading(FORM, draft))


@pytest.mark.parametrize("left", ["who", "agreed"])
def test_nothing_is_made_of_a_form_that_is_not_whole(left: str) -> None:
    pages = {name: page for name, page in TWO.pages.items() if name != left}

    with pytest.raises(ValueError, match="still open"):
        applied(Draft(**{**vars(TWO), "pages": pages}))


def test_each_answer_is_kept_once_with_whom_it_is_about() -> None:
    assert applied(TWO).stored(sealed=False) == {
        "answers": {"who": "family", "terms": "2026-01-01"},
        "members": [
            {"name": "Łucja", "family": "Ó Briain", "plays": ("horn", "sings"), "horn": "French"},
            {"name": "Łucja", "family": "Ó Briain", "plays": ("none",)},
        ],
    }


def test_what_is_sealed_is_kept_apart() -> None:
    assert applied(TWO).stored(sealed=True) == {"answers": {"needs": "A seat"}, "members": [{}, {}]}


def test_a_question_left_out_is_kept_as_such_and_one_not_asked_is_not() -> None:
    draft = answered(FORM, TWO, "name/m1", raw={"name": ("Łucja",)})
    first, second = applied(draft).stored(sealed=False)["members"]

    assert first["family"] is None
    assert "horn" not in second


def test_it_names_every_question_once_in_order() -> None:
    assert applied(TWO).fields == ("who", "needs", "terms", "name", "family", "plays", "horn")


def test_the_receipt_tells_of_each_member_without_a_name() -> None:
    assert applied(TWO).receipt() == (
        Line("For the first child", "Horn\nSings"),
        Line("For the second child", "Nothing"),
    )


def test_the_receipt_of_one_alone_does_not_count() -> None:
    alone = whole(FORM, empty(FORM))

    assert applied(alone).receipt() == (Line("You asked for", "Horn\nSings"),)


def test_there_is_a_word_for_as_many_as_there_may_be() -> None:
    names = [f"m{n}" for n in range(FORM.most)]
    lines = applied(whole(FORM, empty(FORM, *names))).receipt()

    assert len(ORDINALS) >= FORM.most
    assert [line.label for line in lines][-1] == "For the tenth child"


def test_it_is_known_by_its_form_and_version() -> None:
    one = applied(TWO)

    assert (one.form, one.version, one.member) == ("small", 1, "child")
