"""What stands beside the announced places: ranges, lines, spread, chances; and the laws of it."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judging.insight.chances import Chances
from judging.insight.cuts import Line
from judging.insight.room import RoomScores, one_fewer
from judging.insight.standing import Insight, insight_of
from judging.ranking.result import PlaceRange
from judging.tally.sheet import Sheet, TallyRefused
from judging.tally.tally import tally
from tests.judging.insight.small import TRIMMED, room

ONE = {"seats": 7, "kinds": {"technical": 7}, "minimum_sheets": 1}
# Seat 3 is a whole ten points kinder to b, which would be behind c without them.
KIND = {"a": (90, 91, 92), "b": (70, 71, 90), "c": (75, 76, 77), "d": (50, 51, 52)}


def _by_entry(found: Insight) -> dict[str, Any]:
    return {each.row.entry: each for each in found.rows}


def test_ranks_are_the_announced_rules_and_ranges_are_without_each_judge() -> None:
    rows = _by_entry(insight_of(room(KIND)))
    assert [(key, each.row.rank) for key, each in rows.items()] == [
        ("a", 1), ("b", 2), ("c", 3), ("d", 4),
    ]  # fmt: skip
    assert rows["a"].span == PlaceRange(1, 1)
    # Without seat 3 they change places; without another seat they do not.
    assert rows["b"].span == PlaceRange(2, 3)
    assert rows["c"].span == PlaceRange(2, 3)
    assert rows["d"].span == PlaceRange(4, 4)


def test_a_range_holds_the_place_itself() -> None:
    """With all of them a and b share the first place; without any one of them they may part."""
    table = {"a": (70, 70, 70, 72), "b": (71, 71, 69, 71), "c": (10, 10, 10, 10)}
    rows = _by_entry(insight_of(room(table, aggregation=TRIMMED)))
    assert rows["a"].row.rank == rows["b"].row.rank == 1
    assert rows["a"].span == PlaceRange(1, 2)


def test_a_panel_of_one_fewer_needs_one_sheet_fewer() -> None:
    """Minimum two sheets, and b has just two: without one of its judges the other one counts."""
    found = insight_of(room({"a": (80, 81, 82), "b": (70, 71, None), "c": (60, 61, 62)}))
    assert found.absences.held == ()
    assert _by_entry(found)["b"].span == PlaceRange(2, 2)


def test_a_judge_without_whom_the_rule_has_no_result_is_left_out_and_told() -> None:
    """The only sheet of b is seat 1's."""
    rows = {"a": (80, 81, 82), "b": (70, None, None), "c": (60, 61, 62)}
    found = insight_of(room(rows, panel=ONE))
    assert found.absences.held == ("1",)
    nobody = insight_of(room({"a": (80,), "b": (70,)}, panel=ONE))
    assert nobody.absences.held == ("1",)
    assert [each.span for each in nobody.rows] == [None, None]


def test_the_line_has_its_gap_and_who_is_close() -> None:
    found = insight_of(room(KIND))
    promotion, award = found.cuts
    assert (promotion.line, promotion.gap) == (Line(2, "promotion"), Decimal("1.00"))
    assert promotion.close == ("b", "c")
    assert (award.line, award.gap) == (Line(1, "award", "first"), Decimal("14.00"))
    assert award.close == ()
    assert _by_entry(found)["b"].flags == ("close_to_cut", "few_sheets")


def test_without_a_promotion_the_last_award_is_the_main_line() -> None:
    awards = [{"level": "first", "name": {"zh": "一", "en": "1"}, "places": 1}]
    found = insight_of(room(KIND, awards=awards, cut_after=1))
    assert [cut.line for cut in found.cuts] == [Line(1, "award", "first")]


def test_a_line_behind_which_nobody_stands_is_none() -> None:
    found = insight_of(room({"a": (80, 81, 82, 83)}))
    assert found.cuts == ()
    assert found.chances == Chances("no_cut")


