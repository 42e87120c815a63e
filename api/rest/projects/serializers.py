"""The wire form of a project: its card and its page."""

from typing import Any

from rest_framework import serializers

from api.serializers import BilingualField, MoneyField, PersonField, money_body, time_text
from core.selectors.names import person_or_none
from pipeline.models import Project


class ProjectEntry(serializers.Serializer[Any]):
    """The entry that the project came from."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    title = serializers.CharField()
    team = BilingualField()
    track = BilingualField(allow_null=True)
    edition = serializers.SlugField()
    edition_name = BilingualField()


class ProjectContest(serializers.Serializer[Any]):
    """What the contest published: the rank stays provisional until the final list."""

    rank = serializers.IntegerField()
    final = serializers.CharField()
    provisional = serializers.BooleanField()


class CheckCount(serializers.Serializer[Any]):
    """How far the screening is."""

    done = serializers.IntegerField()
    total = serializers.IntegerField()


class ProjectCard(serializers.Serializer[Any]):
    """A project on the board."""

    id = serializers.UUIDField()
    code = serializers.CharField()
    name = BilingualField()
    rev = serializers.IntegerField()
    stage = serializers.CharField()
    stage_since = serializers.DateTimeField()
    due_at = serializers.DateTimeField(allow_null=True)
    branch = serializers.CharField(allow_blank=True)
    source = serializers.CharField()  # type: ignore[assignment] # the lead's, not the field's
    owner = PersonField(allow_null=True)
    planned_investment = MoneyField(allow_null=True)
    contest = ProjectContest(allow_null=True)
    entry = ProjectEntry(allow_null=True)
    checks_count = CheckCount()


def card_body(project: Project) -> dict[str, Any]:
    """A project as a card; `checks_total` and `checks_done` come with the selector's rows."""
    minor = project.planned_investment_minor
    return {
        "id": str(project.uid),
        "code": project.code,
        "name": project.name,
        "rev": project.rev,
        "stage": project.stage,
        "stage_since": time_text(project.stage_since),
        "due_at": time_text(project.due_at),
        "branch": project.branch,
        "source": project.source,
        "owner": person_or_none(project.owner),
        "planned_investment": money_body("planned_investment", minor),
        "contest": _contest(project),
        "entry": _entry(project),
        "checks_count": {
            "done": getattr(project, "checks_done", 0),
            "total": getattr(project, "checks_total", 0),
        },
    }


def _contest(project: Project) -> dict[str, Any] | None:
    if project.contest_rank is None:
        return None
    return {
        "rank": project.contest_rank,
        "final": project.contest_final,
        "provisional": project.rank_provisional,
    }


def _entry(project: Project) -> dict[str, Any] | None:
    if project.prospect is None:
        return None
    entry = project.prospect.entry
    return {
        "id": str(entry.uid),
        "number": entry.number,
        "title": entry.title,
        "team": entry.team.name,
        "track": entry.track.name if entry.track else None,
        "edition": entry.edition.slug,
        "edition_name": entry.edition.name,
    }
