import json
import uuid

import pytest
from django.db import DataError, connection
from django.test.utils import CaptureQueriesContext

from contest.models import RoundState
from core import clock
from core.merkle.leaf import salted_leaf_hash
from core.models import LogLeaf, LogOpening, LogTree
from judging.models import (
    ConflictStatement,
    Nda,
    Recusal,
    Room,
    ScoreCell,
    ScoreOperation,
    ScoreSheet,
    SheetState,
    SlotState,
)
from judging.services.scoring import store
from judging.services.scoring.operations import SeenSheet, SignOp
from tests.judging.scoring.ops import (
    MARKS,
    apply,
    filled,
    real_statements,
    score,
    sign,
    told,
    unsign,
)
from tests.system.faults import seed as seeds


@pytest.fixture
def final(db):
    return seeds.seed(judges=3, entries=2)


def cell(final, *, judge=0, slot=0, criterion="technology"):
    return ScoreCell.objects.get(sheet=final.sheets[judge][slot], criterion=criterion)


def test_one_operation_stands_everywhere(final):
    [outcome] = apply(score(final))
    wire = outcome.to_wire()
    assert (wire["outcome"], wire["current"], wire["rev"], wire["seq"]) == ("applied", True, 1, 0)
    assert cell(final).value == 2250
    assert Room.objects.get().version == 1
    stored = ScoreOperation.objects.select_related("leaf").get()
    assert stored.leaf is not None
    assert (stored.outcome, stored.value, stored.leaf.leaf_hash) == (
        "applied",
        2250,
        wire["leaf_hash"],
    )


def test_every_leaf_is_the_hash_of_its_opening(final):
    import json

    apply(*filled(final), sign(final))
    apply(score(final, judge=1))
    assert LogTree.objects.get().size == 7
    assert list(LogLeaf.objects.order_by("seq").values_list("seq", flat=True)) == list(range(7))
    for opening in LogOpening.objects.select_related("leaf"):
        digest = salted_leaf_hash(bytes.fromhex(opening.salt), json.loads(opening.body))
        assert digest.hex() == opening.leaf.leaf_hash


def test_at_most_ten_statements_for_one_and_for_two_hundred(final):
    with CaptureQueriesContext(
        connection,
    ) as one:
        apply(score(final, seq=1))
    many = [
        score(final, judge=n % 3, slot=n % 2, seq=n + 2, criterion=list(MARKS)[n % 5], value="1.5")
        for n in range(194)
    ]
    signed = [sign(final, judge=0, rev=0)]
    refused = [score(final, value="99"), score(final, criterion="beauty")]
    held = filled(final, judge=2, slot=1)[:3]
    with CaptureQueriesContext(connection) as whole:
        outcomes = apply(*many, *signed, *refused, *held)
    assert len(outcomes) == 200
    assert len(real_statements(one)) <= 10
    assert len(real_statements(whole)) <= 10
    assert sum(q["sql"].startswith("BEGIN") for q in whole) <= 1


def test_ten_statements_with_a_signature_among_two_hundred(final):
    marks = filled(final)
    more = [score(final, judge=1, seq=n + 1, value="2.5") for n in range(194)]
    with CaptureQueriesContext(connection) as whole:
        outcomes = apply(*marks, sign(final), *more)
    assert {each.outcome for each in outcomes} == {"applied"}
    assert len(real_statements(whole)) <= 10


def test_ten_statements_with_signature_and_take_back_among_two_hundred(final):
    marks = [*filled(final), sign(final), unsign(final), *filled(final, judge=2)]
    more = [score(final, judge=1, seq=n + 1, value="2.5") for n in range(187)]
    with CaptureQueriesContext(connection) as whole:
        outcomes = apply(*marks, sign(final, judge=2), *more)
    assert len(outcomes) == 200
    assert {each.outcome for each in outcomes} == {"applied"}
    assert len(real_statements(whole)) <= 10


def test_a_replay_gets_the_first_answer_and_changes_nothing(final):
    op = score(final)
    [first] = apply(op)
    [again, twice] = apply(op, op)
    assert (again.outcome, again.first, again.answer) == ("replayed", "applied", first.answer)
    assert twice.to_wire() == again.to_wire()
    assert (ScoreOperation.objects.count(), LogLeaf.objects.count()) == (1, 1)
    assert (cell(final).rev, Room.objects.get().version) == (1, 1)


def test_a_key_used_for_something_else_is_refused(final):
    op = score(final)
    apply(op)
    other = score(final, op_id=op.op_id, value="3.0")
    assert told(apply(other)) == [("refused", "op_reused")]
    assert told(apply(score(final, judge=1, op_id=op.op_id))) == [("applied", None)]
    assert cell(final).value == 2250


