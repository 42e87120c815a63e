"""Where free places are filled."""

from django.urls import path

from api.rest.substitutions.views import RoundSubstitutions, SubstitutionUndo

urlpatterns = [
    path(
        "rounds/<uuid:round_id>/substitutions",
        RoundSubstitutions.as_view(),
        name="round-substitutions",
    ),
    path(
        "substitutions/<uuid:substitution_id>/undo",
        SubstitutionUndo.as_view(),
        name="substitution-undo",
    ),
]
