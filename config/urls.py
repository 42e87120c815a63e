"""Where each address goes."""

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("api.rest.urls")),
    path("_allauth/", include("allauth.headless.urls")),
    path("", include("api.pages.urls")),
]
