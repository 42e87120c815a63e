"""Properties of a whole tally: order, means, trimming, quotas, and what explains a score."""

from collections.abc import Mapping
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from contest.rulebook.document import rulebook_of_document
from contest.rulebook.v1.rulebook import Rulebook
from judging.tally.edition.edition import edition_tally
from judging.tally.edition.report import document, to_json
from judging.tally.edition.table import given_of_rows

NAME = {"zh": "名称", "en": "Name"}
Table = dict[str, dict[str, tuple[int, int]]]
COMBINES: list[dict[str, Any]] = [
    {"method": "mean"},
    {"method": "median"},
    {"method": "trimmed", "drop_high": 1, "drop_low": 1, "needs": 4},
    {"method": "trimmed", "drop_low": 1, "needs": 3, "below": "no_result"},
    {"method": "mean", "classes": {"expert": "70%", "guest": "30%"}},
]
TIES: list[list[dict[str, Any]]] = [
    [{"rule": "share"}],
    [{"rule": "criterion", "criterion": "idea"}, {"rule": "sum_of_all"}, {"rule": "share"}],
    [{"rule": "count_back"}, {"rule": "head_to_head"}, {"rule": "chair"}],
    [{"rule": "promote_none"}],
]
PROMOTIONS: list[dict[str, Any]] = [
    {"take": "number", "number": 2},
    {"take": "number", "number": 1, "per": ["track"]},
    {"take": "ratio", "ratio": "50%", "rounded": "ceil"},
    {"take": "number", "number": 3, "caps": [{"per": ["track"], "at_most": 1}]},
    {
        "take": "number",
        "number": 3,
        "caps": [{"per": ["track"], "at_most": 1}, {"per": ["region"], "at_most": 1}],
    },
]


@cache
def rulebook(combine: int, ties: int, promotion: int) -> Rulebook:
    """A round of two criteria under one rule of each list."""
    lines = [
        {"id": "idea", "name": NAME, "max": 6, "step": "0.5"},
        {"id": "plan", "name": NAME, "max": 4, "step": "0.5"},
    ]
    round_ = {
        "id": "final",
        "name": NAME,
        "kind": "final",
        "mode": "live",
        "panel": {"seats": 7, "kinds": {"expert": 4, "guest": 3}},
        "components": [
            {"id": "jury", "kind": "sheet", "rubric": "sheet", "combine": COMBINES[combine]}
        ],
        "ties": TIES[ties],
        "promotion": [PROMOTIONS[promotion]],
    }
    return rulebook_of_document(
        {
            "rulebook": 1,
            "name": NAME,
            "tracks": [{"id": each, "name": NAME} for each in ("it", "bio")],
            "regions": [{"id": each, "name": NAME} for each in ("north", "south")],
            "rubrics": [{"id": "sheet", "name": NAME, "total": 10, "criteria": lines}],
            "rounds": [round_],
        }
    )


HEADER = ["entry", "judge", "criterion", "mark", "track", "region", "judge_kind"]


def rows_of(table: Table) -> list[list[str]]:
    """The rows of a table: entry -> judge -> half points of both lines."""
    found = []
    for entry, sheets in table.items():
        track = "it" if entry in "abc" else "bio"
        region = "north" if entry in "ace" else "south"
        for judge, halves in sheets.items():
            kind = "expert" if judge in "1234" else "guest"
            for line, half in zip(("idea", "plan"), halves, strict=True):
                found.append([entry, judge, line, f"{half / 2:.1f}", track, region, kind])
    return found


def counted(book: Rulebook, rows: list[list[str]]) -> dict[str, Any]:
    tally = edition_tally(book, given_of_rows([HEADER, *rows], {}, rounds=["final"]))
    return document(tally)


SHEET = st.tuples(st.integers(0, 12), st.integers(0, 8))
TABLES: st.SearchStrategy[Table] = st.dictionaries(
    st.sampled_from("abcdef"),
    st.dictionaries(st.sampled_from("1234567"), SHEET, min_size=1),
    min_size=1,
)
BOOKS = st.builds(
    rulebook,
    st.sampled_from(range(len(COMBINES))),
    st.sampled_from(range(len(TIES))),
    st.sampled_from(range(len(PROMOTIONS))),
)


