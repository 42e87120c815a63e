"""The plain http door of `up --lan --no-basic`: what a device needs before it trusts us."""

from django.urls import URLPattern, path

from api.pages.views import health, lan

handler404 = "api.pages.views.lan.elsewhere"

INSTALLING: list[URLPattern] = [
    path("", lan.install, name="plain-home"),
    path("install", lan.install, name="page-install"),
    path("install/ca.crt", lan.authority_file, name="install-file"),
    path("install/ca.mobileconfig", lan.authority_profile, name="install-profile"),
    path("capability", lan.capability, name="page-capability"),
    path("healthz", health.healthz, name="healthz"),
]

urlpatterns = [
    *INSTALLING,
    path("judge", lan.basic_off, name="plain-judge"),
    path("judge/basic", lan.basic_off, name="page-basic"),
    path("join/<path:rest>", lan.basic_off, name="plain-join"),
]
