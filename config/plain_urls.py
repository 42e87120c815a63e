"""The plain http door of `up --lan`: what a device needs before it trusts us, and nothing else."""

from django.urls import path

from api.pages.views import health, lan

handler404 = "api.pages.views.lan.elsewhere"

urlpatterns = [
    path("", lan.install, name="plain-home"),
    path("install", lan.install, name="page-install"),
    path("install/ca.crt", lan.authority_file, name="install-file"),
    path("install/ca.mobileconfig", lan.authority_profile, name="install-profile"),
    path("capability", lan.capability, name="page-capability"),
    path("judge", lan.basic_card, name="plain-judge"),
    path("judge/basic", lan.basic_card, name="page-basic"),
    path("join/<path:rest>", lan.basic_link, name="plain-join"),
    path("healthz", health.healthz, name="healthz"),
]
