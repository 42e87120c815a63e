"""One way to answer with a page: strict headers, the language, the facts that all share."""

from collections.abc import Mapping
from typing import Any, Final

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from api.pages.tags import is_chinese

# These pages carry no script at all, so the policy allows none.
POLICY: Final[dict[str, list[str]]] = {
    "default-src": ["'none'"],
    "script-src": ["'none'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'none'"],
    "worker-src": ["'none'"],
}


def page(
    request: HttpRequest,
    name: str,
    facts: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
    policy: Mapping[str, list[str]] = POLICY,
) -> HttpResponse:
    """Render `pages/<name>.html` in the reader's language, under this content policy."""
    context = {
        "html_lang": "zh-Hans" if is_chinese() else "en",
        "other_lang": "en" if is_chinese() else "zh-Hans",
        "zone": settings.TIME_ZONE_DEFAULT,
        "signed_in": status < 500 and request.user.is_authenticated,
        **(facts or {}),
    }
    response = render(request, f"pages/{name}.html", context, status=status)
    response["Cache-Control"] = "private, no-cache"
    response["Vary"] = "Accept-Language, Cookie"
    csp_replace(dict(policy))(lambda _request: response)(request)  # marks the response
    return response
