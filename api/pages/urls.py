"""Pages without a login, health, and the shells of the web client."""

from django.urls import URLPattern, path, re_path

from api.pages.basic import urls as basic
from api.pages.views import certificates, draws, editions, health, info, lan, live, results, shells

_SHELLS = {
    "judge": "judge|join",
    "screen": "screen|pair",
    "app": "login|account|team|org|zone|admin",
}

urlpatterns: list[URLPattern] = [
    path("", editions.home, name="page-home"),
    path("c/<slug:slug>", editions.edition, name="page-edition"),
    path("c/<slug:slug>/results", results.results, name="page-results"),
    path("c/<slug:slug>/live", live.live, name="page-live"),
    path("c/<slug:slug>/draw", draws.draws, name="page-draw"),
    path("c/<slug:slug>/draw/<str:code>/record", draws.record, name="page-draw-record"),
    path("v/", certificates.verify_form, name="page-verify"),
    path("v/<str:code>", certificates.verify, name="page-certificate"),
    path("help", info.help_page, name="page-help"),
    path("privacy", info.privacy, name="page-privacy"),
    path("status", info.status, name="page-status"),
    path("accessibility", info.accessibility, name="page-accessibility"),
    path("install", lan.install, name="page-install"),
    path("install/ca.crt", lan.authority_file, name="install-file"),
    path("install/ca.mobileconfig", lan.authority_profile, name="install-profile"),
    path("capability", lan.capability, name="page-capability"),
    *basic.urlpatterns,
    *(
        path(f"{name}-sw.js", shells.shell_worker, {"name": name}, name=f"worker-{name}")
        for name in ("judge", "screen")
    ),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    *(
        re_path(rf"^(?:{paths})(?:/.*)?$", shells.shell, {"name": name}, name=f"shell-{name}")
        for name, paths in _SHELLS.items()
    ),
]
