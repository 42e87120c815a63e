"""Every exit of a move: forward by proof, aside with a reason, back only as a correction."""

from datetime import UTC, datetime, timedelta

import pytest

from core.errors import Problem
from core.models import LogLeaf
from pipeline.models import Project, ScreeningCheck, StageEvent
from pipeline.services.moves import Proof, project_move
from pipeline.stages import template
from tests.factories.pipeline import NOW, project_make, zone_make

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=2)


@pytest.fixture
def zone():
    return zone_make()


def move(zone, project, to, *, reason="", proof=None):
    return project_move(
        project=project,
        to=to,
        actor=zone.person("project_lead"),
        at=LATER,
        reason=reason,
        proof=[Proof(kind, text) for kind, text in (proof or {}).items()],
    )


def refused(zone, project, to, code, **sent) -> Problem:
    before = Project.objects.filter(pk=project.pk).values().get()
    zone.staff("project_lead")  # whoever is made first writes a grant into the log
    events, leaves = StageEvent.objects.count(), LogLeaf.objects.count()
    with pytest.raises(Problem) as problem:
        move(zone, project, to, **sent)
    assert problem.value.code == code
    assert Project.objects.filter(pk=project.pk).values().get() == before
    assert (StageEvent.objects.count(), LogLeaf.objects.count()) == (events, leaves)
    return problem.value


def codes(problem: Problem) -> list[str]:
    return [item["code"] for item in problem.extra["missing"]]


def checks_done(project):
    ScreeningCheck.objects.filter(project=project).update(done_at=NOW)


def test_one_stage_forward(zone):
    project = project_make(zone)
    moved = move(zone, project, "screening")
    assert (moved.stage, moved.stage_since) == ("screening", LATER)
    assert moved.due_at == LATER + timedelta(days=3)
    assert moved.rev == 2
    event = StageEvent.objects.latest("pk")
    assert (event.verb, event.from_stage, event.to_stage) == ("move", "lead", "screening")
    assert event.by == zone.person("project_lead")
    assert LogLeaf.objects.latest("pk").type == "project.move"


def test_screening_wants_a_manager(zone):
    project = project_make(zone, owned=False)
    problem = refused(zone, project, "screening", "stage_gate_closed")
    assert problem.extra["missing"] == [
        {"code": "manager_named", "label": template().label("manager_named").to_wire()}
    ]
    assert problem.params == {"stage": "screening", "count": "1"}


def test_negotiation_names_the_open_checks_then_the_conclusion(zone):
    project = project_make(zone, stage="screening")
    ScreeningCheck.objects.filter(project=project).exclude(code="energy").update(done_at=NOW)
    assert codes(refused(zone, project, "negotiation", "stage_gate_closed")) == ["check.energy"]
    checks_done(project)
    problem = refused(zone, project, "negotiation", "proof_missing")
    assert problem.fields == {"proof.follow_up": ["missing"]}
    moved = move(zone, project, "negotiation", proof={"follow_up": " 继续跟进 "})
    assert moved.due_at == LATER + timedelta(days=14)
    assert StageEvent.objects.latest("pk").proof == [{"kind": "follow_up", "text": "继续跟进"}]


def test_review_wants_materials(zone):
    project = project_make(zone, stage="negotiation")
    assert codes(refused(zone, project, "review", "proof_missing")) == ["materials"]
    assert move(zone, project, "review", proof={"materials": "清单"}).due_at is None


def test_the_decision_waits_for_records_that_nobody_can_write_yet(zone):
    project = project_make(zone, stage="review")
    problem = refused(zone, project, "decision", "stage_gate_closed", reason="now")
    assert codes(problem) == ["review_closed", "fair_competition_passed"]


@pytest.mark.parametrize(
    ("stage", "branch", "to", "proof"),
    [
        ("decision", "", "signed", {"agreement": "HT-1"}),
        ("signed", "", "registered", {"credit_code": "91350100M000100Y43"}),
        ("registered", "land", "permitting", {}),
        ("registered", "light_asset", "fitout", {"lease": "ZL-1"}),
        ("permitting", "land", "construction", {"construction_permit": "1", "site_photo": "2"}),
        ("construction", "land", "production", {"acceptance": "1", "first_invoice": "2"}),
        ("fitout", "light_asset", "production", {"acceptance": "1", "first_invoice": "2"}),
        ("production", "", "full_production", {"agreed_output": "1"}),
    ],
)
def test_later_stages_ask_for_proof(zone, stage, branch, to, proof):
    project = project_make(zone, stage=stage)
    Project.objects.update(branch=branch)
    for kind in proof:
        left = {key: text for key, text in proof.items() if key != kind}
        assert codes(refused(zone, project, to, "proof_missing", proof=left)) == [kind]
    assert move(zone, project, to, proof=proof).stage == to