@given(BOOKS, TABLES, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_byte(book: Rulebook, table: Table, random: Any) -> None:
    rows = rows_of(table)
    first = edition_tally(book, given_of_rows([HEADER, *rows], {}, rounds=["final"]))
    random.shuffle(rows)
    columns = list(range(len(HEADER)))
    random.shuffle(columns)
    turned = [[row[at] for at in columns] for row in [HEADER, *rows]]
    again = edition_tally(book, given_of_rows(turned, {}, rounds=["final"]))
    assert to_json(first) == to_json(again)


@given(BOOKS, TABLES)
def test_promoted_stay_within_the_quota_but_for_recorded_ties(book: Rulebook, table: Table) -> None:
    (held,) = counted(book, rows_of(table))["rounds"]
    promoted = [each for each in held["entries"] if each["outcome"]["promoted"]]
    over = [each for each in promoted if "over_quota" in each["outcome"]["reasons"]]
    assert len(promoted) == sum(quota["taken"] for quota in held["quotas"])
    for quota in held["quotas"]:
        if quota["places"] is not None:
            assert quota["taken"] <= quota["places"] or quota["over"]
    assert len(over) == sum(quota["over"] for quota in held["quotas"])
    for each in over:
        assert "shared_rank" in each["outcome"]["reasons"]


@given(TABLES)
def test_trimming_needs_its_minimum(table: Table) -> None:
    for combine, needs in ((2, 4), (3, 3)):
        (held,) = counted(rulebook(combine, 0, 0), rows_of(table))["rounds"]
        for each in held["entries"]:
            step = next(s for s in each["steps"] if s.get("component") == "jury")
            dropped = [*step.get("dropped_high", ()), *step.get("dropped_low", ())]
            sheets = len(table[each["entry"]])
            high = 1 if combine == 2 else 0
            assert len(dropped) == (high + 1 if sheets >= needs else 0)
            if combine == 3:
                assert (each["score"] is None) == (sheets < needs)


# One, two, four or five whole totals have a mean of at most two decimals, so it can be typed.
TOTALS = st.dictionaries(
    st.sampled_from("abcdef"),
    st.sampled_from([1, 2, 4, 5]).flatmap(
        lambda size: st.lists(st.integers(0, 100), min_size=size, max_size=size)
    ),
    min_size=1,
)


@given(st.sampled_from(["mean", "median"]), TOTALS)
def test_a_sheet_equal_to_the_mean_keeps_the_order(method: str, table: dict[str, Any]) -> None:
    book = totals_book(method)
    before = _order(book, table)
    added = {
        entry: [*values, Decimal(before[entry][1]).normalize()] for entry, values in table.items()
    }
    assert _order(book, added) == before


@cache
def totals_book(method: str) -> Rulebook:
    round_ = {
        "id": "final",
        "name": NAME,
        "kind": "final",
        "mode": "live",
        "panel": {"seats": 5},
        "components": [
            {"id": "jury", "kind": "sheet", "rubric": "sheet", "combine": {"method": method}}
        ],
    }
    sheet = {"id": "sheet", "name": NAME, "total": 100, "step": "0.01"}
    return rulebook_of_document(
        {"rulebook": 1, "name": NAME, "rubrics": [sheet], "rounds": [round_]}
    )


def _order(book: Rulebook, table: Mapping[str, Any]) -> dict[str, tuple[int, str]]:
    rows = [
        [entry, str(judge), f"{value:f}" if isinstance(value, Decimal) else str(value)]
        for entry, values in table.items()
        for judge, value in enumerate(values)
    ]
    given_ = given_of_rows([["entry", "judge", "score"], *rows], {}, rounds=["final"])
    (held,) = document(edition_tally(book, given_))["rounds"]
    return {each["entry"]: (each["rank"], each["score"]) for each in held["entries"]}


@given(BOOKS, TABLES)
def test_the_explanation_recomputes_the_score(book: Rulebook, table: Table) -> None:
    (held,) = counted(book, rows_of(table))["rounds"]
    for each in held["entries"]:
        if each["score"] is None:
            assert "no_result" in [step["step"] for step in each["steps"]]
            continue
        combined = _step(each, "combined")
        assert recomputed(combined) == Fraction(combined["points"])
        total = _step(each, "total")
        parts = [part.split(" x ") for part in total["parts"].values()]
        assert sum(Fraction(a) * Fraction(b) for a, b in parts) == Fraction(total["points"])
        last = _step(each, "rounded")
        assert last["exact"] == total["points"]
        assert str(_rounded(Fraction(last["exact"]), last)) == each["score"]


def recomputed(step: Mapping[str, Any]) -> Fraction:
    """The figure of a step ``combined`` from what the step itself says."""
    gone = {*step.get("dropped_high", ()), *step.get("dropped_low", ())}
    assert gone | set(step["counted"]) == set(step["sheets"])
    values = {judge: Fraction(step["sheets"][judge]) for judge in step["counted"]}
    if "weights" in step:
        weights = {judge: Fraction(share) for judge, share in step["weights"].items()}
        assert sum(weights.values()) == 1
        return sum((values[judge] * weights[judge] for judge in values), Fraction(0))
    return sum(values.values(), Fraction(0)) / len(values)


def _step(entry: Mapping[str, Any], name: str) -> dict[str, Any]:
    return next(step for step in entry["steps"] if step["step"] == name)


def _rounded(value: Fraction, step: Mapping[str, Any]) -> Decimal:
    scaled = Decimal(value.numerator) / Decimal(value.denominator)
    mode = ROUND_HALF_UP if step["rounding"] == "half_up" else ROUND_DOWN
    return scaled.quantize(Decimal(1).scaleb(-step["decimals"]), rounding=mode)
