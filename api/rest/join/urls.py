"""Addresses of links."""

from django.urls import path

from api.rest.join.views import Join

urlpatterns = [path("join/<str:token>", Join.as_view(), name="join")]
