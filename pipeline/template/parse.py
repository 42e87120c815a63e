"""From the template's document to the template; an unsound one is refused whole."""

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.template.template import Gate, Lane, Name, Named, Stage, Template, Terminal


class TemplateRefused(ValueError):
    """A document that is no template; `findings` says why."""

    def __init__(self, findings: list[str]) -> None:
        super().__init__("; ".join(findings))
        self.findings = findings


def template_parse(document: Mapping[str, Any]) -> Template:
    """The template of a sound document; raises TemplateRefused with every finding."""
    try:
        template = _template(document)
    except (KeyError, TypeError, ValueError) as error:
        raise TemplateRefused([f"malformed: {error!r}"]) from error
    findings = list(_findings(template))
    if findings:
        raise TemplateRefused(findings)
    return template


def _template(document: Mapping[str, Any]) -> Template:
    return Template(
        id=document["id"],
        version=document["version"],
        stages=tuple(_stage(each) for each in document["stages"]),
        terminals=tuple(_terminal(each) for each in document["terminal"]),
        lanes=tuple(_lane(each) for each in document["lanes"]),
        evidence_required_at=tuple(document["evidence_required_at"]),
        screening_checks=_named(document["screening_checks"]),
        loss_reasons=_named(document["loss_reasons"]),
        clocks={code: Name(**name) for code, name in document["clocks"].items()},
        labels={code: Name(**name) for code, name in document["labels"].items()},
    )


def _stage(body: Mapping[str, Any]) -> Stage:
    return Stage(
        id=body["id"],
        seq=body["seq"],
        name=Name(**body["name"]),
        probability=body["probability"],
        owner=body["owner"],
        branch=body.get("branch", ""),
        sla=dict(body.get("sla", {})),
        clock=body.get("clock", ""),
        gate=_gate(body["gate"]),
        next=tuple(body["next"]),
    )


def _terminal(body: Mapping[str, Any]) -> Terminal:
    return Terminal(
        id=body["id"],
        name=Name(**body["name"]),
        sources=tuple(body["from"]),
        returns=body.get("returns", False),
        gate=_gate(body["gate"]),
    )


def _lane(body: Mapping[str, Any]) -> Lane:
    return Lane(
        id=body["id"],
        name=Name(**body["name"]),
        places=tuple(body["places"]),
        folded=body.get("folded", False),
    )


def _gate(body: Mapping[str, Any]) -> Gate:
    return Gate(
        label=Name(**body["label"]),
        needs=tuple(body.get("needs", ())),
        proof=tuple(body.get("proof", ())),
    )


def _named(bodies: list[Mapping[str, Any]]) -> tuple[Named, ...]:
    return tuple(Named(each["id"], Name(**each["name"])) for each in bodies)


def _findings(template: Template) -> Iterator[str]:
    places: tuple[Stage | Terminal, ...] = (*template.stages, *template.terminals)
    ids = [each.id for each in places]
    if len(ids) != len(set(ids)):
        yield "a stage id occurs twice"
    for stage in template.stages:
        yield from _stage_findings(template, stage)
    for terminal in template.terminals:
        for source in terminal.sources:
            if template.stage(source) is None:
                yield f"{terminal.id}: no stage {source}"
    yield from _label_findings(template)
    yield from _lane_findings(template, ids)
    for stage_id in template.evidence_required_at:
        gate = template.gate(stage_id)
        if gate is None or not gate.proof:
            yield f"{stage_id}: evidence is required and no proof is named"


def _stage_findings(template: Template, stage: Stage) -> Iterator[str]:
    if stage.clock and stage.clock not in stage.sla:
        yield f"{stage.id}: the clock {stage.clock} has no days"
    if stage.clock and stage.clock not in template.clocks:
        yield f"{stage.id}: the clock {stage.clock} has no name"
    for target_id in stage.next:
        target = template.stage(target_id)
        if target is None:
            yield f"{stage.id}: no stage {target_id}"
        elif target.seq <= stage.seq:
            yield f"{stage.id}: {target_id} is not ahead"


def _lane_findings(template: Template, ids: list[str]) -> Iterator[str]:
    names = [lane.id for lane in template.lanes]
    if len(names) != len(set(names)):
        yield "a lane id occurs twice"
    shown = [place for lane in template.lanes for place in lane.places]
    yield from (f"no lane shows {each}" for each in ids if each not in shown)
    yield from (f"a lane shows {each}, which is no place" for each in shown if each not in ids)
    if len(shown) != len(set(shown)):
        yield "a place stands in two lanes"


def _label_findings(template: Template) -> Iterator[str]:
    places: tuple[Stage | Terminal, ...] = (*template.stages, *template.terminals)
    for place in places:
        for code in (*place.gate.needs, *place.gate.proof):
            if code not in template.labels:
                yield f"{place.id}: {code} has no label"
