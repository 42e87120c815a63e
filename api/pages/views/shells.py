"""The built shells of the web client, one per entry, for every address that it owns."""

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.html import escape
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from api.pages.basic.floor import card_instead_of, is_below_floor
from api.pages.page import page
from core import tempo

_PRIVATE_LINKS = ("/join/", "/login/link/")


def _filled(request: HttpRequest, html: str) -> str:
    """The built shell naming the nonce for style elements and how long an undo stands (seconds).

    A judge's browser without scripts is led to the basic card.
    """
    nonce = str(request.csp_nonce)  # type: ignore[attr-defined]
    facts = {"style-nonce": nonce, "undo-seconds": f"{tempo.TEMPO.undo_s:g}"}
    metas = "".join(f'<meta name="{name}" content="{value}" />' for name, value in facts.items())
    card = card_instead_of(request.path)
    if card:
        metas += (
            f'<noscript><meta http-equiv="refresh" content="0;url={escape(card)}" /></noscript>'
        )
    return html.replace("</head>", f"{metas}</head>", 1)


@require_safe
@ensure_csrf_cookie
def shell(request: HttpRequest, name: str) -> HttpResponse:
    """The shell, never cached: it names the scripts of the build that is running.

    Where the client is not built, a page says how to build it (503).
    """
    card = card_instead_of(request.path)
    if card and is_below_floor(request.headers.get("User-Agent", "")):
        response = _led(card)
    elif not (file := Path(settings.CLIENT_DIST) / f"{name}.html").is_file():
        response = page(request, "unbuilt", {"shell": name}, status=503)
    else:
        response = HttpResponse(_filled(request, file.read_text(encoding="utf-8")))
    response["Cache-Control"] = "no-store"
    if request.path.startswith(_PRIVATE_LINKS):
        # The address holds a secret: it must not travel to anywhere the page leads.
        response["Referrer-Policy"] = "no-referrer"
    return response


def _led(address: str) -> HttpResponse:
    """To the card that this browser can show; for the next one the address is another."""
    response = HttpResponseRedirect(address)
    patch_vary_headers(response, ["User-Agent"])
    return response


@require_safe
def shell_worker(request: HttpRequest, name: str) -> HttpResponse:
    """The service worker of a shell, as the build wrote it; 404 where there is no build.

    It may serve the shell's own address and what lies below. Browsers ask again at each visit.
    """
    file = Path(settings.CLIENT_DIST) / f"{name}-sw.js"
    if not file.is_file():
        raise Http404
    response = HttpResponse(file.read_bytes(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    response["Service-Worker-Allowed"] = f"/{name}"
    return response
