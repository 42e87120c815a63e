"""A full store is not a busy one: people are told which it was."""

import errno
import sqlite3

import pytest
from django.db import OperationalError

from core.db.faults import is_full, store_problem


def caused(cause: Exception) -> OperationalError:
    error = OperationalError("failed")
    error.__cause__ = cause
    return error


def with_fact(name, value):
    error = Exception("driver")
    setattr(error, name, value)
    return error


@pytest.mark.parametrize(
    "cause",
    [
        OSError(errno.ENOSPC, "no space"),
        OSError(errno.EDQUOT, "quota"),
        with_fact("sqlite_errorcode", sqlite3.SQLITE_FULL),
        with_fact("sqlstate", "53100"),
    ],
)
def test_full(cause):
    assert is_full(cause)
    assert is_full(caused(cause))
    problem = store_problem(caused(cause))
    assert problem is not None
    assert (problem.code, problem.status) == ("storage_full", 503)


@pytest.mark.parametrize(
    "cause", [with_fact("sqlite_errorcode", sqlite3.SQLITE_BUSY), with_fact("sqlstate", "53300")]
)
def test_busy(cause):
    problem = store_problem(caused(cause))
    assert problem is not None
    assert problem.code == "database_busy"


@pytest.mark.parametrize("error", [ValueError("no"), OSError(errno.EACCES, "no")])
def test_something_else(error):
    assert store_problem(error) is None
