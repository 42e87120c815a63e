"""Moving up, award levels, places that stay empty."""

from judging.tally.outcome.seats import Level, Most, Moved, awards_give, substitute


def test_the_next_moves_up_or_nobody_does() -> None:
    taken, waiting = ("a", "b", "c"), ("d", "e", "f")
    assert substitute(taken, waiting, ["b"], rule="none") == (("a", "c"), ())
    assert substitute(taken, waiting, ["b", "d", "a"], rule="next") == (
        ("c", "e", "f"),
        (Moved("e", "b"), Moved("f", "a")),
    )
    assert substitute(taken, ("d",), ["a", "b"], rule="next")[1] == (Moved("d", "a"),)


LEVELS = [Level("first", 1, 90), Level("second", 2, 80), Level("merit", None, 70)]


def test_a_level_whose_minimum_nobody_reaches_stays_empty() -> None:
    figures = {"a": 88, "b": 85, "c": 84, "d": 70, "e": 60}
    found = awards_give([[each] for each in "abcde"], LEVELS, figures)
    # nobody has 90: first is empty; second has two places and keeps two
    assert found.levels == {"a": "second", "b": "second", "c": "merit", "d": "merit"}
    assert found.empty == {"first": 1, "second": 0}


def test_a_shared_place_takes_its_level_whole_and_the_next_has_fewer() -> None:
    figures = {"a": 95, "b": 95, "c": 85, "d": 84}
    found = awards_give([["a", "b"], ["c"], ["d"]], LEVELS, figures)
    # two firsts use ranks 1 and 2; second covers ranks 2 and 3: c alone
    assert found.levels == {"a": "first", "b": "first", "c": "second", "d": "merit"}


def test_a_minimum_may_be_strict() -> None:
    levels = [Level("pass", None, 70, strict=True)]
    assert awards_give([["a"], ["b"]], levels, {"a": 71, "b": 70}).levels == {"a": "pass"}


def test_one_prize_per_project_lets_the_next_move_up() -> None:
    levels = [Level("first", 1), Level("second", 1)]
    figures = {"a": 3, "b": 2, "c": 1}
    found = awards_give([["a"], ["b"], ["c"]], levels, figures, barred={"a"})
    assert found.levels == {"b": "first", "c": "second"}


def test_one_prize_per_holder_holds_within_a_ladder_too() -> None:
    levels = [Level("first", 1), Level("second", 2)]
    figures = {"a": 3, "b": 2, "c": 1}
    holders = {"a": "lab", "b": "lab", "c": "firm"}
    found = awards_give([["a"], ["b"], ["c"]], levels, figures, holders=holders)
    assert (found.levels, found.empty) == ({"a": "first", "c": "second"}, {"first": 0, "second": 1})
    found = awards_give([["a"], ["c"]], levels, figures, holders=holders, held={"lab"})
    assert found.levels == {"c": "first"}


LINES = [Level("gold", None, 85, by_line=True), Level("silver", None, 80, by_line=True)]


def test_a_line_is_each_entry_s_own_wherever_it_stands() -> None:
    # a knock-out may put 81 before 90
    found = awards_give([["a"], ["b"], ["c"]], LINES, {"a": 81, "b": 90, "c": 79})
    assert found.levels == {"a": "silver", "b": "gold"}
    assert (found.empty, found.cut) == ({}, {})


def test_equals_at_the_edge_of_the_limit_all_have_room_or_none_has() -> None:
    figures = {"a": 90, "b": 84, "c": 84, "d": 82}
    places = [["a"], ["b", "c"], ["d"]]
    none = awards_give(places, LINES, figures, most=Most(2, "none"))
    assert (none.levels, set(none.cut)) == ({"a": "gold"}, {"b", "c", "d"})
    every = awards_give(places, LINES, figures, most=Most(2, "all"))
    assert every.levels == {"a": "gold", "b": "silver", "c": "silver"}
    assert every.cut == {"d": "silver"}


def test_a_limit_holds_for_levels_by_rank_too_and_leaves_their_places_empty() -> None:
    levels = [Level("first", 1), Level("second", 2)]
    figures = {"a": 3, "b": 2, "c": 1}
    found = awards_give([["a"], ["b"], ["c"]], levels, figures, most=Most(2, "none"))
    assert (found.levels, found.empty) == ({"a": "first", "b": "second"}, {"first": 0, "second": 1})
