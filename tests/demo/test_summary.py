"""What the demo prints of its result."""

from typing import Any

from demo.summary import cut_table

SPANS = [(1, 1), (2, 3), (2, 3), (4, 6)]
CHANCES = [1.0, 0.71, 0.64, None]


def test_the_cut_stands_between_the_last_in_and_the_first_out() -> None:
    rows: list[dict[str, Any]] = [
        {
            "rank": place,
            "team": {"zh": f"第{place}队"},
            "final": f"{90 - place}.00",
            "range": {"best": best, "worst": worst} if place != 4 else None,
            "chance": chance,
        }
        for place, ((best, worst), chance) in enumerate(zip(SPANS, CHANCES, strict=True), start=1)
    ]
    rows.append({**rows[0], "rank": None})
    said = cut_table({"cuts": [{"after": 2, "gap": "1.00"}], "rows": rows}, around=2)
    assert [line.split() for line in said.splitlines()] == [
        ["rank", "项目", "final", "any", "judge", "absent", "in", "top", "2"],
        ["1", "第1队", "89.00", "1", "100%"],
        ["2", "第2队", "88.00", "2-3", "71%"],
        ["---", "cut", "after", "2,", "1.00", "points", "between", "---"],
        ["3", "第3队", "87.00", "2-3", "64%"],
        ["4", "第4队", "86.00", "-", "-"],
    ]
