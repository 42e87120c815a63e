"""Addresses of the session."""

from django.urls import path

from api.rest.session.views import SessionView

urlpatterns = [path("session", SessionView.as_view(), name="session")]
