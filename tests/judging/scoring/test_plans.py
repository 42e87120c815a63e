"""What is looked up with every mark is found by its own index, however new the tables are."""

import pytest
from django.db import connection

from judging.services.scoring.sql import statements

pytestmark = [pytest.mark.django_db, pytest.mark.pg]

VALUES = {"known": 1, "add_openings": 2, "add_operations": 3}


@pytest.mark.parametrize(
    ("name", "index", "found_by"),
    [
        ("known", "score_operation_once", "(op_id = i.op_id)"),
        ("known", "core_device_uid_key", "(uid = i.device)"),
        ("add_openings", "log_leaf_seq", "(seq = i.seq)"),
        ("add_operations", "log_leaf_seq", "(seq = i.seq)"),
    ],
)
def test_the_plan(name, index, found_by):
    """Not left to PostgreSQL: where it may choose, it reads a table of a few thousand as a whole.

    Any join that reads one is preferred here, and none is left to prefer.
    """
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL only")
    text = getattr(statements("postgresql"), name)
    for number in range(1, VALUES[name] + 1):
        text = text.replace("%s", f"${number}", 1)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL plan_cache_mode = force_generic_plan")
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(f"PREPARE asked AS {text}")
        nothing = ", ".join(["NULL"] * VALUES[name])
        cursor.execute(f"EXPLAIN EXECUTE asked({nothing})")
        plan = "\n".join(row[0] for row in cursor.fetchall())
        cursor.execute("DEALLOCATE asked")
    assert f"using {index} " in plan
    assert found_by in plan, "each row by itself"
