"""Findings of rulebook documents."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from contest.rulebook.check import Finding, rulebook_check
from contest.rulebook.schema import SCHEMA

Document = dict[str, Any]
Bend = Callable[[str, Any], Document]
SAME_FIXTURE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_schema_is_itself_valid_and_plain_json() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


def test_sound_document_has_no_findings(document: Document) -> None:
    assert rulebook_check(document) == []


@pytest.mark.parametrize("document", [None, [], "rulebook", 3, 1.5, True])
def test_what_is_no_object_is_one_finding(document: object) -> None:
    codes = {finding.code for finding in rulebook_check(document)}
    assert "rulebook_type_wrong" in codes


@pytest.mark.parametrize(
    ("path", "value", "finding"),
    [
        ("rulebook", 1, ("rulebook", "rulebook_choice_unknown")),
        ("rulebook", False, ("rulebook", "rulebook_choice_unknown")),
        ("rulebook", ..., ("", "rulebook_field_missing")),
        ("extra", 1, ("", "rulebook_field_unknown")),
        ("criteria.0.weight", "1", ("criteria.0", "rulebook_field_unknown")),
        ("criteria.0.max", 60, ("criteria.0.max", "rulebook_type_wrong")),
        ("criteria.0.max", "60\n", ("criteria.0.max", "rulebook_text_malformed")),
        ("criteria.0.max", "６０", ("criteria.0.max", "rulebook_text_malformed")),
        ("criteria.0.max", "60.005", ("criteria.0.max", "rulebook_text_malformed")),
        ("criteria.0.step", "0.25", ("criteria.0.step", "rulebook_choice_unknown")),
        ("criteria.0.step", 0.5, ("criteria.0.step", "rulebook_choice_unknown")),
        ("criteria.0.id", "Technology", ("criteria.0.id", "rulebook_text_malformed")),
        ("criteria.0.required", 1, ("criteria.0.required", "rulebook_type_wrong")),
        ("criteria", [], ("criteria", "rulebook_list_length")),
        ("name.zh", " ", ("name.zh", "rulebook_text_malformed")),
        ("name.zh", "\ud800", ("name.zh", "rulebook_text_malformed")),
        ("name.zh", "长" * 201, ("name.zh", "rulebook_text_length")),
        ("name.en", ..., ("name", "rulebook_field_missing")),
        ("panel.seats", 0, ("panel.seats", "rulebook_number_out_of_range")),
        ("panel.seats", 5.0, ("panel.seats", "rulebook_number_fraction")),
        ("panel.kinds", {}, ("panel.kinds", "rulebook_field_missing")),
        ("aggregation.method", "median", ("aggregation.method", "rulebook_choice_unknown")),
        ("aggregation.version", 2, ("aggregation.version", "rulebook_choice_unknown")),
        ("aggregation.rounding", "half_even", ("aggregation.rounding", "rulebook_choice_unknown")),
        ("aggregation.decimals", 5, ("aggregation.decimals", "rulebook_number_out_of_range")),
        ("ties.0.criterion", ..., ("ties.0", "rulebook_field_missing")),
        ("ties.1.criterion", "market", ("ties.1", "rulebook_field_unknown")),
        ("ties", [], ("ties", "rulebook_list_length")),
        ("sealing", "per_session", ("sealing", "rulebook_choice_unknown")),
        ("publicity", {}, ("publicity", "rulebook_field_missing")),
        ("publicity.seconds", 5, ("publicity", "rulebook_field_unknown")),
        ("timing.pitch_s", "480", ("timing.pitch_s", "rulebook_type_wrong")),
    ],
)
def test_wrong_shape_is_found(bent: Bend, path: str, value: Any, finding: tuple[str, str]) -> None:
    assert Finding(*finding) in rulebook_check(bent(path, value))


@pytest.mark.parametrize(
    ("path", "value", "finding"),
    [
        ("criteria.0.max", "0", ("criteria.0.max", "rulebook_max_zero")),
        ("criteria.0.max", "60.25", ("criteria.0.step", "rulebook_step_uneven")),
        ("criteria.1.id", "technology", ("criteria.1.id", "rulebook_id_doubled")),
        ("criteria.1.id", "total", ("criteria", "rulebook_total_not_alone")),
        ("criteria.0.required", False, ("criteria", "rulebook_nothing_required")),
        ("criteria.0.band.high", "61", ("criteria.0.band", "rulebook_band_outside")),
        ("criteria.0.band.low", "55", ("criteria.0.band", "rulebook_band_outside")),
        ("criteria.0.anchors.1.from", "0", ("criteria.0.anchors", "rulebook_anchors_unordered")),
        ("criteria.0.anchors.1.from", "60.5", ("criteria.0.anchors", "rulebook_anchor_outside")),
        ("scale.total", "99", ("scale.total", "rulebook_total_differs")),
        ("scale.band.high", "100.5", ("scale.band", "rulebook_band_outside")),
        ("panel.kinds.investor", 3, ("panel.kinds", "rulebook_kinds_differ")),
        ("panel.minimum_sheets", 6, ("panel.minimum_sheets", "rulebook_minimum_too_high")),
        ("aggregation.method", "mean", ("aggregation.drop_high", "rulebook_trim_without_method")),
        ("aggregation.drop_low", ..., ("aggregation.drop_low", "rulebook_field_missing")),
        ("aggregation.below_minimum", ..., ("aggregation.below_minimum", "rulebook_field_missing")),
        (
            "aggregation.minimum_for_trim",
            2,
            ("aggregation.minimum_for_trim", "rulebook_trim_leaves_nothing"),
        ),
        (
            "aggregation.minimum_for_trim",
            6,
            ("aggregation.minimum_for_trim", "rulebook_trim_never_reached"),
        ),
        ("ties.0.criterion", "team", ("ties.0.criterion", "rulebook_criterion_unknown")),
        ("ties.0", {"rule": "chair_vote"}, ("ties.0", "rulebook_tie_step_unreachable")),
        ("ties.0", {"rule": "share"}, ("ties.0", "rulebook_tie_step_unreachable")),
        ("ties.0", {"rule": "sum_of_all_judges"}, ("ties.1", "rulebook_tie_step_doubled")),
        ("awards.1.level", "first", ("awards.1.level", "rulebook_id_doubled")),
        ("awards.1.places", 4, ("cut_after", "rulebook_awards_beyond_cut")),
    ],
)
def test_wrong_meaning_is_found(
    bent: Bend, path: str, value: Any, finding: tuple[str, str]
) -> None:
    assert Finding(*finding) in rulebook_check(bent(path, value))


def test_trim_that_drops_nothing_is_found(document: Document) -> None:
    document["aggregation"].update(drop_high=0, drop_low=0)
    assert rulebook_check(document) == [
        Finding("aggregation.drop_high", "rulebook_trim_drops_nothing")
    ]


def test_single_total_is_sound(document: Document) -> None:
    name = {"zh": "总分", "en": "Total"}
    document["criteria"] = [
        {"id": "total", "name": name, "max": "100", "step": "0.01", "required": True}
    ]
    document["ties"] = [{"rule": "share"}]
    assert rulebook_check(document) == []


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if not isinstance(value, dict | list):
        return [path]
    steps = value.items() if isinstance(value, dict) else enumerate(value)
    return [path, *(below for step, inner in steps for below in _paths(inner, (*path, step)))]


@SAME_FIXTURE
@given(data=st.data())
def test_any_bent_document_is_answered_and_never_raises(
    document: Document, data: st.DataObject
) -> None:
    document = json.loads(json.dumps(document))
    *steps, last = data.draw(st.sampled_from([path for path in _paths(document) if path]))
    place: Any = document
    for step in steps:
        place = place[step]
    place[last] = data.draw(ODD)
    findings = rulebook_check(document)
    assert findings == sorted(set(findings))