def test_a_shared_place_across_the_line_is_close() -> None:
    table = {"a": (90, 90, 90), "b": (70, 70, 70), "c": (70, 70, 70), "d": (1, 1, 1)}
    found = insight_of(room(table))
    assert found.cuts[0].close == ("b", "c")
    assert found.cuts[0].gap == Decimal("0.00")


def test_spread_is_the_sample_deviation_and_wide_is_against_the_middle() -> None:
    table = {"a": (80, 82), "b": (70, 72), "c": (60, 62), "d": (50, 52), "e": (10, 40)}
    rows = _by_entry(insight_of(room(table)))
    assert rows["a"].spread == Decimal("1.4")  # √2
    assert rows["e"].spread == Decimal("21.2")  # 30 / √2
    assert "wide_spread" in rows["e"].flags
    assert "wide_spread" not in rows["a"].flags


def test_each_judges_own_places_share_and_skip() -> None:
    rows = _by_entry(insight_of(room({"a": (80, 90), "b": (80, 70), "c": (10, None), "d": (9, 8)})))
    assert rows["a"].places == (("1", 1), ("2", 1))
    assert rows["b"].places == (("1", 1), ("2", 2))
    assert rows["d"].places == (("1", 3), ("2", 3))  # c has too few sheets to be ranked
    assert rows["c"].row.rank is None
    assert rows["c"].span is None


def test_chances_are_hidden_below_four_judges_and_shown_from_four() -> None:
    few = insight_of(room(KIND))
    assert few.chances.state == "few_judges"
    assert {each.chance for each in few.rows} == {None}
    four = insight_of(room({key: (*totals, totals[0] + 1) for key, totals in KIND.items()}))
    assert (four.chances.state, four.chances.method) == ("shown", "calibrated")
    rows = _by_entry(four)
    assert rows["a"].chance > 0.95 > rows["b"].chance > rows["d"].chance
    assert rows["b"].gray
    assert not rows["d"].gray


def test_where_calibrated_refuses_additive_stands_in_and_the_reason_is_kept() -> None:
    """Seat 4 gave everybody the same: no scale can be told."""
    found = insight_of(room({key: (*totals, 60) for key, totals in KIND.items()}))
    assert (found.chances.state, found.chances.method) == ("shown", "additive")
    assert [each.code for each in found.chances.refused] == ["judge_constant"]
    rows = _by_entry(found)
    assert rows["a"].chance > rows["b"].chance > rows["d"].chance
    assert sum(each.chance or 0.0 for each in found.rows) == pytest.approx(2.0)


def test_where_all_models_refuse_their_reasons_are_kept() -> None:
    """Two panels that share nobody, one of them with a judge who gave everybody the same."""
    table = {
        "a": (90, 60, 70, 80, None, None, None),
        "b": (80, 60, 71, 60, None, None, None),
        "c": (50, 60, 40, 30, None, None, None),
    }
    sheets = dict(room(table).sheets)
    sheets["d"] = [Sheet(seat, {"total": 5000}) for seat in ("11", "12", "13", "14")]
    found = insight_of(RoomScores(room(table).rulebook, sheets))
    assert found.chances.state == "refused"
    assert [each.code for each in found.chances.refused] == ["judge_constant", "parts_apart"]


def test_judges_who_agree_in_everything_leave_no_chance() -> None:
    """Nothing tells how unsure they are, so no draw would differ from the next."""
    found = insight_of(room(dict.fromkeys("abcd", (60, 60, 60, 60))))
    assert [each.code for each in found.chances.refused] == ["judge_constant", "fit_perfect"]


def test_seats_of_two_panels_are_different_people() -> None:
    """Without seat 1 of the first panel only its own entries move."""
    both = RoomScores(
        room(KIND).rulebook, room(KIND).sheets, panels={"a": "1", "b": "1", "c": "2", "d": "2"}
    )
    found = insight_of(both)
    assert found.absences.judges == ("1/1", "1/2", "1/3", "2/1", "2/2", "2/3")
    assert _by_entry(found)["b"].places == (("1/1", 2), ("1/2", 2), ("1/3", 2))
    assert _by_entry(found)["c"].span == PlaceRange(2, 3)


