"""A run uses the servers that it is for, asked of the servers themselves."""

from __future__ import annotations

import re

import pytest

from core.servers import HERE, servers_used
from tests.realservers import asked_database, is_production

EMBEDDED = {
    "database": r"SQLite 3\.\d+\.\d+"
    if asked_database() == "sqlite"
    else r"PostgreSQL 1[5-9]\.\d+",
    "bus": HERE,
    "cache": HERE,
    "files": "local disk",
    "mail": f"{HERE}: .+",
}
PRODUCTION = {
    "database": r"PostgreSQL 1[5-9]\.\d+",
    "bus": r"Valkey \d+\.\d+\.\d+",
    "cache": r"Valkey \d+\.\d+\.\d+",
    "files": r"S3 by SeaweedFS .+",
    "mail": r"SMTP by .+",
}


def strangers(told: dict[str, str], wanted: dict[str, str]) -> list[str]:
    """What is not what this run is for."""
    return [
        f"{name}: {told.get(name)}"
        for name, shape in wanted.items()
        if not re.fullmatch(shape, told.get(name, ""))
    ]


@pytest.mark.django_db
def test_every_store_is_of_the_profile_that_was_asked_for():
    assert strangers(servers_used(), PRODUCTION if is_production() else EMBEDDED) == []


@pytest.mark.parametrize("name", PRODUCTION)
def test_a_planted_fallback_is_red(name):
    """One local store among the real ones."""
    real = {"database": "PostgreSQL 18.6", "bus": "Valkey 9.1.2", "cache": "Valkey 9.1.2"}
    real |= {"files": "S3 by SeaweedFS 8000GB 4.48", "mail": "SMTP by localhost"}
    local = {"database": "SQLite 3.40.1", "bus": HERE, "cache": HERE}
    local |= {"files": "local disk", "mail": f"{HERE}: files"}
    assert strangers(real, PRODUCTION) == []
    assert len(strangers({**real, name: local[name]}, PRODUCTION)) == 1
