"""The record of a draw is checked by a command that asks no database."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from judging.draw.draw import commitment
from judging.draw.plan import plan_hash, plan_made, rooms_drawn

SEED = bytes(range(32))


def record():
    plan = plan_made(["A", "B"], {f"E{n}": ["A", "B"] for n in range(4)})
    return {
        "kind": "computer",
        "version": 2,
        "commitment": commitment(SEED),
        "candidates_hash": plan_hash(plan),
        "plan": plan.document(),
        "seed": SEED.hex(),
        "orders": rooms_drawn(SEED, plan),
    }


def verify(tmp_path, text):
    file = tmp_path / "draw.json"
    file.write_text(text, encoding="utf-8")
    out = StringIO()
    call_command("verify_draw", str(file), stdout=out)
    return out.getvalue()


def test_a_record_that_holds_is_told_with_its_orders(tmp_path):
    made = record()
    told = verify(tmp_path, json.dumps(made))
    assert told.splitlines() == [
        *(f"{room}: {' '.join(order)}" for room, order in made["orders"].items()),
        "computer: holds",
    ]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"seed": "00" * 32}, "order_differs"),
        ({"candidates_hash": "00" * 32}, "list_differs"),
        ({"orders": {"A": ["E0", "E1", "E2", "E3"], "B": []}}, "order_differs"),
        ({"plan": {}}, "record_malformed"),
        ({"kind": "dice"}, "record_malformed"),
        ({"orders": []}, "record_malformed"),
    ],
)
def test_what_does_not_hold_is_named(tmp_path, change, found):
    with pytest.raises(CommandError, match=found):
        verify(tmp_path, json.dumps({**record(), **change}))


@pytest.mark.parametrize("text", ["", "[]", "{"])
def test_a_file_that_is_no_record(tmp_path, text):
    with pytest.raises(CommandError):
        verify(tmp_path, text)
