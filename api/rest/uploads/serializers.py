"""Uploads on the wire."""

from typing import Any

from rest_framework import serializers

from api.serializers import Strict
from core.models import StoredFile, Upload
from core.services.uploads import PartPlan


class UploadSent(Strict):
    """A file that somebody is about to send."""

    subject_kind = serializers.ChoiceField(choices=["entry", "paper"])
    subject_id = serializers.UUIDField()
    slot = serializers.CharField(max_length=32)
    name = serializers.CharField(max_length=200)
    size = serializers.IntegerField(min_value=1)
    sha256 = serializers.CharField(max_length=64)


class PartBody(serializers.Serializer[Any]):
    """Where to put one part, how long it is, and whether it has come."""

    number = serializers.IntegerField()
    size = serializers.IntegerField()
    url = serializers.CharField()
    received = serializers.BooleanField()


class StoredBody(serializers.Serializer[Any]):
    """The complete file."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    size = serializers.IntegerField()
    sha256 = serializers.CharField()
    pages = serializers.IntegerField(allow_null=True)
    url = serializers.CharField()


class UploadBody(serializers.Serializer[Any]):
    """An upload and its parts."""

    id = serializers.UUIDField()
    state = serializers.CharField()
    part_size = serializers.IntegerField()
    parts = PartBody(many=True)
    file = StoredBody(allow_null=True)


def upload_body(upload: Upload, plan: list[PartPlan]) -> dict[str, Any]:
    """An upload and its parts; a part that the store does not take itself comes to our route."""
    return {
        "id": str(upload.uid),
        "state": upload.state,
        "part_size": upload.part_size,
        "parts": [
            {
                "number": part.number,
                "size": part.size,
                "url": part.url or f"/api/v1/uploads/{upload.uid}/parts/{part.number}",
                "received": part.received,
            }
            for part in plan
        ],
        "file": None if upload.file is None else _stored(upload.file),
    }


def _stored(file: StoredFile) -> dict[str, Any]:
    return {
        "id": str(file.uid),
        "name": file.name,
        "size": file.size,
        "sha256": file.sha256,
        "pages": file.pages,
        "url": f"/files/{file.uid}",
    }
