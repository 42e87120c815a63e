import psycopg
import pytest

from tests.servers.postgres import Postgres
from tests.servers.process import children_of

pytestmark = pytest.mark.pg

SETTINGS = ("fsync", "synchronous_commit", "full_page_writes")


def ask(url: str, question: str):
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(question)
        row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None


def test_fast_gives_up_durability_and_copies_a_template():
    with Postgres("fast") as cluster:
        assert [ask(cluster.url(), f"SHOW {name}") for name in SETTINGS] == ["off"] * 3
        template = cluster.create_database("origin")
        ask(template, "CREATE TABLE t AS SELECT '启明杯' AS name")
        copy = cluster.create_database("copy", template="origin")
        assert ask(copy, "SELECT name FROM t") == "启明杯"
        cluster.drop_database("copy")
        with pytest.raises(psycopg.OperationalError, match="does not exist"):
            ask(copy, "SELECT 1")


def test_durable_keeps_what_it_acknowledged_through_a_kill(durable_cluster: Postgres):
    cluster = durable_cluster
    assert [ask(cluster.url(), f"SHOW {name}") for name in SETTINGS] == ["on"] * 3
    url = cluster.create_database("killed")
    ask(url, "CREATE TABLE t (n int)")
    with psycopg.connect(url, autocommit=True) as connection:
        for number in range(50):
            connection.execute("INSERT INTO t VALUES (%s)", [number])
        connection.autocommit = False
        connection.execute("INSERT INTO t VALUES (1000)")  # never committed
        before = cluster.pid
        assert len(children_of(before)) > 3
        cluster.kill()
        assert children_of(before) == []
        with pytest.raises(psycopg.OperationalError):
            connection.commit()
    cluster.restart()
    assert ask(url, "SELECT count(*) FROM t") == 50
    assert ask(url, "SELECT max(n) FROM t") == 49
    cluster.drop_database("killed")


def test_nothing_is_left_behind():
    with Postgres("fast") as cluster:
        pid, home = cluster.pid, cluster.log.parent
    assert children_of(pid) == []
    assert not home.exists()


def test_a_durable_database_is_migrated_and_survives(durable_database):
    url, cluster = durable_database.url, durable_database.cluster
    tables = "SELECT count(*) FROM django_migrations"
    before = ask(url, tables)
    assert before > 10
    cluster.kill()
    cluster.restart()
    assert ask(url, tables) == before
