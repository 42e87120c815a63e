"""Each stage's gate: open with everything, shut with the name of the one thing missing."""

import dataclasses
from datetime import date
from typing import Any

import pytest

from pipeline.gates import Facts, facts_missing, proof_missing
from pipeline.proof import credit_code_valid, proof_malformed
from pipeline.stages import template

FULL = Facts(
    source="contest_entry",
    investor=True,
    need=True,
    manager=True,
    review_closed=True,
    fair_competition_passed=True,
)


def with_proof(*kinds: str, **known) -> Facts:
    return dataclasses.replace(FULL, proof=dict.fromkeys(kinds, "x"), **known)


# stage, what opens it, and per fact or proof taken away the code that is then named
TABLE = [
    ("lead", FULL, {"source": "", "investor": False, "need": False}),
    ("screening", FULL, {"manager": False}),
    ("negotiation", with_proof("follow_up"), {"checks_open": ("market",)}),
    ("review", with_proof("materials"), {}),
    ("decision", FULL, {"review_closed": False, "fair_competition_passed": False}),
    ("signed", with_proof("agreement"), {}),
    ("registered", with_proof("credit_code"), {}),
    ("permitting", with_proof(branch="land"), {"branch": ""}),
    ("fitout", with_proof("lease", branch="light_asset"), {"branch": "land"}),
    (
        "construction",
        with_proof("construction_permit", "site_photo", branch="land"),
        {"branch": "light_asset"},
    ),
    ("production", with_proof("acceptance", "first_invoice"), {}),
    ("full_production", with_proof("agreed_output"), {}),
    ("rejected", FULL, {}),
    ("lost", with_proof("loss_reason"), {}),
    ("suspended", with_proof("review_date"), {}),
    ("exited", with_proof("exit_case"), {}),
]
CODES = {
    "source": "source_recorded",
    "investor": "investor_recorded",
    "need": "need_recorded",
    "manager": "manager_named",
    "checks_open": "check.market",
    "review_closed": "review_closed",
    "fair_competition_passed": "fair_competition_passed",
}


def gate_of(stage: str):
    gate = template().gate(stage)
    assert gate is not None
    return gate


def test_the_table_names_every_place():
    places: list[Any] = [*template().stages, *template().terminals]
    assert sorted(row[0] for row in TABLE) == sorted(place.id for place in places)


@pytest.mark.parametrize(("stage", "facts", "taken"), TABLE)
def test_gate(stage, facts, taken):
    gate = gate_of(stage)
    assert facts_missing(gate, facts) == []
    assert proof_missing(gate, facts) == []
    for name, value in taken.items():
        code = CODES.get(name) or f"branch_{'land' if stage != 'fitout' else 'light_asset'}"
        assert facts_missing(gate, dataclasses.replace(facts, **{name: value})) == [code]
    for kind in gate.proof:
        left = {key: text for key, text in facts.proof.items() if key != kind}
        assert proof_missing(gate, dataclasses.replace(facts, proof=left)) == [kind]
        blank = {**facts.proof, kind: "  "}
        assert proof_missing(gate, dataclasses.replace(facts, proof=blank)) == [kind]


def test_negotiation_names_each_open_check():
    facts = dataclasses.replace(FULL, checks_open=("market", "energy"))
    assert facts_missing(gate_of("negotiation"), facts) == ["check.market", "check.energy"]


@pytest.mark.parametrize(
    ("code", "valid"),
    [
        ("91350100M000100Y43", True),
        ("91350100M000100Y44", False),
        ("91350100M000100Y4", False),
        ("91350100m000100y43", False),
        ("9135010OM000100Y43", False),
        ("", False),
    ],
)
def test_credit_code(code, valid):
    assert credit_code_valid(code) is valid


@pytest.mark.parametrize(
    ("proof", "malformed"),
    [
        ({"review_date": "2026-12-01"}, []),
        ({"review_date": "2026-11-25"}, ["review_date"]),
        ({"review_date": "2026-02-30"}, ["review_date"]),
        ({"review_date": "soon"}, ["review_date"]),
        ({"loss_reason": "funding"}, []),
        ({"loss_reason": "because"}, ["loss_reason"]),
        ({"credit_code": "1"}, ["credit_code"]),
        ({"agreement": "HT-2026-001"}, []),
    ],
)
def test_proof_that_has_a_form(proof, malformed):
    assert proof_malformed(proof, loss_reasons={"funding"}, today=date(2026, 11, 25)) == malformed
