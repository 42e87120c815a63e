"""The committed draw."""

import hashlib
import hmac
from collections import Counter
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.draw.draw import (
    DrawRefused,
    _below,
    candidates_hash,
    commitment,
    order,
    verify,
)

SEED = bytes(range(32))
SEEDS = st.binary(min_size=32, max_size=32)
CANDIDATES = st.lists(st.text(max_size=4), unique=True, max_size=30)


def test_commitment_separates_its_domain() -> None:
    expected = hashlib.sha256(b"yisai/draw/1/commitment\x00" + SEED).hexdigest()
    assert commitment(SEED) == expected != hashlib.sha256(SEED).hexdigest()


def test_candidates_hash_is_over_the_sorted_canonical_list() -> None:
    expected = hashlib.sha256(b'yisai/draw/1/candidates\x00["QM-01","QM-02"]').hexdigest()
    assert candidates_hash(["QM-02", "QM-01"]) == expected


def test_two_are_swapped_by_the_first_word() -> None:
    message = b"yisai/draw/1/stream\x00" + bytes.fromhex(candidates_hash("ab")) + bytes(8)
    first = int.from_bytes(hmac.digest(SEED, message, "sha256")[:8], "big")
    assert order(SEED, "ab") == (["a", "b"] if first % 2 else ["b", "a"])


@given(SEEDS, CANDIDATES, st.randoms(use_true_random=False))
def test_order_is_a_permutation_and_ignores_arrival(seed, candidates, random) -> None:
    drawn = order(seed, candidates)
    assert sorted(drawn) == sorted(candidates)
    random.shuffle(candidates)
    assert order(seed, candidates) == drawn
    assert verify(committed=commitment(seed), seed=seed, candidates=candidates, drawn=drawn)


def test_every_order_is_about_equally_likely() -> None:
    seen = Counter(
        tuple(order(hashlib.sha256(number.to_bytes(4, "big")).digest(), "abcd"))
        for number in range(12_000)
    )
    assert set(seen) == set(permutations("abcd"))
    # Chi-square with 23 degrees of freedom; 49.7 is passed once in a thousand.
    assert sum((count - 500) ** 2 / 500 for count in seen.values()) < 49.7


def test_unfair_words_are_thrown_away() -> None:
    top = (1 << 64) - 1
    # 2**64 leaves 1 over 3: the last word alone would favor 0.
    assert _below(3, iter([top, 7])) == 1
    assert _below(3, iter([top - 1])) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"committed": commitment(bytes(32))},
        {"seed": bytes(32)},
        {"seed": b"short"},
        {"candidates": ["a", "b", "c", "d"]},
        {"candidates": ["a", "b"]},
        {"candidates": ["a", "b", "c", "c"]},
        {"drawn": []},
    ],
)
def test_verify_sees_any_change(change: dict[str, object]) -> None:
    sound: dict[str, Any] = {
        "committed": commitment(SEED),
        "seed": SEED,
        "candidates": ["a", "b", "c"],
        "drawn": order(SEED, ["a", "b", "c"]),
    }
    assert verify(**sound)
    assert not verify(**{**sound, **change})
    turned = sound["drawn"][::-1]
    assert not verify(**{**sound, "drawn": turned})


@pytest.mark.parametrize("seed", [b"", bytes(31), bytes(33)])
def test_a_seed_of_another_length_is_refused(seed: bytes) -> None:
    for refuse in (commitment, lambda each: order(each, ["a"])):
        with pytest.raises(DrawRefused) as refused:
            refuse(seed)
        assert refused.value.code == "draw_seed_malformed"


def test_a_doubled_candidate_is_refused() -> None:
    for refuse in (candidates_hash, lambda each: order(SEED, each)):
        with pytest.raises(DrawRefused) as refused:
            refuse(["a", "b", "a"])
        assert refused.value.code == "draw_candidate_doubled"
