"""Deliberations: opened over a result that stands, and what their decisions do to it."""

import json

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from contest.models import EntryState
from core.errors import Problem
from core.models import LogLeaf, LogOpening
from judging.models import Deliberation, Motion, Recusal, ResultSet, ResultState, Vote
from judging.selectors.motions_checked import motions_unlike_log
from judging.selectors.results import current_result, result_body_rows
from judging.services.deliberations import deliberation_close, deliberation_open
from judging.services.motions import (
    motion_count,
    motion_outcome,
    motion_put,
    motion_record,
    motion_vote,
)
from judging.services.recusals import recusal_declare
from judging.services.results import result_recompute
from tests.factories import judging

TO_THE_CHAIR = [{"rule": "chair_vote"}]


def refused(act, *args, **named):
    """The code with which the command is refused."""
    with pytest.raises(Problem) as caught:
        act(*args, **named)
    return caught.value.code


class Talk:
    """A closed round with a result, and the panel's talk over it."""

    def __init__(self, final, mode="attributed"):
        self.final = final
        self.deliberation = deliberation_open(
            round=final.round, mode=mode, actor=final.by("organizer"), at=final.tick()
        )

    def put(self, entry, kind="keep", clause="", order=(), text="维持原结果"):
        return motion_put(
            deliberation=self.deliberation,
            entry=entry,
            kind=kind,
            text=text,
            clause=clause,
            order=order,
            actor=self.final.by("organizer"),
            at=self.final.tick(),
        )

    def vote(self, motion, *choices):
        """By seat, from the first; None has not voted."""
        for seat, choice in zip(self.final.seats, choices, strict=False):
            if choice is not None:
                motion_vote(motion=motion, seat=seat, choice=choice, at=self.final.tick())

    def count(self, motion):
        return motion_count(motion=motion, actor=self.final.by("organizer"), at=self.final.tick())

    def record(self, motion):
        return motion_record(motion=motion, actor=self.final.by("organizer"), at=self.final.tick())

    def decide(self, motion, *choices):
        self.vote(motion, *choices)
        self.count(motion)
        return self.record(motion)

    def close(self):
        return deliberation_close(
            deliberation=self.deliberation,
            actor=self.final.by("organizer"),
            at=self.final.tick(),
        )


def seal(made, slot, base=50):
    """Signed and sealed; nothing is shown to the hall."""
    made.to_scoring(slot)
    made.sign_all(slot, base)
    made.command(slot, "seal")


def counted(*, tied=False, judges=3, **rules):
    """A closed round with a provisional result; `tied`: everybody has the same marks."""
    made = judging.final(judges=judges, **rules)
    made.prepare()
    for place, slot in enumerate(made.slots()):
        seal(made, slot, 50 if tied else 50 - 3 * place)
    made.close()
    made.compute()
    return made


@pytest.fixture
def talk(db):
    return Talk(counted())


@pytest.fixture
def tie(db):
    """Everybody shares the first place until the panel has voted."""
    return Talk(counted(tied=True, ties=TO_THE_CHAIR))


def standing(final):
    return current_result(final.round)


def ranks(final):
    return {row["entry"]: row["rank"] for row in result_body_rows(standing(final))}


def test_the_result_is_under_review_and_nobody_locks_it_meanwhile(talk):
    assert standing(talk.final).state == ResultState.UNDER_REVIEW
    assert refused(talk.final.lock) == "deliberation_open"
    talk.close()
    assert standing(talk.final).state == ResultState.PROVISIONAL
    assert talk.final.lock().state == ResultState.LOCKED


def test_counting_again_meanwhile_stays_under_review(talk):
    assert talk.final.compute().state == ResultState.UNDER_REVIEW


def test_it_needs_a_closed_round_with_a_result_that_is_not_locked(opened):
    def code():
        return refused(Talk, opened)

    assert code() == "round_state_refused"
    opened.play_all()
    opened.close()
    assert code() == "result_state_refused"
    opened.compute()
    opened.lock()
    assert code() == "result_state_refused"


def test_one_is_open_at_a_time(talk):
    assert refused(Talk, talk.final) == "deliberation_open"
    with pytest.raises(IntegrityError), transaction.atomic():
        Deliberation.objects.create(
            round=talk.final.round,
            mode="attributed",
            opened_by=talk.final.by("organizer"),
            opened_at=talk.final.tick(),
        )
    talk.close()
    assert refused(talk.close) == "deliberation_state_refused"
    again = Talk(talk.final)
    assert again.deliberation != talk.deliberation
    assert refused(talk.put, talk.final.entries[0]) == "deliberation_state_refused"


