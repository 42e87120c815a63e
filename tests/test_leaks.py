"""The search for a leak finds one that is planted, and nothing that is there by chance."""

import json
import uuid

import pytest

from tests.leaks import figures_shown

# Each holds 31 in its digits and shows it to nobody.
BY_CHANCE = {
    "id": "7c31a0f2-9d3e-4b31-8a31-31c0ffee3131",
    "hash": "31" * 32,
    "at": "2026-10-31T08:31:00.310Z",
    "day": "2026-12-31",
    "clock": "18:31",
    "left_ms": 31000,
    "total": "131.50",
}


def answer(**leaf):
    """An answer as it arrives, with uuids around a leaf."""
    body = {"rows": [{**BY_CHANCE, "entry": {"id": str(uuid.uuid4()), **leaf}}]}
    return json.loads(json.dumps(body))


@pytest.mark.parametrize(
    "leaf",
    [
        {"value": 31},
        {"value": "31.00"},
        {"text": "应为 31 分"},
        {"text": "应为31分，不是13分"},
        {"marks": ["12", "31"]},
        {"31": True},
        {"text": f"31 {BY_CHANCE['id']} {BY_CHANCE['at']}"},
    ],
    ids=str,
)
def test_a_planted_leak_is_found(leaf):
    assert figures_shown(answer(**leaf), "31", "3100") == ["31"]


def test_what_holds_the_digits_by_chance_is_none():
    assert figures_shown(answer(seat=3), "31", "3100", "31.5") == []
    assert all("31" in str(each) for each in BY_CHANCE.values())


def test_a_text_is_one_leaf():
    words = f"<p data-at='{BY_CHANCE['at']}'>88.20</p>"
    assert figures_shown(words, "88.2", "08.31", "31") == ["88.2"]