def test_one_device_in_any_order_ends_with_what_was_typed_last(final):
    late, early = score(final, seq=7, value="20"), score(final, seq=3, value="10")
    [first] = apply(late)
    [second] = apply(early)
    assert (first.outcome, second.outcome, second.answer["current"]) == (
        "applied",
        "superseded",
        False,
    )
    assert cell(final).value == 2000
    assert list(LogLeaf.objects.order_by("seq").values_list("type", flat=True)) == [
        "score.apply",
        "score.supersede",
    ]


def test_another_device_needs_the_revision_it_saw(final):
    apply(score(final))
    tablet = seeds.device(final.judges[0].person)
    [stale] = apply(score(final, device=tablet.uid, value="1", base=0))
    assert (stale.outcome, stale.code) == ("stale", "cell_stale")
    assert stale.answer["sheet"]["cells"]["technology"] == {"value": "22.50", "rev": 1}
    # What was not taken can be read later, beside what stood there.
    assert ScoreOperation.objects.get(outcome="stale").value == 100
    leaf = LogLeaf.objects.latest("seq")
    assert (leaf.type, json.loads(leaf.opening.body)["body"]["value"]) == ("score.stale", "1")
    assert told(apply(score(final, device=tablet.uid, value="1", base=1))) == [("applied", None)]
    assert (cell(final).value, cell(final).device_id) == (100, tablet.pk)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"value": "25.5"}, "mark_out_of_range"),
        ({"value": "22.25"}, "mark_off_step"),
        ({"value": "22.123"}, "mark_off_step"),
        ({"value": "-1"}, "mark_malformed"),
        ({"value": "1e1"}, "mark_malformed"),
        ({"value": "２"}, "mark_malformed"),
        ({"value": ""}, "mark_malformed"),
        ({"criterion": "beauty"}, "criterion_unknown"),
        ({"sheet": uuid.UUID(int=7, version=4)}, "sheet_foreign"),
        ({"device": uuid.UUID(int=7, version=4)}, "device_revoked"),
    ],
)
def test_refused_and_kept(final, change, code):
    assert told(apply(score(final, **change))) == [("refused", code)]
    kept = ScoreOperation.objects.get()
    assert (kept.outcome, kept.answer["code"], kept.leaf) == ("refused", code, None)
    assert cell(final).rev == 0
    assert (LogLeaf.objects.count(), Room.objects.get().version) == (0, 0)


def test_null_clears_and_zero_is_a_mark(final):
    apply(score(final, seq=1), score(final, seq=2, value=None))
    assert (cell(final).value, cell(final).rev) == (None, 2)
    apply(score(final, seq=3, value="0"))
    assert cell(final).value == 0


def test_somebody_elses_sheet_or_device(final):
    foreign = score(final, judge=1, sheet=final.sheets[0][0].uid)
    borrowed = score(final, judge=1, device=final.judges[0].device.uid)
    assert told(apply(foreign, borrowed)) == [
        ("refused", "sheet_foreign"),
        ("refused", "device_revoked"),
    ]


def test_a_revoked_device(final):
    device = final.judges[0].device
    device.revoked_at = clock.now()
    device.save()
    assert told(apply(score(final), sign(final))) == [("refused", "device_revoked")] * 2


def test_a_recused_judge(final):
    Recusal.objects.create(
        seat=final.judges[0].seat,
        entry=final.slots[0].entry,
        source="self",
        declared_at=clock.now(),
    )
    assert told(apply(score(final), score(final, slot=1))) == [
        ("refused", "recused"),
        ("applied", None),
    ]


def test_before_promise_and_statement(final):
    ConflictStatement.objects.filter(seat=final.judges[1].seat).delete()
    Nda.objects.filter(person=final.judges[0].person).delete()
    assert told(apply(score(final), score(final, judge=1))) == [
        ("refused", "nda_required"),
        ("refused", "conflict_statement_required"),
    ]


@pytest.mark.parametrize("state", [RoundState.CLOSED, RoundState.LOCKED])
def test_a_closed_round_holds_what_comes_late(final, state):
    final.round.state = state
    final.round.save()
    [held] = apply(score(final))
    assert (held.outcome, held.answer["current"], held.answer["seq"]) == ("held", False, 0)
    assert cell(final).rev == 0
    assert LogLeaf.objects.get().type == "score.hold"
    assert ScoreOperation.objects.get().value == 2250


def test_a_sealed_slot_holds_and_a_prepared_round_refuses(final):
    final.slots[0].state = SlotState.SEALED
    final.slots[0].save()
    assert told(apply(score(final), score(final, slot=1))) == [("held", None), ("applied", None)]
    final.round.state = RoundState.PREPARED
    final.round.save()
    assert told(apply(score(final, slot=1, seq=9))) == [("refused", "round_state_refused")]


