"""A seat comes first: who judges a round sees no more of it than a judge, whatever else she is."""

import pytest

from tests.factories import judging

ROLES = ("organizer", "scorekeeper", "verifier", "witness")


@pytest.mark.parametrize("role", ROLES)
def test_a_judge_with_an_office_sees_nobodys_progress(opened, door, role):
    judging.staff_member(opened.edition, role, opened.judge(2))
    assert door(opened.judge(2)).get(f"rounds/{opened.round.uid}/sheets")[0] == 404


def test_a_chair_with_an_office_sees_what_a_chair_sees(opened, door):
    judging.staff_member(opened.edition, "scorekeeper", opened.judge(1))
    assert door(opened.judge(1)).get(f"rounds/{opened.round.uid}/sheets")[0] == 200


@pytest.mark.parametrize("role", ROLES)
def test_nor_a_result_before_it_is_proposed_nor_a_sheet_after(locked, door, role):
    judging.staff_member(locked.edition, role, locked.judge(2))
    path = f"rounds/{locked.round.uid}/results"
    assert door(locked.judge(2)).get(path)[0] == 404
    locked.publish("proposed")
    status, body = door(locked.judge(2)).get(path)
    assert status == 200
    assert "sheets" not in body["rows"][0]


@pytest.mark.parametrize("role", ROLES)
def test_nor_the_list_that_two_others_are_preparing(locked, door, role):
    prepared = locked.prepare_publication("proposed")
    judging.staff_member(locked.edition, role, locked.judge(2))
    assert door(locked.judge(2)).get(f"publications/{prepared.uid}")[0] == 404


@pytest.mark.parametrize("role", ["organizer", "verifier"])
def test_nor_does_she_drop_or_open_it(locked, door, role):
    prepared = locked.prepare_publication("proposed")
    judging.staff_member(locked.edition, role, locked.judge(2))
    client = door(locked.judge(2))
    for verb, body in (("cancel", {"reason": "x"}), ("open", {"hash": prepared.hash})):
        assert client.post(f"publications/{prepared.uid}/{verb}", body)[0] == 404
    prepared.refresh_from_db()
    assert prepared.state == "approved"


def test_counting_and_vouching_are_not_a_judges(opened, door):
    judging.staff_member(opened.edition, "scorekeeper", opened.judge(2))
    judging.staff_member(opened.edition, "verifier", opened.judge(3))
    opened.play_all()
    opened.close()
    assert door(opened.judge(2)).post(f"rounds/{opened.round.uid}/tally")[0] == 404
    opened.compute()
    assert door(opened.judge(3)).post(f"rounds/{opened.round.uid}/lock")[0] == 404