def test_the_hash_names_what_went_in() -> None:
    other = {**KIND, "d": (50, 51, 53)}
    hashes = {
        insight_of(room(KIND)).hash,
        insight_of(room(other)).hash,
        insight_of(room(KIND, cut_after=3)).hash,
        insight_of(room(KIND, aggregation=TRIMMED)).hash,
    }
    assert len(hashes) == 4


def test_sheets_that_the_rule_does_not_allow_are_refused() -> None:
    with pytest.raises(TallyRefused):
        insight_of(room({"a": (80, 101)}))


# Laws ---------------------------------------------------------------------------------------

TABLES = st.dictionaries(
    st.sampled_from("abcdef"),
    st.lists(st.one_of(st.none(), st.integers(40, 99)), min_size=3, max_size=6),
    min_size=2,
)
FULL = st.integers(4, 6).flatmap(
    lambda judges: st.dictionaries(
        st.sampled_from("abcdef"),
        st.lists(st.integers(40, 99), min_size=judges, max_size=judges),
        min_size=4,
    )
)
RULES = st.sampled_from([{}, {"aggregation": TRIMMED}])


def _said(found: Insight) -> list[Any]:
    """All of it, the last digit included."""
    rows = [
        (each.row.entry, each.row.rank, each.row.final, each.counted, each.span, each.chance,
         each.spread, each.places, each.flags)
        for each in found.rows
    ]  # fmt: skip
    return [found.hash, rows, found.cuts, found.absences.held, found.chances.of]


@settings(max_examples=40)
@given(TABLES, RULES, st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(table: Any, rules: Any, random: Any) -> None:
    one = room(table, **rules)
    entries = [(entry, list(rows)) for entry, rows in one.sheets.items()]
    random.shuffle(entries)
    for _, rows in entries:
        random.shuffle(rows)
    assert _said(insight_of(one)) == _said(insight_of(RoomScores(one.rulebook, dict(entries))))


@settings(max_examples=60)
@given(TABLES, RULES)
def test_a_range_spans_the_places_of_counting_again_without_each_judge(
    table: Any, rules: Any
) -> None:
    """Counted here once more, by version 0's own tally and plain filtering."""
    one = room(table, **rules)
    found = insight_of(one)
    ranked = {row.entry for row in found.tally.rows if row.rank is not None}
    places: dict[str, set[int]] = {}
    for seat in map(str, range(1, 7)):
        if not any(sheet.seat == seat for entry in ranked for sheet in one.sheets[entry]):
            continue
        less = {
            entry: [sheet for sheet in rows if sheet.seat != seat]
            for entry, rows in one.sheets.items()
        }
        again = {row.entry: row.rank for row in tally(one_fewer(one.rulebook), less).rows}
        if all(again[entry] for entry in ranked):
            for entry in ranked:
                places.setdefault(entry, set()).add(again[entry] or 0)
    for each in found.rows:
        seen = places.get(each.row.entry)
        if each.row.rank is None or not seen:
            assert each.span is None
        else:
            seen.add(each.row.rank)
            assert each.span == PlaceRange(min(seen), max(seen))


@settings(max_examples=40)
@given(FULL)
def test_chances_add_up_to_the_places_before_the_line(table: Any) -> None:
    """In each draw so many entries are in, no more and no fewer."""
    found = insight_of(room(table))
    if found.chances.of is not None:
        assert sum(found.chances.of.values()) == pytest.approx(found.cuts[0].line.after)


@settings(max_examples=60)
@given(TABLES, RULES)
def test_where_nobody_is_close_no_absence_moves_anybody_across(table: Any, rules: Any) -> None:
    found = insight_of(room(table, **rules))
    for cut in found.cuts:
        inside = {row.entry for row in found.tally.rows if row.rank and row.rank <= cut.line.after}
        for other in found.absences.tallies.values():
            if other is None:
                continue
            then = {row.entry for row in other.rows if row.rank and row.rank <= cut.line.after}
            ranked = {row.entry for row in found.tally.rows if row.rank}
            assert (inside ^ then) & ranked <= set(cut.close)
