"""Uploads: announced, looked at, given up, completed."""

from functools import partial
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.once import Command, makes, once
from api.rest.uploads.places import Place, place_of
from api.rest.uploads.serializers import UploadBody, UploadSent, upload_body
from api.views import View
from core.models import Upload
from core.selectors.uploads import upload_own_or_404
from core.services.uploads import upload_abandon, upload_plan


class UploadView(View):
    """Finds the viewer's own upload, and the place that it is for."""

    def place(self, kind: str, subject: UUID) -> Place:
        """Where the file goes. Raises not_found, not_allowed."""
        return place_of(viewer=self.viewer, kind=kind, subject=subject, at=self.at)

    def upload(self, upload_id: UUID) -> Upload:
        """The upload. Raises not_found."""
        return upload_own_or_404(viewer=self.viewer, upload_id=upload_id)

    def answer(self, upload: Upload) -> Response:
        """The upload as it now stands."""
        return Response(upload_body(upload, upload_plan(upload=upload)))


class Uploads(UploadView):
    """New uploads."""

    @extend_schema(operation_id="upload_open", request=UploadSent, responses={201: UploadBody})
    @once(status=201)
    def post(self, request: Request) -> Command:
        """Announce a file for its place; answers with the addresses of its parts."""
        sent = self.read(UploadSent)
        place = self.place(sent.pop("subject_kind"), sent.pop("subject_id"))
        return makes(partial(place.open, actor=self.actor, **sent))

    def shown(self, made: UUID) -> Response:
        """The upload, to who opened it."""
        return self.answer(self.upload(made))


class OneUpload(UploadView):
    """One upload."""

    @extend_schema(operation_id="upload", responses=UploadBody)
    def get(self, request: Request, upload_id: UUID) -> Response:
        """Which parts have come; where an interrupted upload goes on."""
        return self.answer(self.upload(upload_id))

    @extend_schema(operation_id="upload_abandon", responses={204: None})
    def delete(self, request: Request, upload_id: UUID) -> Response:
        """Give the upload up; its parts are removed."""
        upload_abandon(upload=self.upload(upload_id))
        return Response(status=204)


class Complete(UploadView):
    """The end of an upload."""

    @extend_schema(operation_id="upload_complete", request=None, responses=UploadBody)
    def post(self, request: Request, upload_id: UUID) -> Response:
        """Check the whole file and put it in its place."""
        upload = self.upload(upload_id)
        place = self.place(upload.subject_kind, upload.subject_id)
        return self.answer(place.complete(upload=upload))
