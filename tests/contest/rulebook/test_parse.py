"""Parsing and freezing a rulebook."""

import json
from dataclasses import FrozenInstanceError
from typing import Any

import pytest

from contest.rulebook.parse import RulebookRefused, rulebook_hash, rulebook_parse
from contest.rulebook.rulebook import Anchor, Band, Name, TieStep

Document = dict[str, Any]


def test_marks_become_hundredths(document: Document) -> None:
    rulebook = rulebook_parse(document)
    technology, market = rulebook.criteria
    assert (rulebook.total, technology.max, technology.step, market.step) == (10000, 6000, 50, 10)
    assert rulebook.band == Band(6000, 9500)
    assert technology.anchors[1] == Anchor(4000, Name("良好", "Good"))
    assert market.hint == Name("规模与客户", "Size and customers")
    assert (technology.required, market.required) == (True, False)


def test_panel_awards_ties_and_times_are_read(document: Document) -> None:
    rulebook = rulebook_parse(document)
    assert dict(rulebook.panel.kinds) == {"technical": 3, "investor": 2}
    assert [(award.level, award.places) for award in rulebook.awards] == [
        ("first", 1),
        ("second", 2),
    ]
    assert rulebook.ties[0] == TieStep("higher_criterion", "technology")
    assert [step.label for step in rulebook.ties] == [
        "higher_criterion:technology",
        "sum_of_all_judges",
        "chair_vote",
    ]
    assert (rulebook.timing.pitch_s, rulebook.publicity.working_days) == (480, 5)
    assert rulebook.publicity.seconds is None
    assert rulebook.criterion("market") == rulebook.criteria[1]
    assert rulebook.criterion("nothing") is None
    assert not rulebook.single_total


def test_a_mean_drops_nothing(document: Document) -> None:
    aggregation = document["aggregation"]
    document["aggregation"] = {
        field: aggregation[field] for field in ("version", "decimals", "rounding", "tie_on")
    } | {"method": "mean"}
    assert rulebook_parse(document).aggregation.drops(7) == (0, 0)


@pytest.mark.parametrize(("sheets", "drops"), [(4, (0, 0)), (5, (1, 1)), (7, (1, 1))])
def test_a_trim_needs_its_minimum(document: Document, sheets: int, drops: tuple[int, int]) -> None:
    assert rulebook_parse(document).aggregation.drops(sheets) == drops


def test_a_rulebook_is_frozen(document: Document) -> None:
    rulebook = rulebook_parse(document)
    with pytest.raises(FrozenInstanceError):
        rulebook.total = 1  # type: ignore[misc]
    with pytest.raises(TypeError):
        rulebook.panel.kinds["technical"] = 1  # type: ignore[index]


@pytest.mark.parametrize("document", [None, {}, {"rulebook": 0}])
def test_an_unsound_document_is_refused_with_findings(document: object) -> None:
    with pytest.raises(RulebookRefused) as refused:
        rulebook_parse(document)
    assert refused.value.code == "rulebook_invalid"
    assert refused.value.findings


def test_hash_ignores_key_order_and_nothing_else(document: Document) -> None:
    turned = dict(reversed(json.loads(json.dumps(document)).items()))
    assert rulebook_hash(turned) == rulebook_hash(document) == rulebook_parse(document).hash
    turned["cut_after"] += 1
    assert rulebook_hash(turned) != rulebook_hash(document)


def test_hash_of_a_known_document() -> None:
    # SHA-256 of the canonical bytes {"a":1,"é":"中"}, made with sha256sum.
    assert rulebook_hash({"é": "中", "a": 1}) == (
        "95642de8a5f5342049344d2746303822fde31970cbcb7bd4766e1a4f36e2e664"
    )
