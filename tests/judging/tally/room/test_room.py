"""A room's result under a document of version 1: figures by hand, and as version 0 counts them."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rulebook.live.form import live_rulebook
from core.numbers import mark_parse
from judging.tally.edition.component import Earlier
from judging.tally.result import Tally
from judging.tally.room.room import room_score, room_tally
from judging.tally.room.rules import needs_all
from judging.tally.room.worth import sheet_worth
from judging.tally.sheet import Sheet, TallyRefused
from tests.factories.rulebooks import live_document

MARK = st.integers(0, 40).map(lambda steps: steps * 50)


def rulebook_of(*, combine: dict[str, Any] | None = None, rubric: Any = None, **round_: Any):
    """The document with another rule, sheet or round."""
    document = live_document()
    document["rounds"][0] |= round_
    if combine is not None:
        document["rounds"][0]["components"][0]["combine"] = combine
    if rubric is not None:
        document["rubrics"][0] |= rubric
    return live_rulebook(document)


def sheet(seat: int, total: str, kind: str = "technical", *, novelty: str = "10") -> Sheet:
    """A sheet of that total: 10 points for novelty unless said otherwise, the rest for market."""
    rest = mark_parse(total) - mark_parse(novelty)
    # Transfer goes by whole points.
    transfer = -(-max(0, rest - 4000) // 100) * 100
    return Sheet(
        str(seat),
        {"novelty": mark_parse(novelty), "transfer": transfer, "market": rest - transfer},
        kind,
    )


def panel(*totals: str, kinds: str = "") -> list[Sheet]:
    """Seats 1, 2, … with these totals; kinds t and i in their order."""
    words = {"t": "technical", "i": "investor"}
    return [
        sheet(seat, total, words[kinds[seat - 1]] if kinds else "technical")
        for seat, total in enumerate(totals, 1)
    ]


def finals(tally: Tally) -> list[tuple[int | None, str, str | None]]:
    return [(row.rank, row.entry, row.final) for row in tally.rows]


def one(rulebook, *totals: str, kinds: str = "") -> str | None:
    """The final of one entry, and that it is the same alone and among others."""
    rows = panel(*totals, kinds=kinds)
    final = (
        room_tally(rulebook, {"A": rows, "B": panel(*["20"] * len(totals), kinds=kinds)})
        .row("A")
        .final
    )
    alone = room_score(rulebook, rows).final
    assert (None if alone is None else str(alone)) == final
    return final


@pytest.mark.parametrize(
    ("combine", "totals", "final"),
    [
        # Sorted 30, 40, 45, 50, 60.
        ({"method": "median"}, ("60", "30", "45", "50", "40"), "45.00"),
        # The two in the middle, 40 and 45.
        ({"method": "median"}, ("30", "45", "50", "40"), "42.50"),
        ({"method": "sum"}, ("60", "30", "45"), "135.00"),
        # 60 leaves, (30 + 45 + 50) / 3.
        ({"method": "trimmed", "drop_high": 1, "needs": 4}, ("60", "30", "45", "50"), "41.67"),
        # Three sheets are not trimmed, and by this rule they give no result.
        ({"method": "trimmed", "drop_high": 1, "needs": 4, "below": "no_result"},
         ("60", "30", "45"), None),
        # The figure itself is rounded to whole points first: 136 / 3 is 45.33.
        ({"method": "mean", "decimals": 0}, ("46", "45", "45"), "45.00"),
    ],
)  # fmt: skip
def test_methods_over_sheets(combine, totals, final):
    assert one(rulebook_of(combine=combine), *totals) == final


def test_classes_of_judges_have_their_weight():
    combine: dict[str, Any] = {"method": "mean", "classes": {"technical": "60%", "investor": "40%"}}
    # Technical (50 + 60) / 2 = 55, investors (20 + 30 + 40) / 3 = 30: 33 + 12.
    assert (
        one(rulebook_of(combine=combine, panel=TWO), "50", "60", "20", "30", "40", kinds="ttiii")
        == "45.00"
    )
    # Each judge with the weight of the class: (0.6 · 110 + 0.4 · 90) / (1.2 + 1.2).
    combine["class_weights"] = "per_judge"
    assert (
        one(rulebook_of(combine=combine, panel=TWO), "50", "60", "20", "30", "40", kinds="ttiii")
        == "42.50"
    )
    with pytest.raises(TallyRefused, match="seat_kind_without_weight") as refused:
        room_tally(
            rulebook_of(combine=combine, panel=TWO),
            {"A": [sheet(n, "50", "park") for n in (1, 2, 3)]},
        )
    assert (refused.value.entry, refused.value.seat) == ("A", "1")


def test_each_criterion_by_itself():
    combine = {"method": "median", "per": "criterion"}
    rows = [
        Sheet(str(seat), {"novelty": n, "transfer": 0, "market": m})
        for seat, (n, m) in enumerate([(1000, 3000), (2000, 1000), (3000, 2000)], 1)
    ]
    # Medians 20 and 20; the median of the totals 40, 30, 50 would be 40 too, so one more sheet.
    assert room_score(rulebook_of(combine=combine), rows).final == Fraction(40)
    rows[0] = Sheet("1", {"novelty": 1000, "transfer": 0, "market": 1500})
    # Novelty 10, 20, 30: 20. Market 15, 10, 20: 15. Of totals 25, 30, 50 the median is 30.
    assert room_score(rulebook_of(combine=combine), rows).final == Fraction(35)
    assert room_score(rulebook_of(combine={"method": "median"}), rows).final == Fraction(30)


def test_places_are_summed_and_the_lowest_wins():
    rulebook = rulebook_of(combine={"method": "rank-sum"}, panel={"seats": 5})
    # Judge 1: A B C, judge 2: B A C, judge 3: B C A, with A and B equal for nobody.
    entries = {"A": panel("60", "50", "30"), "B": panel("50", "60", "60"),
               "C": panel("40", "40", "50")}  # fmt: skip
    # A 1 + 2 + 3 = 6, B 2 + 1 + 1 = 4, C 3 + 3 + 2 = 8.
    assert finals(room_tally(rulebook, entries)) == [
        (1, "B", "4.00"), (2, "A", "6.00"), (3, "C", "8.00"),
    ]  # fmt: skip
    assert needs_all(rulebook)
    assert room_score(rulebook, entries["A"]).final is None
    del entries["A"][0]
    with pytest.raises(TallyRefused, match="sheets_incomplete") as refused:
        room_tally(rulebook, entries)
    assert (refused.value.entry, refused.value.seat) == ("A", "1")


def test_jurors_left_out_by_rule():
    far = {"method": "mean", "leave_out": [{"rule": "far_from_median", "points": 20}]}
    found = room_tally(rulebook_of(combine=far), {"A": panel("50", "52", "20", "54")}).row("A")
    # The median of 20, 50, 52, 54 is 51; 20 lies 31 away.
    assert (found.final, dict(found.score.left_out)) == ("52.00", {"3": "far_from_median"})
    assert [each.seat for each in found.score.counted] == ["1", "2", "4"]
    assert found.document()["left_out"] == {"3": "far_from_median"}
    flat = rulebook_of(combine={"method": "mean", "leave_out": [{"rule": "flat"}]})
    entries = {"A": panel("50", "30", "60", "40"), "B": panel("50", "40", "50", "30")}
    assert [row.final for row in room_tally(flat, entries).rows] == ["43.33", "40.00"]
    # By one entry nobody can tell, so the hall is told nothing before the end.
    assert room_score(flat, entries["A"]).final is None


def test_too_few_sheets_give_what_the_panel_says():
    few: dict[str, Any] = {"seats": 5, "minimum_sheets": 3}
    assert one(rulebook_of(panel=few), "50", "40") is None
    few["below_minimum"] = "mean"
    rulebook = rulebook_of(panel=few)
    assert one(rulebook, "50", "40") == "45.00"
    assert (rulebook.panel.least, rulebook_of(panel={"seats": 5}).panel.least) == (1, 1)


def test_the_committee_says_whether_too_few_sheets_count():
    rulebook = rulebook_of(
        panel={"seats": 5, "minimum_sheets": 3, "below_minimum": "committee"},
        combine={"method": "mean"},
    )
    assert (rulebook.panel.least, rulebook.panel.least_overridden) == (3, 1)
    asked = panel("50", "41")
    assert room_score(rulebook, asked).final is None
    counted = [replace(each, few=True) for each in asked]
    assert str(room_score(rulebook, counted).final) == "45.50"
    tally = room_tally(rulebook, {"A": counted, "B": asked, "C": panel("30", "30", "30")})
    assert {row.entry: row.final for row in tally.rows} == {"A": "45.50", "B": None, "C": "30.00"}
    assert rulebook_of(panel={"seats": 5, "minimum_sheets": 3}).panel.least_overridden == 3


def test_rounding_and_limits():
    combine = {"method": "mean"}
    # (50 + 51 + 51) / 3 = 50.666…
    cut = rulebook_of(combine=combine, total={"decimals": 1, "rounding": "down"})
    assert one(cut, "50", "51", "51") == "50.6"
    even = rulebook_of(combine=combine, total={"decimals": 0, "rounding": "half_even"})
    assert (one(even, "50", "51", "50.5"), one(even, "52", "51", "51.5")) == ("50", "52")
    assert one(rulebook_of(combine=combine, at_most=45), "50", "51", "51") == "45.00"


TWO = {"seats": 5, "kinds": {"technical": 2, "investor": 3}}
ABCD = {"A": "60", "B": "50", "C": "40", "D": "30"}
LADDERS: list[tuple[list[dict[str, Any]], list[str]]] = [
    # Both have 50; A's sheets 40 50 60, B's 50 50 50.
    ([{"rule": "highest_sheet"}, {"rule": "share"}], ["A", "B"]),
    ([{"rule": "count_back"}, {"rule": "share"}], ["A", "B"]),
    ([{"rule": "criterion", "criterion": "substance"}, {"rule": "share"}], ["B", "A"]),
    ([{"rule": "median"}, {"rule": "highest_sheet"}, {"rule": "share"}], ["A", "B"]),
]


@pytest.mark.parametrize(("ties", "order"), LADDERS)
def test_ladders_that_need_nothing_new(ties, order):
    rulebook = rulebook_of(combine={"method": "mean"}, ties=ties)
    entries = {
        "A": panel("40", "50", "60"),
        "B": [sheet(seat, "50", novelty="30") for seat in (1, 2, 3)],
    }
    rows = room_tally(rulebook, entries).rows
    assert [(row.entry, row.rank, row.shares) for row in rows] == [
        (order[0], 1, False), (order[1], 2, False),
    ]  # fmt: skip
    [step] = [step for step in rows[0].steps if step["step"] == "tie" and step["parted"]]
    assert (step["rule"],) == rows[0].tie_steps


def test_at_a_line_all_of_a_tie_may_go_on():
    ties = [{"rule": "promote_all"}]
    rulebook = rulebook_of(
        combine={"method": "mean"}, ties=ties, promotion=[{"take": "number", "number": 1}]
    )
    rows = room_tally(rulebook, {"A": panel("50", "50", "50"), "B": panel("50", "50", "50")}).rows
    assert [(row.rank, row.shares, row.at_line, row.waits) for row in rows] == [
        (1, True, True, False)
    ] * 2


def test_a_share_of_the_field_and_a_score_line():
    entries = {name: panel(*[total] * 3) for name, total in ABCD.items()}
    half = rulebook_of(combine={"method": "mean"}, promotion=[{"take": "ratio", "ratio": "50%"}])
    assert [row.outcome.kind for row in room_tally(half, entries).rows] == [
        "award", "passed", "below_cut", "below_cut",
    ]  # fmt: skip
    line = [{"take": "score_line", "line": {"at_least": 40}}]
    above = rulebook_of(combine={"method": "mean"}, promotion=line)
    assert [row.outcome.kind for row in room_tally(above, entries).rows] == [
        "award", "passed", "passed", "below_cut",
    ]  # fmt: skip


def test_the_worth_of_a_sheet():
    name = {"zh": "一", "en": "One"}
    ten = {"name": name, "scale": {"high": 10}}
    rows = [{"id": f"l{n}", **ten, "weight": "1/3"} for n in range(3)]
    more: dict[str, Any] = {
        "combine": {"method": "mean"}, "ties": [{"rule": "share"}], "panel": {"seats": 5},
    }  # fmt: skip
    thirds = rulebook_of(rubric={"criteria": rows}, **more)
    # 8, 8 and 7 of ten thirds each: 23 · 10/3 = 76.666…
    marks = {"l0": 800, "l1": 800, "l2": 700}
    assert sheet_worth(thirds, marks) == 7667
    # The tally goes on with the exact figure.
    found = room_score(thirds, [Sheet("1", marks), Sheet("2", marks)])
    assert found.exact == Fraction(230, 3)
    assert [each.total for each in found.sheets] == [7667, 7667]
    lines = [{"id": f"l{n}", **ten, "max": most} for n, most in enumerate((30, 30, 40))]
    extra = {"id": "more", "name": name, "max": 10, "bonus": True, "required": False}
    bonus = rulebook_of(rubric={"criteria": [*lines, extra], "bonus_at_most": 5}, **more)
    # 8 · 3 + 8 · 3 + 7 · 4 = 76, and of six on top five count.
    assert sheet_worth(bonus, {**marks, "more": 600}) == 8100


def test_what_is_stored_is_plain_json_with_every_step():
    found = room_tally(rulebook_of(), {"A": panel("50", "51", "52", "60", "40"), "B": []})
    said = json.loads(found.to_json())
    assert (said["tally"], [row["outcome"] for row in said["rows"]]) == (
        1,
        ["award", "insufficient"],
    )
    steps = {step["step"]: step for step in said["rows"][0]["steps"]}
    assert steps["combined"]["dropped_high"] == ["4"]
    assert steps["rounded"]["points"] == "51.00"
    assert next(step["why"] for step in said["rows"][1]["steps"] if "why" in step) == (
        "too_few_sheets"
    )
    assert room_tally(rulebook_of(), {}).rows == ()


@given(
    st.dictionaries(
        st.sampled_from("abcd"),
        st.dictionaries(st.sampled_from("1234567"), st.tuples(MARK, MARK), max_size=6),
        min_size=1,
    ),
    st.sampled_from(["rounded", "exact"]),
    st.sampled_from([0, 2]),
)
def test_the_rules_that_both_versions_have_are_counted_the_same(table, ties_on, decimals):
    rules = rulebook_of(total={"decimals": decimals, "ties_on": ties_on})
    entries = {
        entry: [
            Sheet(seat, {"novelty": n, "transfer": 0, "market": m})
            for seat, (n, m) in seats.items()
        ]
        for entry, seats in table.items()
    }
    new = room_tally(rules, entries)
    old = room_tally(replace(rules, rules=None), entries)
    for row in old.rows:
        other = new.row(row.entry)
        assert (other.rank, other.final, other.outcome) == (row.rank, row.final, row.outcome)
        assert (other.shares, other.tied_with, other.at_line) == (
            row.shares, row.tied_with, row.at_line,
        )  # fmt: skip
        assert other.score.exact == row.score.exact
        assert [each.seat for each in other.score.counted] == [
            each.seat for each in row.score.counted
        ]
        assert [step.split(":")[-1] for step in other.tie_steps] == [
            step.split(":")[-1] for step in row.tie_steps
        ]


def test_an_earlier_round_counts_by_its_weight_and_parts_equals():
    document = live_document()
    document["rounds"].insert(0, {**document["rounds"][0], "id": "heat"})
    document["rounds"][0]["promotion"] = [{"to": "final", "take": "number", "number": 8}]
    sheets, mean = document["rounds"][1]["components"][0], {"method": "mean"}
    final = {**document["rounds"][1], "ties": [{"rule": "earlier_round"}, {"rule": "share"}]}
    final["components"] = [
        {**sheets, "combine": mean, "weight": "70%"},
        {"id": "before", "kind": "earlier", "round": "heat", "weight": "30%"},
    ]
    document["rounds"][1] = final
    rulebook = live_rulebook(document, code="final")
    before = {"heat": Earlier(scores={"A": 8000, "B": 9000}, ranks={"A": 2, "B": 1}, components={})}
    entries = {
        "A": panel("50", "50", "50"),
        "B": panel("40", "40", "40"),
        "C": panel("60", "60", "60"),
    }
    # A 0.7 · 50 + 0.3 · 80 = 59, B 28 + 27 = 55; C was not there and has no result.
    tally = room_tally(rulebook, entries, earlier=before)
    assert finals(tally) == [(1, "A", "59.00"), (2, "B", "55.00"), (None, "C", None)]
    assert room_score(rulebook, entries["A"], entry="A", earlier=before).final == 59
    assert room_score(rulebook, entries["A"], entry="A").final is None
    # The ladder by itself.
    final["components"] = [{**sheets, "combine": mean}]
    ladder = live_rulebook(document, code="final")
    equal = {"A": panel("50", "50", "50"), "B": panel("50", "50", "50")}
    rows = room_tally(ladder, equal, earlier=before).rows
    assert [(row.entry, row.rank, row.tie_steps) for row in rows] == [
        ("B", 1, ("earlier_round",)), ("A", 2, ("earlier_round",)),
    ]  # fmt: skip


def test_thresholds_beside_the_rank_and_places_left_empty():
    entries = {name: panel(*[total] * 3) for name, total in ABCD.items()}
    mean = {"method": "mean"}
    # Market is the total less 10: only A and B have 35 there, so C passes the number and goes not.
    passed = {"all": [{"of": "market", "at_least": 35}]}
    three = [{"take": "number", "number": 3}]
    rows = room_tally(rulebook_of(combine=mean, must_pass=passed, promotion=three), entries).rows
    assert [(row.rank, row.outcome.kind) for row in rows] == [
        (1, "award"), (2, "passed"), (3, "below_cut"), (4, "below_cut"),
    ]  # fmt: skip
    assert {"step": "threshold", "missed": ["market"], "saved_by_fact": False} in rows[2].steps
    document = live_document()
    document["rounds"][0]["components"][0]["combine"] = mean
    document["awards"][0]["minimum_score"] = 61
    rows = room_tally(live_rulebook(document), entries).rows
    assert [row.outcome.kind for row in rows[:2]] == ["passed", "passed"]
