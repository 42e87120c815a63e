"""The reader's language: the account's, else `?lang=` on pages, else Accept-Language."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

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