def test_it_closes_when_every_motion_is_recorded(talk):
    motion = talk.put(talk.final.entries[0])
    assert refused(talk.close) == "motion_waiting"
    talk.vote(motion, "for", "for")
    talk.count(motion)
    assert refused(talk.close) == "motion_waiting"
    talk.record(motion)
    assert talk.close().state == "closed"


def test_one_motion_at_a_time_about_an_entry(talk):
    entry, other, _ = talk.final.entries
    motion = talk.put(entry)
    assert refused(talk.put, entry) == "motion_waiting"
    talk.put(other)
    talk.decide(motion, "against", "against", "for")
    talk.put(entry)


def test_words_and_a_clause_are_wanted(talk):
    entry = talk.final.entries[0]
    assert refused(talk.put, entry, text="  ") == "reason_missing"
    assert refused(talk.put, entry, "disqualify") == "motion_clause_missing"
    elsewhere = judging.final(slug="elsewhere")
    assert refused(talk.put, elsewhere.entries[0]) == "not_found"


def test_a_vote_may_change_until_it_is_counted(talk):
    motion = talk.put(talk.final.entries[0])
    talk.vote(motion, "against", "for", "for")
    talk.vote(motion, "for")
    done = talk.count(motion)
    assert (done.votes_for, done.votes_against, done.votes_abstain) == (3, 0, 0)
    assert (done.outcome, done.may_vote) == ("carried", 3)
    assert refused(talk.vote, motion, "against") == "motion_state_refused"
    assert refused(talk.count, motion) == "motion_state_refused"
    assert Vote.objects.filter(motion=motion).count() == 3


def test_whoever_is_recused_has_no_vote_and_an_alternate_neither(talk):
    final = talk.final
    entry = final.entries[0]
    motion = talk.put(entry)
    assert (
        refused(motion_vote, motion=motion, seat=final.alternate, choice="for", at=final.now)
        == "not_allowed"
    )
    talk.vote(motion, None, "for", "for")
    # Found while the vote is open: what the judge answered is not counted any more.
    Recusal.objects.create(
        seat=final.seats[1], entry=entry, source="system", declared_at=final.tick()
    )
    assert refused(talk.vote, motion, None, "for") == "recused"
    done = talk.count(motion)
    assert (done.votes_for, done.may_vote, done.outcome) == (1, 2, "no_quorum")


@pytest.mark.parametrize(
    ("said", "chair", "outcome"),
    [
        ("for for against", None, "carried"),
        ("for against against", "for", "failed"),
        ("for against abstain", None, "failed"),
        ("for against abstain", "for", "carried_by_chair"),
        ("for against abstain", "against", "failed"),
        ("abstain abstain abstain", "abstain", "failed"),
        ("for", "for", "no_quorum"),
        ("for for", None, "carried"),
        ("", None, "no_quorum"),
    ],
)
def test_what_the_votes_come_to(said, chair, outcome):
    assert motion_outcome(said.split(), may_vote=3, chair=chair) == outcome


@pytest.mark.parametrize(
    ("ties", "outcome"), [(TO_THE_CHAIR, "carried_by_chair"), ([{"rule": "share"}], "failed")]
)
def test_the_chair_decides_an_even_split_where_the_rules_say_so(db, ties, outcome):
    talk = Talk(counted(ties=ties))
    motion = talk.put(talk.final.entries[0])
    talk.vote(motion, "for", "against", "abstain")
    assert talk.count(motion).outcome == outcome


def test_a_tie_that_waits_is_decided_and_can_be_locked(tie):
    final = tie.final
    before = standing(final)
    numbers = sorted(ranks(final))
    order = [numbers[2], numbers[0], numbers[1]]
    assert set(ranks(final).values()) == {1}
    motion = tie.put(final.entries[0], "tie_break", order=order)
    tie.decide(motion, "for", "for", "against")
    now = standing(final)
    before.refresh_from_db()
    assert [before.state, now.state] == [ResultState.SUPERSEDED, ResultState.UNDER_REVIEW]
    assert now.version == before.version + 1
    assert now.inputs_hash != before.inputs_hash
    assert ranks(final) == {number: place for place, number in enumerate(order, start=1)}
    tie.close()
    locked = final.lock()
    assert result_recompute(round=final.round) == locked.body_hash


def test_without_the_vote_the_tie_cannot_be_locked(tie):
    tie.close()
    with pytest.raises(Problem) as caught:
        tie.final.lock()
    assert caught.value.params == {"state": "tie_waits"}


def test_an_order_names_exactly_the_tied(tie):
    entry, numbers = tie.final.entries[0], sorted(ranks(tie.final))
    for order in ([], numbers[:2], [*numbers, "QM-99"], [numbers[0]] * 3):
        assert refused(tie.put, entry, "tie_break", order=order) == "motion_tie_unknown"


