"""Addresses of teams."""

from django.urls import path

from api.rest.teams.views import Invitations, People, Teams

urlpatterns = [
    path("editions/<uuid:edition_id>/teams", Teams.as_view(), name="teams"),
    path("entries/<uuid:entry_id>/people", People.as_view(), name="entry-people"),
    path("entries/<uuid:entry_id>/invitations", Invitations.as_view(), name="entry-invitations"),
]
