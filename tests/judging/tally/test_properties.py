"""What holds for every round."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from contest.rulebook.parse import rulebook_parse
from judging.tally.sheet import Sheet
from judging.tally.tally import tally

NAME = {"zh": "名称", "en": "Name"}
RULEBOOK = rulebook_parse(
    {
        "rulebook": 0,
        "name": NAME,
        "scale": {"total": "10"},
        "criteria": [
            {"id": each, "name": NAME, "max": "5", "step": "0.5", "required": True}
            for each in ("technology", "market")
        ],
        "panel": {"seats": 7, "kinds": {"technical": 7}, "minimum_sheets": 2},
        "aggregation": {
            "method": "trimmed",
            "version": 1,
            "drop_high": 1,
            "drop_low": 1,
            "minimum_for_trim": 4,
            "below_minimum": "mean",
            "decimals": 2,
            "rounding": "half_up",
            "tie_on": "rounded",
        },
        "ties": [
            {"rule": "higher_criterion", "criterion": "technology"},
            {"rule": "sum_of_all_judges"},
            {"rule": "share"},
        ],
        "awards": [{"level": "first", "name": NAME, "places": 1}],
        "cut_after": 2,
        "timing": {"pitch_s": 1, "questions_s": 1, "scoring_s": 1},
        "sealing": "per_slot",
        "publicity": {"seconds": 1},
    }
)
Table = dict[str, dict[str, tuple[int, int]]]

MARK = st.integers(0, 10).map(lambda steps: steps * 50)
ROUNDS: st.SearchStrategy[Table] = st.dictionaries(
    st.sampled_from("abcdef"),
    st.dictionaries(st.sampled_from("1234567"), st.tuples(MARK, MARK)),
    min_size=1,
)


def _sheets(table: Table) -> dict[str, list[Sheet]]:
    return {
        entry: [Sheet(seat, {"technology": t, "market": m}) for seat, (t, m) in seats.items()]
        for entry, seats in table.items()
    }


@given(ROUNDS, st.randoms(use_true_random=False))
def test_order_of_arrival_changes_no_byte(table: Table, random: Any) -> None:
    sheets = _sheets(table)
    turned = list(sheets.items())
    random.shuffle(turned)
    for _, rows in turned:
        random.shuffle(rows)
    assert tally(RULEBOOK, dict(turned)).to_json() == tally(RULEBOOK, _sheets(table)).to_json()


@given(ROUNDS, st.permutations("abcdef"))
def test_names_decide_nothing(table: Table, names: list[str]) -> None:
    renamed = dict(zip("abcdef", names, strict=True))
    before = tally(RULEBOOK, _sheets(table))
    after = tally(RULEBOOK, _sheets({renamed[entry]: rows for entry, rows in table.items()}))
    for row in before.rows:
        other = after.row(renamed[row.entry])
        assert (row.rank, row.final, row.outcome) == (other.rank, other.final, other.outcome)


@given(ROUNDS, st.data())
def test_raising_a_mark_never_lowers_the_final(table: Table, data: st.DataObject) -> None:
    seated = sorted((entry, seat) for entry, seats in table.items() for seat in seats)
    if not seated:
        return
    entry, seat = data.draw(st.sampled_from(seated))
    technology, market = table[entry][seat]
    raised = data.draw(st.integers(technology // 50, 10).map(lambda steps: steps * 50))
    before = tally(RULEBOOK, _sheets(table)).row(entry)
    table[entry][seat] = (raised, market)
    after = tally(RULEBOOK, _sheets(table)).row(entry)
    if before.score.final is None or after.score.final is None:
        assert before.score.final is after.score.final
        return
    assert after.score.final >= before.score.final


@given(ROUNDS)
def test_ranks_are_competition_ranks_and_follow_finals(table: Table) -> None:
    ranked = [row for row in tally(RULEBOOK, _sheets(table)).rows if row.rank is not None]
    for position, row in enumerate(ranked, start=1):
        first = next(place for place, each in enumerate(ranked, 1) if each.rank == row.rank)
        assert row.rank == first <= position
    finals = [row.score.final for row in ranked]
    assert finals == sorted(finals, reverse=True)  # type: ignore[type-var]


@given(ROUNDS)
def test_dropped_sheets_are_extremes_and_counted_once(table: Table) -> None:
    for row in tally(RULEBOOK, _sheets(table)).rows:
        score = row.score
        dropped = (*score.dropped_high, *score.dropped_low)
        assert len(dropped) == (2 if len(score.sheets) >= 4 else 0)
        assert len({sheet.seat for sheet in (*dropped, *score.counted)}) == len(score.sheets)
        for sheet in score.counted if dropped else ():
            assert score.dropped_low[0].total <= sheet.total <= score.dropped_high[0].total