def test_rules_that_leave_no_tie_to_a_vote_refuse_it(talk):
    entry = talk.final.entries[0]
    found = refused(talk.put, entry, "tie_break", order=[entry.number])
    assert found == "motion_tie_not_voted"


def test_a_failed_motion_changes_nothing(tie):
    before = standing(tie.final)
    motion = tie.put(tie.final.entries[0], "tie_break", order=sorted(ranks(tie.final)))
    tie.decide(motion, "against", "against", "for")
    assert standing(tie.final) == before


def test_a_disqualified_entry_leaves_the_result(talk):
    final, entry = talk.final, talk.final.entries[0]
    talk.decide(talk.put(entry, "disqualify", clause="第 7 条"), "for", "for", "for")
    entry.refresh_from_db()
    assert entry.state == EntryState.DISQUALIFIED
    rows = {row["entry"]: row for row in result_body_rows(standing(final))}
    assert (rows[entry.number]["rank"], rows[entry.number]["outcome"]) == (None, "disqualified")
    assert sorted(row["rank"] for row in rows.values() if row["rank"]) == [1, 2]
    talk.close()
    locked = final.lock()
    assert result_recompute(round=final.round) == locked.body_hash


def test_recording_again_has_no_second_effect(tie):
    motion = tie.put(tie.final.entries[0], "tie_break", order=sorted(ranks(tie.final)))
    assert refused(tie.record, motion) == "motion_state_refused"
    tie.decide(motion, "for", "for", "for")
    leaves, sets = LogLeaf.objects.count(), ResultSet.objects.count()
    assert tie.record(motion).state == "recorded"
    assert (LogLeaf.objects.count(), ResultSet.objects.count()) == (leaves, sets)


def test_letters_are_drawn_and_not_the_order_of_seats(db):
    final = counted(judges=8, panel={"seats": 8, "kinds": {"technical": 8}, "minimum_sheets": 2})
    drawn = set()
    for _ in range(4):
        talk = Talk(final, "anonymous")
        letters = talk.deliberation.letters
        assert sorted(letters.values()) == list("ABCDEFGH")
        drawn.add("".join(letters[str(seat.uid)] for seat in final.seats))
        talk.close()
    assert len(drawn) > 1


def test_the_log_tells_that_a_judge_voted_and_never_what(talk):
    motion = talk.put(talk.final.entries[0], text="议题")
    talk.vote(motion, "for", "against", "abstain")
    said = [
        json.loads(opening.body)["body"]
        for opening in LogOpening.objects.filter(leaf__type="motion.vote").order_by("leaf__seq")
    ]
    assert said == [{"motion": str(motion.uid), "judge": str(n)} for n in (1, 2, 3)]
    talk.count(motion)
    talk.record(motion)
    talk.close()
    types = list(LogLeaf.objects.order_by("seq").values_list("type", flat=True))
    assert types[-7:] == [
        "motion.put",
        *["motion.vote"] * 3,
        "motion.count",
        "motion.record",
        "deliberation.close",
    ]
    recorded = LogOpening.objects.get(leaf__type="motion.record")
    body = json.loads(recorded.body)["body"]
    assert list(motions_unlike_log()) == []
    Motion.objects.update(votes_for=2)
    assert list(motions_unlike_log()) == [str(motion.uid)]
    assert (body["for"], body["against"], body["abstain"]) == (1, 1, 1)
    assert body["outcome"] == "failed"


@pytest.mark.pg
def test_rooms_are_taken_before_the_logs_head(tie):
    motion = tie.put(tie.final.entries[0], "tie_break", order=sorted(ranks(tie.final)))
    tie.vote(motion, "for", "for")
    tie.count(motion)
    with CaptureQueriesContext(connection) as caught:
        tie.record(motion)
    said = [query["sql"] for query in caught.captured_queries]
    rooms = [n for n, sql in enumerate(said) if 'UPDATE "judging_room"' in sql]
    heads = [n for n, sql in enumerate(said) if 'UPDATE "core_logtree"' in sql]
    assert max(rooms) < min(heads)
    assert Motion.objects.get().state == "recorded"


def test_a_recusal_declared_before_takes_the_vote(db):
    final = judging.final()
    final.prepare()
    slots = final.slots()
    recusal_declare(
        seat=final.seats[2], entry=slots[0].entry, source="self", reason="任职", at=final.tick()
    )
    for slot in slots:
        seal(final, slot)
    final.close()
    final.compute()
    talk = Talk(final)
    motion = talk.put(slots[0].entry)
    assert refused(talk.vote, motion, None, None, "for") == "recused"
    talk.vote(motion, "for", "for")
    assert talk.count(motion).may_vote == 2
