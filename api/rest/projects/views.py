"""Projects of the viewer's zone."""

from functools import partial
from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.once import Command, changes, once
from api.paging import Pages
from api.rest.projects.page import ProjectPage, page_body
from api.rest.projects.requests import CheckAnswer, MoveRequest, ProjectEdit
from api.rest.projects.serializers import ProjectCard, card_body
from api.views import View
from core.errors import Problem
from pipeline.models import Project
from pipeline.policy import project_changeable, projects_listable
from pipeline.selectors.managers import managers_of
from pipeline.selectors.projects import project_pages_visible_to, projects_visible_to
from pipeline.services.assignment import project_edit
from pipeline.services.checks import check_set
from pipeline.services.moves import Proof, project_move
from pipeline.stages import template


class ProjectView(View):
    """Finds the project among those the viewer may see."""

    def found(self, project_id: UUID) -> Project:
        """The project with its whole record. Raises not_found."""
        rows = project_pages_visible_to(self.viewer).filter(uid=project_id)
        project: Project | None = rows.first()
        if project is None:
            raise Problem("not_found")
        return project

    def changeable(self, project_id: UUID) -> Project:
        """The same, for those who may change it. Raises not_found, not_allowed."""
        project = self.found(project_id)
        project_changeable(viewer=self.viewer, project=project).enforce()
        return project

    def page(self, project_id: UUID) -> dict[str, Any]:
        """The project as it now stands."""
        project = self.found(project_id)
        managers = managers_of(project.host_id, at=self.at)
        return page_body(project, viewer=self.viewer, managers=managers)

    def answer(self, project_id: UUID) -> Response:
        """The page with its ETag."""
        body = self.page(project_id)
        return self.tagged(body, body["rev"])

    def shown(self, made: UUID) -> Response:
        """The project that was changed."""
        return self.answer(made)


class Projects(View):
    """The board's cards."""

    query = ("cursor", "stage")
    pagination_class = Pages

    @extend_schema(
        operation_id="projects_list",
        responses=ProjectCard(many=True),
        parameters=[OpenApiParameter("stage", OpenApiTypes.STR)],
    )
    def get(self, request: Request) -> Response:
        """A page of projects, the oldest first; of one stage if `stage` names it."""
        projects_listable(viewer=self.viewer).enforce()
        rows = projects_visible_to(self.viewer)
        stage = request.query_params.get("stage")
        if stage is not None:
            if template().gate(stage) is None:
                raise Problem("field_invalid", fields={"stage": ["unknown"]})
            rows = rows.filter(stage=stage)
        pages = Pages()
        found = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response([card_body(row) for row in found or []])


class OneProject(ProjectView):
    """A project's page."""

    @extend_schema(operation_id="project", responses=ProjectPage)
    def get(self, request: Request, project_id: UUID) -> Response:
        """The project with checks, moves and gates."""
        return self.answer(project_id)

    @extend_schema(operation_id="project_edit", request=ProjectEdit, responses=ProjectPage)
    def patch(self, request: Request, project_id: UUID) -> Response:
        """Put somebody in charge or choose the branch; needs If-Match."""
        project = self.changeable(project_id)
        try:
            base_rev = self.if_match()
            project_edit(
                project=project,
                changes=self.read(ProjectEdit),
                base_rev=base_rev,
                actor=self.actor,
                at=self.at,
            )
        except Problem as problem:
            if problem.code == "edit_stale":
                problem.extra["current"] = self.page(project_id)
            raise
        return self.answer(project_id)


class Checks(ProjectView):
    """The screening questions."""

    @extend_schema(operation_id="project_check", request=CheckAnswer, responses=ProjectPage)
    @once()
    def post(self, request: Request, project_id: UUID, code: str) -> Command:
        """Answer one question, or take its answer back."""
        project = self.changeable(project_id)
        answer = self.read(CheckAnswer)
        said = partial(check_set, project=project, code=code, actor=self.actor, at=self.at)
        return changes(project.uid, partial(said, **answer))


class Moves(ProjectView):
    """From stage to stage."""

    @extend_schema(operation_id="project_move", request=MoveRequest, responses=ProjectPage)
    @once()
    def post(self, request: Request, project_id: UUID) -> Command:
        """Move the project; a shut gate names everything that is missing."""
        project = self.changeable(project_id)
        sent = self.read(MoveRequest)
        sent["proof"] = [Proof(**item) for item in sent["proof"]]
        move = partial(project_move, project=project, actor=self.actor, at=self.at, **sent)
        return changes(project.uid, move)
