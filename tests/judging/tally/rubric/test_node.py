"""Trees of points and weights: worth, bonus, caps, what does not apply, refusals."""

import pytest

from judging.tally.exact import Exact
from judging.tally.rubric.node import Node, SheetRefused, mark_check, worth_of


def leaf(key: str, top: int, **more: object) -> Node:
    return Node(key, worth=top, top=top, **more)  # type: ignore[arg-type]


def tree(*children: Node, **more: object) -> Node:
    own = sum(child.worth for child in children if not (child.bonus or child.deducts))
    return Node("total", worth=own, children=children, **more)  # type: ignore[arg-type]


def test_points_are_a_plain_sum() -> None:
    branch = Node("a", worth=40, children=(leaf("a1", 25), leaf("a2", 15)))
    rubric = tree(branch, leaf("b", 60))
    lines: dict[str, Exact] = {}
    assert rubric.plain
    assert worth_of(rubric, {"a1": 20, "a2": 10, "b": 50}, lines=lines) == 80
    assert lines == {"a1": 20, "a2": 10, "a": 30, "b": 50, "total": 80}
    assert [each.key for each in rubric.leaves()] == ["a1", "a2", "b"]


def test_weights_bring_a_mark_to_its_share() -> None:
    # 8/10 x 20 + 7/10 x 10 = 16 + 7
    rubric = tree(Node("a", worth=20, top=10), Node("b", worth=10, top=10))
    assert not rubric.plain
    assert worth_of(rubric, {"a": 8, "b": 7}) == 23


def test_what_does_not_apply_hands_its_worth_on() -> None:
    # finance (10) is absent: 72 of 90 becomes 80 of 100
    rubric = tree(leaf("technology", 90), leaf("finance", 10))
    assert worth_of(rubric, {"technology": 72}, absent={"finance"}) == 80
    assert worth_of(rubric, {}, absent={"finance", "technology"}) == 0
    lost = tree(leaf("technology", 90), leaf("finance", 10), spread=False)
    assert worth_of(lost, {"technology": 72}, absent={"finance"}) == 72


def test_a_bonus_comes_on_top_of_the_whole_and_stays_within_its_group() -> None:
    bonus = leaf("standards", 2, bonus=True, required=False)
    group = tree(leaf("a", 30), bonus, capped=True)
    assert worth_of(group, {"a": 27, "standards": 2}) == 29
    assert worth_of(group, {"a": 29, "standards": 2}) == 30
    assert worth_of(group, {"a": 27, "standards": None}) == 27
    assert worth_of(tree(leaf("a", 30), bonus), {"a": 30, "standards": 2}) == 32
    assert worth_of(tree(leaf("a", 30), bonus, bonus_cap=1), {"a": 30, "standards": 2}) == 31


def test_what_deducts_is_taken_away_and_never_below_zero_in_a_group() -> None:
    minus = leaf("overrun", 10, deducts=True, required=False)
    group = tree(leaf("a", 30), minus, capped=True)
    assert worth_of(group, {"a": 25, "overrun": 4}) == 21
    assert worth_of(group, {"a": 2, "overrun": 4}) == 0


def test_the_best_line_of_a_group_counts() -> None:
    group = tree(Node("rd", worth=50, best=True, children=(leaf("sales", 50), leaf("costs", 50))))
    assert worth_of(group, {"sales": 30, "costs": 40}) == 40


@pytest.mark.parametrize(
    ("node", "mark", "code"),
    [
        (leaf("a", 10), None, "mark_missing"),
        (leaf("a", 10), 11, "mark_out_of_range"),
        (leaf("a", 10), -1, "mark_out_of_range"),
        (leaf("a", 10, low=1), 0, "mark_out_of_range"),
        (leaf("a", 10, step=5), 7, "mark_off_step"),
        (leaf("a", 10, low=1, step=3), 5, "mark_off_step"),
        (leaf("a", 10, all_or_nothing=True), 5, "mark_not_all_or_nothing"),
    ],
)
def test_a_false_mark_is_refused(node: Node, mark: int | None, code: str) -> None:
    with pytest.raises(SheetRefused) as refused:
        mark_check(node, mark)
    assert (refused.value.code, refused.value.criterion) == (code, "a")


@pytest.mark.parametrize(
    ("node", "mark"),
    [
        (leaf("a", 10), 0),
        (leaf("a", 10, low=1, step=3), 4),
        (leaf("a", 10, all_or_nothing=True), 10),
        (leaf("a", 10, required=False), None),
    ],
)
def test_a_right_mark_passes(node: Node, mark: int | None) -> None:
    mark_check(node, mark)
