"""The bench of acknowledgements notices a server that answers before its commit."""

from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from bench.ack import BARE, NAIVE, Broken, Variant, applied, commits_first, timed
from bench.stage import Forgetful, Typist, require_durable, run, world_of
from bench.stage_build import build
from tests.servers.app import PRODUCT, AppServer
from tests.system.faults.server import MUTANT


@pytest.fixture
def at(fresh_database, tmp_path):
    """A variant on a server that is up."""
    world = world_of(build(2, 2, 0, 0))
    connection.close()
    servers = []

    def started(name: str, app: str, **env: str) -> Variant:
        secret = str(settings.VAR_ROOT / "keys" / "secret.key")
        own: dict[str, Any] = {"app": app, "SECRET_KEY_FILE": secret, **env}
        server = AppServer(database_url=fresh_database.url, var_dir=tmp_path, **own)
        servers.append(server)
        server.start()
        typists = [Typist(judge) for judge in world.judges]
        return Variant(name, server.port, fresh_database.url, typists)

    yield started
    for server in servers:
        server.stop()


def test_a_server_that_answers_before_its_commit_is_not_measured(at):
    hasty = at("product", MUTANT, YISAI_MUTANT="ack-early")
    with pytest.raises(Broken, match="not committed"):
        run(commits_first(hasty))


def test_the_product_and_the_floor_commit_the_same_rows_first(at):
    counted = []
    for name, app in (("product", PRODUCT), ("bare", BARE)):
        variant = at(name, app)
        run(commits_first(variant, 3))
        assert len(run(timed(variant, 2, 3))) == 2
        counted.append(rows())
    first, second = counted
    # Four openings of a socket with a mark each are in both; the tree is the product's.
    assert [b - a for a, b in zip(first, second, strict=True)] == list(first)


def rows() -> tuple[int, ...]:
    """How many leaves, openings, operations, and how far room and log have come."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM core_logleaf), (SELECT count(*) FROM core_logopening),"
            " (SELECT count(*) FROM judging_scoreoperation), (SELECT sum(size) FROM core_logtree)"
        )
        found = cursor.fetchone()
    connection.close()
    return tuple(found)


@pytest.mark.slow
def test_the_naive_consumers_commit_first(at):
    run(commits_first(at("naive", NAIVE, BENCH_ROWS="one"), 3))
    run(commits_first(at("naive_all", NAIVE), 3))


def test_a_refusal_is_no_acknowledgement():
    with pytest.raises(Broken):
        applied(b'{"t":"ack","body":{"outcomes":[{"outcome":"refused"}]}}', 1)


@pytest.mark.pg
def test_a_forgetful_cluster_is_not_measured(fresh_database):
    with pytest.raises(Forgetful, match="fsync = off"):
        require_durable(fresh_database.url)
