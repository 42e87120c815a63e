"""Where publications are."""

from django.urls import path

from api.rest.publications.views import (
    Approve,
    Cancel,
    OnePublication,
    Open,
    RoundPublications,
)

urlpatterns = [
    path(
        "rounds/<uuid:round_id>/publications",
        RoundPublications.as_view(),
        name="round-publications",
    ),
    path("publications/<uuid:publication_id>", OnePublication.as_view(), name="publication"),
    path(
        "publications/<uuid:publication_id>/approve",
        Approve.as_view(),
        name="publication-approve",
    ),
    path("publications/<uuid:publication_id>/open", Open.as_view(), name="publication-open"),
    path("publications/<uuid:publication_id>/cancel", Cancel.as_view(), name="publication-cancel"),
]
