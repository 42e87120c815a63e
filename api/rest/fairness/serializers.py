"""Shapes of a fairness report."""

from typing import Any

from rest_framework import serializers

from api.serializers import PersonField, time_text
from core.models import StoredFile
from core.selectors.names import person_body, person_or_none
from judging.models import FairnessReport


class FairnessFile(serializers.Serializer[Any]):
    """One language's PDF; `sha256` is the file's own hash, as the edition's log has it."""

    url = serializers.CharField()
    size = serializers.IntegerField()
    sha256 = serializers.CharField()
    pages = serializers.IntegerField()


class FairnessReportBody(serializers.Serializer[Any]):
    """The report; files are there once it is made. Each page's foot shows `content_hash`."""

    id = serializers.UUIDField()
    state = serializers.ChoiceField(choices=["waiting", "made", "failed"])
    sight = serializers.ChoiceField(choices=["kept", "published"])
    version = serializers.IntegerField()
    content_hash = serializers.CharField(allow_null=True)
    zh = FairnessFile(allow_null=True)
    en = FairnessFile(allow_null=True)
    asked_by = PersonField()
    asked_at = serializers.DateTimeField()
    made_at = serializers.DateTimeField(allow_null=True)
    decided_by = PersonField(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)


class FairnessBody(serializers.Serializer[Any]):
    """What stands: whether a report can be made by now, who decides, and the report."""

    can_make = serializers.BooleanField()
    can_publish = serializers.BooleanField()
    decides = serializers.BooleanField()
    report = FairnessReportBody(allow_null=True)


def report_body(report: FairnessReport) -> dict[str, Any]:
    """The wire form of a report."""
    return {
        "id": str(report.uid),
        "state": report.state,
        "sight": report.sight,
        "version": report.result_set.version,
        "content_hash": report.content_hash or None,
        "zh": _file(report.zh),
        "en": _file(report.en),
        "asked_by": person_body(report.asked_by),
        "asked_at": time_text(report.asked_at),
        "made_at": time_text(report.made_at),
        "decided_by": person_or_none(report.decided_by),
        "decided_at": time_text(report.decided_at),
    }


def _file(file: StoredFile | None) -> dict[str, Any] | None:
    if file is None:
        return None
    return {
        "url": f"/files/{file.uid}",
        "size": file.size,
        "sha256": file.sha256,
        "pages": file.pages,
    }
