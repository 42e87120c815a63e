"""What holds for every log, with pymerkle as an independent oracle."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from core.merkle.frontier import Frontier, FrontierRefused
from core.merkle.hashing import leaf_hash, root
from core.merkle.proofs import (
    consistency_proof,
    consistency_verify,
    inclusion_proof,
    inclusion_verify,
)

DATA = st.lists(st.binary(max_size=6), min_size=1, max_size=70)


def _oracle(data: list[bytes]) -> InmemoryTree:
    tree = InmemoryTree(algorithm="sha256")
    for each in data:
        tree.append_entry(each)
    return tree


def _frontier(leaves: list[bytes]) -> Frontier:
    frontier = Frontier()
    for leaf in leaves:
        frontier = frontier.append(leaf)
    return frontier


@given(DATA)
def test_root_and_frontier_agree_with_the_oracle(data: list[bytes]) -> None:
    leaves = [leaf_hash(each) for each in data]
    assert root(leaves) == _frontier(leaves).root() == _oracle(data).get_root()


@given(DATA, st.data())
def test_inclusion_path_agrees_with_the_oracle(data: list[bytes], draw: st.DataObject) -> None:
    index = draw.draw(st.integers(0, len(data) - 1))
    leaves = [leaf_hash(each) for each in data]
    own, *path = _oracle(data).prove_inclusion(index + 1).serialize()["path"]
    assert own == leaves[index].hex()
    assert [step.hex() for step in inclusion_proof(leaves, index)] == path


@given(DATA, st.data())
def test_inclusion_holds_for_its_leaf_only(data: list[bytes], draw: st.DataObject) -> None:
    index = draw.draw(st.integers(0, len(data) - 1))
    leaves = [leaf_hash(each) for each in data]
    claim: dict[str, Any] = {
        "leaf": leaves[index],
        "index": index,
        "size": len(leaves),
        "proof": inclusion_proof(leaves, index),
        "expected": root(leaves),
    }
    assert inclusion_verify(**claim)
    assert not inclusion_verify(**{**claim, "leaf": leaf_hash(b"another one")})
    assert not inclusion_verify(**{**claim, "proof": [*claim["proof"], leaf_hash(b"")]})
    assert not inclusion_verify(**{**claim, "index": len(leaves)})
    assert not inclusion_verify(**{**claim, "index": -1})
    if claim["proof"]:
        assert not inclusion_verify(**{**claim, "proof": claim["proof"][:-1]})
        assert not inclusion_verify(**{**claim, "proof": [bytes(32), *claim["proof"][1:]]})


@given(DATA, st.data())
def test_consistency_holds_for_a_beginning_only(data: list[bytes], draw: st.DataObject) -> None:
    old_size = draw.draw(st.integers(0, len(data)))
    leaves = [leaf_hash(each) for each in data]
    claim: dict[str, Any] = {
        "old_size": old_size,
        "old_root": root(leaves[:old_size]),
        "size": len(leaves),
        "new_root": root(leaves),
        "proof": consistency_proof(leaves, old_size),
    }
    assert consistency_verify(**claim)
    assert not consistency_verify(**{**claim, "old_root": leaf_hash(b"another one")})
    assert not consistency_verify(**{**claim, "proof": [*claim["proof"], leaf_hash(b"")]})
    assert not consistency_verify(**{**claim, "old_size": len(leaves) + 1})
    assert not consistency_verify(**{**claim, "old_size": -1})
    if old_size:
        assert not consistency_verify(**{**claim, "new_root": leaf_hash(b"another one")})
    if claim["proof"]:
        assert not consistency_verify(**{**claim, "proof": claim["proof"][:-1]})
        assert not consistency_verify(**{**claim, "proof": [bytes(32), *claim["proof"][1:]]})


@given(DATA, st.data())
def test_a_rewritten_past_has_no_proof(data: list[bytes], draw: st.DataObject) -> None:
    old_size = draw.draw(st.integers(1, len(data)))
    changed = draw.draw(st.integers(0, old_size - 1))
    leaves = [leaf_hash(each) for each in data]
    old_root = root(leaves[:old_size])
    leaves[changed] = leaf_hash(b"rewritten")
    assert not consistency_verify(
        old_size=old_size,
        old_root=old_root,
        size=len(leaves),
        new_root=root(leaves),
        proof=consistency_proof(leaves, old_size),
    )


@given(DATA)
def test_a_stored_frontier_comes_back(data: list[bytes]) -> None:
    frontier = _frontier([leaf_hash(each) for each in data])
    assert len(frontier.nodes) == len(data).bit_count()
    assert Frontier.from_bytes(frontier.size, frontier.to_bytes()) == frontier


@pytest.mark.parametrize(
    ("size", "stored"), [(-1, b""), (0, bytes(32)), (2, b""), (3, bytes(63)), (1, bytes(33))]
)
def test_a_damaged_frontier_is_refused(size: int, stored: bytes) -> None:
    with pytest.raises(FrontierRefused) as refused:
        Frontier.from_bytes(size, stored)
    assert refused.value.code == "frontier_malformed"


@pytest.mark.parametrize("index", [-1, 2])
def test_no_inclusion_proof_beyond_the_log(index: int) -> None:
    with pytest.raises(IndexError):
        inclusion_proof([leaf_hash(b"a"), leaf_hash(b"b")], index)


@pytest.mark.parametrize("old_size", [-1, 3])
def test_no_consistency_proof_beyond_the_log(old_size: int) -> None:
    with pytest.raises(IndexError):
        consistency_proof([leaf_hash(b"a"), leaf_hash(b"b")], old_size)
