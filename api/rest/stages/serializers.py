"""The wire form of the shipped template."""

from typing import Any

from rest_framework import serializers

from api.serializers import BilingualField
from pipeline.template.template import Gate, Lane, Named, Stage, Template, Terminal


class StageItem(serializers.Serializer[Any]):
    """A code with its name."""

    code = serializers.CharField()
    label = BilingualField()  # type: ignore[assignment] # the field, not its caption


class StageGate(serializers.Serializer[Any]):
    """What a place asks: facts that must be known, proof that the mover brings."""

    label = BilingualField()  # type: ignore[assignment] # the field, not its caption
    needs = StageItem(many=True)
    proof = StageItem(many=True)


class PipelineStage(serializers.Serializer[Any]):
    """A stage, or a place beside the way (`terminal`)."""

    id = serializers.CharField()
    seq = serializers.IntegerField(allow_null=True)
    name = BilingualField()
    terminal = serializers.BooleanField()
    returns = serializers.BooleanField()
    branch = serializers.CharField(allow_blank=True)
    owner = serializers.CharField(allow_blank=True)
    probability = serializers.CharField(allow_null=True)
    due_days = serializers.IntegerField(allow_null=True)
    clock = StageItem(allow_null=True)
    evidence_required = serializers.BooleanField()
    gate = StageGate()
    next = serializers.ListField(child=serializers.CharField())


class PipelineLane(serializers.Serializer[Any]):
    """A column of the board: the places it shows, in their order."""

    id = serializers.CharField()
    name = BilingualField()
    places = serializers.ListField(child=serializers.CharField())
    folded = serializers.BooleanField()


class PipelineTemplate(serializers.Serializer[Any]):
    """The whole template."""

    id = serializers.CharField()
    version = serializers.IntegerField()
    stages = PipelineStage(many=True)
    lanes = PipelineLane(many=True)
    screening_checks = StageItem(many=True)
    loss_reasons = StageItem(many=True)


def template_body(template: Template) -> dict[str, Any]:
    """The template with its stages in order, places beside the way last."""
    return {
        "id": template.id,
        "version": template.version,
        "stages": [
            *(_stage(template, each) for each in template.stages),
            *(_terminal(template, each) for each in template.terminals),
        ],
        "lanes": [_lane(each) for each in template.lanes],
        "screening_checks": [_named(each) for each in template.screening_checks],
        "loss_reasons": [_named(each) for each in template.loss_reasons],
    }


def _stage(template: Template, stage: Stage) -> dict[str, Any]:
    aside = [each.id for each in template.terminals if stage.id in each.sources]
    return {
        "id": stage.id,
        "seq": stage.seq,
        "name": stage.name.to_wire(),
        "terminal": False,
        "returns": False,
        "branch": stage.branch,
        "owner": stage.owner,
        "probability": stage.probability,
        "due_days": stage.due_days,
        "clock": _clock(template, stage),
        "evidence_required": stage.id in template.evidence_required_at,
        "gate": _gate(template, stage.gate),
        "next": [*stage.next, *aside],
    }


def _terminal(template: Template, terminal: Terminal) -> dict[str, Any]:
    return {
        "id": terminal.id,
        "seq": None,
        "name": terminal.name.to_wire(),
        "terminal": True,
        "returns": terminal.returns,
        "branch": "",
        "owner": "",
        "probability": None,
        "due_days": None,
        "clock": None,
        "evidence_required": False,
        "gate": _gate(template, terminal.gate),
        "next": list(terminal.sources) if terminal.returns else [],
    }


def _clock(template: Template, stage: Stage) -> dict[str, Any] | None:
    if not stage.clock:
        return None
    return {"code": stage.clock, "label": template.clocks[stage.clock].to_wire()}


def _lane(lane: Lane) -> dict[str, Any]:
    return {
        "id": lane.id,
        "name": lane.name.to_wire(),
        "places": list(lane.places),
        "folded": lane.folded,
    }


def _gate(template: Template, gate: Gate) -> dict[str, Any]:
    return {
        "label": gate.label.to_wire(),
        "needs": [_labelled(template, code) for code in gate.needs],
        "proof": [_labelled(template, code) for code in gate.proof],
    }


def _labelled(template: Template, code: str) -> dict[str, Any]:
    return {"code": code, "label": template.label(code).to_wire()}


def _named(named: Named) -> dict[str, Any]:
    return {"code": named.id, "label": named.name.to_wire()}
