"""Canonical bytes of salted leaves."""

import datetime as dt
import hashlib
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.merkle.leaf import LeafRefused, leaf_bytes, salted_leaf_hash

SALT = bytes(range(16))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


def test_known_bytes() -> None:
    body = {"type": "score_applied", "mark": "8.50", "seq": 7, "team": "蓝鲸储能", "ok": True}
    expected = (
        '{"body":{"mark":"8.50","ok":true,"seq":7,"team":"蓝鲸储能","type":"score_applied"},'
        '"salt":"000102030405060708090a0b0c0d0e0f"}'
    ).encode()
    assert leaf_bytes(SALT, body) == expected
    assert salted_leaf_hash(SALT, body) == hashlib.sha256(b"\x00" + expected).digest()


@given(st.dictionaries(st.text(max_size=5), JSON))
def test_bytes_are_the_body_and_do_not_depend_on_key_order(body: dict[str, Any]) -> None:
    made = leaf_bytes(SALT, body)
    assert json.loads(made) == {"salt": SALT.hex(), "body": body}
    assert leaf_bytes(SALT, dict(reversed(body.items()))) == made


def test_the_salt_changes_the_hash() -> None:
    assert salted_leaf_hash(SALT, {}) != salted_leaf_hash(bytes(16), {})


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (8.5, "leaf_number_refused"),
        (8.0, "leaf_number_refused"),
        (float("nan"), "leaf_number_refused"),
        (2**53, "leaf_number_refused"),
        (Decimal("8.5"), "leaf_value_refused"),
        (dt.date(2026, 12, 14), "leaf_value_refused"),
        (b"bytes", "leaf_value_refused"),
        ({1: "a"}, "leaf_value_refused"),
        ({"a", "b"}, "leaf_value_refused"),
        ("\ud800", "leaf_text_malformed"),
        ({"\ud800": 1}, "leaf_text_malformed"),
    ],
)
def test_what_is_not_plain_is_refused(value: object, code: str) -> None:
    for body in ({"value": value}, {"list": [{"value": value}]}):
        with pytest.raises(LeafRefused) as refused:
            leaf_bytes(SALT, body)
        assert refused.value.code == code


def test_a_short_salt_is_refused() -> None:
    with pytest.raises(LeafRefused) as refused:
        leaf_bytes(bytes(15), {})
    assert refused.value.code == "leaf_salt_short"
