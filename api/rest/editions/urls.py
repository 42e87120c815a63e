"""Addresses of editions."""

from django.urls import path

from api.rest.editions.views import Closing, EditionList, OneEdition

urlpatterns = [
    path("editions", EditionList.as_view(), name="editions"),
    path("editions/<uuid:edition_id>", OneEdition.as_view(), name="edition"),
    path("editions/<uuid:edition_id>/close", Closing.as_view(), name="edition-close"),
]
