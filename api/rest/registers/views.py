"""Lines of the registers: added, ended, struck; never edited."""

from functools import partial
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.editions import EditionView
from api.once import Command, changes, makes, once
from api.rest.registers.serializers import LineBody, LineSent, RegistersBody, StrikeSent
from api.serializers import Nothing
from api.views import View
from core.errors import Problem
from judging import supervision_policy as policy
from judging.models import RegisterLine
from judging.selectors.registers import line_body, line_of, register_lines
from judging.services.registers import line_add, line_end, line_strike


class _LineView(View):
    def line(self, line_id: UUID) -> RegisterLine:
        """The line, for those who see the registers. Raises not_found."""
        found = line_of(uid=line_id)
        if found is None:
            raise Problem("not_found")
        policy.registers_read(viewer=self.viewer, edition=found.edition).enforce()
        return found

    def written(self, line_id: UUID) -> RegisterLine:
        """The same, for those who write into them."""
        found = self.line(line_id)
        policy.registers_write(viewer=self.viewer, edition=found.edition).enforce()
        return found

    def shown(self, made: UUID) -> Response:
        """The line as it now stands."""
        return Response(line_body(self.line(made)))


class Lines(EditionView, _LineView):
    """All of an edition."""

    @extend_schema(operation_id="registers", responses=RegistersBody)
    def get(self, request: Request, edition_id: UUID) -> Response:
        """The newest first."""
        edition = self.edition(edition_id)
        policy.registers_read(viewer=self.viewer, edition=edition).enforce()
        writes = policy.registers_write(viewer=self.viewer, edition=edition)
        lines = [line_body(row) for row in register_lines(edition)]
        return Response({"lines": lines, "writes": bool(writes)})

    @extend_schema(operation_id="register_line_add", request=LineSent, responses={201: LineBody})
    @once(status=201)
    def post(self, request: Request, edition_id: UUID) -> Command:
        """Write a line, from now on."""
        edition = self.edition(edition_id)
        policy.registers_write(viewer=self.viewer, edition=edition).enforce()
        body = self.read(LineSent)
        return makes(partial(line_add, edition=edition, actor=self.actor, at=self.at, **body))


class End(_LineView):
    """Handed back, or left."""

    @extend_schema(operation_id="register_line_end", request=Nothing, responses=LineBody)
    @once()
    def post(self, request: Request, line_id: UUID) -> Command:
        """From now on."""
        found = self.written(line_id)
        self.read(Nothing)
        return changes(found.uid, partial(line_end, line=found, actor=self.actor, at=self.at))


class Strike(_LineView):
    """A mistake."""

    @extend_schema(operation_id="register_line_strike", request=StrikeSent, responses=LineBody)
    @once()
    def post(self, request: Request, line_id: UUID) -> Command:
        """It stays readable, struck, with the reason."""
        found = self.written(line_id)
        reason = self.read(StrikeSent)["reason"]
        strike = partial(line_strike, line=found, reason=reason, actor=self.actor, at=self.at)
        return changes(found.uid, strike)
