"""Moving a project: one stage forward by proof, aside with a reason, back only as a correction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from core.errors import Problem
from core.models import Person
from core.services.log import LogEvent, log_append
from pipeline import gates
from pipeline.models import Project, StageEvent
from pipeline.proof import date_parse, proof_malformed
from pipeline.selectors.projects import project_facts, project_locked, stage_events
from pipeline.stages import machine, template


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing the mover brings: its kind and its words (a number, a date, a conclusion)."""

    kind: str
    text: str


@transaction.atomic
def project_move(
    *,
    project: Project,
    to: str,
    actor: Person,
    at: datetime,
    reason: str = "",
    proof: Sequence[Proof] = (),
) -> Project:
    """Move the project and start the clock of the place it comes to.

    Raises stage_unknown_move, reason_missing, stage_gate_closed (with every missing item),
    proof_missing, field_invalid for proof that is not what its kind asks for.
    """
    locked = project_locked(project.pk)
    verb = _verb(locked, to)
    if verb in {"aside", "correct"} and not reason.strip():
        raise Problem("reason_missing")
    words = {each.kind: each.text.strip() for each in proof}
    if verb in {"move", "aside"}:
        _require_gate(locked, to, words)
    _require_sound(words, at=at)
    came_from = locked.stage
    locked.stage, locked.stage_since = to, at
    locked.due_at = _due(to, words, at=at)
    locked.rev += 1
    locked.save(update_fields=["stage", "stage_since", "due_at", "rev"])
    event = StageEvent.objects.create(
        project=locked,
        verb=verb,
        from_stage=came_from,
        to_stage=to,
        reason=reason.strip(),
        proof=[{"kind": kind, "text": text} for kind, text in words.items()],
        by=actor,
        at=at,
    )
    log_append(owner=("host", locked.host.uid), events=[_log_event(locked, event)], at=at)
    return locked


def move_targets(project: Project, events: Sequence[StageEvent]) -> list[str]:
    """Where the machine lets the project go from here; events are the newest first."""
    shipped = machine()
    left = _left(project, events)
    return [verb for verb in shipped.verbs(project.stage) if left is None or verb == left]


def _verb(project: Project, to: str) -> str:
    """What kind of move this is. Raises stage_unknown_move where there is none."""
    shipped, events = template(), stage_events(project)
    if to in move_targets(project, events):
        if _left(project, events) is not None:
            return "resume"
        return "move" if shipped.stage(to) else "aside"
    if to in _correctable(project, events):
        return "correct"
    raise Problem("stage_unknown_move", params={"state": project.stage, "verb": to})


def _left(project: Project, events: Sequence[StageEvent]) -> str | None:
    """The stage a suspended project comes back to; None unless it is suspended."""
    returning = {each.id for each in template().terminals if each.returns}
    if project.stage not in returning:
        return None
    return next(event.from_stage for event in events if event.to_stage == project.stage)


def _correctable(project: Project, events: Sequence[StageEvent]) -> set[str]:
    """Stages before the present one where the project has been. The old rows stay."""
    shipped = template()
    here = shipped.stage(project.stage)
    if here is None:
        left = next(event.from_stage for event in events if event.to_stage == project.stage)
        origin = shipped.stage(left)
        limit = origin.seq + 1 if origin else 0
    else:
        limit = here.seq
    been = {event.to_stage for event in events} | {event.from_stage for event in events}
    return {each.id for each in shipped.stages if each.seq < limit and each.id in been}


def _require_gate(project: Project, to: str, words: Mapping[str, str]) -> None:
    gate = template().gate(to)
    assert gate is not None, "the machine knows no place without a gate"
    facts = project_facts(project, checks=project.checks.order_by("position"), proof=words)
    missing = gates.facts_missing(gate, facts)
    if missing:
        raise Problem("stage_gate_closed", params=_counted(to, missing), extra=_named(missing))
    missing = gates.proof_missing(gate, facts)
    if missing:
        raise Problem(
            "proof_missing",
            params=_counted(to, missing),
            fields={f"proof.{kind}": ["missing"] for kind in missing},
            extra=_named(missing),
        )


def _counted(to: str, missing: Sequence[str]) -> dict[str, str]:
    return {"stage": to, "count": str(len(missing))}


def _named(missing: Sequence[str]) -> dict[str, list[dict[str, object]]]:
    shipped = template()
    return {"missing": [{"code": code, "label": shipped.label(code).to_wire()} for code in missing]}


def _require_sound(words: Mapping[str, str], *, at: datetime) -> None:
    malformed = proof_malformed(
        words,
        loss_reasons={each.id for each in template().loss_reasons},
        today=at.astimezone(_zone()).date(),
    )
    if malformed:
        fields = {f"proof.{kind}": ["malformed"] for kind in malformed}
        raise Problem("field_invalid", fields=fields)


def _due(to: str, words: Mapping[str, str], *, at: datetime) -> datetime | None:
    stage = template().stage(to)
    if stage is not None:
        return None if stage.due_days is None else at + timedelta(days=stage.due_days)
    review = date_parse(words.get("review_date", ""))
    return None if review is None else datetime.combine(review, time(9), tzinfo=_zone())


def _zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE_DEFAULT)


def _log_event(project: Project, event: StageEvent) -> LogEvent:
    assert event.by is not None, "people move projects"
    return LogEvent(
        "project.move",
        {
            "project": str(project.uid),
            "event": str(event.uid),
            "verb": event.verb,
            "from": event.from_stage,
            "to": event.to_stage,
            "reason": event.reason,
            "proof": event.proof,
            "by": str(event.by.uid),
        },
    )
