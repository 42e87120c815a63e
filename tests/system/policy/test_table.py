"""The table's own language: what can be said, and what cannot be read."""

import pytest

from tests.system.policy.shapes import shape_difference, shapes_parse
from tests.system.policy.table import Expected, Row, TableError, cells_of, parse_cell

GROUPS = {"all": ["stranger", "witness"]}


def test_a_range_of_phases_and_a_single_one() -> None:
    """`a..b` covers both ends; clauses are separated by a bar."""
    cell = parse_cell("open..judging: 200 full | archived: 403 not_allowed")
    assert list(cell) == ["open", "closed", "judging", "archived"]
    assert cell["closed"] == Expected(200, "full")
    assert cell["archived"] == Expected(403, "not_allowed")


def test_open_ends_and_the_star() -> None:
    """`a..`, `..b` and `*` reach the ends of the life of an edition."""
    assert len(parse_cell("*: 200")) == 8
    assert list(parse_cell("..open: 200")) == ["draft", "open"]
    assert list(parse_cell("published..: 200")) == ["published", "archived"]


@pytest.mark.parametrize(
    "text", ["open 200", "open: ok", "open..: 200 | closed: 404", "opened: 200", "..never: 200"]
)
def test_what_cannot_be_read_is_refused(text: str) -> None:
    """A typing mistake never becomes an unsaid cell."""
    with pytest.raises(TableError):
        parse_cell(text)


def test_unsaid_is_hidden() -> None:
    """404, and 401 for the anonymous where the route is not public."""
    row = Row("entries", "GET /api/v1/entries", cells={})
    assert row.expected("witness", "open") == Expected(404)
    assert row.expected("anonymous", "open") == Expected(401)


def test_a_name_overrides_what_its_group_said_phase_by_phase() -> None:
    """The group goes on where the later line says nothing."""
    cells = cells_of({"@all": "*: 200 none", "witness": "closed..: 200 row"}, GROUPS)
    assert cells["witness"]["open"] == Expected(200, "none")
    assert cells["witness"]["closed"] == Expected(200, "row")
    assert cells["stranger"]["closed"] == Expected(200, "none")


@pytest.mark.parametrize(
    "said",
    [
        {"witness": "*: 200", "stranger witness": "open: 404"},
        {"witness": "*: 200", "@all": "*: 404"},
        {"@nobody": "*: 200"},
    ],
)
def test_a_cell_has_one_author(said: dict[str, str]) -> None:
    """Saying a name twice, a group over a name, and an unknown group are mistakes."""
    with pytest.raises(TableError):
        cells_of(said, GROUPS)


def test_a_field_set_is_exact_as_deep_as_it_is_written() -> None:
    """Braces go into objects and every item of lists; a bare name says nothing of its inside."""
    shapes = shapes_parse({"row": "id, team{id, name}", "page": "...row, items{code}"})
    sound = {"id": 1, "team": {"id": 2, "name": {"zh": ""}}, "items": [{"code": "a"}]}
    assert shape_difference(shapes["page"], sound) == ""
    assert shape_difference(shapes["page"], {**sound, "team": None}) == ""
    leaking = {**sound, "items": [{"code": "a"}, {"code": "b", "by": "x"}]}
    assert shape_difference(shapes["page"], leaking) == "items: more ['by'], less []"
    assert "less ['team']" in shape_difference(shapes["row"], {"id": 1})


def test_a_page_of_rows_compares_each_and_none_is_no_row() -> None:
    """`none` is the only field set that an empty list has, and no row has it."""
    row = {"id": None}
    page = {"next": None, "previous": None, "results": [{"id": 1}, {"id": 2, "mark": 3}]}
    assert shape_difference(row, page) == "*: more ['mark'], less []"
    empty = {**page, "results": []}
    assert shape_difference(row, empty) == "said fields, got none"
    assert shape_difference({}, empty) == ""
    assert shape_difference({}, page) != ""
