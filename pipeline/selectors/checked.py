"""Projects compared with the publications and the moves that they come from."""

from collections.abc import Iterator

from judging.models import Publication, PublicationKind, PublicationState
from pipeline.models import Project, StageEvent


def ranks_unlike_publication() -> Iterator[str]:
    """Projects of a contest whose rank or score is not what was published."""
    rows = Project.objects.filter(prospect__isnull=False).select_related("prospect__entry__edition")
    for project in rows.order_by("pk"):
        assert project.prospect is not None, "filtered above"
        entry = str(project.prospect.entry.uid)
        kind = PublicationKind.PROPOSED if project.rank_provisional else PublicationKind.FINAL
        published = Publication.objects.filter(
            round__edition=project.prospect.entry.edition, kind=kind, state=PublicationState.OPENED
        )
        ours = (project.contest_rank, project.contest_final)
        places = [
            (row["rank"], row["final"] or "")
            for publication in published
            for row in publication.document["rows"]
            if row["entry"] == entry
        ]
        if ours not in places:
            yield str(project.uid)


def stages_unlike_events() -> Iterator[str]:
    """Projects that do not stand where their last move left them."""
    moves = StageEvent.objects.order_by("pk").values_list("project_id", "to_stage")
    last = dict(moves)  # the later row wins
    for project in Project.objects.order_by("pk"):
        if last.get(project.pk) != project.stage:
            yield str(project.uid)
