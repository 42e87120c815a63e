"""The template, for the board's columns and the words of its gates."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.rest.stages.serializers import PipelineTemplate, template_body
from api.views import View
from pipeline.policy import template_visible
from pipeline.stages import template


class Stages(View):
    """Zone roles of any host read it; it holds no project."""

    @extend_schema(operation_id="pipeline_stages", responses=PipelineTemplate)
    def get(self, request: Request) -> Response:
        """The shipped template's stages with names, clocks and gates."""
        template_visible(viewer=self.viewer).enforce()
        return Response(template_body(template()))
