"""The wire form of a project's page: the card, and all that stands behind it."""

from collections.abc import Iterable, Sequence
from typing import Any

from rest_framework import serializers

from api.rest.projects.serializers import ProjectCard, card_body
from api.serializers import BilingualField, PersonField, time_text
from core.models import Person
from core.selectors.names import person_body, person_or_none
from core.viewer import Viewer
from pipeline.gates import facts_missing
from pipeline.models import Project, ScreeningCheck, StageEvent
from pipeline.policy import deck_readable, project_changeable
from pipeline.selectors.projects import project_facts
from pipeline.services.moves import move_targets
from pipeline.stages import template
from pipeline.template.template import Gate


class ProjectDeck(serializers.Serializer[Any]):
    """The file the team pitched with."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    size = serializers.IntegerField()
    pages = serializers.IntegerField(allow_null=True)
    url = serializers.CharField()


class ProjectCheck(serializers.Serializer[Any]):
    """A screening question with its answer."""

    code = serializers.CharField()
    name = BilingualField()
    done = serializers.BooleanField()
    note = serializers.CharField(allow_blank=True)
    done_by = PersonField(allow_null=True)
    done_at = serializers.DateTimeField(allow_null=True)


class ProjectProof(serializers.Serializer[Any]):
    """A kind of proof with its words."""

    kind = serializers.CharField()
    text = serializers.CharField()


class ProjectEvent(serializers.Serializer[Any]):
    """A move that was made."""

    id = serializers.UUIDField()
    verb = serializers.CharField()
    from_stage = serializers.CharField(allow_blank=True)
    to_stage = serializers.CharField()
    reason = serializers.CharField(allow_blank=True)
    proof = ProjectProof(many=True)
    by = PersonField(allow_null=True)
    at = serializers.DateTimeField()


class GateItem(serializers.Serializer[Any]):
    """A named condition with its words."""

    code = serializers.CharField()
    label = BilingualField()  # type: ignore[assignment] # the field, not its caption


class GateNeed(GateItem):
    """A condition that the program knows by itself."""

    met = serializers.BooleanField()


class ProjectGate(serializers.Serializer[Any]):
    """One way out of the present stage: what is missing, what the mover must bring."""

    open = serializers.BooleanField()
    missing = serializers.ListField(child=serializers.CharField())
    label = BilingualField()  # type: ignore[assignment] # the field, not its caption
    items = GateNeed(many=True)
    missing_items = GateItem(many=True)
    proof = GateItem(many=True)


class ProjectPage(ProjectCard):
    """A project with its deck, checks, moves and gates."""

    deck = ProjectDeck(allow_null=True)
    organization = BilingualField(allow_null=True)
    checks = ProjectCheck(many=True)
    events = ProjectEvent(many=True)
    gates = serializers.DictField(child=ProjectGate())
    managers = PersonField(many=True)
    may_change = serializers.BooleanField()


def page_body(project: Project, *, viewer: Viewer, managers: Iterable[Person]) -> dict[str, Any]:
    """A project as its page shows it to this viewer. Rows come from the selector's pages."""
    checks, events = list(project.checks.all()), list(project.events.all())
    prospect = project.prospect
    organization = None if prospect is None else prospect.entry.team.organization
    return {
        **card_body(project),
        "deck": _deck(project, viewer),
        "organization": None if organization is None else organization.name,
        "checks": [_check(each) for each in checks],
        "events": [_event(each) for each in events],
        "gates": _gates(project, checks, events),
        "managers": [person_body(person) for person in managers],
        "may_change": bool(project_changeable(viewer=viewer, project=project)),
    }


def _deck(project: Project, viewer: Viewer) -> dict[str, Any] | None:
    if project.deck is None or not deck_readable(viewer=viewer, project=project):
        return None
    return {
        "id": str(project.deck.uid),
        "name": project.deck.name,
        "size": project.deck.size,
        "pages": project.deck.pages,
        "url": f"/files/{project.deck.uid}",
    }


def _check(check: ScreeningCheck) -> dict[str, Any]:
    return {
        "code": check.code,
        "name": template().label(f"check.{check.code}").to_wire(),
        "done": check.done_at is not None,
        "note": check.note,
        "done_by": person_or_none(check.done_by),
        "done_at": time_text(check.done_at),
    }


def _event(event: StageEvent) -> dict[str, Any]:
    return {
        "id": str(event.uid),
        "verb": event.verb,
        "from_stage": event.from_stage,
        "to_stage": event.to_stage,
        "reason": event.reason,
        "proof": event.proof,
        "by": person_or_none(event.by),
        "at": time_text(event.at),
    }


def _gates(
    project: Project, checks: Sequence[ScreeningCheck], events: Sequence[StageEvent]
) -> dict[str, Any]:
    facts = project_facts(project, checks=checks)
    found = {}
    for target in move_targets(project, list(reversed(events))):
        gate = template().gate(target)
        assert gate is not None, "the machine knows no place without a gate"
        found[target] = _gate(gate, facts_missing(gate, facts))
    return found


def _gate(gate: Gate, missing: list[str]) -> dict[str, Any]:
    shipped = template()

    def named(code: str) -> dict[str, Any]:
        return {"code": code, "label": shipped.label(code).to_wire()}

    items = [
        {**named(code), "met": code not in missing and not _parts(code, missing)}
        for code in gate.needs
    ]
    return {
        "open": not missing,
        "missing": missing,
        "label": gate.label.to_wire(),
        "items": items,
        "missing_items": [named(code) for code in missing],
        "proof": [named(code) for code in gate.proof],
    }


def _parts(need: str, missing: list[str]) -> bool:
    """Whether a need that is made of parts has one missing."""
    return need == "screening_checks_done" and any(code.startswith("check.") for code in missing)
