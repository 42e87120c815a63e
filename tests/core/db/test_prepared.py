"""What a prepared cursor executes is planned once; nothing else of the connection is prepared."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.db.prepared import prepared_cursor

ASKED = "SELECT %s::int + 1"


def asked(value: int) -> int:
    with prepared_cursor() as cursor:
        asking = ASKED if connection.vendor == "postgresql" else "SELECT %s + 1"
        return cursor.ask(asking, [value])()[0][0]


def prepared() -> list[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT statement, generic_plans + custom_plans FROM pg_prepared_statements"
            " WHERE statement NOT LIKE '%%pg_prepared%%'"
        )
        return [(text, times) for text, times in cursor.fetchall()]


@pytest.mark.django_db
def test_the_answers_are_the_same_everywhere():
    assert [asked(n) for n in range(8)] == list(range(1, 9))
    with CaptureQueriesContext(connection) as captured:
        assert asked(41) == 42
    assert len(captured) == 1
    assert "41" in captured[0]["sql"]


@pytest.mark.pg
@pytest.mark.django_db
def test_it_is_prepared_once_and_nothing_else_is():
    for n in range(3):
        asked(n)
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::int + 2", [1])
    assert [times for text, times in prepared() if "+ 1" in text] == [3]
    assert not [text for text, _ in prepared() if "+ 2" in text]


@pytest.mark.pg
def test_a_new_connection_and_a_rollback_heal(fresh_database):
    from django.db import transaction

    assert asked(1) == 2
    connection.close()
    assert asked(1) == 2
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        asked(2)
        raise ZeroDivisionError
    assert asked(3) == 4


def test_what_is_asked_together_is_answered_apart_and_the_first_error_is_told(fresh_database):
    from django.db import DatabaseError, IntegrityError, transaction

    twice = "INSERT INTO core_logtree (uid, created_at, owner_kind, owner_id, size, frontier)"
    twice += " VALUES (%s, '2026-11-25', 'edition', %s, 0, '')"
    one = "11111111-1111-4111-8111-111111111111".replace("-", "")
    with transaction.atomic(durable=True), prepared_cursor() as cursor:
        with cursor.together():
            first = cursor.ask("SELECT count(*) FROM core_logtree WHERE size = %s", [0])
            second = cursor.ask("SELECT count(*) + 1 FROM core_logtree WHERE size = %s", [0])
        assert (first()[0][0], second()[0][0]) == (0, 1)
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(durable=True),
        prepared_cursor() as cursor,
        cursor.together(),
    ):
        cursor.execute(twice, [one, one])
        cursor.execute(twice, [one, one])
        cursor.execute(twice, [one, one])
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(durable=True),
        prepared_cursor() as cursor,
    ):
        cursor.execute("SELECT nothing FROM nowhere WHERE x = %s", [1])
    with connection.cursor() as plain:
        plain.execute("SELECT count(*) FROM core_logtree")
        assert plain.fetchone() == (0,)
