"""Places without one judge under a rulebook: by hand, and against counting without the rows."""

import csv
import io
import json

import pytest

from contest.rulebook.document import rulebook_of_document
from judging.sandbox import ranges as module
from judging.sandbox.ranges import ranges_of, with_ranges
from judging.tally.edition.columns import given_of_columns
from judging.tally.edition.edition import EditionTally, edition_tally
from judging.tally.edition.rank import ranking
from judging.tally.edition.refusal import ScoresRefused
from judging.tally.edition.table import given_of_rows
from tests.judging.tally.edition.runner import CASES, case_inputs, tally_of

NAMED = (
    "trimmed_five", "mean_of_all", "median", "rank_sum", "calibrated", "additive", "vetoes",
    "two_rounds", "weighted_classes", "nested_caps", "tie_by_places", "majority", "runs",
)  # fmt: skip
HAVE = tuple(name for name in NAMED if (CASES / name).exists())
PLAIN = {
    "rulebook": 1,
    "name": {"zh": "名称", "en": "Name"},
    "rubrics": [{"id": "sheet", "name": {"zh": "表", "en": "Sheet"}, "total": 100}],
    "rounds": [
        {
            "id": "final", "name": {"zh": "决赛", "en": "Final"}, "kind": "final", "mode": "live",
            "panel": {"seats": 3},
            "components": [{"id": "jury", "kind": "sheet", "rubric": "sheet"}],
        }
    ],
}  # fmt: skip
ROWS = "A,a,90\nA,b,80\nA,c,60\nB,a,70\nB,b,90\nB,c,70\nC,a,85\nC,b,67\nC,c,65\n"
HEAD = "entry,judge,score\n"


def by_rows(case: str) -> dict[tuple[str, str], tuple[int, int]]:
    """The ranges from files without each judge's rows in one round, by round and entry."""
    rulebook, scores, facts = case_inputs(CASES / case)
    whole = tally_of(rulebook, scores, facts)
    rows = list(csv.DictReader(io.StringIO(scores)))
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for held in whole.rounds:
        was = {line.entry for line in held.lines if line.rank is not None}
        in_round = [row for row in rows if row.get("round", held.round.id) == held.round.id]
        for judge in sorted({row["judge"] for row in in_round} - {""}):
            rest = [row for row in rows if not (row in in_round and row["judge"] == judge)]
            if was - {row["entry"] for row in rest if row in in_round}:
                continue
            now = _without(whole, rest, facts, held.round.id)
            if now is None or any(now.get(entry) is None for entry in was):
                continue
            for entry in was:
                rank = now[entry] or 0
                best, worst = found.get((held.round.id, entry), (rank, rank))
                found[held.round.id, entry] = (min(best, rank), max(worst, rank))
    return found


def _without(
    whole: EditionTally, rows: list[dict[str, str]], facts: dict[str, object], round_id: str
) -> dict[str, int | None] | None:
    names = list(rows[0])
    given = given_of_rows(
        [names, *([row[name] for name in names] for row in rows)],
        facts,
        rounds=[each.id for each in whole.rulebook.rounds],
    )
    fields = {held.round.id: held.at.entries for held in whole.rounds}
    try:
        counted = edition_tally(whole.rulebook, given, fields=fields)
    except ScoresRefused:
        return None
    held = next(each for each in counted.rounds if each.round.id == round_id)
    return {line.entry: line.rank for line in held.lines}


def test_by_hand() -> None:
    # Without a: B 80, A 70, C 66; without b: A and C 75, B 70; without c: A 85, B 80, C 76.
    tally = tally_of(PLAIN, HEAD + ROWS, {})
    assert ranges_of(tally.rounds[0]).places == {"A": (1, 2), "B": (1, 3), "C": (1, 3)}


@pytest.mark.parametrize("case", HAVE)
def test_as_from_the_rows_that_remain(case: str) -> None:
    tally = tally_of(*case_inputs(CASES / case))
    found = {
        (held.round.id, entry): place
        for held in tally.rounds
        for entry, place in ranges_of(held).places.items()
        if place is not None
    }
    assert found == by_rows(case)


def test_there_was_something_to_compare() -> None:
    assert len(HAVE) >= 10
    moved = [place for case in HAVE for place in by_rows(case).values() if place[0] < place[1]]
    assert len(moved) > 10


def test_nobody_leaves_whom_an_entry_needs() -> None:
    tally = tally_of(PLAIN, HEAD + "A,a,90\nA,b,80\nB,a,70\nC,b,75\nC,c,85\n", {})
    # Only c may go: C falls to 75; a is all that B has, b is needed by nobody.
    assert ranges_of(tally.rounds[0]).places == {"A": (1, 1), "B": (3, 3), "C": (2, 2)}
    alone = tally_of(PLAIN, HEAD + "A,a,90\nB,a,80\n", {})
    assert set(ranges_of(alone.rounds[0]).places.values()) == {None}


def test_a_round_read_in_columns_has_the_same_ranges() -> None:
    book = rulebook_of_document(PLAIN)
    given = given_of_columns((HEAD + ROWS).encode(), {}, rounds=["final"])
    assert given is not None
    held = edition_tally(book, given).rounds[0]
    assert held.at.quick is not None
    assert ranges_of(held).places == {"A": (1, 2), "B": (1, 3), "C": (1, 3)}


def test_too_much_work_and_refusals_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    tally = tally_of(*case_inputs(CASES / "additive"))
    monkeypatch.setattr(module, "MOST_MODELED", 1)
    found = with_ranges(tally, ranking(tally))
    assert {each["places_without_one_judge"] for each in found["entries"]} == {None}
    assert found["warnings"][-1].endswith("entries are too many for that.")
    monkeypatch.setattr(module, "MOST_MODELED", 1000)
    # Judge c alone ties the first two entries to the others.
    document = json.loads(json.dumps(PLAIN))
    document["rounds"][0]["components"][0]["combine"] = {"method": "additive"}
    rows = "A,a,9\nA,b,8\nA,c,7\nB,a,7\nB,b,8\nB,c,5\nC,c,6\nC,d,9\nC,e,8\nD,c,8\nD,d,7\nD,e,9\n"
    tied = tally_of(document, HEAD + rows, {})
    assert ranges_of(tied.rounds[0]).warning == (
        "final: places without one judge do not cover c: what remains without these sheets "
        "cannot be counted."
    )
