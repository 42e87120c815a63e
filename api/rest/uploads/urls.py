"""Addresses of uploads."""

from django.urls import path

from api.rest.uploads.views import Complete, OneUpload, Uploads

urlpatterns = [
    path("uploads", Uploads.as_view(), name="uploads"),
    path("uploads/<uuid:upload_id>", OneUpload.as_view(), name="upload"),
    path("uploads/<uuid:upload_id>/complete", Complete.as_view(), name="upload-complete"),
]
