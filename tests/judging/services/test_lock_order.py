"""The log's head is the last lock: the edition is ours before anything is written there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.judging import final

pytestmark = [pytest.mark.django_db, pytest.mark.pg]


def order(act) -> tuple[int, int]:
    """Where the edition is locked, and where the log's head is taken for the first time."""
    with CaptureQueriesContext(connection) as caught:
        act()
    said = [query["sql"] for query in caught.captured_queries]
    edition = next(
        n for n, sql in enumerate(said) if 'FROM "contest_edition"' in sql and "FOR UPDATE" in sql
    )
    return edition, next(n for n, sql in enumerate(said) if 'UPDATE "core_logtree"' in sql)


def test_opening_a_round():
    made = final()
    made.sign_ndas()
    made.draw()
    edition, head = order(made.open)
    assert edition < head


@pytest.mark.parametrize("kind", ["proposed", "final"])
def test_opening_a_publication(kind):
    made = final()
    made.prepare()
    made.finish()
    if kind == "final":
        made.publish("proposed")
        made.tick(60)
    prepared = made.prepare_publication(kind)
    edition, head = order(lambda: made.open_publication(prepared))
    assert edition < head
