"""Pages for the hall's own network: install the authority, check the device, the basic card."""

from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from api.pages.lan import authority, code_of
from api.pages.page import POLICY, page

# The one page that looks at the device: a script of ours, asked of our own server.
CHECKING: Final = {
    **POLICY,
    "script-src": ["'self'"],
    "connect-src": ["'self'", settings.SITE_URL.replace("http", "ws", 1)],
}
# What the judge's panel stands on, in the order in which it is explained.
CHECKS: Final = (
    "secure",
    "worker",
    "locks",
    "store",
    "crypto",
    "wake",
    "keep",
    "socket",
    "clock",
)
SYSTEMS: Final = ("ipad", "android", "harmony", "computer")
STEPS: Final = {
    "ipad": ("download", "rows", "switch"),
    "android": ("download", "rows", "lock"),
    "harmony": ("download", "rows", "lock"),
    "computer": ("download", "rows", "lock"),
}


@require_safe
def install(request: HttpRequest) -> HttpResponse:
    """How a device comes to trust this server; says so where it does already."""
    known = authority()
    file = request.build_absolute_uri("/install/ca.crt")
    profile = request.build_absolute_uri("/install/ca.mobileconfig")
    facts = {
        "authority": known,
        "site": settings.SITE_URL,
        "site_code": code_of(settings.SITE_URL),
        "file": file,
        "profile": profile,
        "file_code": code_of(request.build_absolute_uri("/install")),
        "has_card": getattr(settings, "PLAIN_BASIC", False),
        "systems": [(name, list(enumerate(STEPS[name], start=1))) for name in SYSTEMS],
    }
    return page(request, "install", facts)


@require_safe
def authority_file(request: HttpRequest) -> HttpResponse:
    """The root certificate itself (DER), as Android, HarmonyOS and computers take it."""
    known = authority()
    if known is None:
        raise Http404
    return _file(known.der, "application/x-x509-ca-cert", "yisai-ca.crt")


@require_safe
def authority_profile(request: HttpRequest) -> HttpResponse:
    """The root certificate as iPadOS takes it."""
    known = authority()
    if known is None:
        raise Http404
    return _file(known.profile(), "application/x-apple-aspen-config", "yisai-ca.mobileconfig")


@require_safe
def capability(request: HttpRequest) -> HttpResponse:
    """What this device can do for a judge, and what is missing."""
    facts = {"checks": CHECKS, "site": settings.SITE_URL, "authority": authority()}
    return page(request, "capability", facts, policy=CHECKING)


@require_safe
def basic_off(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Where a hall lets nobody score without https: consumes nothing, says where to go on."""
    return page(request, "basic_off", {"site": settings.SITE_URL})


@require_safe
def basic_lead(request: HttpRequest, token: str = "") -> HttpResponse:
    """The panel's addresses at a door that has the basic card only."""
    response = _basic_of(token)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _basic_of(token: str) -> HttpResponse:
    return redirect("page-basic-link", token) if token else redirect("page-basic")


def elsewhere(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Whatever else is asked of the plain door leads to the page that it is for."""
    return redirect("page-install")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