def test_permitting_wants_the_branch_named(zone):
    project = project_make(zone, stage="registered")
    assert codes(refused(zone, project, "permitting", "stage_gate_closed")) == ["branch_land"]


def test_a_mistyped_credit_code_is_refused(zone):
    project = project_make(zone, stage="signed")
    sent = {"credit_code": "91350100M000100Y44"}
    problem = refused(zone, project, "registered", "field_invalid", proof=sent)
    assert problem.fields == {"proof.credit_code": ["malformed"]}


@pytest.mark.parametrize(
    ("stage", "to"),
    [
        ("lead", "negotiation"),
        ("lead", "lead"),
        ("lead", "nowhere"),
        ("lead", "rejected"),
        ("lead", "exited"),
        ("negotiation", "screening"),
        ("registered", "production"),
        ("lost", "lead2"),
        ("full_production", "suspended"),
    ],
)
def test_moves_that_are_not_in_the_table(zone, stage, to):
    project = project_make(zone, stage=stage)
    if stage == "lost":
        StageEvent.objects.create(
            project=project, verb="aside", from_stage="lead", to_stage="lost", at=NOW
        )
    refused(zone, project, to, "stage_unknown_move", reason="x")


@pytest.mark.parametrize(
    ("stage", "to", "proof"),
    [
        ("screening", "rejected", {}),
        ("lead", "lost", {"loss_reason": "funding"}),
        ("signed", "exited", {"exit_case": "TC-1"}),
        ("lead", "suspended", {"review_date": "2026-12-24"}),
    ],
)
def test_aside_wants_a_reason_and_its_proof(zone, stage, to, proof):
    project = project_make(zone, stage=stage)
    refused(zone, project, to, "reason_missing", proof=proof, reason="  ")
    if proof:
        refused(zone, project, to, "proof_missing", reason="why")
    moved = move(zone, project, to, reason="why", proof=proof)
    assert moved.stage == to
    event = StageEvent.objects.latest("pk")
    assert (event.verb, event.reason) == ("aside", "why")


@pytest.mark.parametrize(
    ("to", "proof"),
    [("lost", {"loss_reason": "because"}), ("suspended", {"review_date": "2026-11-25"})],
)
def test_aside_with_malformed_proof(zone, to, proof):
    project = project_make(zone)
    refused(zone, project, to, "field_invalid", reason="why", proof=proof)


def test_a_suspended_project_waits_for_its_day_and_returns_to_where_it_was(zone):
    project = project_make(zone, stage="negotiation")
    away = move(zone, project, "suspended", reason="why", proof={"review_date": "2026-12-24"})
    assert away.due_at == datetime(2026, 12, 24, 1, tzinfo=UTC)
    refused(zone, project, "screening", "stage_unknown_move")
    back = move(zone, project, "negotiation")
    assert back.stage == "negotiation"
    assert StageEvent.objects.latest("pk").verb == "resume"


def test_a_correction_keeps_the_old_row_and_wants_a_reason(zone):
    project = project_make(zone)
    move(zone, project, "screening")
    refused(zone, project, "lead", "reason_missing")
    move(zone, project, "lead", reason="wrong project")
    verbs = list(StageEvent.objects.order_by("pk").values_list("verb", "to_stage"))
    assert verbs == [("open", "lead"), ("move", "screening"), ("correct", "lead")]


def test_a_correction_never_jumps_ahead(zone):
    project = project_make(zone)
    move(zone, project, "screening")
    checks_done(project)
    move(zone, project, "negotiation", proof={"follow_up": "x"})
    move(zone, project, "lead", reason="wrong project")
    refused(zone, project, "negotiation", "stage_unknown_move", reason="again")


def test_an_end_by_mistake_can_be_corrected(zone):
    project = project_make(zone)
    move(zone, project, "lost", reason="x", proof={"loss_reason": "other"})
    assert move(zone, project, "lead", reason="wrong project").stage == "lead"
