"""The reader's language: the account's, else `?lang=` on pages, else Accept-Language."""

from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.crypto import salted_hmac

from api.viewers import SIGNED_IN_KEY
from core import clock
from core.db.faults import is_cache_away
from core.services.sign_ins import SEEN_EVERY, sign_in_seen

_KNOWN = {code for code, _name in settings.LANGUAGES}


class LanguageMiddleware:
    """Activates the language for the request and names it in the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Choose, answer, and say which language was used."""
        language = language_of(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.setdefault("Content-Language", language)
        return response


def language_of(request: HttpRequest) -> str:
    """One of the known language codes. An explicit `?lang=` wins: the reader just chose it."""
    asked = request.GET.get("lang", "").lower()
    if asked in {"zh", "zh-hans", "zh-cn"}:
        return "zh-hans"
    if asked == "en":
        return "en"
    language = getattr(request.user, "language", "") if hasattr(request, "user") else ""
    if language in _KNOWN:
        return language
    return translation.get_language_from_request(request)


class SeenMiddleware:
    """Notes, once a minute and browser, that somebody who signed in is still there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; a store that is busy loses a note and nothing else."""
        response = self.get_response(request)
        key = request.session.session_key
        if key and request.session.get(SIGNED_IN_KEY):
            name = salted_hmac("yisai.seen", key).hexdigest()
            try:
                if cache.add(f"seen-{name}", 1, timeout=SEEN_EVERY.seconds):
                    sign_in_seen(session_key=key, at=clock.now())
            except Exception as error:
                if not (isinstance(error, Error) or is_cache_away(error)):
                    raise
        return response
