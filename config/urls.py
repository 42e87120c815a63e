"""Where each address goes."""

from django.urls import include, path

from api.rest.files.downloads import file_download

handler403 = "api.pages.views.errors.forbidden"
handler404 = "api.pages.views.errors.not_found"
handler500 = "api.pages.views.errors.fault"

urlpatterns = [
    path("api/v1/", include("api.rest.urls")),
    path("_allauth/browser/v1/", include("api.sign_in.urls")),
    path("files/<uuid:file_id>", file_download, name="file"),
    path("", include("api.pages.urls")),
]
