"""What a judge's list opens, step by step."""

import pytest

from contest.models import EntryFile
from core.models import StoredFile
from judging.selectors.queue import judge_queue
from judging.selectors.seats import seat_of
from judging.services.conflicts import conflict_state
from judging.services.recusals import recusal_declare
from tests.factories import judging


@pytest.fixture
def final(db):
    final = judging.final()
    for entry in final.entries:
        stored = StoredFile.objects.create(
            sha256="0" * 64,
            size=10,
            kind="pdf",
            name="deck.pdf",
            key=f"k{entry.pk}",
            pages=3,
            stored_by=final.leader(entry),
        )
        EntryFile.objects.create(entry=entry, slot="deck", file=stored, since=judging.T0)
    return final


def queue(final, number=1):
    seat = seat_of(uid=final.seats[number - 1].uid)
    assert seat is not None
    return judge_queue(seat)


def test_before_the_draw_entries_stand_by_number_and_nothing_opens(final):
    final.sign_ndas()
    rows = queue(final)
    assert [row["number"] for row in rows] == ["QM-001", "QM-002", "QM-003"]
    assert [(row["files"], row["sheet"], row["slot"]) for row in rows] == [([], None, None)] * 3


def test_after_the_draw_they_stand_in_running_order(final):
    final.draw()
    assert [row["number"] for row in queue(final)] == [slot.entry.number for slot in final.slots()]


def test_files_open_with_the_statement_and_a_recused_entry_is_gone(final):
    final.sign_ndas()
    seat, entry = final.seats[0], final.entries[1]
    conflict_state(seat=seat, entry=entry, has_conflict=False, at=final.tick())
    assert [len(row["files"]) for row in queue(final)] == [0, 1, 0]
    assert [len(row["files"]) for row in queue(final, 2)] == [0, 0, 0]
    recusal_declare(seat=seat, entry=entry, source="self", reason="kin", at=final.tick())
    assert [row["number"] for row in queue(final)] == ["QM-001", "QM-003"]
    assert len(queue(final, 2)) == 3


def test_an_open_round_gives_every_judge_a_sheet(final):
    final.prepare()
    mine, others = queue(final), queue(final, 2)
    assert all(row["sheet"] for row in mine)
    assert not {row["sheet"] for row in mine} & {row["sheet"] for row in others}
    assert {row["slot"]["state"] for row in mine} == {"waiting"}
