"""The family's side: places for files, going back and forth, and what is handed in at the end."""

import pytest

from musicservice.domain.uploads import ID, MOST_FILES, Upload
from musicservice.services.evidence import ProofDesk, Shown, new_id
from tests.examples import NOW
from tests.fakes import FakeClock
from tests.fakes_of_proof import MemoryUploads, NotedInvitations

BACK = "https://music.example/back"


@pytest.fixture
def desk() -> ProofDesk:
    return ProofDesk(NotedInvitations(), MemoryUploads(), FakeClock(NOW), "structure")


def sent(desk: ProofDesk, count: int) -> Shown:
    shown = desk.show(())
    for number in range(1, count + 1):
        shown = desk.show(shown.ids, closed=number)
    return shown


def test_an_id_cannot_be_guessed_and_is_never_drawn_twice() -> None:
    drawn = {new_id() for _ in range(1000)}

    assert len(drawn) == 1000
    assert all(ID.fullmatch(one) for one in drawn)


def test_the_first_look_opens_one_place(desk: ProofDesk) -> None:
    shown = desk.show(())

    assert shown.sent == ()
    assert desk.states.get(shown.open) == Upload(shown.open)


def test_looking_again_opens_no_other(desk: ProofDesk) -> None:
    first = desk.show(())

    assert desk.show(first.ids) == desk.show(first.ids) == first


def test_a_file_that_the_browser_says_it_sent_is_listed_and_the_next_place_opens(desk: ProofDesk) -> None:
    first = desk.show(())

    second = desk.show(first.ids, closed=1)

    assert [one.id for one in second.sent] == [first.open]
    assert second.open != first.open


def test_saying_so_twice_changes_nothing(desk: ProofDesk) -> None:
    shown = sent(desk, 2)

    assert desk.show(shown.ids, closed=2) == shown
    assert desk.show(shown.ids, closed=1) == shown


def test_a_file_that_came_without_the_browser_hearing_of_it_is_listed(desk: ProofDesk) -> None:
    first = desk.show(())
    desk.states.settle(Upload(first.open, "received", size=9))

    second = desk.show(first.ids)

    assert [one.id for one in second.sent] == [first.open]


def test_there_is_no_invitation_beyond_the_most(desk: ProofDesk) -> None:
    shown = sent(desk, MOST_FILES)

    assert shown.full
    assert desk.invite(shown, BACK) is None
    assert desk.invite(sent(desk, MOST_FILES - 1), BACK) is not None


def test_a_place_is_invited_again_and_again_under_its_own_id(desk: ProofDesk) -> None:
    shown = desk.show(())

    assert desk.invite(shown, BACK) == desk.invite(desk.show(shown.ids), BACK)


def test_taking_one_out_makes_room_and_has_it_thrown_away(desk: ProofDesk) -> None:
    shown = sent(desk, MOST_FILES)
    gone = shown.sent[1].id

    left = desk.show(desk.take_out(shown.ids, gone))

    assert [one.id for one in left.sent] == [one.id for one in shown.sent if one.id != gone]
    assert not left.full
    assert [due.id for due in desk.states.due(NOW, 10)] == [gone]


def test_nobody_takes_out_what_is_not_in_the_own_draft(desk: ProofDesk) -> None:
    ours, theirs = sent(desk, 1), sent(desk, 1)

    for other in (theirs.sent[0].id, "", ours.open, "x" * 32):
        assert desk.take_out(ours.ids, other) == ours.ids
    assert desk.states.due(NOW, 10) == []


def test_what_is_forgotten_meanwhile_is_left_out(desk: ProofDesk) -> None:
    shown = sent(desk, 2)
    desk.states.erase(shown.sent[0].id)

    left = desk.show(shown.ids)

    assert [one.id for one in left.sent] == [shown.sent[1].id]
    assert left.open == shown.open


def test_an_open_place_that_is_forgotten_is_replaced(desk: ProofDesk) -> None:
    shown = sent(desk, 1)
    desk.states.erase(shown.open)

    again = desk.show(shown.ids)

    assert [one.id for one in again.sent] == [shown.sent[0].id]
    assert again.open not in shown.ids


def test_handing_in_keeps_what_was_sent_and_can_be_done_again(desk: ProofDesk) -> None:
    shown = sent(desk, 3)
    clean, waiting, refused = (one.id for one in shown.sent)
    desk.states.settle(Upload(clean, "clean", "png", 9))
    desk.states.settle(Upload(refused, "refused", reason="damaged"))

    assert desk.hand_in(shown.ids) == desk.hand_in(shown.ids) == (clean, waiting)
    assert {due.id for due in desk.states.due(NOW, 10)} == {clean, waiting}


def test_a_draft_without_files_hands_in_none(desk: ProofDesk) -> None:
    assert desk.hand_in(()) == ()
    assert desk.hand_in(desk.show(()).ids) == ()
