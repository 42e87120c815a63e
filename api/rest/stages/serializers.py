"""The wire form of the shipped template."""

from typing import Any

from rest_framework import serializers

from api.serializers import BilingualField
from pipeline.template.template import Gate, Named, Stage, Template, Terminal


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
    evidence_required = serializers.BooleanField()
    gate = StageGate()
    next = serializers.ListField(child=serializers.CharField())


class PipelineTemplate(serializers.Serializer[Any]):
    """The whole template."""

    id = serializers.CharField()
    version = serializers.IntegerField()
    stages = PipelineStage(many=True)
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
        "evidence_required": False,
        "gate": _gate(template, terminal.gate),
        "next": list(terminal.sources) if terminal.returns else [],
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