def test_signing(final):
    outcomes = apply(*filled(final), sign(final))
    assert told(outcomes) == [("applied", None)] * 6
    sheet = ScoreSheet.objects.get(pk=final.sheets[0][0].pk)
    assert (sheet.state, sheet.total) == (SheetState.SIGNED, 7000)
    assert sheet.signed_at is not None
    assert told(apply(score(final, seq=60), sign(final, seq=61))) == [
        ("refused", "sheet_signed"),
        ("refused", "sheet_signed"),
    ]
    assert LogLeaf.objects.latest("seq").type == "sheet.sign"


def test_signing_what_was_not_seen(final):
    apply(*filled(final))
    apply(score(final, seq=20, value="20"))
    [stale] = apply(sign(final))
    assert (stale.outcome, stale.answer["sheet"]["cells"]["technology"]["rev"]) == ("stale", 2)
    assert ScoreSheet.objects.get(pk=final.sheets[0][0].pk).state == SheetState.OPEN


def test_signing_with_a_gap(final):
    apply(*filled(final))
    apply(score(final, criterion="team", seq=20, value=None))
    seen = SeenSheet(final.sheets[0][0].uid, {**dict.fromkeys(MARKS, 1), "team": 2})
    who = final.judges[0]
    op = SignOp(who.person.pk, uuid.uuid4(), who.device.uid, 30, "", (seen,))
    assert told(apply(op)) == [("refused", "mark_missing")]
    assert ScoreSheet.objects.filter(state=SheetState.SIGNED).count() == 0


def test_signing_two_sheets_is_all_or_nothing(final):
    apply(*filled(final), *filled(final, slot=1)[:4])
    assert told(apply(sign(final, slots=(0, 1)))) == [("stale", "cell_stale")]
    assert ScoreSheet.objects.filter(state=SheetState.SIGNED).count() == 0
    apply(score(final, slot=1, criterion="defense", value="12.5", seq=40))
    assert told(apply(sign(final, slots=(0, 1), seq=51))) == [("applied", None)]
    assert ScoreSheet.objects.filter(state=SheetState.SIGNED).count() == 2


def test_a_bad_operation_never_fails_its_neighbor(final, monkeypatch):
    bad = score(final, criterion="market", value="9")
    real = store.operations_write

    def failing(cursor, numbers, answered, at):
        pairs = list(answered)
        if any(ruling.op.op_id == bad.op_id for ruling, _ in pairs):
            raise DataError("planted")
        real(cursor, numbers, pairs, at)

    monkeypatch.setattr(store, "operations_write", failing)
    outcomes = apply(score(final), bad, score(final, judge=1))
    assert told(outcomes) == [("applied", None), ("refused", "server_fault"), ("applied", None)]
    assert cell(final, criterion="market").rev == 0
    assert ScoreOperation.objects.count() == LogLeaf.objects.count() == LogTree.objects.get().size


@pytest.mark.parametrize("join", ["merge", "hash"])
def test_operations_are_kept_in_the_order_of_the_batch(final, join):
    """Whatever way PostgreSQL joins: a merge puts those without a leaf last, a hash mixes all."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for other in {"nestloop", "hashjoin", "mergejoin"} - {f"{join}join"}:
                cursor.execute(f"SET LOCAL enable_{other} = off")
    ops = [score(final, seq=n, value="99" if n % 3 == 0 else "2.5") for n in range(1, 31)]
    apply(*ops)
    kept = ScoreOperation.objects.order_by("pk").values_list("client_seq", flat=True)
    assert list(kept) == list(range(1, 31))


def test_two_editions_in_one_batch_each_in_its_own_log(final):
    other = seeds.seed(judges=1, entries=1)
    outcomes = apply(score(final), score(other), score(final, judge=1))
    assert [each.answer["seq"] for each in outcomes] == [0, 0, 1]
    assert sorted(LogTree.objects.values_list("size", flat=True)) == [1, 2]


def test_more_than_two_hundred(final):
    with pytest.raises(ValueError, match="batch_too_large"):
        apply(*[score(final, seq=n) for n in range(201)])


def test_no_statement_grows_with_what_is_stored_already(final):
    """SQLite says in which order it walks: the batch's rows first, then keys."""
    if connection.vendor != "sqlite":
        pytest.skip("SQLite's plans; PostgreSQL chooses by the sizes of the tables")
    spelled = store.sql()
    for name in ("cells", "known", "set_cells", "set_sheets", "add_openings", "add_operations"):
        statement = getattr(spelled, name)
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}", ["[]"] * statement.count("%s"))
            steps = [row[3] for row in cursor.fetchall()]
        assert not [step for step in steps if step.startswith("SCAN") and "json_each" not in step]
        searches = [step for step in steps if "core_logleaf" in step]
        assert all("seq=?" in step for step in searches), steps
