"""An entry's files."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.entries import EntryView, FileBody, file_body
from contest import policy
from contest.selectors.files import files_shown


class FileList(serializers.Serializer[Any]):
    """The file of each slot; there are few, so there is one page."""

    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = FileBody(many=True)


class EntryFiles(EntryView):
    """The files of an entry."""

    @extend_schema(operation_id="entry_files", responses=FileList)
    def get(self, request: Request, entry_id: UUID) -> Response:
        """The live file of each slot; the office sees those that were submitted."""
        entry = self.entry(entry_id)
        policy.entry_files_read(viewer=self.viewer, entry=entry).enforce()
        submitted = policy.entry_reads_submitted(viewer=self.viewer, entry=entry)
        rows = files_shown(entry=entry, submitted=bool(submitted))
        body = {"next": None, "previous": None, "results": [file_body(row) for row in rows]}
        return Response(body)
