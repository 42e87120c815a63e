"""Where prospects are."""

from django.urls import path

from api.rest.prospects.views import Prospects

urlpatterns = [path("prospects", Prospects.as_view(), name="prospects")]
