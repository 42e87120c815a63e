"""The supervision record to take along: PDF or Word, in either language."""

from typing import Final
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from api.editions import EditionView
from core.documents.render import Language
from core.errors import Problem
from judging import supervision_policy as policy
from judging.documents.supervision_record import record_pdf, record_word
from judging.selectors.supervision_record import record_facts

PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LANGUAGES: Final[dict[str, Language]] = {"zh": "zh", "en": "en"}
_FORMS: Final = {"pdf": (record_pdf, PDF), "docx": (record_word, DOCX)}
_QUERY: Final = [
    OpenApiParameter("form", OpenApiTypes.STR, enum=list(_FORMS)),
    OpenApiParameter("in", OpenApiTypes.STR, enum=list(_LANGUAGES)),
]


class Record(EditionView):
    """The record."""

    query = ("form", "in")

    @extend_schema(
        operation_id="supervision_record",
        parameters=_QUERY,
        responses={(200, PDF): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, edition_id: UUID) -> HttpResponse:
        """One page, made now. Raises field_invalid for another form or language."""
        edition = self.edition(edition_id)
        policy.witness_only(viewer=self.viewer, edition=edition).enforce()
        form, language = (
            self.request.query_params.get("form", "pdf"),
            _LANGUAGES.get(self.request.query_params.get("in", "zh")),
        )
        if form not in _FORMS or language is None:
            raise Problem("field_invalid", fields={"form": ["invalid"]})
        make, kind = _FORMS[form]
        facts = record_facts(edition, by=self.actor, at=self.at)
        name = f"supervision-{edition.slug}-{language}.{form}"
        return HttpResponse(
            make(facts, language=language, at=self.at),
            content_type=kind,
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
