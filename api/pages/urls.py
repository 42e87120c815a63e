"""Pages without a login, health, and the shells of the web client."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
