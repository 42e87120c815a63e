"""Where each address goes."""

from django.urls import include, path

from api.rest.files.downloads import file_download

urlpatterns = [
    path("api/v1/", include("api.rest.urls")),
    path("_allauth/", include("allauth.headless.urls")),
    path("files/<uuid:file_id>", file_download, name="file"),
    path("", include("api.pages.urls")),
]
