"""The table's own language: what can be said, and what cannot be read."""

import pytest

from tests.system.policy.table import Expected, Row, TableError, parse_cell


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


@pytest.mark.parametrize("text", ["open 200", "open: ok", "open..: 200 | closed: 404"])
def test_what_cannot_be_read_is_refused(text: str) -> None:
    """A typing mistake never becomes an unsaid cell."""
    with pytest.raises(TableError):
        parse_cell(text)


def test_unsaid_is_hidden() -> None:
    """404, and 401 for the anonymous where the route is not public."""
    row = Row("entries", "GET /api/v1/entries", cells={})
    assert row.expected("witness", "open") == Expected(404)
    assert row.expected("anonymous", "open") == Expected(401)
