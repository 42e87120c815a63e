"""The shipped template says what the zone's own document says, and an unsound one is refused."""

import copy
from importlib.resources import files
from typing import Any

import pytest
import yaml

from pipeline.gates import PREDICATES
from pipeline.stages import machine, template
from pipeline.template.parse import TemplateRefused, template_parse

WAY = [
    ("lead", 0, "0.05", ""),
    ("screening", 1, "0.10", ""),
    ("negotiation", 2, "0.25", ""),
    ("review", 3, "0.40", ""),
    ("decision", 4, "0.55", ""),
    ("signed", 5, "0.70", ""),
    ("registered", 6, "0.80", ""),
    ("permitting", 7, "0.85", "land"),
    ("fitout", 7, "0.90", "light_asset"),
    ("construction", 8, "0.95", "land"),
    ("production", 9, "1.00", ""),
    ("full_production", 10, "1.00", ""),
]


@pytest.fixture
def document() -> dict[str, Any]:
    text = files("pipeline.template").joinpath("zone-investment.yaml").read_text("utf-8")
    return copy.deepcopy(yaml.safe_load(text))


def test_stages_stand_in_the_order_of_the_way():
    assert [(s.id, s.seq, s.probability, s.branch) for s in template().stages] == WAY


def test_clocks_run_where_the_template_names_one():
    running = {stage.id: stage.due_days for stage in template().stages if stage.due_days}
    assert running == {"lead": 1, "screening": 3, "negotiation": 14}


def test_six_screening_checks():
    assert [check.id for check in template().screening_checks] == [
        "industry_fit",
        "market",
        "technology_route",
        "environment",
        "energy",
        "benefit",
    ]


def test_every_place_stands_in_one_lane_in_the_order_of_the_way():
    shown = [place for lane in template().lanes for place in lane.places]
    stages, terminals = template().stages, template().terminals
    assert shown == [*(each.id for each in stages), *(each.id for each in terminals)]
    assert [lane.id for lane in template().lanes if lane.folded] == ["production", "aside"]


def test_every_predicate_is_used_and_every_need_has_one():
    needs = {need for stage in template().stages for need in stage.gate.needs}
    assert needs == set(PREDICATES)


def test_every_place_has_its_words_in_both_languages():
    places: list[Any] = [*template().stages, *template().terminals]
    for place in places:
        for name in (place.name, place.gate.label):
            assert name.zh.strip()
            assert name.en.strip()


def test_evidence_is_asked_where_the_template_requires_it():
    for stage_id in template().evidence_required_at:
        gate = template().gate(stage_id)
        assert gate is not None
        assert gate.proof


def test_the_machine_goes_forward_and_aside_but_never_back():
    shipped = template()
    for (source, _verb), target in machine().moves.items():
        here, there = shipped.stage(source), shipped.stage(target)
        if here and there:
            assert there.seq > here.seq


@pytest.mark.parametrize(
    ("spoil", "finding"),
    [
        (lambda d: d["stages"][0]["next"].append("nowhere"), "lead: no stage nowhere"),
        (lambda d: d["stages"][3]["next"].append("lead"), "review: lead is not ahead"),
        (lambda d: d["stages"].append(d["stages"][0]), "a stage id occurs twice"),
        (lambda d: d["terminal"][0]["from"].append("x"), "rejected: no stage x"),
        (lambda d: d["labels"].pop("lease"), "fitout: lease has no label"),
        (lambda d: d["evidence_required_at"].append("lead"), "lead: evidence is required"),
        (lambda d: d["stages"][0].update(clock="x"), "lead: the clock x has no days"),
        (lambda d: d["clocks"].pop("finish"), "screening: the clock finish has no name"),
        (lambda d: d["lanes"][0]["places"].pop(), "no lane shows lead"),
        (lambda d: d["lanes"][0]["places"].append("x"), "a lane shows x, which is no place"),
        (lambda d: d["lanes"][0]["places"].append("lost"), "a place stands in two lanes"),
        (lambda d: d["lanes"].append({**d["lanes"][0], "places": []}), "a lane id occurs twice"),
        (lambda d: d.pop("stages"), "malformed"),
    ],
)
def test_an_unsound_template_is_refused_whole(document, spoil, finding):
    spoil(document)
    with pytest.raises(TemplateRefused) as refused:
        template_parse(document)
    assert any(finding in each for each in refused.value.findings)


def test_labels_of_checks_and_unknown_codes():
    assert template().label("check.market").zh == "市场前景"
    with pytest.raises(KeyError):
        template().label("nothing")
