"""A session's signature, in memory: once for all of it, whatever is repeated and in any order."""

import uuid
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from contest.rulebook.parse import rulebook_parse
from judging.services.scoring.facts import (
    CellFacts,
    DeviceFacts,
    Facts,
    Known,
    SessionFacts,
    SheetFacts,
)
from judging.services.scoring.operations import SeenSheet, SignOp
from judging.services.scoring.rules import decide
from tests.judging.scoring.test_rules import DEVICES, EDITION, NOW
from tests.system.faults.seed import document

RULEBOOK = replace(rulebook_parse(document({"alpha": "10"})), sealing="per_session")
SHEETS = [uuid.UUID(int=100 + n) for n in range(3)]


def sheets(state="held", **changed):
    return {
        uid: SheetFacts(n, uid, "open", 1, EDITION, "open", state, 1, RULEBOOK, **changed)
        for n, uid in enumerate(SHEETS)
    }


def cells():
    return {
        (uid, "alpha"): CellFacts(n, uid, "alpha", value=500, rev=1) for n, uid in enumerate(SHEETS)
    }


def signature(key, named=SHEETS):
    seen = tuple(SeenSheet(uid, {"alpha": 1}) for uid in named)
    return SignOp(1, uuid.UUID(int=key), next(iter(DEVICES)), key, "", seen)


def ruled(ops, *, known=None, found=None, open_=SHEETS, ahead=0):
    session = SessionFacts(frozenset(open_), ahead)
    facts = Facts(
        EDITION, found or sheets(), cells(), known or {}, DEVICES,
        {op.sheets[0]: session for op in ops},
    )  # fmt: skip
    decision = decide(ops, facts, at=NOW)
    return decision, [(each.outcome, each.code) for each in decision.rulings]


def test_all_of_it_or_nothing():
    assert ruled([signature(1)])[1] == [("applied", None)]
    assert ruled([signature(1, SHEETS[:2])])[1] == [("refused", "session_incomplete")]
    assert ruled([signature(1)], ahead=1)[1] == [("refused", "session_running")]
    # As many as are open, but one of them is of another session, or of another room.
    other = [*SHEETS[:2], uuid.UUID(int=999)]
    assert ruled([signature(1)], open_=other)[1] == [("refused", "session_incomplete")]


def test_one_repeated_sheet_does_not_stand_for_another():
    doubled = [SHEETS[0], SHEETS[0], SHEETS[1]]
    assert ruled([signature(1, doubled)])[1] == [("refused", "session_incomplete")]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([1, 2, 3]), min_size=1, max_size=8), st.data())
def test_signed_once_under_repetition_and_any_batching(keys, data):
    known: dict = {}
    found, totals = sheets(), []
    arriving = [signature(key) for key in keys]
    while arriving:
        cut = data.draw(st.integers(1, len(arriving)))
        batch, arriving = arriving[:cut], arriving[cut:]
        still = [uid for uid, sheet in found.items() if sheet.state == "open"]
        decision, _ = ruled(batch, known=known, found=found, open_=still)
        totals += decision.signed.values()
        for uid, sheet in found.items():
            if sheet.id in decision.signed:
                found[uid] = replace(sheet, state="signed", signed_at=NOW)
        for each in decision.rulings:
            if each.recorded:
                known[1, each.op.op_id] = Known(each.body_hash, each.outcome, {})
    assert totals == [500] * 3
    assert [each.outcome for each in known.values()].count("applied") == 1


def test_a_device_that_was_taken_away_signs_nothing():
    lost = {uid: DeviceFacts(n, 1, revoked=True) for n, uid in enumerate(DEVICES)}
    facts = Facts(
        EDITION, sheets(), cells(), {}, lost, {SHEETS[0]: SessionFacts(frozenset(SHEETS), 0)}
    )
    [ruling] = decide([signature(1)], facts, at=NOW).rulings
    assert ruling.code == "device_revoked"
