"""The ladder: what parts, what waits, what goes on together."""

from collections.abc import Mapping

from judging.tally.exact import Exact
from judging.tally.places.compare import by_value, count_back, head_to_head, recorded, voted
from judging.tally.places.ladder import Group, Place, Reading, Step, descend


def values(label: str, figures: Mapping[str, Exact], *, line_only: bool = False) -> Step:
    def read(group: Group) -> Reading:
        return by_value(group, figures)

    return Step(label, "values", read, line_only)


def always(first: int, last: int) -> bool:
    return first < last


def never(first: int, last: int) -> bool:
    return False


def test_steps_are_asked_in_order_and_only_where_still_tied() -> None:
    ladder = [
        values("technology", {"a": 40, "b": 41, "c": 40}),
        values("all", {"a": 9, "c": 8}),
        Step("share", "share"),
    ]
    found = descend(("c", "a", "b"), ladder, crosses=never)
    assert [(place.entries, place.steps) for place in found] == [
        (("b",), ("technology",)),
        (("a",), ("technology", "all")),
        (("c",), ("technology", "all")),
    ]
    told = found[1].told
    assert [(each.label, each.entries, each.parted) for each in told] == [
        ("technology", ("a", "b", "c"), True),
        ("all", ("a", "c"), True),
    ]
    assert told[1].values == {"a": "9", "c": "8"}


def test_what_nothing_parts_shares_a_place() -> None:
    (place,) = descend(("a", "b"), [values("x", {"a": 1, "b": 1})], crosses=never)
    assert (place.entries, place.steps, place.waits) == (("a", "b"), (), False)


def test_a_step_for_lines_is_asked_at_a_line_only() -> None:
    ladder = [values("earlier", {"a": 1, "b": 2}, line_only=True)]
    assert [place.entries for place in descend(("a", "b"), ladder, crosses=always)] == [
        ("b",),
        ("a",),
    ]
    assert [place.entries for place in descend(("a", "b"), ladder, crosses=never)] == [("a", "b")]


def test_where_a_line_lies_is_read_after_the_steps_above() -> None:
    # ranks 3, 4, 5; the line is behind 3; c is parted first, so a and b are 4 and 5
    def behind_three(first: int, last: int) -> bool:
        return first <= 3 < last

    ladder = [values("x", {"a": 1, "b": 1, "c": 2}), Step("both", "promote_all", line_only=True)]
    found = descend(("a", "b", "c"), ladder, crosses=behind_three, first=3)
    assert [(place.entries, place.at_line) for place in found] == [(("c",), ""), (("a", "b"), "")]


def test_all_of_a_tie_at_the_line_go_on() -> None:
    ladder = [Step("both", "promote_all", line_only=True)]
    (place,) = descend(("a", "b"), ladder, crosses=always)
    assert (place.at_line, place.told[-1].label) == ("all", "both")
    (place,) = descend(("a", "b"), [Step("none", "promote_none")], crosses=always)
    assert place.at_line == "none"


def test_a_vote_waits_until_it_is_recorded() -> None:
    def read(group: Group) -> Reading:
        return recorded(group, [("b", "a"), ("a", "b"), ("a", "z")])

    def empty(group: Group) -> Reading:
        return recorded(group, [("a", "z")])

    assert descend(("a", "b"), [Step("vote", "order", empty)], crosses=never) == [
        Place(("a", "b"), waits=True)
    ]
    found = descend(("a", "b"), [Step("vote", "order", read)], crosses=never)
    # the last decision on both stands
    assert [place.entries for place in found] == [("a",), ("b",)]


def test_an_entry_without_a_figure_stands_behind() -> None:
    assert by_value(("a", "b"), {"a": 0}).keys == {"a": (True, 0), "b": (False, 0)}
    less = by_value(("a", "b"), {"a": 3, "b": 2}, more_is_better=False).keys
    assert less is not None
    assert less["b"] > less["a"]


def test_count_back_reads_the_highest_first() -> None:
    figures = {"a": {"1": 90, "2": 80}, "b": {"1": 85, "2": 90}}
    keys = count_back(("a", "b"), figures).keys
    assert keys == {"a": [90, 80], "b": [90, 85]}
    assert keys["b"] > keys["a"]


def test_head_to_head_counts_duels_of_common_judges() -> None:
    # judges 1 and 2 prefer a to b, 3 prefers b; nobody else saw both a and c
    figures = {
        "a": {"1": 9, "2": 9, "3": 1},
        "b": {"1": 8, "2": 8, "3": 9},
        "c": {"4": 10},
    }
    assert head_to_head(("a", "b"), figures).keys == {"a": 2, "b": 0}
    assert head_to_head(("a", "c"), figures).keys == {"a": 1, "c": 1}


def test_votes_are_counted_from_the_last_poll_on_all() -> None:
    polls = [{"a": 1, "b": 4}, {"a": 3, "b": 2}, {"a": 5}]
    assert voted(("a", "b"), polls).keys == {"a": 3, "b": 2}
    assert voted(("a", "c"), polls).keys is None
