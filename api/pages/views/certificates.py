"""Checking a certificate: anybody with its code, without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from api.pages.page import page
from core import clock
from judging.selectors.certificates import (
    CODE_LENGTH,
    certificate_by_code,
    certificate_planned,
    code_normalized,
)


@require_safe
def verify_form(request: HttpRequest) -> HttpResponse:
    """A place to type the code; typing it leads to its own address."""
    code = code_normalized(request.GET.get("code", ""))[:40]
    if code:
        query = {"lang": request.GET["lang"]} if "lang" in request.GET else None
        return redirect(reverse("page-certificate", args=[code], query=query))
    return page(request, "verify", {"asked": "code" in request.GET})


@require_safe
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Valid, revoked, still in publicity, or unknown (404)."""
    typed = code_normalized(code)[:40]
    found = certificate_by_code(typed)
    if found is not None:
        state = found["state"]
    else:
        state = "publicity" if certificate_planned(typed) else "unknown"
    facts = {
        "code": typed,
        "state": state,
        "certificate": found,
        "checked_at": clock.now(),
        "length": CODE_LENGTH,
        "wrong_length": len(typed) != CODE_LENGTH,
    }
    return page(request, "certificate", facts, status=404 if state == "unknown" else 200)
