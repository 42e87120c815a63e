"""The fast writer is used only where it spells what RFC 8785 spells."""

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from core.canonical import LARGEST, canonical_bytes, canonical_quickly

LEAVES = st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | st.text() | st.floats()
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(VALUES)
def test_every_value_is_spelled_as_the_standard_says(value):
    try:
        wanted = rfc8785.dumps(value)
    except rfc8785.CanonicalizationError:
        with pytest.raises(rfc8785.CanonicalizationError):
            canonical_bytes(value)
    else:
        assert canonical_bytes(value) == wanted


@pytest.mark.parametrize(
    "value",
    [
        {"b": 1, "a": '\u2028\x7f\x1f\b\t\n\f\r"\\/é字😀', "B": None, "": [True, ()]},
        {"nested": {"z": [{"y": 0, "x": -1}], "a": LARGEST}},
    ],
)
def test_what_the_product_keeps_goes_the_quick_way(value):
    assert canonical_quickly(value) == rfc8785.dumps(value)


@pytest.mark.parametrize(
    "value",
    [1.0, LARGEST + 1, {"é": 1}, {"\ue000": 1, "😀": 2}, {1: 2}, "\ud800", b"x", {1, 2}],
)
def test_the_rest_goes_the_whole_way(value):
    assert canonical_quickly(value) is None


def test_names_beyond_ascii_are_sorted_as_the_standard_says():
    assert canonical_bytes({"\ue000": 1, "😀": 2}) == '{"😀":2,"\ue000":1}'.encode()
