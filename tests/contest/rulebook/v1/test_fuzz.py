"""Whatever is done to a document, check answers with findings and never breaks."""

import copy
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contest.rulebook.text import document_read
from contest.rulebook.v1.check import rulebook_check
from contest.rulebook.v1.later import rulebook_later
from contest.rulebook.v1.leaves import rubric_leaves
from contest.rulebook.v1.read import rulebook_read

TREE = Path(__file__).resolve().parents[4]
FILES = [
    *sorted((TREE / "contest" / "library" / "rulebooks").glob("*.yaml")),
    Path(__file__).with_name("sound.yaml"),
]
DOCUMENTS = [document_read(path.read_text(encoding="utf-8")) for path in FILES]
VALUES: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 10**9, 10**30, 1.5, float("inf"), "", "0", "1", "-1", "0.01",
    "1/3", "1/0", "0%", "999999.99", "x", "total", "share", "\ud800", "1\n", [], {},
    [[]], [{}], ["x"], {"x": 1},
)  # fmt: skip


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every place of a document: its container and key."""
    found: list[tuple[Any, Any]] = []
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in list(items):
        found.append((value, key))
        if isinstance(inner, dict | list):
            found.extend(places(inner))
    return found


def bent(document: Any, chance: random.Random) -> Any:
    """The document with one to three random changes."""
    document = copy.deepcopy(document)
    for _ in range(chance.randint(1, 3)):
        container, key = chance.choice(places(document) or [(document, None)])
        if key is None:
            break
        match chance.randrange(5):
            case 0:
                del container[key]
            case 1:
                container[key] = copy.deepcopy(chance.choice(VALUES))
            case 2:
                other, at = chance.choice(places(document))
                container[key] = copy.deepcopy(other[at])
            case 3 if isinstance(container, list):
                container.append(copy.deepcopy(container[key]))
            case _ if isinstance(container, list):
                chance.shuffle(container)
            case _:
                container[chance.choice(("id", "per", "x", "of", "max"))] = container.pop(key)
    return document


def looked_at(document: Any) -> bool:
    """Check the document; what is sound is read as well."""
    findings = rulebook_check(document)
    assert findings == sorted(set(findings))
    if findings:
        return False
    rulebook = rulebook_read(document)
    rulebook_later(rulebook)
    for rubric in rulebook.rubrics:
        assert all(leaf.high > 0 and leaf.points >= 0 for leaf in rubric_leaves(rubric))
    return True


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
def test_check_never_breaks(seed: int):
    chance = random.Random(seed)
    looked_at(bent(chance.choice(DOCUMENTS), chance))


@pytest.mark.slow
def test_check_never_breaks_in_ten_thousand():
    chance = random.Random(5)
    sound = [looked_at(bent(chance.choice(DOCUMENTS), chance)) for _ in range(10_000)]
    assert 100 < sum(sound) < 9_000
